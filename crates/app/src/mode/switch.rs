//! 在办案件转入另一模式：tried without writing anything, then one command a matter.

use std::sync::Arc;

use tokio::task::{JoinError, JoinSet};
use zhixing_domain::{
    court::organisation::Organisation,
    engine::switch::{self, Tried},
    ground::act::Act,
    ground::actor::Actor,
    ground::id::CaseId,
    ground::refusal::Refusal,
    ground::subject::Subject,
    ground::version::ModeVersion,
    matter::{Matter, context::Context},
    mode::Mode,
    work::pinned::switch as pinned,
};
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant};
use zhixing_store::{digest::Digest, docket::Entry, fold::fold_cases, job::NewJob};

use crate::{
    at::At,
    error::Error,
    settings::App,
    work::{Done, Meta, NOTHING, Work, uuid_of},
};

/// Matters looked at in one go.
const PAGE: i64 = 100;
/// A dry-run looks at so many matters at most, and says when there are more.
const TRIED_MAX: usize = 20_000;
/// Matters listed by name.
const LISTED_MAX: usize = 200;

/// One matter of a dry-run.
pub struct TriedMatter {
    pub case: CaseId,
    pub number: String,
    pub from: Option<ModeVersion>,
    pub tried: Tried,
    /// Why it could not be moved.
    pub refused: Option<Refusal>,
}

/// What moving every running matter would come to.
#[derive(Default)]
pub struct DryRun {
    /// Under the version already.
    pub staying: i64,
    pub moving: usize,
    pub late: usize,
    pub refused: usize,
    /// Only so many were looked at; there are more.
    pub capped: bool,
    /// Those that cannot be moved, would be late or would have other tasks first.
    pub rows: Vec<TriedMatter>,
}

/// 试算: every running matter under another version, as it would be after moving; nothing is written.
pub async fn dry_run(app: &App, at: At<'_>, to: &ModeVersion) -> Result<DryRun, Error> {
    app.allow_court(at, Act::ViewModes)?;
    let organisation = app.organisation(at.court).await?;
    let trial = Arc::new(Trial {
        mode: app.composed(&organisation, to)?.1.mode.clone(),
        actor: at.actor.clone(),
        bodies: app.settings.bodies.clone(),
        now: app.clock.now(),
        organisation,
    });
    let (mut done, mut left) = (DryRun::default(), TRIED_MAX);
    for (from, running) in app.db.read().await?.modes_in_use(at.court).await? {
        if from == *to {
            done.staying = running;
            continue;
        }
        done.capped |= usize::try_from(running).is_ok_and(|running| left < running);
        left = trial.of_version(app, at.court, &from, left, &mut done).await?;
    }
    done.rows.sort_by_key(|row| {
        let idle = row.tried.opened.is_empty() && row.tried.ended.is_empty();
        (row.refused.is_none(), row.tried.late.is_empty(), idle, row.case)
    });
    done.rows.truncate(LISTED_MAX);
    Ok(done)
}

/// What every matter is tried under.
struct Trial {
    organisation: Arc<Organisation>,
    mode: Arc<Mode>,
    actor: Actor,
    bodies: Vec<(String, String)>,
    now: Instant,
}

impl Trial {
    /// Tries the matters under one version, `left` at most, and says how many are left to try. A few pages are worked
    /// out at once, away from those who wait for their answers.
    async fn of_version(
        self: &Arc<Self>,
        app: &App,
        court: &str,
        from: &ModeVersion,
        mut left: usize,
        done: &mut DryRun,
    ) -> Result<usize, Error> {
        let before = app.composed(&self.organisation, from)?.1.mode.clone();
        let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let (mut pages, mut after) = (JoinSet::new(), None);
        while 0 < left {
            let mut conn = app.db.read().await?;
            let limit = PAGE.min(i64::try_from(left).unwrap_or(PAGE));
            let cases = conn.running_under(court, from, after, limit).await?;
            let Some(last) = cases.last() else { break };
            after = Some(*last);
            left = left.saturating_sub(cases.len());
            let entries = conn.case_entries(court, &cases).await?;
            drop(conn);
            if at_once <= pages.len() {
                done.take(pages.join_next().await)?;
            }
            let (trial, before) = (Arc::clone(self), Arc::clone(&before));
            pages.spawn_blocking(move || trial.page(&before, &entries));
        }
        while let Some(page) = pages.join_next().await {
            done.take(Some(page))?;
        }
        Ok(left)
    }

    fn page(&self, before: &Mode, entries: &[Entry]) -> Result<Vec<TriedMatter>, Error> {
        let matters = fold_cases(&self.organisation.court.code, entries)?;
        Ok(matters.iter().map(|matter| self.one(before, matter)).collect())
    }

