//! Commands are applied once. The client makes the command's id; the row is inserted in the same
//! transaction as everything the command does, so a retry finds either all of it or nothing.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Counted, Tx};
use crate::digest::Digest;
use crate::docket::{Head, StreamKind};
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// What is known of a command that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Never seen: go on, and end with [`Tx::finish_command`].
    Fresh,
    /// Applied before; its outcome as canonical JSON.
    Done(String),
    /// The id was used for another request or by another person.
    Conflict,
}

/// A command that comes in.
#[derive(Debug, Clone, Copy)]
pub struct Command<'a> {
    /// Court it is sent to.
    pub court_id: &'a str,
    /// Made by the client: the same id is the same command.
    pub command_id: Uuid,
    /// Digest of what is asked.
    pub request_hash: Digest,
    /// Who sends it, `None` for the system.
    pub actor_id: Option<Uuid>,
    /// When it came.
    pub recorded_at: Instant,
}

/// What [`Tx::open_command`] finds.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Whether the command was applied before.
    pub begun: Begun,
    /// Where the stream stands that is now locked.
    pub head: Head,
    /// Number of the last entry of the stream beside it, 0 when it has none.
    pub beside: i64,
}

/// The command's row was written by somebody else, or finished before.
const REPEATED: StoreError = StoreError::Stale { what: "command" };

impl Command<'_> {
    /// The same command as the one in the row, or another under its id.
    fn seen_in(&self, row: &Row) -> Result<Begun, StoreError> {
        let same_request = row.digest("request_hash")? == self.request_hash;
        if same_request && row.uuid_opt("actor_id")? == self.actor_id {
            return Ok(Begun::Done(row.json("outcome")?));
        }
        Ok(Begun::Conflict)
    }
}

impl Conn {
    /// What is known of a command; `None` when its id was never used.
    pub async fn seen_command(
        &mut self,
        command: &Command<'_>,
    ) -> Result<Option<Begun>, StoreError> {
        let sql = "SELECT request_hash, actor_id, outcome FROM command \
            WHERE court_id = $1 AND command_id = $2";
        let values = [V::from(command.court_id), V::from(command.command_id)];
        let row = self.optional(sql, &values).await?;
        row.map(|row| command.seen_in(&row)).transpose()
    }
}

impl Tx {
    /// Claims a command's id. A second transaction with the same id waits for the first.
    pub async fn begin_command(
        &mut self,
        court_id: &str,
        command_id: Uuid,
        request_hash: Digest,
        actor_id: Option<Uuid>,
        recorded_at: Instant,
    ) -> Result<Begun, StoreError> {
        let command = Command { court_id, command_id, request_hash, actor_id, recorded_at };
        Ok(self.begin_command_beside(&command, Uuid::nil()).await?.0)
    }

    /// [`Tx::begin_command`], and in the same statement the number of the last entry of a stream
    /// that the command depends on; 0 when the stream does not exist or the command is not fresh.
    pub async fn begin_command_beside(
        &mut self,
        command: &Command<'_>,
        stream_id: Uuid,
    ) -> Result<(Begun, i64), StoreError> {
        let values = [
            V::from(command.court_id),
            V::from(command.command_id),
            V::from(command.request_hash),
            V::from(command.actor_id),
            V::from(command.recorded_at),
            V::from(stream_id),
        ];
        let inserted = self
            .optional(
                "INSERT INTO command (court_id, command_id, request_hash, actor_id, recorded_at) \
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (court_id, command_id) DO NOTHING \
                 RETURNING COALESCE((SELECT s.seq FROM stream s \
                 WHERE s.court_id = $1 AND s.stream_id = $6), 0) AS seq",
                &values,
            )
            .await?;
        if let Some(row) = inserted {
            return Ok((Begun::Fresh, row.int("seq")?));
        }
        let seen = self.seen_command(command).await?;
        Ok((seen.ok_or_else(|| StoreError::corrupt("command", "*", "a row is missing"))?, 0))
    }

    /// Locks the stream of a command that needs one that exists already, and says in the same
    /// statement whether the command was applied before and where the stream `beside` stands.
    /// The command's row is not written yet: who goes on ends with [`Tx::record_command`]. `None`
    /// when there is no such stream.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the stream is of another kind.
    pub async fn open_command(
        &mut self,
        command: &Command<'_>,
        stream_id: Uuid,
        kind: StreamKind,
        beside: Uuid,
    ) -> Result<Option<Opened>, StoreError> {
        let values = [
            V::from(command.court_id),
            V::from(stream_id),
            V::from(beside),
            V::from(command.command_id),
        ];
        let row = self
            .optional(
                "SELECT s.court_id, s.stream_id, s.kind, s.seq, s.version, s.head_hash, \
                 COALESCE((SELECT o.seq FROM stream o \
                 WHERE o.court_id = $1 AND o.stream_id = $3), 0) AS beside, \
                 c.request_hash, c.actor_id, c.outcome \
                 FROM stream s LEFT JOIN command c ON c.court_id = $1 AND c.command_id = $4 \
                 WHERE s.court_id = $1 AND s.stream_id = $2 /*for_update_of s*/",
                &values,
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let begun = if row.digest_opt("request_hash")?.is_none() {
            Begun::Fresh
        } else {
            command.seen_in(&row)?
        };
        let head = Head::of_kind(&row, kind)?;
        Ok(Some(Opened { begun, head, beside: row.int("beside")? }))
    }

    /// Writes the row of a command that [`Tx::open_command`] found fresh, with what it answered.
    ///
    /// # Errors
    /// [`StoreError::Stale`] of `command` when another transaction has applied the same command
    /// since; then nothing of this one may stay.
    pub async fn record_command<T: serde::Serialize>(
        &mut self,
        command: &Command<'_>,
        outcome: &T,
    ) -> Result<(), StoreError> {
        let values = vec![
            V::from(command.court_id),
            V::from(command.command_id),
            V::from(command.request_hash),
            V::from(command.actor_id),
            V::from(command.recorded_at),
            V::json(outcome)?,
        ];
        let sql = "INSERT INTO command \
            (court_id, command_id, request_hash, actor_id, recorded_at, outcome) \
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (court_id, command_id) DO NOTHING"
            .to_owned();
        let subject = ("command", vec![V::from(command.command_id)]);
        self.counted(Counted { sql, values, rows: 1, subject, otherwise: REPEATED }).await
    }

    /// Stores what the command answered, as canonical JSON.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when the command was not begun, or was finished before.
    pub async fn finish_command<T: serde::Serialize>(
        &mut self,
        court_id: &str,
        command_id: Uuid,
        outcome: &T,
    ) -> Result<(), StoreError> {
        let values = vec![V::json(outcome)?, V::from(court_id), V::from(command_id)];
        let sql = "UPDATE command SET outcome = $1 \
            WHERE court_id = $2 AND command_id = $3 AND outcome IS NULL"
            .to_owned();
        let subject = ("command", vec![V::from(command_id)]);
        self.counted(Counted { sql, values, rows: 1, subject, otherwise: REPEATED }).await
    }
}
