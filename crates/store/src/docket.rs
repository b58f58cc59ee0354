//! 办案流水: the docket. Entries are appended to a stream (one per case, one per court) and never
//! changed; each entry's hash covers the hash before it and every column of its own.

use serde::Serialize;
use uuid::Uuid;
use zhixing_domain::ground::entry::NoteKind;
use zhixing_law::instant::Instant;

use crate::db::{Counted, Tx};
use crate::digest::{Digest, Hasher};
use crate::error::StoreError;
use crate::json;
use crate::row::Row;
use crate::value::V;

/// What a stream is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamKind {
    /// One case.
    Case,
    /// One court: organisation, modes, the funds pool, batches, attempts without a case.
    Court,
}

impl StreamKind {
    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Court => "court",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        match word {
            "case" => Some(Self::Case),
            "court" => Some(Self::Court),
            _ => None,
        }
    }
}

/// Where a stream stands. Holding one from [`Tx::lock_stream`] means that nobody else can append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Court the stream belongs to.
    pub court_id: String,
    /// The stream: a case's id, or the court's own.
    pub stream_id: Uuid,
    /// What it is about.
    pub kind: StreamKind,
    /// Number of the last entry; 0 when there is none.
    pub seq: i64,
    /// How many commands have appended; what a form was opened on.
    pub version: i64,
    /// Hash of the last entry, or the stream's first link.
    pub hash: Digest,
}

/// An entry to append.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Made by the caller.
    pub entry_id: Uuid,
    /// Name of the event, for instance `measure.renewed`.
    pub kind: String,
    /// Version of the event's shape, from 1.
    pub event_version: i64,
    /// What within the case it is about (`measure:<id>`), or empty.
    pub subject: String,
    /// Ground: the article, document or instruction it rests on, or empty.
    pub ground: String,
    /// When it happened, which may be long before it is written down.
    pub happened_at: Instant,
    body: String,
}

impl NewEntry {
    /// An entry whose body is the canonical JSON of `event`; subject and ground are empty.
    ///
    /// # Errors
    /// [`StoreError::BadValue`] when the event does not serialise to canonical JSON.
    pub fn new<T: Serialize>(
        entry_id: Uuid,
        kind: impl Into<String>,
        event_version: i64,
        event: &T,
        happened_at: Instant,
    ) -> Result<Self, StoreError> {
        let body = json::to_canonical(event)?;
        let (subject, ground) = (String::new(), String::new());
        let kind = kind.into();
        Ok(Self { entry_id, kind, event_version, subject, ground, happened_at, body })
    }

    /// The same entry, about a part of the case.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// The same entry, on a ground.
    pub fn on_ground(mut self, ground: impl Into<String>) -> Self {
        self.ground = ground.into();
        self
    }

    /// The canonical JSON.
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// Who wrote it down, when, through which door.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// The command the entries belong to.
    pub command_id: Uuid,
    /// The person, `None` for the system.
    pub actor_id: Option<Uuid>,
    /// The person's name as it was then, or the system's part.
    pub actor_name: String,
    /// The door: `page`, `job`, `import`, `network` …
    pub source: String,
    /// When it was written down.
    pub recorded_at: Instant,
}

/// A whole stream to load.
#[derive(Debug, Clone)]
pub struct NewStream {
    /// Court.
    pub court_id: String,
    /// Stream.
    pub stream_id: Uuid,
    /// What it is about.
    pub kind: StreamKind,
    /// Its entries from the first, each with its stamp.
    pub entries: Vec<(NewEntry, Stamp)>,
}

