//! 压测数据：a court of any size, made from a seed, for measuring lists and searches. The cases are
//! not what the engine would make of a mode (the demo court is); their dockets fold and rebuild
//! like any other, and every figure of theirs is made up.

use uuid::Uuid;
use zhixing_domain::ground::entry::{By, Entry};
use zhixing_domain::ground::id::{StaffId, StatementId};
use zhixing_domain::matter::Matter;
use zhixing_domain::money::statement::{Statement, StatementEvent};
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::number::CourtCode;

use zhixing_store::docket::{NewEntry, NewStream, Stamp, StreamKind};
use zhixing_store::fold::{book_entry, case_entry, case_transfers, statement_transfers};
use zhixing_store::ledger::Transfer;
use zhixing_store::projection::{self, ProjRow};
use zhixing_store::{Db, StoreError};

mod chance;
mod made;
mod maker;
mod names;
mod term;
mod visit;

pub use chance::{Chance, Draw};
pub use made::{HANDLERS, Synthetic, handler};
use made::{MadeCase, bad};
use maker::Maker;

/// Cases written in one transaction.
const CHUNK: u32 = 500;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    /// Cases.
    pub cases: i64,
    /// Docket entries.
    pub entries: i64,
    /// Projected rows.
    pub rows: i64,
}

/// Everything of one transaction.
#[derive(Default)]
struct Chunk {
    streams: Vec<NewStream>,
    rows: Vec<ProjRow>,
    transfers: Vec<Transfer>,
}

/// Writes a synthetic court: dockets, projection and ledger, [`CHUNK`] cases a transaction.
/// `progress` is told how many cases are done. Afterwards PostgreSQL wants `ANALYZE`, which its
/// autovacuum does by itself.
///
/// # Errors
/// [`StoreError::BadValue`] when the court's code is not one; [`StoreError::NotAllowed`] when the
/// court has numbered cases already.
pub async fn synthetic(
    db: &Db,
    what: &Synthetic,
    progress: &mut (dyn FnMut(u32) + Send),
) -> Result<Loaded, StoreError> {
    let code = CourtCode::parse(&what.court).map_err(bad)?;
    let mut maker = Maker::new(what, code);
    let mut loaded = Loaded::default();
    let mut done = 0;
    while done < what.cases {
        let until = what.cases.min(done + CHUNK);
        let mut chunk = Chunk::default();
        let mut receipts = Vec::new();
        for place in done..until {
            let case = maker.case(place)?;
            receipts.extend(case.receipts.iter().cloned());
            chunk.add_case(&what.court, case)?;
        }
        let (id, events, on) = maker.statement(&receipts)?;
        chunk.add_statement(&what.court, id, &events, on, &mut maker)?;
        loaded.cases += i64::from(until - done);
        loaded.rows += i64::try_from(chunk.rows.len()).map_err(bad)?;
        let entries = chunk.streams.iter().map(|stream| stream.entries.len()).sum::<usize>();
        loaded.entries += i64::try_from(entries).map_err(bad)?;
        let mut tx = db.begin().await?;
        tx.load_streams(&chunk.streams).await?;
        tx.save_rows(&[], &chunk.rows).await?;
        tx.post(&chunk.transfers).await?;
        tx.commit().await?;
        done = until;
        progress(done);
    }
    let mut tx = db.begin().await?;
    for (year, kind, last) in maker.serials() {
        tx.begin_serials_after(&what.court, year, kind, last).await?;
    }
    tx.commit().await?;
    Ok(loaded)
}

impl Chunk {
    fn add_case(&mut self, court: &str, case: MadeCase) -> Result<(), StoreError> {
        let mut file = Matter::new(case.id, court);
        let mut entries: Vec<(NewEntry, Stamp)> = Vec::with_capacity(case.events.len());
        let mut command: Option<(Day, Uuid)> = None;
        for (seq, (entry_id, event, on)) in (1_i64..).zip(case.events) {
            let at = Instant::local_at(on, 9, 0).map_err(bad)?;
            let command_id = match command {
                Some((day, id)) if day == on => id,
                _ => entry_id,
            };
            command = Some((on, command_id));
            let (actor, actor_name) = case.actor.clone();
            let entry = Entry { seq, happened_at: at, recorded_at: at, actor, actor_name };
            file.apply(&event, &entry);
            self.transfers.append(&mut case_transfers(&file, &event, seq, at));
            entries.push((case_entry(entry_id, &event, at)?, stamp(command_id, &case.actor, at)));
        }
        self.rows.append(&mut projection::case::rows(&file));
        self.streams.push(NewStream {
            court_id: court.to_owned(),
            stream_id: case.id.0,
            kind: StreamKind::Case,
            entries,
        });
        Ok(())
    }

    fn add_statement(
        &mut self,
        court: &str,
        id: StatementId,
        events: &[StatementEvent],
        on: Day,
        maker: &mut Maker,
    ) -> Result<(), StoreError> {
        let at = Instant::local_at(on, 9, 30).map_err(bad)?;
        let actor = maker.clerk();
        let by = By { staff: actor.0, name: actor.1.clone(), at };
        let mut statement = Statement::new(id, court);
        let mut entries = Vec::with_capacity(events.len());
        let command_id = maker.id(on)?;
        for (seq, event) in (1_i64..).zip(events) {
            statement.apply(event, &by);
            self.transfers.append(&mut statement_transfers(&statement, event, seq, at));
            let entry = book_entry::<Statement>(maker.id(on)?, event, at)?;
            entries.push((entry, stamp(command_id, &actor, at)));
        }
        self.rows.append(&mut projection::statement::rows(&statement));
        self.streams.push(NewStream {
            court_id: court.to_owned(),
            stream_id: id.0,
            kind: StreamKind::Court,
            entries,
        });
        Ok(())
    }
}

fn stamp(command_id: Uuid, actor: &(StaffId, String), at: Instant) -> Stamp {
    Stamp {
        command_id,
        actor_id: Some(actor.0.0),
        actor_name: actor.1.clone(),
        source: "import".to_owned(),
        recorded_at: at,
    }
}
