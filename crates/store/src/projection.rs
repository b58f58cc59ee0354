//! Projection: the tables people list and search, written in the transaction that appends.
//!
//! # How to add a table
//!
//! 1. Add the next file in `migrations/` (never edit a landed one) and name it in
//!    [`crate::schema_list::MIGRATIONS`]. One column a line, type tokens (`{uuid} {i64} {ts} {date}
//!    {json} {bytes} {bool}`) or `TEXT`, `court_id TEXT NOT NULL` first, `PRIMARY KEY (court_id, …)`
//!    on its own line, `) {strict};` at the end, and an index for every list query.
//! 2. Put its name into [`PROJECTED`] (after the tables it refers to). Rebuild, the state hash and
//!    backup then know it; a test fails when a table is in no list.
//! 3. In `projection/<concept>.rs`, write one pure function from the concept's state to its
//!    [`ProjRow`]s (what a row is: key and all other columns), and the list queries on
//!    [`Conn`]. Every column must follow from the docket: no clock, no counter, nothing of this
//!    machine. A table of a case is one row more in [`case`], with the parts of the case that it
//!    shows. Lists page by key: `WHERE (a, b) > ($1, $2) ORDER BY a, b LIMIT $3`.
//! 4. The app calls [`Tx::save_rows`] with the rows before and after the command; only what differs
//!    is written.

use std::collections::HashMap;

use crate::catalogue::{self, Table};
use crate::db::{Conn, Counted, Tx};
use crate::digest::{Digest, Hasher};
use crate::error::{SchemaFault, StoreError};
use crate::json;
use crate::value::V;

pub(crate) mod approval;
mod asset;
pub mod batch;
pub mod case;
mod deadline;
mod document;
pub mod gram;
mod lateness;
mod measure;
mod message;
mod node;
mod panel;
mod party;
mod payout;
mod request;
mod shown;
pub mod spelling;
pub mod staff;
pub mod statement;
pub(crate) mod task;

/// Tables that follow from the docket alone, parents first.
pub const PROJECTED: &[&str] = &[
    "ledger_account",
    "ledger_transfer",
    "court",
    "staff",
    "post_holding",
    "case_file",
    "case_party",
    "case_gram",
    "case_spelling",
    "case_node",
    "case_deadline",
    "case_lateness",
    "case_directive",
    "case_panel_seat",
    "case_task",
    "case_asset",
    "case_measure",
    "case_payout",
    "case_document",
    "case_approval",
    "case_message",
    "case_request",
    "statement",
    "receipt",
    "batch",
    "batch_line",
];

/// Tables that are part of the state besides [`PROJECTED`]: files, by their content's hash.
const HASHED_TOO: &[&str] = &["file"];

/// One row of a projected table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjRow {
    /// Table, one of [`PROJECTED`].
    pub table: &'static str,
    /// Every column of the primary key, in its order.
    pub key: Vec<(&'static str, V)>,
    /// Every other column.
    pub cols: Vec<(&'static str, V)>,
}

type Key<'a> = (&'static str, &'a [(&'static str, V)]);

impl ProjRow {
    fn id(&self) -> Key<'_> {
        (self.table, &self.key)
    }

    fn is_like(&self, other: &Self) -> bool {
        self.table == other.table
            && self.cols.len() == other.cols.len()
            && self.cols.iter().zip(&other.cols).all(|(a, b)| a.0 == b.0)
    }
}

impl Tx {
    /// Writes the difference between two states of the same rows: deletes, then updates, then
    /// inserts (many rows a statement), each in the order given.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when a row that should be there is not, so that a projection that
    /// has drifted is found at once.
    pub async fn save_rows(&mut self, old: &[ProjRow], new: &[ProjRow]) -> Result<(), StoreError> {
        let before: HashMap<Key<'_>, &ProjRow> = old.iter().map(|row| (row.id(), row)).collect();
        let after: HashMap<Key<'_>, &ProjRow> = new.iter().map(|row| (row.id(), row)).collect();
        if before.len() != old.len() || after.len() != new.len() {
            return Err(StoreError::BadValue("two projected rows have the same key".to_owned()));
        }
        for row in old.iter().rev().filter(|row| !after.contains_key(&row.id())) {
            let (place, values) = conditions(&row.key, 1);
            let sql = format!("DELETE FROM {} WHERE {place}", row.table);
            expect_one(self.execute(sql, &values).await?, row)?;
        }
        let mut inserts: Vec<&ProjRow> = Vec::new();
        for row in new {
            match before.get(&row.id()) {
                None => inserts.push(row),
                Some(old) if *old == row => {}
                Some(old) => self.update_row(old, row).await?,
            }
        }
        inserts.sort_by_key(|row| PROJECTED.iter().position(|table| *table == row.table));
        for same in inserts.chunk_by(|a, b| a.is_like(b)) {
            self.insert_rows(same).await?;
        }
        Ok(())
    }

    /// Names only the columns that differ: SQLite rewrites every index whose columns a statement names.
    async fn update_row(&mut self, old: &ProjRow, row: &ProjRow) -> Result<(), StoreError> {
        let changed: Vec<&(&'static str, V)> = if row.is_like(old) {
            row.cols.iter().zip(&old.cols).filter(|(a, b)| a != b).map(|(a, _)| a).collect()
        } else {
            row.cols.iter().collect()
        };
        if changed.is_empty() {
            return Ok(());
        }
        let set: Vec<String> = changed
            .iter()
            .enumerate()
            .map(|(at, (name, _))| format!("{name} = ${}", at + 1))
            .collect();
        let (place, key) = conditions(&row.key, changed.len() + 1);
        let sql = format!("UPDATE {} SET {} WHERE {place}", row.table, set.join(", "));
        let subject = (row.table, key.clone());
        let values: Vec<V> = changed.iter().map(|(_, v)| v.clone()).chain(key).collect();
        let otherwise = drifted("other than one row", row);
        self.counted(Counted { sql, values, rows: 1, subject, otherwise }).await
    }

