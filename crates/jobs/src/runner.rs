//! The runner: claims due jobs, carries them out, and looks at the world outside.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::Deserialize;
use tokio::{sync::watch, task::JoinSet, time};
use zhixing_app::{
    App, bulk,
    effect::{self, Stored},
    error::Error,
    export, lane,
    list::{Job, Lane},
    message,
    mode::switch,
    outside::{self, Polled},
    queue::{self, Ended},
    sheet, upkeep,
};
use zhixing_domain::{court::duty::Duty, ground::id::CaseId};
use zhixing_law::{day::Day, instant::Instant};

/// A lease of a job, in seconds of the court's clock.
pub const LEASE_SECS: i64 = 300;

/// How often a running job's lease is renewed.
const RENEW_EVERY: Duration = Duration::from_secs(60);

/// Jobs claimed at once.
const CLAIM: i64 = 32;

/// Jobs of one lane that run side by side. Each court and kind of job has a lane of its own, so that a counterparty that
/// is silent, another court or a kind that fails keeps nobody else waiting.
const PER_LANE: usize = 2;

/// How often an idle runner looks at the queue though nothing was told.
const IDLE: Duration = Duration::from_secs(2);

/// How often the world outside is asked.
const OUTSIDE_EVERY: Duration = Duration::from_secs(5);

/// First wait before a job is tried again; it doubles up to [`BACKOFF_MAX_SECS`].
const BACKOFF_SECS: i64 = 5;
const BACKOFF_MAX_SECS: i64 = 3_600;

/// How often it is written down that a duty goes well, in seconds of the court's clock.
const NOTE_SECS: i64 = 60;

/// How far a job is, on its way to its row.
type Telling = Pin<Box<dyn Future<Output = Result<bool, Error>> + Send>>;

/// One duty for one court: one node has it at a time, and each is kept by itself, so that none waits for another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Watch {
    court: String,
    duty: Duty,
}

impl Watch {
    /// Name of its lease.
    fn lease(&self) -> String {
        format!("{}:{}", self.duty.code(), self.court)
    }
}

/// What a run of due jobs did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ran {
    pub done: u32,
    /// To be tried again later.
    pub put_off: u32,
    /// Given up, each with its reason.
    pub dead: Vec<String>,
}

/// The runner of one process, for the courts that it serves.
#[derive(Clone)]
pub struct Runner(Arc<Inner>);

struct Inner {
    app: App,
    courts: Vec<String>,
    holder: String,
    /// Up to where each court has read the gateway's reports. After a start they are read again from the
    /// beginning: each report is taken in once, whatever is read.
    cursors: Mutex<HashMap<String, String>>,
    /// The last day whose daily job this runner has seen enqueued, by court.
    days: Mutex<HashMap<String, Day>>,
    /// Jobs of this process under way, by lane.
    lanes: Mutex<HashMap<Lane, usize>>,
    /// Held by whoever reads what has come from the search network.
    folder: tokio::sync::Mutex<()>,
    /// When each duty was last written down to go well.
    noted: Mutex<HashMap<Watch, Instant>>,
}

#[derive(Deserialize)]
struct DailyBody {
    day: Day,
}

impl Runner {
    /// For courts: nobody else's jobs are touched, because their packages leave through other folders.
    pub fn new(app: App, courts: &[&str]) -> Runner {
        let holder = format!("{}-{}", std::process::id(), app.ids.next(app.clock.now()));
        Runner(Arc::new(Inner {
            app,
            courts: courts.iter().map(|court| (*court).to_owned()).collect(),
            holder,
            cursors: Mutex::default(),
            days: Mutex::default(),
            lanes: Mutex::default(),
            folder: tokio::sync::Mutex::default(),
            noted: Mutex::default(),
        }))
    }

