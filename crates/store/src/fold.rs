//! Folding: from docket entries to the state the domain decides on, and from the domain's events to
//! docket entries.
//!
//! A case is one stream; so is each bank statement, each payment batch, and the organisation of a
//! court. The stream of a statement or batch has its id; the organisation's and the one for refused
//! commands without a case follow from the court's code.

use uuid::Uuid;
use zhixing_domain::ground::book::Book;
use zhixing_domain::ground::entry::{self, By, NoteKind};
use zhixing_domain::ground::id::{CaseId, StaffId};
use zhixing_domain::ground::upcast::UPCASTS;
use zhixing_domain::matter::event::{Event, Recorded};
use zhixing_domain::matter::{Matter, subject};
use zhixing_domain::money::ledger as posting;
use zhixing_domain::money::statement::{Statement, StatementEvent};
use zhixing_law::instant::Instant;

use crate::db::Conn;
use crate::digest::Digest;
use crate::docket::{Entry, Head, NewEntry};
use crate::error::StoreError;
use crate::ledger::Transfer;
use crate::query::Sql;
use crate::value::V;

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

/// The stream of what one member of staff has asked for by whole identity numbers and phones.
pub fn asked_stream(court: &str, staff: Uuid) -> Uuid {
    court_stream("asked", &format!("{court}:{staff}"))
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

/// Folds entries into a case. Errors as [`case_event`].
pub fn fold_case(mut file: Matter, entries: &[Entry]) -> Result<Matter, StoreError> {
    for entry in entries {
        if let Some(recorded) = case_event(entry)? {
            file.apply(&recorded.event, &recorded.entry);
        }
    }
    Ok(file)
}

/// Folds the entries of several cases of a court, which come one case after the other. Errors as [`case_event`].
pub fn fold_cases(court: &str, entries: &[Entry]) -> Result<Vec<Matter>, StoreError> {
    let each = entries.chunk_by(|one, next| one.stream_id == next.stream_id);
    each.filter_map(|of_one| of_one.first().map(|first| (CaseId(first.stream_id), of_one)))
        .map(|(case, of_one)| fold_case(Matter::new(case, court), of_one))
        .collect()
}

/// Folds one entry into a book and returns its event; `None` for entries that are not part of it. Errors as
/// [`case_event`].
pub fn fold_book<B: Book>(book: &mut B, entry: &Entry) -> Result<Option<B::Event>, StoreError> {
    if !is_of::<B>(entry) {
        return Ok(None);
    }
    let body = serde_json::from_str(&entry.body).map_err(|e| unreadable(entry, e))?;
    let version = i32::try_from(entry.event_version).map_err(|e| unreadable(entry, e))?;
    let body = UPCASTS.lift(&entry.kind, version, body).map_err(|e| unreadable(entry, e))?;
    let event = serde_json::from_value(body).map_err(|e| unreadable(entry, e))?;
    book.fold(&event, &by(entry));
    Ok(Some(event))
}

fn is_of<B: Book>(entry: &Entry) -> bool {
    entry.kind.split('.').next() == Some(B::PREFIX) && is_folded(&entry.kind)
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

    /// What makes up the state of several cases, one case after the other, for [`fold_cases`].
    ///
    /// # Errors
    /// The database fails.
    pub async fn case_entries(
        &mut self,
        court_id: &str,
        cases: &[CaseId],
    ) -> Result<Vec<Entry>, StoreError> {
        if cases.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::default();
        sql.push("SELECT * FROM docket WHERE court_id = ? AND stream_id IN ", [V::from(court_id)]);
        sql.any_of(cases.iter().map(|case| V::from(case.0)));
        sql.push(" ORDER BY stream_id, seq", []);
        self.all(sql.text, &sql.values).await?.iter().map(Entry::from_row).collect()
    }

    /// A book as it stands, with the head it was read at; `None` before its first entry.
    pub async fn book<B: Book>(
        &mut self,
        court_id: &str,
        stream: Uuid,
    ) -> Result<Option<(Head, B)>, StoreError> {
        let Some(head) = self.head(court_id, stream).await? else { return Ok(None) };
        let mut book = B::open(stream, court_id);
        let mut after = 0;
        while let Some(page) = self.page_of(&head, after).await? {
            after = page.last().map_or(head.seq, |entry| entry.seq);
            for entry in &page {
                fold_book(&mut book, entry)?;
            }
        }
        Ok((book.version() > 0).then_some((head, book)))
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

/// The docket entry of a book's event, about its subject.
pub fn book_entry<B: Book>(
    entry_id: Uuid,
    event: &B::Event,
    happened_at: Instant,
) -> Result<NewEntry, StoreError> {
    let kind = B::kind(event);
    let version = i64::from(UPCASTS.version(kind));
    Ok(NewEntry::new(entry_id, kind, version, event, happened_at)?.about(B::subject(event)))
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
