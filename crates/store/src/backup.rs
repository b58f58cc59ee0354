//! 备份: a portable archive of a whole database, the same from SQLite and PostgreSQL and readable
//! by both: a directory with one file of JSON lines per table and a manifest of their SM3 digests,
//! written last. What is taken is one snapshot; a court may work on while it is taken. A database
//! that has not been brought up to this program's schema yet can be taken too: before it is.
//!
//! Sessions, leases and how duties stand are not part of it: a restored court signs in again.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhixing_law::instant::Instant;

use crate::catalogue::{self, Table};
use crate::db::{Conn, Db, Tx};
use crate::digest::{Digest, Stream};
use crate::error::{ArchiveFault, NotAllowed, StoreError};
use crate::json;
use crate::migrate;
use crate::private;
use crate::schema_list::MIGRATIONS;
use crate::value::{Kind, V};
use crate::verify::{Report, verify};

mod base64;

const FORMAT: &str = "zhixing-backup-2";
const MANIFEST: &str = "manifest.json";
const LEFT_OUT: &[&str] = &["rebuilding", "duty", "lease", "session", "sign_in_try"];
const BATCH: usize = 1_000;
/// Name of the note of the last backup.
pub(crate) const LAST_BACKUP: &str = "last_backup_at";

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the archive's form.
    pub format: String,
    /// When the snapshot was taken.
    pub made_at: Instant,
    /// Checksums of the migrations of its schema, in order.
    pub schema: Vec<String>,
    /// State hash of the snapshot; none of an older schema, whose tables are not this program's.
    pub state_hash: Option<String>,
    /// Its tables, parents first.
    pub tables: Vec<TableFile>,
}

/// One table of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// Table; its file is `<table>.ndjson`.
    pub table: String,
    /// Columns in the order of each line.
    pub columns: Vec<String>,
    /// Lines.
    pub rows: i64,
    /// SM3 of the file.
    pub sm3: String,
}

/// Writes an archive into `dir`, which must not exist or be empty.
///
/// # Errors
/// [`StoreError::Archive`] when the directory is in use; without a manifest an archive is not one.
pub async fn backup(db: &Db, dir: &Path, now: Instant) -> Result<Manifest, StoreError> {
    let mut conn = db.snapshot().await?;
    let landed = migrate::landed_known(&mut conn).await?;
    private::create_dir(dir)?;
    if std::fs::read_dir(dir)?.next().is_some() {
        return Err(ArchiveFault::Occupied(dir.display().to_string()).into());
    }
    let mut tables = Vec::new();
    for table in catalogue::tables_at(landed) {
        if !LEFT_OUT.contains(&table.name) {
            tables.push(write_table(&mut conn, &table, dir).await?);
        }
    }
    let state_hash =
        if landed == MIGRATIONS.len() { Some(conn.state_hash().await?.to_string()) } else { None };
    let schema = MIGRATIONS.iter().take(landed).map(|m| m.checksum().to_string()).collect();
    let format = FORMAT.to_owned();
    let manifest = Manifest { format, made_at: now, schema, state_hash, tables };
    drop(conn);
    let partial = dir.join("manifest.partial");
    let mut file = private::create_file(&partial)?;
    file.write_all(json::to_canonical(&manifest)?.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&partial, dir.join(MANIFEST))?;
    File::open(dir)?.sync_all()?;
    note_backup(db, now).await?;
    Ok(manifest)
}

/// Remembers when the last backup was taken, unless the database is open read-only.
async fn note_backup(db: &Db, now: Instant) -> Result<(), StoreError> {
    let mut tx = match db.begin().await {
        Err(StoreError::NotAllowed(_)) => return Ok(()),
        other => other?,
    };
    let sql = "INSERT INTO store_note (name, value) VALUES ($1, $2) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.execute(sql, &[V::from(LAST_BACKUP), V::from(now.to_string())]).await?;
    tx.commit().await
}

