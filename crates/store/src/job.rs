//! Jobs: work to be done later, enqueued in the transaction that wants it. A job is leased to one
//! worker at a time, tried a limited number of times, and then kept as dead until a person looks.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// A job to enqueue.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Court.
    pub court_id: String,
    /// Made by the caller.
    pub job_id: Uuid,
    /// Which handler runs it.
    pub kind: String,
    /// Canonical JSON for the handler.
    pub body: String,
    /// Not before.
    pub run_at: Instant,
    /// Smaller runs first.
    pub priority: i64,
    /// Tries before it is dead, from 1.
    pub max_attempts: i64,
    /// What caused it: while a job with the same cause waits, another is not enqueued.
    pub cause: Option<String>,
    /// The person who waits for it, for long jobs shown to people.
    pub owner_id: Option<Uuid>,
}

/// Which job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobKey {
    /// Court.
    pub court_id: String,
    /// Job.
    pub job_id: Uuid,
}

/// The jobs of one court, of one kind or of every kind: what is claimed together and kept apart from the rest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lane {
    /// Court.
    pub court: String,
    /// Kind, `None` for every kind.
    pub kind: Option<String>,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// To be run, or running under a lease.
    Waiting,
    /// Finished.
    Done,
    /// Failed for good; a person may requeue it.
    Dead,
    /// Stopped at a person's request.
    Cancelled,
}

impl JobState {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "waiting" => Self::Waiting,
            "done" => Self::Done,
            "dead" => Self::Dead,
            "cancelled" => Self::Cancelled,
            _ => return None,
        })
    }
}

/// A job as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Which.
    pub key: JobKey,
    /// Handler.
    pub kind: String,
    /// Canonical JSON for the handler.
    pub body: String,
    /// What caused it.
    pub cause: Option<String>,
    /// The person who waits for it.
    pub owner_id: Option<Uuid>,
    /// Smaller runs first.
    pub priority: i64,
    /// Not before.
    pub run_at: Instant,
    /// Where it stands.
    pub state: JobState,
    /// Tries begun.
    pub attempts: i64,
    /// Tries before it is dead.
    pub max_attempts: i64,
    /// End of the running lease.
    pub leased_until: Option<Instant>,
    /// Worker that holds it.
    pub holder: Option<String>,
    /// Units done.
    pub done_count: i64,
    /// Units in all, when known.
    pub total_count: Option<i64>,
    /// A person asked it to stop.
    pub cancel_requested: bool,
    /// What it made, as canonical JSON.
    pub result: Option<String>,
    /// The last failure.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: Instant,
    /// When it last failed.
    pub failed_at: Option<Instant>,
    /// When it was done.
    pub done_at: Option<Instant>,
}

impl Job {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            key: JobKey { court_id: row.text("court_id")?, job_id: row.uuid("job_id")? },
            kind: row.text("kind")?,
            body: row.json("body")?,
            cause: row.text_opt("cause")?,
            owner_id: row.uuid_opt("owner_id")?,
            priority: row.int("priority")?,
            run_at: row.instant("run_at")?,
            state: row.word("state", JobState::parse)?,
            attempts: row.int("attempts")?,
            max_attempts: row.int("max_attempts")?,
            leased_until: row.instant_opt("leased_until")?,
            holder: row.text_opt("holder")?,
            done_count: row.int("done_count")?,
            total_count: row.int_opt("total_count")?,
            cancel_requested: row.bool("cancel_requested")?,
            result: row.json_opt("result")?,
            last_error: row.text_opt("last_error")?,
            created_at: row.instant("created_at")?,
            failed_at: row.instant_opt("failed_at")?,
            done_at: row.instant_opt("done_at")?,
        })
    }
}

const LOST: StoreError = StoreError::Stale { what: "job" };