/// An entry as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Court.
    pub court_id: String,
    /// Stream.
    pub stream_id: Uuid,
    /// Place in the stream, from 1, without gaps.
    pub seq: i64,
    /// Id of the entry.
    pub entry_id: Uuid,
    /// Command it belongs to.
    pub command_id: Uuid,
    /// Name of the event.
    pub kind: String,
    /// Version of the event's shape.
    pub event_version: i64,
    /// Canonical JSON of the event.
    pub body: String,
    /// What within the case it is about, or empty.
    pub subject: String,
    /// The person, `None` for the system.
    pub actor_id: Option<Uuid>,
    /// The person's name as it was then.
    pub actor_name: String,
    /// Ground, or empty.
    pub ground: String,
    /// The door.
    pub source: String,
    /// When it happened.
    pub happened_at: Instant,
    /// When it was written down.
    pub recorded_at: Instant,
    /// Hash of the entry before.
    pub prev_hash: Digest,
    /// Hash of this entry.
    pub hash: Digest,
}

impl Entry {
    /// What [`Entry::hash`] must be: SM3 over the previous hash and every column.
    pub fn expected_hash(&self) -> Digest {
        let mut hasher = Hasher::new("zhixing docket entry 1");
        hasher
            .bytes(self.prev_hash.as_bytes())
            .text(&self.court_id)
            .bytes(self.stream_id.as_bytes())
            .int(self.seq)
            .bytes(self.entry_id.as_bytes())
            .bytes(self.command_id.as_bytes())
            .text(&self.kind)
            .int(self.event_version)
            .text(&self.body)
            .text(&self.subject);
        match self.actor_id {
            Some(id) => hasher.bytes(id.as_bytes()),
            None => hasher.absent(),
        };
        hasher
            .text(&self.actor_name)
            .text(&self.ground)
            .text(&self.source)
            .int(self.happened_at.micros())
            .int(self.recorded_at.micros());
        hasher.finish()
    }

    fn values(&self) -> Vec<V> {
        vec![
            V::from(&self.court_id),
            V::from(self.stream_id),
            V::from(self.seq),
            V::from(self.entry_id),
            V::from(self.command_id),
            V::from(&self.kind),
            V::from(self.event_version),
            V::from(&self.body),
            V::from(&self.subject),
            V::from(self.actor_id),
            V::from(&self.actor_name),
            V::from(&self.ground),
            V::from(&self.source),
            V::from(self.happened_at),
            V::from(self.recorded_at),
            V::from(self.prev_hash),
            V::from(self.hash),
        ]
    }

    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            stream_id: row.uuid("stream_id")?,
            seq: row.int("seq")?,
            entry_id: row.uuid("entry_id")?,
            command_id: row.uuid("command_id")?,
            kind: row.text("kind")?,
            event_version: row.int("event_version")?,
            body: row.text("body")?,
            subject: row.text("subject")?,
            actor_id: row.uuid_opt("actor_id")?,
            actor_name: row.text("actor_name")?,
            ground: row.text("ground")?,
            source: row.text("source")?,
            happened_at: row.instant("happened_at")?,
            recorded_at: row.instant("recorded_at")?,
            prev_hash: row.digest("prev_hash")?,
            hash: row.digest("hash")?,
        })
    }
}

/// The hash an empty stream begins with; binds the court, the stream and its kind.
pub fn first_link(court_id: &str, stream_id: Uuid, kind: StreamKind) -> Digest {
    let mut hasher = Hasher::new("zhixing docket stream 1");
    hasher.text(court_id).bytes(stream_id.as_bytes()).text(kind.word());
    hasher.finish()
}

/// `INSERT` for [`Entry::values`].
const INSERT: &str = "INSERT INTO docket (court_id, stream_id, seq, entry_id, command_id, kind, \
    event_version, body, subject, actor_id, actor_name, ground, source, happened_at, recorded_at, \
    prev_hash, hash)";
const COLUMNS: usize = 17;

/// Reads a stream's head and holds it until the transaction ends.
const LOCK: &str = "SELECT court_id, stream_id, kind, seq, version, head_hash FROM stream \
    WHERE court_id = $1 AND stream_id = $2 /*for_update*/";

