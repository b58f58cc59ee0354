//! 办案模式：which version a court and a matter work under; versions are imported and adopted.

use std::sync::Arc;

use zhixing_domain::{
    court::mode_book::{InFlight, adopt},
    court::organisation::{Organisation, StaffEvent},
    ground::act::Act,
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::subject::Subject,
    ground::version::ModeVersion,
    matter::Matter,
    matter::context::Context,
    mode::Mode,
    work::pinned::switch,
};
use zhixing_law::day::Day;

use crate::{
    error::Error,
    settings::App,
    staff,
    work::{Done, Meta, Started},
};

pub mod registry;

use registry::{Shipped, digest, unknown};

impl App {
    /// The mode in force in a court today; one without anything in it where none has been adopted.
    ///
    /// # Errors
    /// As [`Modes::of`].
    pub fn court_mode(&self, organisation: &Organisation) -> Result<Arc<Mode>, Error> {
        self.court_mode_on(organisation, self.clock.today())
    }

    pub(crate) fn court_mode_on(
        &self,
        organisation: &Organisation,
        on: Day,
    ) -> Result<Arc<Mode>, Error> {
        match organisation.modes.in_force(on) {
            Some(adoption) => self.modes.of(organisation, &adoption.of()),
            None => Ok(self.modes.none()),
        }
    }

    /// The mode that a matter is worked under.
    ///
    /// # Errors
    /// As [`Modes::of`]; also for a matter whose docket names no mode.
    pub fn matter_mode(
        &self,
        organisation: &Organisation,
        matter: &Matter,
    ) -> Result<Arc<Mode>, Error> {
        match &matter.mode {
            Some(of) => self.modes.of(organisation, of),
            None => Err(unknown(&ModeVersion::new("", 0)).into()),
        }
    }

    /// The mode that a new matter is pinned to.
    pub(crate) fn intake_mode(
        &self,
        organisation: &Organisation,
        on: Day,
    ) -> Result<Arc<Mode>, Error> {
        let adopted = organisation.modes.in_force(on).map(|adoption| adoption.of());
        let of = adopted.ok_or(Refusal::Prerequisite { needs: Need::ModeAdopted, basis: None })?;
        self.modes.of(organisation, &of)
    }

    /// The teams and posts that people can be put into: those of every version that the court has adopted, as matters
    /// that stay need their posts, and those to come need theirs before the day.
    pub(crate) fn staffing(&self, organisation: &Organisation, on: Day) -> Result<Mode, Error> {
        let mut all = Mode::clone(&*self.court_mode_on(organisation, on)?);
        for (adoption, _) in organisation.modes.adoptions() {
            let other = self.modes.of(organisation, &adoption.of())?;
            for team in &other.team {
                if all.team(&team.key).is_none() {
                    all.team.push(team.clone());
                }
            }
            for post in &other.post {
                if all.post(&post.key).is_none() {
                    all.post.push(post.clone());
                }
            }
        }
        Ok(all)
    }

    /// What a court that is set up at once begins with: a shipped mode, imported and adopted from today.
    pub(crate) fn first_mode(&self, court: &str, key: &str) -> Result<Vec<StaffEvent>, Error> {
        Ok(taking_up(self, &Organisation::new(court), key, self.clock.today())?)
    }

    /// What importing a shipped mode writes down; nothing when the court has it.
    pub(crate) fn import_shipped(
        &self,
        organisation: &Organisation,
        shipped: &Shipped,
    ) -> Result<Option<StaffEvent>, Refusal> {
        let Shipped { mode, files } = shipped;
        if organisation.modes.import(&mode.of()).is_some() {
            return Ok(None);
        }
        adopt::import(&organisation.modes, mode, files, &digest(files)).map(Some)
    }
}

/// A shipped mode imported, where the court has not done so, and adopted from today.
fn taking_up(
    app: &App,
    organisation: &Organisation,
    key: &str,
    today: Day,
) -> Result<Vec<StaffEvent>, Refusal> {
    let shipped = app.modes.shipped_as(key);
    let shipped = shipped.ok_or_else(|| Refusal::field("mode", FieldProblem::Unknown))?;
    let mut events: Vec<StaffEvent> =
        app.import_shipped(organisation, shipped)?.into_iter().collect();
    let of = shipped.mode.of();
    let book = &organisation.modes;
    events.push(adopt::adopt(book, &of, &shipped.mode.name, today, InFlight::Stay, today)?);
    Ok(events)
}

/// 启用模式 that ships with the product, from today; matters in flight stay.
pub async fn take_up(app: &App, meta: &Meta, key: &str) -> Result<Done, Error> {
    change(app, meta, |organisation, ctx| taking_up(app, organisation, key, ctx.today)).await
}

/// The usual change of the book of modes.
async fn change<F>(app: &App, meta: &Meta, decide: F) -> Result<Done, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
{
    let result = try_change(app, meta, decide).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_change<F>(app: &App, meta: &Meta, decide: F) -> Result<Done, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
{
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ManageModes)?;
    staff::enter(app, &mut work, decide).await?;
    work.commit().await
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
    app.in_case(meta, case, Act::ManageModes, Some(Subject::Mode), |work| {
        let mode = app.modes.of(&work.organisation, to)?;
        work.decide_under(&mode, case, |matter, ctx| switch::move_to(matter, reason, ctx))
    })
    .await
}