impl Tx {
    /// Enqueues jobs; one whose cause already waits is left out. Returns how many were enqueued.
    pub async fn enqueue(&mut self, jobs: &[NewJob], now: Instant) -> Result<u64, StoreError> {
        let rows: Vec<Vec<V>> = jobs
            .iter()
            .map(|job| {
                vec![
                    V::from(&job.court_id),
                    V::from(job.job_id),
                    V::from(&job.kind),
                    V::Json(Some(job.body.clone())),
                    V::Text(job.cause.clone()),
                    V::from(job.owner_id),
                    V::from(job.priority),
                    V::from(job.run_at),
                    V::from("waiting"),
                    V::from(0_i64),
                    V::from(job.max_attempts),
                    V::from(0_i64),
                    V::from(false),
                    V::from(now),
                ]
            })
            .collect();
        let head = "INSERT INTO job (court_id, job_id, kind, body, cause, owner_id, priority, \
            run_at, state, attempts, max_attempts, done_count, cancel_requested, created_at)";
        let tail = "ON CONFLICT (court_id, cause) WHERE state = 'waiting' AND cause IS NOT NULL \
            DO NOTHING";
        self.bulk(head, 14, &rows, tail).await
    }

    /// Leases at most `limit` due jobs of a lane to `holder` until `until`. No job is leased to two holders;
    /// one whose lease ran out is leased again while it has tries left.
    pub async fn claim_jobs(
        &mut self,
        lane: &Lane,
        holder: &str,
        now: Instant,
        until: Instant,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let kind = if lane.kind.is_some() { "AND kind = $6 " } else { "" };
        let sql = format!(
            "UPDATE job SET leased_until = $1, holder = $2, attempts = attempts + 1 \
             WHERE (court_id, job_id) IN (SELECT court_id, job_id FROM job \
             WHERE court_id = $5 {kind}\
             AND state = 'waiting' AND run_at <= $3 AND attempts < max_attempts \
             AND (leased_until IS NULL OR leased_until < $3) \
             ORDER BY priority, run_at, job_id LIMIT $4 /*skip_locked*/) RETURNING *"
        );
        let mut values = vec![V::from(until), V::from(holder), V::from(now), V::from(limit)];
        values.push(V::from(&lane.court));
        values.extend(lane.kind.as_ref().map(V::from));
        let rows = self.all(sql, &values).await?;
        let mut jobs = rows.iter().map(Job::from_row).collect::<Result<Vec<_>, _>>()?;
        jobs.sort_by_key(|job| (job.priority, job.run_at, job.key.job_id));
        Ok(jobs)
    }

    /// Lengthens a lease.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when `holder` no longer has the job: it must stop.
    pub async fn renew_job(
        &mut self,
        key: &JobKey,
        holder: &str,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.held_job(key, holder, "leased_until = $4", &[V::from(until)]).await
    }

    /// Ends a job that succeeded, with what it made (canonical JSON). Errors as [`Tx::renew_job`].
    pub async fn finish_job(
        &mut self,
        key: &JobKey,
        holder: &str,
        result: Option<String>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let set = "state = 'done', leased_until = NULL, result = $4, done_at = $5";
        self.held_job(key, holder, set, &[V::Json(result), V::from(now)]).await
    }

    /// Gives a job back to be tried again at `at`; without tries left it is dead.
    /// Errors as [`Tx::renew_job`].
    pub async fn retry_job(
        &mut self,
        key: &JobKey,
        holder: &str,
        at: Instant,
        error: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let set = "state = CASE WHEN attempts >= max_attempts THEN 'dead' ELSE 'waiting' END, \
            leased_until = NULL, holder = NULL, run_at = $4, last_error = $5, failed_at = $6";
        self.held_job(key, holder, set, &[V::from(at), V::from(error), V::from(now)]).await
    }

    /// Ends a job that cannot succeed. Errors as [`Tx::renew_job`].
    pub async fn fail_job(
        &mut self,
        key: &JobKey,
        holder: &str,
        error: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let set = "state = 'dead', leased_until = NULL, last_error = $4, failed_at = $5";
        self.held_job(key, holder, set, &[V::from(error), V::from(now)]).await
    }

    /// Ends a job that stopped because a person asked. Errors as [`Tx::renew_job`].
    pub async fn end_cancelled_job(
        &mut self,
        key: &JobKey,
        holder: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let set = "state = 'cancelled', leased_until = NULL, done_at = $4";
        self.held_job(key, holder, set, &[V::from(now)]).await
    }

