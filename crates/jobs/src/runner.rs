//! The runner: claims due jobs, carries them out, and looks at the world outside.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::Deserialize;
use tokio::{sync::watch, task::JoinSet, time};
use zhixing_app::{
    App,
    effect::{self, Stored},
    error::Error,
    export,
    list::Job,
    message,
    outside::{self, Polled},
    queue::{self, Ended},
};
use zhixing_law::day::Day;

/// A lease of a job, in seconds of the court's clock.
const LEASE_SECS: i64 = 300;

/// How often a running job's lease is renewed.
const RENEW_EVERY: Duration = Duration::from_secs(60);

/// Jobs claimed at once.
const CLAIM: i64 = 32;

/// Jobs run side by side.
const SIDE_BY_SIDE: usize = 4;

/// How often an idle runner looks at the queue though nothing was told.
const IDLE: Duration = Duration::from_secs(2);

/// How often the world outside is asked.
const OUTSIDE_EVERY: Duration = Duration::from_secs(5);

/// First wait before a job is tried again; it doubles up to [`BACKOFF_MAX_SECS`].
const BACKOFF_SECS: i64 = 5;
const BACKOFF_MAX_SECS: i64 = 3_600;

/// Duty of the node that looks outside and starts the daily job.
const DUTY: &str = "schedules";

/// What a run of due jobs did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ran {
    pub done: u32,
    /// To be tried again later.
    pub put_off: u32,
    /// Given up, each with its reason.
    pub dead: Vec<String>,
}

/// The runner of one process, for one court.
#[derive(Clone)]
pub struct Runner(Arc<Inner>);

struct Inner {
    app: App,
    court: String,
    holder: String,
    /// Up to where the gateway's reports have been read. After a start they are read again from the
    /// beginning: each report is taken in once, whatever is read.
    cursor: Mutex<String>,
    /// The last day whose daily job this runner has seen enqueued.
    day: Mutex<Option<Day>>,
}

#[derive(Deserialize)]
struct DailyBody {
    day: Day,
}

impl Runner {
    pub fn new(app: App, court: &str) -> Runner {
        let holder = format!("{}-{}", std::process::id(), app.ids.next(app.clock.now()));
        Runner(Arc::new(Inner {
            app,
            court: court.to_owned(),
            holder,
            cursor: Mutex::new(String::new()),
            day: Mutex::new(None),
        }))
    }

    /// Runs due jobs one after the other, and those that they cause, until none is due or `limit` have been
    /// run.
    pub async fn run_due(&self, limit: u32) -> Result<Ran, Error> {
        let mut ran = Ran::default();
        let mut count = 0;
        while count < limit {
            let jobs = queue::claim(&self.0.app, &self.0.holder, LEASE_SECS, CLAIM).await?;
            if jobs.is_empty() {
                break;
            }
            let mut ends = Vec::with_capacity(jobs.len());
            for job in &jobs {
                count += 1;
                let ended = self.judge(job, self.carry_out(job).await)?;
                match &ended {
                    Ended::Done(_) | Ended::Cancelled => ran.done += 1,
                    Ended::PutOff { .. } => ran.put_off += 1,
                    Ended::Dead { error } => ran.dead.push(error.clone()),
                }
                ends.push((job.key.clone(), ended));
            }
            queue::end_all(&self.0.app, &self.0.holder, &ends).await?;
        }
        Ok(ran)
    }

    /// Runs one claimed job and writes down how it ended.
    async fn run(&self, job: &Job) -> Result<Ended, Error> {
        let app = &self.0.app;
        let work = self.carry_out(job);
        tokio::pin!(work);
        let mut beat = time::interval(RENEW_EVERY);
        beat.tick().await;
        let result = loop {
            tokio::select! {
                result = &mut work => break result,
                _ = beat.tick() => queue::renew(app, &job.key, &self.0.holder, LEASE_SECS).await?,
            }
        };
        let ended = self.judge(job, result)?;
        if !queue::end(app, &job.key, &self.0.holder, &ended).await? {
            tracing::warn!(job = %job.key.job_id, kind = job.kind, "lease lost while running");
        }
        Ok(ended)
    }

    async fn carry_out(&self, job: &Job) -> Result<Ended, Error> {
        let (app, court) = (&self.0.app, &job.key.court_id);
        match job.kind.as_str() {
            queue::EFFECT => {
                let stored: Stored = serde_json::from_str(&job.body)?;
                effect::perform(app, court, &stored, job.key.job_id).await?;
                Ok(Ended::Done(None))
            }
            queue::DAILY => {
                let body: DailyBody = serde_json::from_str(&job.body)?;
                let done = queue::daily(app, court, body.day).await?;
                Ok(Ended::Done(Some(serde_json::to_string(&done)?)))
            }
            export::LIST => {
                let Some(owner) = job.owner_id else {
                    return Ok(Ended::Dead { error: "the job has no owner".to_owned() });
                };
                let (inner, key) = (Arc::clone(&self.0), job.key.clone());
                let progress = move |so_far: export::Progress| {
                    let (inner, key) = (Arc::clone(&inner), key.clone());
                    async move { queue::progress(&inner.app, &key, &inner.holder, so_far).await }
                };
                let made = export::run(app, court, owner, &job.body, progress).await?;
                Ok(match made {
                    Some(made) => Ended::Done(Some(serde_json::to_string(&made)?)),
                    None => Ended::Cancelled,
                })
            }
            other => Ok(Ended::Dead { error: format!("no handler for jobs of kind {other}") }),
        }
    }

