//! 在办案件转入另一模式：tried without writing anything, then one command a matter.

use zhixing_domain::{
    engine::switch::{self, Tried},
    ground::act::Act,
    ground::id::CaseId,
    ground::subject::Subject,
    ground::version::ModeVersion,
    matter::{Matter, context::Context},
    work::pinned::switch as pinned,
};
use zhixing_law::{calendar::Calendar, day::Day};
use zhixing_store::job::NewJob;

use crate::{
    at::At,
    error::Error,
    settings::App,
    work::{Done, Meta, NOBODY, Work, uuid_of},
};

/// Matters looked at in one go.
const PAGE: i64 = 200;
/// A dry-run looks at so many matters at most, and says when there are more.
const TRIED_MAX: usize = 5_000;
/// Matters listed by name.
const LISTED_MAX: usize = 200;

/// One matter of a dry-run.
pub struct TriedMatter {
    pub case: CaseId,
    pub number: String,
    pub from: Option<ModeVersion>,
    pub tried: Tried,
    /// Why it could not be moved.
    pub refused: Option<zhixing_domain::ground::refusal::Refusal>,
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
    let mode = app.composed(&organisation, to)?.1.mode.clone();
    let mut done = DryRun::default();
    for (from, running) in app.db.read().await?.modes_in_use(at.court).await? {
        if from == *to {
            done.staying = running;
            continue;
        }
        let before = app.composed(&organisation, &from)?.1.mode.clone();
        let mut after = None;
        loop {
            let mut conn = app.db.read().await?;
            let cases = conn.running_under(at.court, &from, after, PAGE).await?;
            drop(conn);
            let Some(last) = cases.last() else { break };
            after = Some(*last);
            for case in &cases {
                if TRIED_MAX <= done.moving + done.refused {
                    done.capped = true;
                    break;
                }
                let matter = app.case_unchecked(at.court, *case).await?;
                let now = app.clock.now();
                let mut made = 0_u32;
                let mut ids = || {
                    made += 1;
                    uuid_of(&zhixing_store::digest::Digest::of(format!("{case}:{made}").as_bytes()))
                };
                let mut ctx = Context {
                    now,
                    happened_at: now,
                    today: now.day(),
                    court: &organisation.court,
                    mode: &mode,
                    calendar: Calendar::builtin(),
                    actor: at.actor,
                    candidates: &[],
                    bodies: &app.settings.bodies,
                    colleague: &|id| organisation.active_name(id),
                    ids: &mut ids,
                };
                done.take(&matter, switch::try_move(&matter, &before, &mut ctx));
            }
            if done.capped {
                break;
            }
        }
    }
    done.rows.sort_by_key(|row| {
        let idle = row.tried.opened.is_empty() && row.tried.ended.is_empty();
        (row.refused.is_none(), row.tried.late.is_empty(), idle)
    });
    done.rows.truncate(LISTED_MAX);
    Ok(done)
}

impl DryRun {
    fn take(
        &mut self,
        matter: &Matter,
        tried: Result<Tried, zhixing_domain::ground::refusal::Refusal>,
    ) {
        let (tried, refused) = match tried {
            Ok(tried) => (tried, None),
            Err(refusal) => (Tried::default(), Some(refusal)),
        };
        match refused {
            None => self.moving += 1,
            Some(_) => self.refused += 1,
        }
        self.late += usize::from(!tried.late.is_empty());
        let (case, number, from) = (matter.id, matter.number_text(), matter.mode.clone());
        self.rows.push(TriedMatter { case, number, from, tried, refused });
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
    app.in_case(meta, case, Act::ManageModes, Some(Subject::Mode), NOBODY, |work| {
        let mode = app.modes.of(&work.organisation, to)?;
        work.decide_under(&mode, case, |matter, ctx| pinned::move_to(matter, reason, ctx))
    })
    .await
}