    async fn held_job(
        &mut self,
        key: &JobKey,
        holder: &str,
        set: &'static str,
        more: &[V],
    ) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE job SET {set} \
             WHERE court_id = $1 AND job_id = $2 AND holder = $3 AND state = 'waiting'"
        );
        let mut values = vec![V::from(&key.court_id), V::from(key.job_id), V::from(holder)];
        values.extend_from_slice(more);
        if self.execute(sql, &values).await? == 1 { Ok(()) } else { Err(LOST) }
    }

    /// Notes progress and says whether a person asked the job to stop.
    /// Errors as [`Tx::renew_job`].
    pub async fn job_progress(
        &mut self,
        key: &JobKey,
        holder: &str,
        done_count: i64,
        total_count: Option<i64>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE job SET done_count = $4, total_count = $5 \
            WHERE court_id = $1 AND job_id = $2 AND holder = $3 AND state = 'waiting' \
            RETURNING cancel_requested";
        let values = [
            V::from(&key.court_id),
            V::from(key.job_id),
            V::from(holder),
            V::from(done_count),
            V::from(total_count),
        ];
        self.optional(sql, &values).await?.ok_or(LOST)?.bool("cancel_requested")
    }

    /// Asks a job to stop. One that nobody runs stops at once. False when it has ended already.
    pub async fn cancel_job(&mut self, key: &JobKey, now: Instant) -> Result<bool, StoreError> {
        let sql = "UPDATE job SET cancel_requested = $3, \
            state = CASE WHEN leased_until IS NULL OR leased_until < $4 \
            THEN 'cancelled' ELSE state END \
            WHERE court_id = $1 AND job_id = $2 AND state = 'waiting'";
        let values = [V::from(&key.court_id), V::from(key.job_id), V::from(true), V::from(now)];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// Puts a dead job back into the queue with all its tries. False when it is not dead, or when
    /// another job with its cause waits.
    pub async fn requeue_job(&mut self, key: &JobKey, run_at: Instant) -> Result<bool, StoreError> {
        let sql = "UPDATE job SET state = 'waiting', attempts = 0, holder = NULL, \
            leased_until = NULL, run_at = $3, cancel_requested = $4 \
            WHERE court_id = $1 AND job_id = $2 AND state = 'dead' AND NOT EXISTS \
            (SELECT 1 FROM job AS other WHERE other.court_id = job.court_id \
            AND other.cause = job.cause AND other.state = 'waiting')";
        let values = [V::from(&key.court_id), V::from(key.job_id), V::from(run_at), V::from(false)];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// Gives a dead job up. False when it is not dead.
    pub async fn give_up_job(&mut self, key: &JobKey, now: Instant) -> Result<bool, StoreError> {
        let sql = "UPDATE job SET state = 'cancelled', done_at = $3 \
            WHERE court_id = $1 AND job_id = $2 AND state = 'dead'";
        let values = [V::from(&key.court_id), V::from(key.job_id), V::from(now)];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// Buries jobs whose last try ended with its worker. Returns how many.
    pub async fn bury_lost_jobs(&mut self, now: Instant) -> Result<u64, StoreError> {
        let sql = "UPDATE job SET state = 'dead', leased_until = NULL, failed_at = $1, \
            last_error = COALESCE(last_error, 'the worker did not come back') \
            WHERE state = 'waiting' AND attempts >= max_attempts \
            AND leased_until IS NOT NULL AND leased_until < $1";
        self.execute(sql, &[V::from(now)]).await
    }

    /// Deletes jobs done or cancelled before `before`. Returns how many.
    pub async fn sweep_jobs(&mut self, before: Instant) -> Result<u64, StoreError> {
        let sql = "DELETE FROM job WHERE state IN ('done', 'cancelled') AND created_at < $1 \
            AND (done_at IS NULL OR done_at < $1)";
        self.execute(sql, &[V::from(before)]).await
    }
}

/// How the jobs of one kind stand in a court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneCounts {
    /// Which.
    pub kind: String,
    /// Waiting or running.
    pub waiting: i64,
    /// Dead: a person must look.
    pub dead: i64,
    /// Since when the oldest of those that wait has been due.
    pub due_since: Option<Instant>,
}

/// How the queue stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Waiting or running.
    pub waiting: i64,
    /// Waiting, and due before the moment asked about.
    pub due: i64,
    /// Dead: a person must look.
    pub dead: i64,
}

