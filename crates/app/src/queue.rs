//! 后台任务：the steps of the queue, for whoever runs it. Every step is one transaction.

use zhixing_domain::ground::id::CaseId;
use zhixing_law::{day::Day, instant::Instant};
use zhixing_store::{
    StoreError, Tx,
    digest::Digest,
    job::{Job, JobKey, Lane, NewJob},
};

use crate::{
    anchor,
    error::Error,
    export::Progress,
    measure, session,
    settings::App,
    settle,
    work::{Meta, uuid_of},
};

/// Kind of the job that is done once a day.
pub const DAILY: &str = "daily";

/// Finished jobs are kept this long.
const KEEP_SECS: i64 = 30 * 24 * 3600;

/// Cases looked at in one transaction of the daily job.
const PAGE: i64 = 200;

/// The lanes of these courts that have something due. An idle queue costs a read and not a write.
pub async fn due_lanes(app: &App, courts: &[String]) -> Result<Vec<Lane>, Error> {
    let mut lanes = app.db.read().await?.due_lanes(app.clock.now()).await?;
    lanes.retain(|lane| courts.contains(&lane.court));
    Ok(lanes)
}

/// Leases due jobs of a lane to `holder`, for `secs` seconds from now.
pub async fn claim(
    app: &App,
    lane: &Lane,
    holder: &str,
    secs: i64,
    limit: i64,
) -> Result<Vec<Job>, Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let jobs = tx.claim_jobs(lane, holder, now, now.plus_secs(secs)?, limit).await?;
    tx.commit().await?;
    Ok(jobs)
}

/// Keeps a lease.
///
/// # Errors
/// [`Error::Internal`] when another has the job now: whoever runs it must stop.
pub async fn renew(app: &App, key: &JobKey, holder: &str, secs: i64) -> Result<(), Error> {
    let until = app.clock.now().plus_secs(secs)?;
    let mut tx = app.db.begin().await?;
    tx.renew_job(key, holder, until).await?;
    Ok(tx.commit().await?)
}

/// How a job ended, or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// With what it made, as JSON.
    Done(Option<String>),
    /// To be tried again at a time.
    PutOff { at: Instant, error: String },
    /// It cannot succeed: a person must look.
    Dead { error: String },
    /// A person asked it to stop.
    Cancelled,
}

/// Writes down how a job ended. False when the lease was lost in the meantime: another runs it now.
pub async fn end(app: &App, key: &JobKey, holder: &str, ended: &Ended) -> Result<bool, Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    match write_end(&mut tx, key, holder, ended, now).await {
        Err(StoreError::Stale { .. }) => return Ok(false),
        other => other?,
    }
    tx.commit().await?;
    Ok(true)
}

/// Writes down how several jobs ended, in one transaction; those whose lease was lost are left out.
/// Only for who runs them one after the other and would do them again without harm.
pub async fn end_all(app: &App, holder: &str, ended: &[(JobKey, Ended)]) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    for (key, ended) in ended {
        match write_end(&mut tx, key, holder, ended, now).await {
            Err(StoreError::Stale { .. }) => {
                tracing::warn!(job = %key.job_id, "lease lost while running");
            }
            other => other?,
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn write_end(
    tx: &mut Tx,
    key: &JobKey,
    holder: &str,
    ended: &Ended,
    now: Instant,
) -> Result<(), StoreError> {
    match ended {
        Ended::Done(result) => tx.finish_job(key, holder, result.clone(), now).await,
        Ended::PutOff { at, error } => tx.retry_job(key, holder, *at, error, now).await,
        Ended::Dead { error } => tx.fail_job(key, holder, error, now).await,
        Ended::Cancelled => tx.end_cancelled_job(key, holder, now).await,
    }
}

/// Notes how far a job is. False when a person asked it to stop.
pub async fn progress(
    app: &App,
    key: &JobKey,
    holder: &str,
    so_far: Progress,
) -> Result<bool, Error> {
    let mut tx = app.db.begin().await?;
    let stop = tx.job_progress(key, holder, so_far.done, Some(so_far.total)).await?;
    tx.commit().await?;
    Ok(!stop)
}

/// Whether `holder` does a named duty now, of all nodes of the court.
pub async fn lead(app: &App, duty: &str, holder: &str, secs: i64) -> Result<bool, Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let leads = tx.take_lease(duty, holder, now, now.plus_secs(secs)?).await?;
    tx.commit().await?;
    Ok(leads)
}

/// Gives a duty back.
pub async fn step_down(app: &App, duty: &str, holder: &str) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    tx.free_lease(duty, holder).await?;
    Ok(tx.commit().await?)
}

