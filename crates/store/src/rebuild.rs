//! 重建与复演：the tables follow from the docket. `rebuild` empties them and folds every stream
//! again in one transaction; `replay` folds into a fresh database and compares the two, table by
//! table. Both hold a few streams in memory at a time, however many there are.

use std::path::Path;

use uuid::Uuid;
use zhixing_domain::court::organisation::Organisation;
use zhixing_domain::ground::book::Book;
use zhixing_domain::ground::id::CaseId;
use zhixing_domain::matter::Matter;
use zhixing_domain::matter::event::CONCEPTS;
use zhixing_domain::money::batch::Batch;
use zhixing_domain::money::statement::Statement;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Db, Options, Tx};
use crate::dialect::Dialect;
use crate::digest::Digest;
use crate::docket::Entry;
use crate::error::StoreError;
use crate::fold::{case_event, case_transfers, fold_book, is_folded, statement_transfers};
use crate::ledger::Transfer;
use crate::projection::{self, PROJECTED, ProjRow, TableHash};
use crate::url::DatabaseUrl;
use crate::value::V;

/// Entries read at once.
const PAGE: i64 = 2_000;
/// Rows gathered before they are written.
const ROWS: usize = 4_000;

/// Told how many streams are folded and how many there are; a million cases take minutes.
pub type Told<'a> = &'a mut (dyn FnMut(i64, i64) + Send);

/// What was folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Streams.
    pub streams: i64,
    /// Entries that are part of the state.
    pub entries: i64,
    /// Rows written.
    pub rows: i64,
}

/// One table of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReplay {
    /// As it stands.
    pub stands: TableHash,
    /// As the docket says.
    pub folded: TableHash,
}

impl TableReplay {
    /// True when the table is what the docket says.
    pub fn is_equal(&self) -> bool {
        self.stands == self.folded
    }
}

/// The outcome of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// What was folded.
    pub folded: Rebuilt,
    /// Every projected table.
    pub tables: Vec<TableReplay>,
    /// The state hash of the database as it stands (its files included).
    pub state_hash: Digest,
}

impl Replay {
    /// True when every table is what the docket says.
    pub fn is_equal(&self) -> bool {
        self.tables.iter().all(TableReplay::is_equal)
    }
}

/// Empties every projected table and folds the docket again, in one transaction: either all of it
/// happens or nothing. Commands that append wait until it ends.
///
/// # Errors
/// [`StoreError::Corrupt`] with the entry that cannot be read; the tables stay as they were.
pub async fn rebuild(db: &Db, told: Told<'_>) -> Result<Rebuilt, StoreError> {
    let mut tx = db.begin().await?;
    let rebuilt = refold(&mut tx, told).await?;
    tx.commit().await?;
    Ok(rebuilt)
}

/// [`rebuild`] within a transaction that does more.
pub(crate) async fn refold(tx: &mut Tx, told: Told<'_>) -> Result<Rebuilt, StoreError> {
    if tx.dialect() == Dialect::Pg {
        tx.script("LOCK TABLE stream IN EXCLUSIVE MODE".to_owned()).await?;
    }
    tx.begin_rebuild().await?;
    let rebuilt = fold_all(None, tx, told).await?;
    tx.end_rebuild().await?;
    Ok(rebuilt)
}

/// Folds the docket of one moment into a fresh SQLite database in `scratch` (an empty directory,
/// which the caller removes) and compares every projected table. `db` may be open read-only.
///
/// # Errors
/// [`StoreError::Corrupt`] with the entry that cannot be read.
pub async fn replay(db: &Db, scratch: &Path, now: Instant) -> Result<Replay, StoreError> {
    let options = Options { durable: false, ..Options::default() };
    let fresh = Db::open(&DatabaseUrl::in_dir(scratch), &options).await?;
    fresh.migrate(now).await?;
    let mut source = db.snapshot().await?;
    let mut tx = fresh.begin().await?;
    let folded = fold_all(Some(&mut source), &mut tx, &mut |_, _| {}).await?;
    tx.commit().await?;
    let again = fresh.snapshot().await?.table_hashes().await?;
    let stands = source.table_hashes().await?;
    let state_hash = projection::state_of(&stands);
    let tables = stands
        .into_iter()
        .zip(again)
        .filter(|(stands, _)| PROJECTED.contains(&stands.table))
        .map(|(stands, folded)| TableReplay { stands, folded })
        .collect();
    fresh.close().await;
    Ok(Replay { folded, tables, state_hash })
}

/// The state of one stream while it is folded.
enum Stream {
    /// Nothing of it is part of the state so far.
    Nothing,
    Case(Box<Matter>),
    Organisation(Box<Organisation>),
    Statement(Box<Statement>),
    Batch(Box<Batch>),
}