impl Head {
    pub(crate) fn of_kind(row: &Row, kind: StreamKind) -> Result<Self, StoreError> {
        let head = Self::from_row(row)?;
        if head.kind == kind {
            return Ok(head);
        }
        Err(row.corrupt("kind", format!("is not {}", kind.word())))
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            stream_id: row.uuid("stream_id")?,
            kind: row.word("kind", StreamKind::parse)?,
            seq: row.int("seq")?,
            version: row.int("version")?,
            hash: row.digest("head_hash")?,
        })
    }
}

impl Tx {
    /// Locks a stream until the transaction ends and says where it stands; a stream that does not
    /// exist is begun at 0. Who needs two streams locks them in the order court, then case ids
    /// ascending, so that two commands never wait for each other.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the stream exists with another kind.
    pub async fn lock_stream(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        kind: StreamKind,
    ) -> Result<Head, StoreError> {
        let key = [V::from(court_id), V::from(stream_id)];
        let mut row = self.optional(LOCK, &key).await?;
        if row.is_none() {
            let values = [
                V::from(court_id),
                V::from(stream_id),
                V::from(kind.word()),
                V::from(first_link(court_id, stream_id, kind)),
            ];
            let insert = "INSERT INTO stream (court_id, stream_id, kind, seq, version, head_hash) \
                VALUES ($1, $2, $3, 0, 0, $4) ON CONFLICT (court_id, stream_id) DO NOTHING \
                RETURNING court_id, stream_id, kind, seq, version, head_hash";
            row = self.optional(insert, &values).await?;
        }
        if row.is_none() {
            // Somebody began it between the two statements.
            row = self.optional(LOCK, &key).await?;
        }
        let row = row.ok_or_else(|| StoreError::corrupt("stream", "*", "cannot be locked"))?;
        Head::of_kind(&row, kind)
    }

    /// [`Tx::lock_stream`] for a stream that must be there already; `None` when it is not, and
    /// then nothing is begun.
    pub async fn lock_known_stream(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        kind: StreamKind,
    ) -> Result<Option<Head>, StoreError> {
        let row = self.optional(LOCK, &[V::from(court_id), V::from(stream_id)]).await?;
        row.map(|row| Head::of_kind(&row, kind)).transpose()
    }

    /// Appends entries after `head` and returns the new head. One command appends once per stream.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when `head` is not the head (it was not locked in this transaction);
    /// [`StoreError::ClockBehind`] when the stamp is older than what has been recorded.
    pub async fn append(
        &mut self,
        head: &Head,
        entries: &[NewEntry],
        stamp: &Stamp,
    ) -> Result<Head, StoreError> {
        if entries.is_empty() {
            return Ok(head.clone());
        }
        self.go_forward(stamp.recorded_at).await?;
        let mut next = Head { version: head.version + 1, ..head.clone() };
        let mut rows = Vec::with_capacity(entries.len());
        for new in entries {
            let entry = next.entry(new, stamp);
            next.seq = entry.seq;
            next.hash = entry.hash;
            rows.push(entry.values());
        }
        let values = vec![
            V::from(next.seq),
            V::from(next.version),
            V::from(next.hash),
            V::from(&head.court_id),
            V::from(head.stream_id),
            V::from(head.seq),
        ];
        let subject = ("stream", vec![V::from(head.stream_id)]);
        let otherwise = StoreError::Stale { what: "stream" };
        let sql = "UPDATE stream SET seq = $1, version = $2, head_hash = $3 \
            WHERE court_id = $4 AND stream_id = $5 AND seq = $6"
            .to_owned();
        // The stream before its entries, as for who locks it: else two writers wait for each other.
        self.counted(Counted { sql, values, rows: 1, subject, otherwise }).await?;
        match rows.as_slice() {
            [row] => self.insert_entry(row.clone()).await?,
            rows => drop(self.bulk(INSERT, COLUMNS, rows, "").await?),
        }
        Ok(next)
    }

