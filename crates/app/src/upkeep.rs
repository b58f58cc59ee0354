//! 后台运行：how a court's duties and jobs stand; a job that died is sent again, or given up by a person who says why.

pub use zhixing_store::job::{Job, LaneCounts};

use uuid::Uuid;
use zhixing_domain::{
    court::duty::{self, Duty},
    ground::{
        act::Act,
        entry::NoteKind,
        id::CaseId,
        refusal::{Refusal, text},
        word::Word,
    },
};
use zhixing_law::instant::Instant;
use zhixing_store::{
    Conn,
    docket::{NewEntry, StreamKind},
    fold,
    job::{JobKey, JobState},
};

use crate::{
    at::At,
    effect::Stored,
    error::Error,
    live::Changed,
    settings::App,
    work::{Done, Meta, OtherStream, Started, Work},
};

/// Dead jobs on one page.
const PAGE: i64 = 50;

/// How a duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyState {
    pub duty: Duty,
    pub ok_at: Option<Instant>,
    pub failing_since: Option<Instant>,
    pub error: Option<String>,
    /// Somebody must look.
    pub alarm: bool,
}

/// A job that died, with the case that it is about.
#[derive(Debug, Clone)]
pub struct DeadJob {
    pub job: Job,
    pub stored: Option<Stored>,
    pub case_no: Option<String>,
}

/// How a court's duties and jobs stand.
#[derive(Debug, Clone)]
pub struct Standing {
    pub duties: Vec<DutyState>,
    pub lanes: Vec<LaneCounts>,
    /// Oldest first.
    pub dead: Vec<DeadJob>,
    /// After which dead job the next page begins.
    pub next: Option<Uuid>,
}

/// How the court's duties and jobs stand, with the page of dead jobs after one.
pub async fn standing(
    app: &App,
    at: impl Into<At<'_>>,
    after: Option<Uuid>,
) -> Result<Standing, Error> {
    let at = at.into();
    app.allow_court(at, Act::ManageJobs)?;
    let now = app.clock.now();
    let mut conn = app.db.snapshot().await?;
    let known = conn.duties(at.court).await?;
    let duties = Duty::ALL.iter().map(|&duty| {
        let row = known.iter().find(|row| row.name == duty.code());
        let ok_at = row.and_then(|row| row.ok_at);
        DutyState {
            duty,
            ok_at,
            failing_since: row.and_then(|row| row.failing_since),
            error: row.and_then(|row| row.error.clone()),
            alarm: duty::is_alarm(ok_at, now),
        }
    });
    let duties = duties.collect();
    let lanes = conn.lane_counts(at.court, now).await?;
    let jobs = conn.dead_jobs(at.court, after.unwrap_or(Uuid::nil()), PAGE).await?;
    let is_full = i64::try_from(jobs.len()).is_ok_and(|count| count == PAGE);
    let next = jobs.last().filter(|_| is_full).map(|job| job.key.job_id);
    let mut dead = Vec::with_capacity(jobs.len());
    for job in jobs {
        let stored: Option<Stored> = serde_json::from_str(&job.body).ok();
        let case_no = match &stored {
            Some(stored) => number(&mut conn, at.court, stored.case).await?,
            None => None,
        };
        dead.push(DeadJob { job, stored, case_no });
    }
    Ok(Standing { duties, lanes, dead, next })
}

async fn number(conn: &mut Conn, court: &str, case: CaseId) -> Result<Option<String>, Error> {
    let row = conn.case_row(court, case).await?;
    Ok(row.map(|row| row.number).filter(|number| !number.is_empty()))
}

/// 重发：a dead job goes back into the queue with all its tries.
pub async fn resend(app: &App, meta: &Meta, id: Uuid) -> Result<Done, Error> {
    let result = settle(app, meta, id, None).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

/// 放弃：a dead job is never tried again, for a reason.
pub async fn give_up(app: &App, meta: &Meta, id: Uuid, reason: &str) -> Result<Done, Error> {
    let result = settle(app, meta, id, Some(reason)).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn settle(app: &App, meta: &Meta, id: Uuid, reason: Option<&str>) -> Result<Done, Error> {
    app.allow_court(meta.at(), Act::ManageJobs)?;
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ManageJobs)?;
    let reason = reason.map(|reason| text("reason", reason, 300)).transpose()?;
    let key = JobKey { court_id: meta.court.clone(), job_id: id };
    let job = work.tx.job(&key).await?.ok_or(Refusal::Missing("后台任务"))?;
    let now = work.now;
    let is_done = match &reason {
        Some(_) => work.tx.give_up_job(&key, now).await?,
        None => work.tx.requeue_job(&key, now).await?,
    };
    if !is_done {
        return Err(no_longer_dead(job.state).into());
    }
    note(&mut work, &job, reason.as_deref()).await?;
    let done = work.commit().await?;
    // The runner looks at its queue when something is told.
    let kinds = vec![kind(reason.is_some()).code().to_owned()];
    app.live.tell(Changed { court: meta.court.clone(), case: None, kinds });
    Ok(done)
}

fn kind(given_up: bool) -> NoteKind {
    if given_up { NoteKind::JobGivenUp } else { NoteKind::JobResent }
}

/// The line among the court's lines of who did what besides the cases.
async fn note(work: &mut Work<'_>, job: &Job, reason: Option<&str>) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let body = serde_json::json!({
        "job": job.key.job_id, "kind": job.kind, "error": job.last_error, "reason": reason
    });
    let kind = kind(reason.is_some()).code();
    let entry = NewEntry::new(work.id(), kind, 1, &body, work.now)?;
    let entry = entry.about(format!("job:{}", job.key.job_id));
    let head =
        work.tx.lock_stream(&court, fold::attempts_stream(&court), StreamKind::Court).await?;
    work.add(OtherStream {
        head,
        entries: vec![entry],
        transfers: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    });
    Ok(())
}

/// Somebody was faster, or the same work waits as another job.
fn no_longer_dead(state: JobState) -> Refusal {
    let state = match state {
        JobState::Waiting => Word { code: "waiting", title: "等待办理" },
        JobState::Done => Word { code: "done", title: "已经办成" },
        JobState::Dead => Word { code: "again", title: "已经另行发起" },
        JobState::Cancelled => Word { code: "cancelled", title: "已经停止" },
    };
    let needs = Word { code: "dead", title: "没有办成" };
    Refusal::WrongState { what: "后台任务", state, needs }
}

/// Writes down how a duty of a court went.
pub async fn note_duty(
    app: &App,
    court: &str,
    duty: Duty,
    result: &Result<(), Error>,
) -> Result<(), Error> {
    let error = result.as_ref().err().map(ToString::to_string);
    let mut tx = app.db.begin().await?;
    tx.note_duty(court, duty.code(), error.as_deref(), app.clock.now()).await?;
    Ok(tx.commit().await?)
}
