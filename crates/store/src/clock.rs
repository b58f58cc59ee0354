//! 时钟: the docket goes forward. A server whose clock stands behind what has been recorded would
//! give numbers of a past year and days that the law never saw; so nothing is appended until the
//! clock is set, or a person declares it right because what was recorded came from a clock that ran
//! ahead. The declaration stands in the docket; with it everything is forgotten that the clock
//! ahead had put off: leases, jobs, sessions and locks.

pub(crate) mod guard;

use uuid::Uuid;
use zhixing_domain::ground::entry::NoteKind;
use zhixing_law::instant::Instant;

pub use self::guard::BEHIND_SECS;
use crate::db::{Conn, Tx};
use crate::docket::{Head, NewEntry, Stamp, StreamKind};
use crate::error::{NotAllowed, StoreError};
use crate::fold::attempts_stream;
use crate::row::Row;
use crate::value::V;

/// The kind of the entry that declares the clock right, in the court's lines of who did what to
/// accounts and settings.
pub const ACCEPTED: &str = NoteKind::ClockAccepted.code();

/// Nothing that the program itself puts off is further away than this, in seconds.
pub(crate) const FAR_SECS: i64 = 24 * 3_600;

/// Name of the note of the last declaration.
const NOTE: &str = "clock_accepted";

/// What was forgotten because a clock that ran ahead had put it off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Leases of duties.
    pub leases: u64,
    /// Jobs that are due again or free again.
    pub jobs: u64,
    /// Sessions: their people sign in again.
    pub sessions: u64,
    /// Tries to sign in, with the locks that they set.
    pub locks: u64,
}

impl Conn {
    /// The newest time in the docket that counts: what a clock that ran ahead recorded does not,
    /// once a person has declared the clock right. None while nothing has been recorded.
    pub async fn newest_recorded(&mut self) -> Result<Option<Instant>, StoreError> {
        let sql = "SELECT MAX(d.recorded_at) AS last FROM stream s JOIN docket d \
            ON d.court_id = s.court_id AND d.stream_id = s.stream_id AND d.seq = s.seq \
            WHERE s.kind = 'court'";
        let newest = self.one(sql, &[]).await?.instant_opt("last")?;
        let sql = "SELECT value FROM store_note WHERE name = $1";
        let row = self.optional(sql, &[V::from(NOTE)]).await?;
        let accepted = row.as_ref().map(accepted).transpose()?;
        Ok(match (newest, accepted) {
            (Some(newest), Some((at, over))) if newest <= over => Some(at),
            (newest, _) => newest,
        })
    }

    /// Refuses a clock that stands behind the docket.
    ///
    /// # Errors
    /// [`StoreError::ClockBehind`].
    pub async fn check_clock(&mut self, now: Instant) -> Result<(), StoreError> {
        if self.clock.admits(now) {
            return Ok(());
        }
        // Another process may have recorded the declaration since.
        if let Some(last) = self.newest_recorded().await? {
            self.clock.set(last);
            if !self.clock.admits(now) {
                return Err(StoreError::ClockBehind { now, last });
            }
        }
        Ok(())
    }
}

/// Time of the declaration, and the newest time recorded before it.
fn accepted(row: &Row) -> Result<(Instant, Instant), StoreError> {
    row.word("value", |text| {
        let (at, over) = text.split_once(' ')?;
        Some((at.parse().ok()?, over.parse().ok()?))
    })
}

impl Tx {
    /// Called by every append.
    pub(crate) async fn go_forward(&mut self, at: Instant) -> Result<(), StoreError> {
        self.check_clock(at).await?;
        self.clock.raise(at);
        Ok(())
    }

    /// Records that a person declares the clock right, in every court of the database, and forgets
    /// what the clock ahead had put off. Returns the newest time recorded by it.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] when the clock does not stand behind the docket.
    pub async fn accept_clock(
        &mut self,
        stamp: &Stamp,
        reason: &str,
        mut next_id: impl FnMut() -> Uuid + Send,
    ) -> Result<(Instant, Forgotten), StoreError> {
        let now = stamp.recorded_at;
        let newest = self.newest_recorded().await?;
        let over = newest.filter(|last| BEHIND_SECS * 1_000_000 < last.micros() - now.micros());
        let over = over.ok_or(StoreError::NotAllowed(NotAllowed::ClockIsNotBehind))?;
        let sql = "INSERT INTO store_note (name, value) VALUES ($1, $2) \
            ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.execute(sql, &[V::from(NOTE), V::from(format!("{now} {over}"))]).await?;
        self.clock.set(now);
        let body = serde_json::json!({ "recorded_until": over, "reason": reason });
        for court in self.courts().await? {
            let stream = attempts_stream(&court);
            let head: Head = self.lock_stream(&court, stream, StreamKind::Court).await?;
            let entry = NewEntry::new(next_id(), ACCEPTED, 1, &body, now)?.about("clock");
            let stamp = Stamp { command_id: next_id(), ..stamp.clone() };
            self.append(&head, &[entry], &stamp).await?;
        }
        Ok((over, self.forget_future(now).await?))
    }

    /// Forgets what only a clock that ran ahead can have put off: leases and locks that last longer
    /// than any, jobs and sessions that were made in the future. Jobs put off so are due at once.
    pub async fn forget_future(&mut self, now: Instant) -> Result<Forgotten, StoreError> {
        let (soon, far) =
            (now.plus_secs(BEHIND_SECS).map_err(bad)?, now.plus_secs(FAR_SECS).map_err(bad)?);
        let (now, soon, far) = (V::from(now), V::from(soon), V::from(far));
        let mut forgotten = Forgotten::default();
        let far_only = std::slice::from_ref(&far);
        forgotten.leases =
            self.execute("DELETE FROM lease WHERE leased_until > $1", far_only).await?;
        let sql = "UPDATE job SET leased_until = NULL, holder = NULL \
            WHERE state = 'waiting' AND leased_until > $1";
        forgotten.jobs = self.execute(sql, far_only).await?;
        let sql = "UPDATE job SET run_at = $1 WHERE state = 'waiting' AND run_at > $2 \
            AND (created_at > $2 OR failed_at > $2)";
        forgotten.jobs += self.execute(sql, &[now, soon.clone()]).await?;
        let sql = "DELETE FROM session \
            WHERE created_at > $1 OR last_seen_at > $1 OR expires_at > $2";
        forgotten.sessions = self.execute(sql, &[soon.clone(), far.clone()]).await?;
        let sql = "DELETE FROM sign_in_try WHERE seen_at > $1 OR locked_until > $2";
        forgotten.locks = self.execute(sql, &[soon, far]).await?;
        Ok(forgotten)
    }
}

fn bad(error: impl ToString) -> StoreError {
    StoreError::BadValue(error.to_string())
}