    /// Runs due jobs one after the other, and those that they cause, until none is due or `limit` have been
    /// run.
    pub async fn run_due(&self, limit: u32) -> Result<Ran, Error> {
        let mut ran = Ran::default();
        let mut count = 0;
        while count < limit {
            let mut jobs = Vec::new();
            let Inner { app, courts, holder, .. } = &*self.0;
            let due = queue::due_lanes(app, courts).await?;
            for court in courts.iter().filter(|court| due.iter().any(|l| l.court == **court)) {
                let all = Lane { court: court.clone(), kind: None };
                jobs.append(&mut queue::claim(app, &all, holder, LEASE_SECS, CLAIM).await?);
            }
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
            lane::EFFECT | lane::MESSAGE | lane::NETWORK | lane::PAPER => {
                let stored: Stored = serde_json::from_str(&job.body)?;
                effect::perform(app, court, &stored, job.key.job_id).await?;
                Ok(Ended::Done(None))
            }
            queue::DAILY => {
                let body: DailyBody = serde_json::from_str(&job.body)?;
                let done = queue::daily(app, court, body.day).await?;
                if !done.failed.is_empty() {
                    // All else is done; that somebody looks at these cases is what is left.
                    return Ok(Ended::Dead { error: left_out(&done.failed) });
                }
                Ok(Ended::Done(Some(serde_json::to_string(&done)?)))
            }
            switch::MOVE => {
                let done = switch::perform(app, court, &job.body).await?;
                Ok(Ended::Done(Some(serde_json::to_string(&done)?)))
            }
            export::LIST => {
                let Some(owner) = job.owner_id else {
                    return Ok(Ended::Dead { error: "the job has no owner".to_owned() });
                };
                let made = export::run(app, court, owner, &job.body, self.progress(job)).await?;
                ended(made.as_ref())
            }
            bulk::RUN => {
                let Some(owner) = job.owner_id else {
                    return Ok(Ended::Dead { error: "the job has no owner".to_owned() });
                };
                let who = (job.key.job_id, owner);
                let made = bulk::run(app, court, who, &job.body, self.progress(job)).await?;
                ended(made.as_ref())
            }
            sheet::RUN => {
                let Some(owner) = job.owner_id else {
                    return Ok(Ended::Dead { error: "the job has no owner".to_owned() });
                };
                let who = (job.key.job_id, owner);
                let made = sheet::run::run(app, court, who, &job.body, self.progress(job)).await?;
                ended(made.as_ref())
            }
            other => Ok(Ended::Dead { error: format!("no handler for jobs of kind {other}") }),
        }
    }

