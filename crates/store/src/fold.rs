//! Folding: from docket entries to the state the domain decides on, and from the domain's events to
//! docket entries.
//!
//! A case is one stream; so is each bank statement, each payment batch, and the organisation of a
//! court. The stream of a statement or batch has its id; the organisation's and the one for refused
//! commands without a case follow from the court's code.

use uuid::Uuid;
use zhixing_domain::court::organisation::{Organisation, StaffEvent};
use zhixing_domain::ground::entry::{self, By, NoteKind};
use zhixing_domain::ground::id::{BatchId, CaseId, StaffId, StatementId};
use zhixing_domain::matter::event::{Event, Recorded};
use zhixing_domain::matter::{Matter, subject};
use zhixing_domain::money::batch::{Batch, BatchEvent};
use zhixing_domain::money::ledger as posting;
use zhixing_domain::money::statement::{Statement, StatementEvent};
use zhixing_law::instant::Instant;

use crate::db::Conn;
use crate::digest::Digest;
use crate::docket::{Entry, Head, NewEntry};
use crate::error::StoreError;
use crate::ledger::Transfer;

/// Entries read at once.
const PAGE: i64 = 500;

/// The stream of a court's organisation.
pub fn organisation_stream(court: &str) -> Uuid {
    court_stream("organisation", court)
}

/// The stream of a court's refused commands that have no case.
pub fn attempts_stream(court: &str) -> Uuid {
    court_stream("attempts", court)
}

/// The stream that an import of bank statements holds, so that of two at once the second sees what the first brought
/// in. It has no entries.
pub fn imports_stream(court: &str) -> Uuid {
    court_stream("imports", court)
}