async fn write_table(conn: &mut Conn, table: &Table, dir: &Path) -> Result<TableFile, StoreError> {
    let file = private::create_file(&dir.join(format!("{}.ndjson", table.name)))?;
    let mut file = BufWriter::new(file);
    let mut digest = Stream::default();
    let mut rows = 0;
    let columns = table.column_list();
    let sql = format!("SELECT {columns} FROM {} ORDER BY {}", table.name, table.key.join(", "));
    conn.each(sql, &[], |row| {
        let cells = table
            .columns
            .iter()
            .map(|column| Ok(encode(&row.value(column.name, column.kind)?)))
            .collect::<Result<Vec<Value>, StoreError>>()?;
        let mut line = json::canonical(&Value::Array(cells))?;
        line.push('\n');
        digest.update(line.as_bytes());
        file.write_all(line.as_bytes())?;
        rows += 1;
        Ok(())
    })
    .await?;
    let file = file.into_inner().map_err(|e| StoreError::Io(e.into_error()))?;
    file.sync_all()?;
    Ok(TableFile {
        table: table.name.to_owned(),
        columns: table.columns.iter().map(|column| column.name.to_owned()).collect(),
        rows,
        sm3: digest.finish().to_string(),
    })
}

fn encode(value: &V) -> Value {
    match value {
        V::Text(Some(v)) | V::Json(Some(v)) => Value::from(v.as_str()),
        V::Int(Some(v)) => Value::from(*v),
        V::Bool(Some(v)) => Value::from(*v),
        V::Uuid(Some(v)) => Value::from(v.to_string()),
        V::Day(Some(v)) => Value::from(v.to_string()),
        V::Instant(Some(v)) => Value::from(v.to_string()),
        V::Bytes(Some(v)) => Value::from(base64::encode(v)),
        V::Text(None)
        | V::Int(None)
        | V::Bool(None)
        | V::Uuid(None)
        | V::Day(None)
        | V::Instant(None)
        | V::Json(None)
        | V::Bytes(None) => Value::Null,
    }
}

fn decode(cell: &Value, kind: Kind) -> Option<V> {
    if cell.is_null() {
        return Some(match kind {
            Kind::Text => V::Text(None),
            Kind::Int => V::Int(None),
            Kind::Bool => V::Bool(None),
            Kind::Uuid => V::Uuid(None),
            Kind::Day => V::Day(None),
            Kind::Instant => V::Instant(None),
            Kind::Json => V::Json(None),
            Kind::Bytes => V::Bytes(None),
        });
    }
    let text = cell.as_str();
    Some(match kind {
        Kind::Text => V::Text(Some(text?.to_owned())),
        Kind::Int => V::Int(Some(cell.as_i64()?)),
        Kind::Bool => V::Bool(Some(cell.as_bool()?)),
        Kind::Uuid => V::Uuid(Some(text?.parse().ok()?)),
        Kind::Day => V::Day(Some(text?.parse().ok()?)),
        Kind::Instant => V::Instant(Some(text?.parse().ok()?)),
        Kind::Json => V::Json(Some(text?.to_owned())),
        Kind::Bytes => V::Bytes(Some(base64::decode(text?)?)),
    })
}

/// Reads and checks an archive's manifest and the digest of every file it names.
///
/// # Errors
/// [`StoreError::Archive`] says which file is not as it was written.
pub fn inspect(dir: &Path) -> Result<Manifest, StoreError> {
    let text = std::fs::read_to_string(dir.join(MANIFEST))
        .map_err(|e| ArchiveFault::of_file(MANIFEST, &e))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|e| {
        let message = e.to_string();
        ArchiveFault::Content { file: MANIFEST.to_owned(), message }
    })?;
    if manifest.format != FORMAT {
        return Err(ArchiveFault::OtherProgram(format!(
            "format {} is not {FORMAT}",
            manifest.format
        ))
        .into());
    }
    let known = catalogue::tables_at(manifest.schema.len());
    for table in &manifest.tables {
        let known = known.iter().any(|known| known.name == table.table);
        if !known || digest_of(dir, table)?.to_string() != table.sm3 {
            return Err(ArchiveFault::Changed(format!("{}.ndjson", table.table)).into());
        }
    }
    Ok(manifest)
}