    /// One entry, the usual case: it can be sent together with what else the command writes.
    async fn insert_entry(&mut self, values: Vec<V>) -> Result<(), StoreError> {
        let places: Vec<String> = (1..=COLUMNS).map(|place| format!("${place}")).collect();
        let sql = format!("{INSERT} VALUES ({})", places.join(","));
        let subject = ("docket", values.iter().take(3).cloned().collect());
        let otherwise = StoreError::Stale { what: "docket" };
        self.counted(Counted { sql, values, rows: 1, subject, otherwise }).await
    }

    /// Writes many whole streams at once, each from its first entry: for loading a court from
    /// another system. Streams must be new. Returns their heads.
    pub async fn load_streams(&mut self, streams: &[NewStream]) -> Result<Vec<Head>, StoreError> {
        let (mut heads, mut entries) = (Vec::new(), Vec::new());
        for stream in streams {
            let mut head = Head {
                court_id: stream.court_id.clone(),
                stream_id: stream.stream_id,
                kind: stream.kind,
                seq: 0,
                version: 0,
                hash: first_link(&stream.court_id, stream.stream_id, stream.kind),
            };
            let mut command = None;
            for (new, stamp) in &stream.entries {
                let entry = head.entry(new, stamp);
                head.seq = entry.seq;
                head.hash = entry.hash;
                head.version += i64::from(command != Some(stamp.command_id));
                command = Some(stamp.command_id);
                entries.push(entry.values());
            }
            heads.push(head);
        }
        let rows: Vec<Vec<V>> = heads
            .iter()
            .map(|head| {
                vec![
                    V::from(&head.court_id),
                    V::from(head.stream_id),
                    V::from(head.kind.word()),
                    V::from(head.seq),
                    V::from(head.version),
                    V::from(head.hash),
                ]
            })
            .collect();
        let head = "INSERT INTO stream (court_id, stream_id, kind, seq, version, head_hash)";
        self.bulk(head, 6, &rows, "").await?;
        self.bulk(INSERT, COLUMNS, &entries, "").await?;
        Ok(heads)
    }
}

impl Head {
    fn entry(&self, new: &NewEntry, stamp: &Stamp) -> Entry {
        let mut entry = Entry {
            court_id: self.court_id.clone(),
            stream_id: self.stream_id,
            seq: self.seq + 1,
            entry_id: new.entry_id,
            command_id: stamp.command_id,
            kind: new.kind.clone(),
            event_version: new.event_version,
            body: new.body.clone(),
            subject: new.subject.clone(),
            actor_id: stamp.actor_id,
            actor_name: stamp.actor_name.clone(),
            ground: new.ground.clone(),
            source: stamp.source.clone(),
            happened_at: new.happened_at,
            recorded_at: stamp.recorded_at,
            prev_hash: self.hash,
            hash: self.hash,
        };
        entry.hash = entry.expected_hash();
        entry
    }
}

mod read;

/// Kind of the entry that records a refused or failed command.
pub const ATTEMPT: &str = NoteKind::AttemptRefused.code();

/// A command that was tried and refused: a line of its own, written in its own transaction.
#[derive(Debug, Clone, Serialize, serde::Deserialize, PartialEq, Eq)]
pub struct Attempt {
    /// Name of the command.
    pub command: String,
    /// Code of the refusal.
    pub code: String,
    /// The refusal's own facts, without what the actor may not see.
    pub detail: serde_json::Value,
}

impl Tx {
    /// Records a refused command in a stream. `subject` is what it was aimed at, or empty.
    pub async fn record_attempt(
        &mut self,
        head: &Head,
        entry_id: Uuid,
        attempt: &Attempt,
        subject: &str,
        stamp: &Stamp,
    ) -> Result<Head, StoreError> {
        let entry = NewEntry::new(entry_id, ATTEMPT, 1, attempt, stamp.recorded_at)?.about(subject);
        self.append(head, &[entry], stamp).await
    }
}