impl Stream {
    /// What an entry's stream is, from the first entry that is part of the state.
    fn of(entry: &Entry) -> Result<Self, StoreError> {
        let (court, id) = (entry.court_id.as_str(), entry.stream_id);
        Ok(match entry.kind.split('.').next().unwrap_or_default() {
            Organisation::PREFIX => Self::Organisation(Box::new(Organisation::open(id, court))),
            Statement::PREFIX => Self::Statement(Box::new(Statement::open(id, court))),
            Batch::PREFIX => Self::Batch(Box::new(Batch::open(id, court))),
            concept if CONCEPTS.contains(&concept) => {
                Self::Case(Box::new(Matter::new(CaseId(id), court)))
            }
            // A kind that nobody knows is no case: guessing would show an empty one.
            _ => {
                let place = format!("{}/{}: {}", entry.stream_id, entry.seq, entry.kind);
                return Err(StoreError::corrupt("docket", "kind", place));
            }
        })
    }

    fn fold(&mut self, entry: &Entry, transfers: &mut Vec<Transfer>) -> Result<(), StoreError> {
        match self {
            Self::Nothing => {}
            Self::Case(file) => {
                if let Some(recorded) = case_event(entry)? {
                    file.apply(&recorded.event, &recorded.entry);
                    let (event, at) = (&recorded.event, entry.happened_at);
                    transfers.append(&mut case_transfers(file, event, entry.seq, at));
                }
            }
            Self::Organisation(organisation) => {
                fold_book(&mut **organisation, entry)?;
            }
            Self::Statement(statement) => {
                if let Some(event) = fold_book(&mut **statement, entry)? {
                    let at = entry.happened_at;
                    transfers.append(&mut statement_transfers(statement, &event, entry.seq, at));
                }
            }
            Self::Batch(batch) => {
                fold_book(&mut **batch, entry)?;
            }
        }
        Ok(())
    }

    fn rows(&self) -> Vec<ProjRow> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Case(file) => projection::case::rows(file),
            Self::Organisation(organisation) => projection::staff::rows(organisation),
            Self::Statement(statement) => projection::statement::rows(statement),
            Self::Batch(batch) => projection::batch::rows(batch),
        }
    }
}

/// What has been folded and not yet written.
struct Folding {
    done: Rebuilt,
    at: Option<(String, Uuid, i64)>,
    stream: Stream,
    rows: Vec<ProjRow>,
    transfers: Vec<Transfer>,
}

/// Walks the whole docket in the order of its key and writes every stream's rows. Reads from
/// `source`, or from the transaction itself.
async fn fold_all(
    mut source: Option<&mut Conn>,
    tx: &mut Tx,
    told: Told<'_>,
) -> Result<Rebuilt, StoreError> {
    let counted: &mut Conn = match &mut source {
        Some(conn) => conn,
        None => &mut *tx,
    };
    let streams = counted.one("SELECT COUNT(*) AS n FROM stream", &[]).await?.int("n")?;
    let mut folding = Folding {
        done: Rebuilt::default(),
        at: None,
        stream: Stream::Nothing,
        rows: Vec::new(),
        transfers: Vec::new(),
    };
    loop {
        let conn: &mut Conn = match &mut source {
            Some(conn) => conn,
            None => &mut *tx,
        };
        let page = page(conn, folding.at.as_ref()).await?;
        for entry in &page {
            folding.take(entry)?;
        }
        let last = page.is_empty();
        if last {
            folding.end_stream();
        }
        if last || folding.rows.len() >= ROWS {
            folding.write(tx).await?;
        }
        told(folding.done.streams, streams);
        if last {
            tx.add_up_accounts().await?;
            return Ok(folding.done);
        }
    }
}

async fn page(
    conn: &mut Conn,
    after: Option<&(String, Uuid, i64)>,
) -> Result<Vec<Entry>, StoreError> {
    let start = (String::new(), Uuid::nil(), 0);
    let (court_id, stream_id, seq) = after.unwrap_or(&start);
    let sql = "SELECT * FROM docket WHERE (court_id, stream_id, seq) > ($1, $2, $3) \
        ORDER BY court_id, stream_id, seq LIMIT $4";
    let values = [V::from(court_id), V::from(*stream_id), V::from(*seq), V::from(PAGE)];
    conn.all(sql, &values).await?.iter().map(Entry::from_row).collect()
}

impl Folding {
    fn take(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let same = self.at.as_ref().is_some_and(|(court_id, stream_id, _)| {
            *court_id == entry.court_id && *stream_id == entry.stream_id
        });
        if !same {
            self.end_stream();
            self.done.streams += 1;
        }
        self.at = Some((entry.court_id.clone(), entry.stream_id, entry.seq));
        if !is_folded(&entry.kind) {
            return Ok(());
        }
        if matches!(self.stream, Stream::Nothing) {
            self.stream = Stream::of(entry)?;
        }
        self.done.entries += 1;
        self.stream.fold(entry, &mut self.transfers)
    }

    fn end_stream(&mut self) {
        let stream = std::mem::replace(&mut self.stream, Stream::Nothing);
        self.rows.append(&mut stream.rows());
    }

    async fn write(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        let rows = std::mem::take(&mut self.rows);
        let transfers = std::mem::take(&mut self.transfers);
        self.done.rows += i64::try_from(rows.len() + transfers.len()).unwrap_or(i64::MAX);
        tx.save_rows(&[], &rows).await?;
        tx.insert_transfers(&transfers).await
    }
}