/// Enqueues the daily job of a day, once: its id follows from the day. False when it was there.
pub async fn schedule_daily(app: &App, court: &str, day: Day) -> Result<bool, Error> {
    let cause = format!("{DAILY}:{court}:{day}");
    let job_id = uuid_of(&Digest::of(cause.as_bytes()));
    let key = JobKey { court_id: court.to_owned(), job_id };
    if app.db.read().await?.job(&key).await?.is_some() {
        return Ok(false);
    }
    let now = app.clock.now();
    let job = NewJob {
        court_id: key.court_id,
        job_id,
        kind: DAILY.to_owned(),
        body: serde_json::json!({ "day": day }).to_string(),
        run_at: now,
        priority: 30,
        max_attempts: 20,
        cause: Some(cause),
        owner_id: None,
    };
    let mut tx = app.db.begin().await?;
    let enqueued = tx.enqueue(&[job], now).await?;
    tx.commit().await?;
    Ok(enqueued == 1)
}

/// What the daily job did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Daily {
    /// Cases looked at because a measure had ended.
    pub lapsed: u32,
    /// Cases looked at because a measure ends soon.
    pub warned: u32,
    /// Matters that the new day brought other tasks, nodes or deadlines.
    pub settled: u32,
    /// Cases that could not be done; each is looked at again tomorrow.
    pub failed: Vec<CaseId>,
    /// Cases moved to the mode that was adopted for them.
    pub moved: u32,
    /// Whether the day before was anchored now.
    pub anchored: bool,
    pub sessions: u64,
    pub jobs: u64,
}

/// 每日例行：measures that ended lose effect, approaching ends are warned of, every
/// running matter is brought to what its rules say of the day, the day before is anchored, what has
/// ended is swept. Done twice it changes nothing.
pub async fn daily(app: &App, court: &str, day: Day) -> Result<Daily, Error> {
    let mut failed = Vec::new();
    let mut done = Daily { lapsed: lapse(app, court, day, &mut failed).await?, ..Daily::default() };
    done.warned = warn(app, court, day, &mut failed).await?;
    let settled = settle::settle(app, court, day).await?;
    done.settled = settled.changed;
    failed.extend(settled.failed);
    done.failed = failed;
    done.anchored = anchor::make(app, court, day.plus_days(-1)?).await?;
    done.moved = crate::mode::switch::move_in_flight(app, court, day).await?.moved;
    done.sessions = session::sweep(app).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    tx.bury_lost_jobs(now).await?;
    done.jobs = tx.sweep_jobs(now.plus_secs(-KEEP_SECS)?).await?;
    tx.commit().await?;
    // Last, so that a place outside that is away keeps nothing else from being done; the job is tried again.
    anchor::keep_outside(app, court).await?;
    Ok(done)
}

/// Whether the daily job did something to a case. A case that refuses or cannot be read is left for a person: it must
/// not keep the other cases, the anchor and the sweep from their day. Without the database these fail as well.
fn did<T>(case: CaseId, result: Result<T, Error>, failed: &mut Vec<CaseId>) -> Result<bool, Error> {
    match result {
        Ok(_) => Ok(true),
        Err(error @ Error::Unavailable(..)) => Err(error),
        Err(error) => {
            tracing::error!(%case, %error, "left out of the daily job");
            failed.push(case);
            Ok(false)
        }
    }
}

async fn lapse(app: &App, court: &str, day: Day, failed: &mut Vec<CaseId>) -> Result<u32, Error> {
    let mut count = 0;
    let mut after = None;
    loop {
        let mut conn = app.db.read().await?;
        let cases = conn.case_ids_with_measure_ending(court, day, after, PAGE).await?;
        drop(conn);
        for case in &cases {
            let meta = Meta::system(court, "measure.lapse", &format!("{case}:{day}"));
            count += u32::from(did(*case, measure::lapse(app, &meta, *case).await, failed)?);
        }
        after = cases.last().copied();
        if after.is_none() {
            return Ok(count);
        }
    }
}

/// Approaching ends; a case that cannot be warned now is tried again tomorrow and does not keep others from it.
async fn warn(app: &App, court: &str, day: Day, failed: &mut Vec<CaseId>) -> Result<u32, Error> {
    let mut count = 0;
    let mut after = None;
    loop {
        let mut conn = app.db.read().await?;
        let cases = conn.case_ids_with_measure_to_warn(court, day, after, PAGE).await?;
        drop(conn);
        for case in &cases {
            let meta = Meta::system(court, "measure.warn", &format!("{case}:{day}"));
            count += u32::from(did(*case, measure::warn(app, &meta, *case).await, failed)?);
        }
        after = cases.last().copied();
        if after.is_none() {
            return Ok(count);
        }
    }
}