    fn one(&self, before: &Mode, matter: &Matter) -> TriedMatter {
        let mut made = 0_u32;
        let mut ids = || {
            made += 1;
            uuid_of(&Digest::of(format!("{}:{made}", matter.id).as_bytes()))
        };
        let mut ctx = Context {
            now: self.now,
            happened_at: self.now,
            today: self.now.day(),
            court: &self.organisation.court,
            mode: &self.mode,
            calendar: Calendar::builtin(),
            actor: &self.actor,
            candidates: &[],
            bodies: &self.bodies,
            scans: &[],
            evidence: &[],
            colleague: &|id| self.organisation.active_name(id),
            bench: &|| self.organisation.bench(self.now.day()),
            clerk: &|team| {
                self.organisation.clerk_of(team, self.mode.clerk_post(team), self.now.day())
            },
            ids: &mut ids,
        };
        let (tried, refused) = match switch::try_move(matter, before, &mut ctx) {
            Ok(tried) => (tried, None),
            Err(refusal) => (Tried::default(), Some(refusal)),
        };
        let (case, number, from) = (matter.id, matter.number_text(), matter.mode.clone());
        TriedMatter { case, number, from, tried, refused }
    }
}

/// What a page of matters came to, worked out elsewhere.
type Tries = Result<Result<Vec<TriedMatter>, Error>, JoinError>;

impl DryRun {
    fn take(&mut self, page: Option<Tries>) -> Result<(), Error> {
        let Some(page) = page else { return Ok(()) };
        for row in page.map_err(|error| Error::Internal(error.to_string()))?? {
            match row.refused {
                None => self.moving += 1,
                Some(_) => self.refused += 1,
            }
            self.late += usize::from(!row.tried.late.is_empty());
            self.rows.push(row);
        }
        Ok(())
    }
}

/// Jobs that move the matters in flight.
pub const MOVE: &str = "mode_move";

#[derive(serde::Serialize, serde::Deserialize)]
struct Body {
    day: Day,
}

/// The job that moves the matters in flight on a day.
pub(super) fn job(work: &Work<'_>, day: Day) -> Result<NewJob, Error> {
    let id = work.id();
    Ok(NewJob {
        court_id: work.meta.actor.court.clone(),
        job_id: id,
        kind: MOVE.to_owned(),
        body: serde_json::to_string(&Body { day })?,
        run_at: work.now,
        priority: 40,
        max_attempts: 20,
        cause: Some(format!("{MOVE}:{id}")),
        owner_id: None,
    })
}

/// Carries out such a job.
pub async fn perform(app: &App, court: &str, body: &str) -> Result<Moved, Error> {
    let Body { day } = serde_json::from_str(body)?;
    move_in_flight(app, court, day).await
}

/// What moving the matters in flight did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    pub moved: u32,
    pub refused: u32,
}

/// 转入: where the adoption in force says that matters in flight move, each that is still under another version is
/// moved by a command of its own. Broken off and done again, it goes on with those that are left.
pub async fn move_in_flight(app: &App, court: &str, day: Day) -> Result<Moved, Error> {
    let organisation = app.organisation(court).await?;
    let mut done = Moved::default();
    let Some((to, from_day)) = organisation.modes.moving_to(day) else { return Ok(done) };
    // Going there, back and there again on one day are different moves.
    let adopted = organisation.modes.adoptions().count();
    for (from, _) in app.db.read().await?.modes_in_use(court).await? {
        if from == to {
            continue;
        }
        let mut after = None;
        loop {
            let mut conn = app.db.read().await?;
            let cases = conn.running_under(court, &from, after, PAGE).await?;
            drop(conn);
            let Some(last) = cases.last() else { break };
            after = Some(*last);
            for case in &cases {
                let cause = format!("{case}:{to}:{from_day}:{day}:{adopted}");
                let meta = Meta::system(court, "mode.move", &cause);
                match move_matter(app, &meta, *case, &to, "本院启用新的办案模式，在办案件转入")
                    .await
                {
                    Ok(_) => done.moved += 1,
                    Err(error @ Error::Refused(_)) => {
                        tracing::warn!(%case, %error, "matter not moved");
                        done.refused += 1;
                    }
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(done)
}

/// 转入另一办案模式：one running matter, to a version that the court has imported. What the new rules make of it follows
/// in the same command.
pub async fn move_matter(
    app: &App,
    meta: &Meta,
    case: CaseId,
    to: &ModeVersion,
    reason: &str,
) -> Result<Done, Error> {
    app.in_case(meta, case, Act::ManageModes, Some(Subject::Mode), NOTHING, |work| {
        let mode = app.modes.of(&work.organisation, to)?;
        work.decide_under(&mode, case, |matter, ctx| pinned::move_to(matter, reason, ctx))
    })
    .await
}