    async fn insert_rows(&mut self, rows: &[&ProjRow]) -> Result<(), StoreError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let names: Vec<&str> = first.key.iter().chain(&first.cols).map(|(name, _)| *name).collect();
        let head = format!("INSERT INTO {} ({})", first.table, names.join(", "));
        let values: Vec<Vec<V>> = rows
            .iter()
            .map(|row| row.key.iter().chain(&row.cols).map(|(_, v)| v.clone()).collect())
            .collect();
        self.bulk(&head, names.len(), &values, "").await?;
        Ok(())
    }

    /// Empties every projected table, for a rebuild in this same transaction: fold each stream of
    /// the docket again, save its rows against nothing, then [`Tx::end_rebuild`].
    pub async fn begin_rebuild(&mut self) -> Result<(), StoreError> {
        self.execute("INSERT INTO rebuilding (token) VALUES (1)", &[]).await?;
        for table in PROJECTED.iter().rev() {
            self.execute(format!("DELETE FROM {table}"), &[]).await?;
        }
        Ok(())
    }

    /// Closes what [`Tx::begin_rebuild`] opened; without it the tables would stay unguarded.
    pub async fn end_rebuild(&mut self) -> Result<(), StoreError> {
        self.execute("DELETE FROM rebuilding", &[]).await?;
        Ok(())
    }
}

fn conditions(key: &[(&'static str, V)], from: usize) -> (String, Vec<V>) {
    let place: Vec<String> =
        key.iter().enumerate().map(|(at, (name, _))| format!("{name} = ${}", from + at)).collect();
    (place.join(" AND "), key.iter().map(|(_, v)| v.clone()).collect())
}

fn expect_one(touched: u64, row: &ProjRow) -> Result<(), StoreError> {
    if touched == 1 {
        return Ok(());
    }
    Err(drifted(&format!("{touched} rows"), row))
}

fn drifted(found: &str, row: &ProjRow) -> StoreError {
    let reason = format!("{found} for {:?}: the projection has drifted", row.key);
    StoreError::corrupt(row.table, "*", reason)
}

/// The content of one table of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHash {
    /// Table.
    pub table: &'static str,
    /// Rows in it.
    pub rows: i64,
    /// SM3 over its rows in key order.
    pub hash: Digest,
}

/// The state hash of the tables of a state.
pub(crate) fn state_of(tables: &[TableHash]) -> Digest {
    let mut hasher = Hasher::new("zhixing state 1");
    for table in tables {
        hasher.text(table.table).int(table.rows).bytes(table.hash.as_bytes());
    }
    hasher.finish()
}

impl Conn {
    /// The state hash: SM3 over every table of [`Conn::table_hashes`]. Equal on both databases, on
    /// every machine, for the same docket. Take it on [`crate::Db::snapshot`].
    pub async fn state_hash(&mut self) -> Result<Digest, StoreError> {
        Ok(state_of(&self.table_hashes().await?))
    }

    /// The hash of each table of the state, to see where two states differ.
    pub async fn table_hashes(&mut self) -> Result<Vec<TableHash>, StoreError> {
        let mut hashes = Vec::new();
        for name in PROJECTED.iter().chain(HASHED_TOO) {
            let table = catalogue::table(name)
                .ok_or_else(|| SchemaFault::Text(format!("no table {name}")))?;
            hashes.push(self.table_hash(table).await?);
        }
        hashes.sort_by_key(|table| table.table);
        Ok(hashes)
    }

    async fn table_hash(&mut self, table: &'static Table) -> Result<TableHash, StoreError> {
        let key = table.key.join(", ");
        let sql = format!("SELECT {} FROM {} ORDER BY {key}", table.column_list(), table.name);
        let mut hasher = Hasher::new("zhixing table 1");
        let mut rows = 0;
        self.each(sql, &[], |row| {
            rows += 1;
            for column in &table.columns {
                hash_value(&mut hasher, &row.value(column.name, column.kind)?)?;
            }
            Ok(())
        })
        .await?;
        Ok(TableHash { table: table.name, rows, hash: hasher.finish() })
    }
}

fn hash_value(hasher: &mut Hasher, value: &V) -> Result<(), StoreError> {
    match value {
        V::Text(Some(v)) => hasher.text(v),
        V::Int(Some(v)) => hasher.int(*v),
        V::Bool(Some(v)) => hasher.int(i64::from(*v)),
        V::Uuid(Some(v)) => hasher.bytes(v.as_bytes()),
        V::Day(Some(v)) => hasher.text(&v.to_string()),
        V::Instant(Some(v)) => hasher.int(v.micros()),
        V::Json(Some(v)) => hasher.text(&json::recanonical(v)?),
        V::Bytes(Some(v)) => hasher.bytes(v),
        V::Text(None)
        | V::Int(None)
        | V::Bool(None)
        | V::Uuid(None)
        | V::Day(None)
        | V::Instant(None)
        | V::Json(None)
        | V::Bytes(None) => hasher.absent(),
    };
    Ok(())
}