impl Conn {
    /// One job.
    pub async fn job(&mut self, key: &JobKey) -> Result<Option<Job>, StoreError> {
        let sql = "SELECT * FROM job WHERE court_id = $1 AND job_id = $2";
        let row = self.optional(sql, &[V::from(&key.court_id), V::from(key.job_id)]).await?;
        row.as_ref().map(Job::from_row).transpose()
    }

    /// A person's jobs, newest first, before `before` (use the greatest UUID to begin).
    pub async fn jobs_of(
        &mut self,
        court_id: &str,
        owner_id: Uuid,
        before: Uuid,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let sql = "SELECT * FROM job WHERE court_id = $1 AND owner_id = $2 AND job_id < $3 \
            ORDER BY job_id DESC LIMIT $4";
        let values = [V::from(court_id), V::from(owner_id), V::from(before), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Job::from_row).collect()
    }

    /// Jobs of a kind that a person waits for, newest first.
    pub async fn jobs_of_kind(
        &mut self,
        court_id: &str,
        owner_id: Uuid,
        kind: &str,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let sql = "SELECT * FROM job WHERE court_id = $1 AND owner_id = $2 AND kind = $3 \
            ORDER BY job_id DESC LIMIT $4";
        let values = [V::from(court_id), V::from(owner_id), V::from(kind), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Job::from_row).collect()
    }

    /// Dead jobs of a court, oldest first, after `after`.
    pub async fn dead_jobs(
        &mut self,
        court_id: &str,
        after: Uuid,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let sql = "SELECT * FROM job WHERE court_id = $1 AND state = 'dead' AND job_id > $2 \
            ORDER BY job_id LIMIT $3";
        let values = [V::from(court_id), V::from(after), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Job::from_row).collect()
    }

    /// The courts and kinds of job that have something due at `now` which nobody runs.
    pub async fn due_lanes(&mut self, now: Instant) -> Result<Vec<Lane>, StoreError> {
        let sql = "SELECT court_id, kind FROM job \
            WHERE state = 'waiting' AND run_at <= $1 AND attempts < max_attempts \
            AND (leased_until IS NULL OR leased_until < $1) \
            GROUP BY court_id, kind ORDER BY MIN(priority), court_id, kind";
        let rows = self.all(sql, &[V::from(now)]).await?;
        let lane =
            |row: &Row| Ok(Lane { court: row.text("court_id")?, kind: Some(row.text("kind")?) });
        rows.iter().map(lane).collect()
    }

    /// How the jobs of a court stand at `now`, by kind; kinds of which none waits and none is dead are left out.
    pub async fn lane_counts(
        &mut self,
        court_id: &str,
        now: Instant,
    ) -> Result<Vec<LaneCounts>, StoreError> {
        let sql = "SELECT kind, COUNT(*) FILTER (WHERE state = 'waiting') AS waiting, \
            COUNT(*) FILTER (WHERE state = 'dead') AS dead, \
            MIN(run_at) FILTER (WHERE state = 'waiting' AND run_at <= $2) AS due_since \
            FROM job WHERE court_id = $1 AND state IN ('waiting', 'dead') \
            GROUP BY kind ORDER BY kind";
        let counts = |row: &Row| {
            Ok(LaneCounts {
                kind: row.text("kind")?,
                waiting: row.int("waiting")?,
                dead: row.int("dead")?,
                due_since: row.instant_opt("due_since")?,
            })
        };
        self.all(sql, &[V::from(court_id), V::from(now)]).await?.iter().map(counts).collect()
    }

    /// How the queue of all courts stands at `now`.
    pub async fn job_counts(&mut self, now: Instant) -> Result<JobCounts, StoreError> {
        let sql = "SELECT COUNT(*) FILTER (WHERE state = 'waiting') AS waiting, \
            COUNT(*) FILTER (WHERE state = 'waiting' AND run_at <= $1) AS due, \
            COUNT(*) FILTER (WHERE state = 'dead') AS dead FROM job \
            WHERE state IN ('waiting', 'dead')";
        let row = self.one(sql, &[V::from(now)]).await?;
        Ok(JobCounts { waiting: row.int("waiting")?, due: row.int("due")?, dead: row.int("dead")? })
    }
}