    /// Tells a job's row how far it is; the answer says whether to go on.
    fn progress(&self, job: &Job) -> impl FnMut(export::Progress) -> Telling + use<> {
        let (inner, key) = (Arc::clone(&self.0), job.key.clone());
        move |so_far| {
            let (inner, key) = (Arc::clone(&inner), key.clone());
            Box::pin(async move { queue::progress(&inner.app, &key, &inner.holder, so_far).await })
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
            Error::Unavailable(..) | Error::Internal(_) | Error::Repeated => {
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

    /// Takes in what has come from outside for every court: packages of the search network, reports of the gateway.
    pub async fn look_outside(&self) -> Result<Polled, Error> {
        let mut all = Polled::default();
        for court in &self.0.courts {
            all.add(self.take_packages(court).await?);
            self.take_reports(court).await?;
        }
        Ok(all)
    }

    /// Each court has a folder; where the courts of one process share a line, whoever's turn it is takes in what waits
    /// for all of them.
    async fn take_packages(&self, court: &String) -> Result<Polled, Error> {
        let _turn = self.0.folder.lock().await;
        let polled = outside::poll(&self.0.app, court, &self.0.courts).await?;
        for problem in &polled.problems {
            tracing::warn!(problem, "search network");
        }
        Ok(polled)
    }

    async fn take_reports(&self, court: &str) -> Result<(), Error> {
        let cursors = || self.0.cursors.lock().unwrap_or_else(PoisonError::into_inner);
        let from = cursors().get(court).cloned().unwrap_or_default();
        let next = message::poll(&self.0.app, court, &from).await?;
        cursors().insert(court.to_owned(), next);
        Ok(())
    }

    /// Enqueues today's daily job of every court if nobody has.
    pub async fn see_to_the_day(&self) -> Result<(), Error> {
        for court in &self.0.courts {
            self.see_to_the_day_of(court).await?;
        }
        Ok(())
    }

    async fn see_to_the_day_of(&self, court: &str) -> Result<(), Error> {
        let days = || self.0.days.lock().unwrap_or_else(PoisonError::into_inner);
        let today = self.0.app.clock.today();
        if days().get(court) == Some(&today) {
            return Ok(());
        }
        queue::schedule_daily(&self.0.app, court, today).await?;
        days().insert(court.to_owned(), today);
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
        let mut duties: JoinSet<()> = JoinSet::new();
        for court in &self.0.courts {
            for &duty in Duty::ALL {
                let watch = Watch { court: court.clone(), duty };
                let (runner, stop) = (self.clone(), stop.clone());
                duties.spawn(async move { runner.keep(watch, stop).await });
            }
        }
        let mut running: JoinSet<()> = JoinSet::new();
        while !*stop.borrow() {
            if let Err(error) = self.start_due(&mut running).await {
                tracing::warn!(%error, "queue");
            }
            tokio::select! {
                _ = stop.changed() => {}
                Some(joined) = running.join_next(), if !running.is_empty() => {
                    if let Err(error) = joined {
                        // Its lease runs out and the job is tried again.
                        tracing::error!(%error, "job broke");
                    }
                }
                // A change may have enqueued jobs; a missed one shows in the next idle look.
                _ = changes.recv() => {}
                () = time::sleep(IDLE) => {}
            }
        }
        while running.join_next().await.is_some() {}
        while duties.join_next().await.is_some() {}
    }

    /// Starts due jobs as far as their lanes have room.
    async fn start_due(&self, running: &mut JoinSet<()>) -> Result<(), Error> {
        let Inner { app, courts, holder, lanes, .. } = &*self.0;
        for lane in queue::due_lanes(app, courts).await? {
            let busy = lanes.lock().unwrap_or_else(PoisonError::into_inner).get(&lane).copied();
            let room = PER_LANE.saturating_sub(busy.unwrap_or(0));
            if room == 0 {
                continue;
            }
            let limit = i64::try_from(room).unwrap_or(1);
            for job in queue::claim(app, &lane, holder, LEASE_SECS, limit).await? {
                let (runner, place) = (self.clone(), Place::take(self, &lane));
                running.spawn(async move {
                    if let Err(error) = runner.run(&job).await {
                        tracing::warn!(job = %job.key.job_id, %error, "job not ended");
                    }
                    drop(place);
                });
            }
        }
        Ok(())
    }

    /// Does a duty for a court every so often, while this node has it.
    async fn keep(&self, watch: Watch, mut stop: watch::Receiver<bool>) {
        let mut every = time::interval(OUTSIDE_EVERY);
        every.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
        let lease = watch.lease();
        while !*stop.borrow() {
            tokio::select! {
                _ = stop.changed() => {}
                _ = every.tick() => {
                    if let Err(error) = self.do_duty(&watch).await {
                        tracing::warn!(lease, %error, "duty");
                    }
                }
            }
        }
        if let Err(error) = queue::step_down(&self.0.app, &lease, &self.0.holder).await {
            tracing::info!(lease, %error, "duty not given back");
        }
    }

    /// Does a duty if this node has it, and writes down how it went.
    async fn do_duty(&self, watch: &Watch) -> Result<(), Error> {
        let Watch { court, duty } = watch;
        if !queue::lead(&self.0.app, &watch.lease(), &self.0.holder, LEASE_SECS).await? {
            return Ok(());
        }
        let result = match duty {
            Duty::Day => self.see_to_the_day_of(court).await,
            Duty::Network => self.take_packages(court).await.map(drop),
            Duty::Gateway => self.take_reports(court).await,
        };
        self.note(watch, &result).await?;
        result
    }

    /// What goes well is written down now and then, what fails each time.
    async fn note(&self, watch: &Watch, result: &Result<(), Error>) -> Result<(), Error> {
        let now = self.0.app.clock.now();
        let noted = || self.0.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = now.plus_secs(-NOTE_SECS)?;
        if result.is_ok() && noted().get(watch).is_some_and(|at| limit < *at) {
            return Ok(());
        }
        upkeep::note_duty(&self.0.app, &watch.court, watch.duty, result).await?;
        let mut noted = noted();
        match result {
            Ok(()) => noted.insert(watch.clone(), now),
            Err(_) => noted.remove(watch),
        };
        Ok(())
    }
}

/// A place in a lane, given back when the job has ended, however it did.
struct Place {
    runner: Runner,
    lane: Lane,
}

impl Place {
    fn take(runner: &Runner, lane: &Lane) -> Place {
        let mut lanes = runner.0.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        *lanes.entry(lane.clone()).or_default() += 1;
        drop(lanes);
        Place { runner: runner.clone(), lane: lane.clone() }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lanes = self.runner.0.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(busy) = lanes.get_mut(&self.lane) {
            *busy = busy.saturating_sub(1);
        }
    }
}

/// Which cases the daily job left out, so far as they fit in a line.
fn left_out(cases: &[CaseId]) -> String {
    let named = cases.iter().take(10).map(ToString::to_string).collect::<Vec<_>>();
    format!("{} cases left out: {}", cases.len(), named.join(", "))
}

fn backoff(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(20);
    BACKOFF_SECS.saturating_mul(2_i64.saturating_pow(doublings)).min(BACKOFF_MAX_SECS)
}

/// How a long job ended: with what it made, or at its owner's request.
fn ended(made: Option<&impl serde::Serialize>) -> Result<Ended, Error> {
    Ok(match made {
        Some(made) => Ended::Done(Some(serde_json::to_string(made)?)),
        None => Ended::Cancelled,
    })
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn waiting_doubles_up_to_an_hour() {
        assert_eq!([1, 2, 3, 10, 11, 60].map(backoff), [5, 10, 20, 2_560, 3_600, 3_600]);
    }
}