/// The first 16 bytes of SM3 over `part:court`, as a UUID of version 8.
fn court_stream(part: &str, court: &str) -> Uuid {
    let digest = Digest::of(format!("{part}:{court}").as_bytes());
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.as_bytes()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Whether an entry is part of the state: refused commands and looks at masked data are not.
pub fn is_folded(kind: &str) -> bool {
    NoteKind::from_code(kind).is_none()
}

fn unreadable(entry: &Entry, reason: impl ToString) -> StoreError {
    let place = format!("{}/{}: {}", entry.stream_id, entry.seq, reason.to_string());
    StoreError::corrupt("docket", "body", place)
}

fn by(entry: &Entry) -> By {
    By {
        staff: StaffId(entry.actor_id.unwrap_or_default()),
        name: entry.actor_name.clone(),
        at: entry.happened_at,
    }
}

/// The case event of an entry; `None` for entries that are not part of the state.
///
/// # Errors
/// [`StoreError::Corrupt`] when the entry is not an event that this program can read.
pub fn case_event(entry: &Entry) -> Result<Option<Recorded>, StoreError> {
    if !is_folded(&entry.kind) {
        return Ok(None);
    }
    let body = serde_json::from_str(&entry.body).map_err(|e| unreadable(entry, e))?;
    let version = i32::try_from(entry.event_version).map_err(|e| unreadable(entry, e))?;
    let event = Event::decode(&entry.kind, version, body).map_err(|e| unreadable(entry, e))?;
    let entry = entry::Entry {
        seq: entry.seq,
        happened_at: entry.happened_at,
        recorded_at: entry.recorded_at,
        actor: StaffId(entry.actor_id.unwrap_or_default()),
        actor_name: entry.actor_name.clone(),
    };
    Ok(Some(Recorded { event, entry }))
}

fn body_of<T: serde::de::DeserializeOwned>(entry: &Entry) -> Result<Option<T>, StoreError> {
    if !is_folded(&entry.kind) {
        return Ok(None);
    }
    serde_json::from_str(&entry.body).map(Some).map_err(|e| unreadable(entry, e))
}

/// Folds entries into a case. Errors as [`case_event`].
pub fn fold_case(mut file: Matter, entries: &[Entry]) -> Result<Matter, StoreError> {
    for entry in entries {
        if let Some(recorded) = case_event(entry)? {
            file.apply(&recorded.event, &recorded.entry);
        }
    }
    Ok(file)
}

/// Folds one entry into a statement and returns its event. Errors as [`case_event`].
pub fn fold_statement(
    statement: &mut Statement,
    entry: &Entry,
) -> Result<Option<StatementEvent>, StoreError> {
    let event: Option<StatementEvent> = body_of(entry)?;
    if let Some(event) = &event {
        statement.apply(event, &by(entry));
    }
    Ok(event)
}

/// Folds one entry into a batch. Errors as [`case_event`].
pub fn fold_batch(batch: &mut Batch, entry: &Entry) -> Result<(), StoreError> {
    if let Some(event) = body_of::<BatchEvent>(entry)? {
        batch.apply(&event, &by(entry));
    }
    Ok(())
}

/// Folds one entry into an organisation. Errors as [`case_event`].
pub fn fold_organisation(organisation: &mut Organisation, entry: &Entry) -> Result<(), StoreError> {
    if let Some(event) = body_of::<StaffEvent>(entry)? {
        organisation.apply(&event, &by(entry));
    }
    Ok(())
}

impl Conn {
    /// A case as it stands, with the head it was read at; `None` when there is no such case.
    pub async fn case_file(
        &mut self,
        court_id: &str,
        case: &CaseId,
    ) -> Result<Option<(Head, Matter)>, StoreError> {
        let Some(head) = self.head(court_id, case.0).await? else { return Ok(None) };
        let mut file = Matter::new(*case, court_id);
        let mut after = 0;
        while let Some(page) = self.page_of(&head, after).await? {
            after = page.last().map_or(head.seq, |entry| entry.seq);
            file = fold_case(file, &page)?;
        }
        Ok((file.version > 0).then_some((head, file)))
    }

    /// A bank statement as it stands; `None` when there is no such statement.
    pub async fn statement(
        &mut self,
        court_id: &str,
        id: &StatementId,
    ) -> Result<Option<(Head, Statement)>, StoreError> {
        let Some(head) = self.head(court_id, id.0).await? else { return Ok(None) };
        let mut statement = Statement::new(*id, court_id);
        let mut after = 0;
        while let Some(page) = self.page_of(&head, after).await? {
            after = page.last().map_or(head.seq, |entry| entry.seq);
            for entry in page.iter().filter(|entry| entry.kind.starts_with("statement.")) {
                fold_statement(&mut statement, entry)?;
            }
        }
        Ok((statement.version > 0).then_some((head, statement)))
    }

    /// A payment batch as it stands; `None` when there is no such batch.
    pub async fn batch(
        &mut self,
        court_id: &str,
        id: &BatchId,
    ) -> Result<Option<(Head, Batch)>, StoreError> {
        let Some(head) = self.head(court_id, id.0).await? else { return Ok(None) };
        let mut batch = Batch::new(*id, court_id);
        let mut after = 0;
        while let Some(page) = self.page_of(&head, after).await? {
            after = page.last().map_or(head.seq, |entry| entry.seq);
            for entry in page.iter().filter(|entry| entry.kind.starts_with("batch.")) {
                fold_batch(&mut batch, entry)?;
            }
        }
        Ok((batch.version > 0).then_some((head, batch)))
    }

    /// The organisation of a court as it stands; `None` before the first entry.
    pub async fn organisation(
        &mut self,
        court_id: &str,
    ) -> Result<Option<(Head, Organisation)>, StoreError> {
        let stream = organisation_stream(court_id);
        let Some(head) = self.head(court_id, stream).await? else { return Ok(None) };
        let mut organisation = Organisation::new(court_id);
        let mut after = 0;
        while let Some(page) = self.page_of(&head, after).await? {
            after = page.last().map_or(head.seq, |entry| entry.seq);
            for entry in &page {
                fold_organisation(&mut organisation, entry)?;
            }
        }
        Ok((organisation.version > 0).then_some((head, organisation)))
    }

    /// The next entries of a stream up to its head; what was appended since is left out.
    async fn page_of(&mut self, head: &Head, after: i64) -> Result<Option<Vec<Entry>>, StoreError> {
        if after >= head.seq {
            return Ok(None);
        }
        let limit = PAGE.min(head.seq - after);
        let page = self.entries(&head.court_id, head.stream_id, after, limit).await?;
        if page.is_empty() {
            let reason = format!("{}: entries after {after} are missing", head.stream_id);
            return Err(StoreError::corrupt("docket", "seq", reason));
        }
        Ok(Some(page))
    }
}

/// The docket entry of a case event, about its subject.
pub fn case_entry(
    entry_id: Uuid,
    event: &Event,
    happened_at: Instant,
) -> Result<NewEntry, StoreError> {
    let (kind, version, body) = event.encode().map_err(|e| StoreError::BadValue(e.to_string()))?;
    let entry = NewEntry::new(entry_id, kind, i64::from(version), &body, happened_at)?;
    Ok(entry.about(subject(event)))
}

/// The docket entry of a statement's event.
pub fn statement_entry(
    entry_id: Uuid,
    event: &StatementEvent,
    happened_at: Instant,
) -> Result<NewEntry, StoreError> {
    let entry = NewEntry::new(entry_id, event.kind().code(), 1, event, happened_at)?;
    Ok(entry.about(event.subject()))
}

/// The docket entry of a batch's event.
pub fn batch_entry(
    entry_id: Uuid,
    event: &BatchEvent,
    happened_at: Instant,
) -> Result<NewEntry, StoreError> {
    Ok(NewEntry::new(entry_id, event.kind().code(), 1, event, happened_at)?.about("batch"))
}

/// The docket entry of an organisation's event.
pub fn staff_entry(
    entry_id: Uuid,
    event: &StaffEvent,
    happened_at: Instant,
) -> Result<NewEntry, StoreError> {
    let entry = NewEntry::new(entry_id, event.kind().code(), 1, event, happened_at)?;
    Ok(entry.about(event.subject()))
}

/// What a case event moves in the ledger, at its place `seq` in the case's stream. `file` is the
/// case after the event.
pub fn case_transfers(
    file: &Matter,
    event: &Event,
    seq: i64,
    happened_at: Instant,
) -> Vec<Transfer> {
    let moves = posting::of_case(file, event);
    let place = Place { court: &file.court, stream: file.id.0, seq, case: Some(file.id.0) };
    ledger_transfers(&place, moves, happened_at)
}

/// What a statement's event moves in the ledger, at its place `seq` in the statement's stream.
pub fn statement_transfers(
    statement: &Statement,
    event: &StatementEvent,
    seq: i64,
    happened_at: Instant,
) -> Vec<Transfer> {
    let moves = posting::of_statement(event);
    let place = Place { court: &statement.court, stream: statement.id.0, seq, case: None };
    ledger_transfers(&place, moves, happened_at)
}

/// Where in the docket a movement of money comes from.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Court.
    pub court: &'a str,
    /// Stream of the entry.
    pub stream: Uuid,
    /// Number of the entry.
    pub seq: i64,
    /// Case it concerns.
    pub case: Option<Uuid>,
}

/// The ledger's transfers for what the domain says an entry moves.
pub fn ledger_transfers(
    place: &Place<'_>,
    moves: Vec<posting::Transfer>,
    happened_at: Instant,
) -> Vec<Transfer> {
    (0..)
        .zip(moves)
        .map(|(idx, moved)| Transfer {
            court_id: place.court.to_owned(),
            stream_id: place.stream,
            seq: place.seq,
            idx,
            debit: moved.debit.key(),
            credit: moved.credit.key(),
            amount: moved.amount,
            reason: moved.reason.to_owned(),
            case_id: place.case,
            happened_on: happened_at.day(),
        })
        .collect()
}
