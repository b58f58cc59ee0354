//! Sessions of signed-in people. Only the SM3 of the token is stored.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::digest::Digest;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SM3 of the token in the person's cookie.
    pub token_hash: Digest,
    /// Court.
    pub court_id: String,
    /// Person.
    pub staff_id: Uuid,
    /// Sign-in.
    pub created_at: Instant,
    /// End, whatever the person does.
    pub expires_at: Instant,
    /// Last request seen.
    pub last_seen_at: Instant,
    /// Address and program it came from.
    pub source: String,
}

impl Session {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row.digest("token_hash")?,
            court_id: row.text("court_id")?,
            staff_id: row.uuid("staff_id")?,
            created_at: row.instant("created_at")?,
            expires_at: row.instant("expires_at")?,
            last_seen_at: row.instant("last_seen_at")?,
            source: row.text("source")?,
        })
    }
}

impl Tx {
    /// Begins a session.
    pub async fn begin_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let sql = "INSERT INTO session (token_hash, court_id, staff_id, created_at, expires_at, \
            last_seen_at, source) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            V::from(session.token_hash),
            V::from(&session.court_id),
            V::from(session.staff_id),
            V::from(session.created_at),
            V::from(session.expires_at),
            V::from(session.last_seen_at),
            V::from(&session.source),
        ];
        self.execute(sql, &values).await?;
        Ok(())
    }

    /// Notes that the person is still there, and may move the end. False when the session is gone.
    pub async fn touch_session(
        &mut self,
        token_hash: Digest,
        seen_at: Instant,
        expires_at: Instant,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1";
        let values = [V::from(token_hash), V::from(seen_at), V::from(expires_at)];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// Ends one session. False when it is gone already.
    pub async fn end_session(&mut self, token_hash: Digest) -> Result<bool, StoreError> {
        let sql = "DELETE FROM session WHERE token_hash = $1";
        Ok(self.execute(sql, &[V::from(token_hash)]).await? == 1)
    }

    /// Ends every session of a person but `except`. Returns how many.
    pub async fn end_sessions_of(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        except: Option<Digest>,
    ) -> Result<u64, StoreError> {
        let sql = "DELETE FROM session WHERE court_id = $1 AND staff_id = $2 \
            AND token_hash <> $3";
        let except = except.map_or_else(Vec::new, |hash| hash.as_bytes().to_vec());
        self.execute(sql, &[V::from(court_id), V::from(staff_id), V::from(except)]).await
    }

    /// Deletes sessions that ended before `now`. Returns how many.
    pub async fn sweep_sessions(&mut self, now: Instant) -> Result<u64, StoreError> {
        self.execute("DELETE FROM session WHERE expires_at < $1", &[V::from(now)]).await
    }
}

impl Conn {
    /// The live session of a token.
    pub async fn session(
        &mut self,
        token_hash: Digest,
        now: Instant,
    ) -> Result<Option<Session>, StoreError> {
        let sql = "SELECT * FROM session WHERE token_hash = $1 AND expires_at >= $2";
        let row = self.optional(sql, &[V::from(token_hash), V::from(now)]).await?;
        row.as_ref().map(Session::from_row).transpose()
    }

    /// A person's live sessions, newest first.
    pub async fn sessions_of(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        now: Instant,
    ) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT * FROM session WHERE court_id = $1 AND staff_id = $2 \
            AND expires_at >= $3 ORDER BY created_at DESC, token_hash";
        let values = [V::from(court_id), V::from(staff_id), V::from(now)];
        self.all(sql, &values).await?.iter().map(Session::from_row).collect()
    }
}
