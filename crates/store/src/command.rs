//! Commands are applied once. The client makes the command's id; the row is inserted in the same
//! transaction as everything the command does, so a retry finds either all of it or nothing.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Counted, Tx};
use crate::digest::Digest;
use crate::error::StoreError;
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
        let command = (court_id, command_id, request_hash, actor_id, recorded_at);
        Ok(self.begin_command_beside(command, Uuid::nil()).await?.0)
    }

    /// [`Tx::begin_command`], and in the same statement the number of the last entry of a stream
    /// that the command depends on; 0 when the stream does not exist or the command is not fresh.
    pub async fn begin_command_beside(
        &mut self,
        (court_id, command_id, request_hash, actor_id, recorded_at): (
            &str,
            Uuid,
            Digest,
            Option<Uuid>,
            Instant,
        ),
        stream_id: Uuid,
    ) -> Result<(Begun, i64), StoreError> {
        let values = [
            V::from(court_id),
            V::from(command_id),
            V::from(request_hash),
            V::from(actor_id),
            V::from(recorded_at),
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
        let row = self
            .one(
                "SELECT request_hash, actor_id, outcome FROM command \
                 WHERE court_id = $1 AND command_id = $2",
                &[V::from(court_id), V::from(command_id)],
            )
            .await?;
        if row.digest("request_hash")? != request_hash || row.uuid_opt("actor_id")? != actor_id {
            return Ok((Begun::Conflict, 0));
        }
        Ok((Begun::Done(row.json("outcome")?), 0))
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
        let otherwise = StoreError::Stale { what: "command" };
        self.counted(Counted { sql, values, rows: 1, subject, otherwise }).await
    }
}