fn digest_of(dir: &Path, table: &TableFile) -> Result<Digest, StoreError> {
    let name = format!("{}.ndjson", table.table);
    let mut file = File::open(dir.join(&name)).map_err(|e| ArchiveFault::of_file(&name, &e))?;
    let mut digest = Stream::default();
    let mut piece = vec![0_u8; 1 << 16];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            return Ok(digest.finish());
        }
        digest.update(piece.get(..n).unwrap_or_default());
    }
}

/// Restores an archive into an empty database, brings the schema up to this program's, and
/// verifies everything. All rows go in with one transaction.
///
/// # Errors
/// [`StoreError::Archive`] when the archive was changed, comes from a newer program, or does not
/// give the state it was taken from; [`StoreError::NotAllowed`] when the database is not empty.
pub async fn restore(db: &Db, dir: &Path, now: Instant) -> Result<Report, StoreError> {
    let manifest = inspect(dir)?;
    let ours = MIGRATIONS.iter().map(|m| m.checksum().to_string());
    if manifest.schema.len() > MIGRATIONS.len()
        || manifest.schema.iter().zip(ours).any(|(theirs, ours)| *theirs != ours)
    {
        return Err(ArchiveFault::OtherProgram("another schema".to_owned()).into());
    }
    let upto = MIGRATIONS.get(..manifest.schema.len()).unwrap_or_default();
    if !migrate::has_table(&mut db.read().await?).await? {
        db.migrate_with(upto, now).await?;
    }
    let tables = catalogue::tables_at(manifest.schema.len());
    let known = |file: &TableFile| {
        let table = tables.iter().find(|table| table.name == file.table);
        table.ok_or_else(|| ArchiveFault::OtherProgram(format!("unknown table {}", file.table)))
    };
    let mut tx = db.begin().await?;
    for table in &manifest.tables {
        let sql = format!("SELECT 1 AS one FROM {} LIMIT 1", known(table)?.name);
        if tx.optional(sql, &[]).await?.is_some() {
            return Err(StoreError::NotAllowed(NotAllowed::NotEmpty));
        }
    }
    for table in &manifest.tables {
        read_table(&mut tx, known(table)?, table, dir).await?;
    }
    if let Some(taken) = &manifest.state_hash {
        let restored = tx.state_hash().await?.to_string();
        if restored != *taken {
            return Err(ArchiveFault::OtherState.into());
        }
    }
    tx.commit().await?;
    db.migrate(now).await?;
    verify(db, &[]).await
}

async fn read_table(
    tx: &mut Tx,
    table: &Table,
    from: &TableFile,
    dir: &Path,
) -> Result<(), StoreError> {
    let bad = |line: i64| {
        let file = format!("{}.ndjson", table.name);
        StoreError::from(ArchiveFault::Content { file, message: format!("line {line}") })
    };
    let kinds = from
        .columns
        .iter()
        .map(|column| table.kind(column).ok_or_else(|| bad(0)))
        .collect::<Result<Vec<Kind>, _>>()?;
    let head = format!("INSERT INTO {} ({})", table.name, from.columns.join(", "));
    let file = BufReader::new(File::open(dir.join(format!("{}.ndjson", table.name)))?);
    let mut batch = Vec::with_capacity(BATCH);
    let mut rows = 0;
    for line in file.lines() {
        rows += 1;
        let cells: Vec<Value> = serde_json::from_str(&line?).map_err(|_| bad(rows))?;
        if cells.len() != kinds.len() {
            return Err(bad(rows));
        }
        let row = cells.iter().zip(&kinds).map(|(cell, kind)| decode(cell, *kind));
        batch.push(row.collect::<Option<Vec<V>>>().ok_or_else(|| bad(rows))?);
        if batch.len() == BATCH {
            tx.bulk(&head, kinds.len(), &batch, "").await?;
            batch.clear();
        }
    }
    tx.bulk(&head, kinds.len(), &batch, "").await?;
    if rows == from.rows { Ok(()) } else { Err(bad(rows)) }
}