    /// What is away now is tried again, ever later; what was refused would be refused again.
    fn judge(&self, job: &Job, result: Result<Ended, Error>) -> Result<Ended, Error> {
        let error = match result {
            Ok(ended) => return Ok(ended),
            Err(error) => error,
        };
        let text = error.to_string();
        match error {
            Error::Unavailable(..) | Error::Internal(_) => {
                let at = self.0.app.clock.now().plus_secs(backoff(job.attempts))?;
                tracing::info!(job = %job.key.job_id, %at, error = text, "job put off");
                Ok(Ended::PutOff { at, error: text })
            }
            _ => {
                tracing::warn!(job = %job.key.job_id, body = job.body, error = text, "job given up");
                Ok(Ended::Dead { error: text })
            }
        }
    }

    /// Takes in what has come from outside: packages of the search network, reports of the gateway.
    pub async fn look_outside(&self) -> Result<Polled, Error> {
        let app = &self.0.app;
        let polled = outside::poll(app, &self.0.court).await?;
        for problem in &polled.problems {
            tracing::warn!(problem, "search network");
        }
        let from = self.0.cursor.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let next = message::poll(app, &self.0.court, &from).await?;
        *self.0.cursor.lock().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(polled)
    }

    /// Enqueues today's daily job if nobody has.
    pub async fn see_to_the_day(&self) -> Result<(), Error> {
        let today = self.0.app.clock.today();
        if *self.0.day.lock().unwrap_or_else(PoisonError::into_inner) == Some(today) {
            return Ok(());
        }
        queue::schedule_daily(&self.0.app, &self.0.court, today).await?;
        *self.0.day.lock().unwrap_or_else(PoisonError::into_inner) = Some(today);
        Ok(())
    }

    /// Everything until there is nothing left to do now: jobs, answers, and the jobs that these cause.
    pub async fn settle(&self) -> Result<Ran, Error> {
        let mut all = Ran::default();
        loop {
            let ran = self.run_due(u32::MAX).await?;
            let polled = self.look_outside().await?;
            let idle = ran == Ran::default() && polled.packages == 0;
            all.done += ran.done;
            all.put_off += ran.put_off;
            all.dead.extend(ran.dead);
            if idle {
                return Ok(all);
            }
        }
    }

    /// Runs until `stop` becomes true; jobs under way are finished first.
    pub async fn run_forever(&self, mut stop: watch::Receiver<bool>) {
        let mut changes = self.0.app.live.listen();
        let mut outside = time::interval(OUTSIDE_EVERY);
        outside.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
        let mut running: JoinSet<()> = JoinSet::new();
        while !*stop.borrow() {
            let busy = match self.start_due(&mut running).await {
                Ok(busy) => busy,
                Err(error) => {
                    tracing::warn!(%error, "queue");
                    false
                }
            };
            tokio::select! {
                _ = stop.changed() => {}
                _ = outside.tick() => self.duties().await,
                Some(joined) = running.join_next(), if !running.is_empty() => {
                    if let Err(error) = joined {
                        // Its lease runs out and the job is tried again.
                        tracing::error!(%error, "job broke");
                    }
                }
                // A change may have enqueued jobs; a missed one shows in the next idle look.
                _ = changes.recv(), if !busy => {}
                () = time::sleep(IDLE), if !busy => {}
            }
        }
        while running.join_next().await.is_some() {}
        if let Err(error) = queue::step_down(&self.0.app, DUTY, &self.0.holder).await {
            tracing::info!(%error, "duty not given back");
        }
    }

    /// Starts due jobs as far as there is room. True when there is none left.
    async fn start_due(&self, running: &mut JoinSet<()>) -> Result<bool, Error> {
        let room = SIDE_BY_SIDE.saturating_sub(running.len());
        if room == 0 {
            return Ok(true);
        }
        let limit = i64::try_from(room).unwrap_or(1);
        let jobs = queue::claim(&self.0.app, &self.0.holder, LEASE_SECS, limit).await?;
        let full = room <= jobs.len();
        for job in jobs {
            let runner = self.clone();
            running.spawn(async move {
                if let Err(error) = runner.run(&job).await {
                    tracing::warn!(job = %job.key.job_id, %error, "job not ended");
                }
            });
        }
        Ok(full)
    }

    async fn duties(&self) {
        let app = &self.0.app;
        let leads = queue::lead(app, DUTY, &self.0.holder, LEASE_SECS).await;
        let done = match leads {
            Ok(false) => Ok(()),
            Ok(true) => match self.see_to_the_day().await {
                Ok(()) => self.look_outside().await.map(drop),
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "schedules");
        }
    }
}

fn backoff(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(20);
    BACKOFF_SECS.saturating_mul(2_i64.saturating_pow(doublings)).min(BACKOFF_MAX_SECS)
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn waiting_doubles_up_to_an_hour() {
        assert_eq!([1, 2, 3, 10, 11, 60].map(backoff), [5, 10, 20, 2_560, 3_600, 3_600]);
    }
}
