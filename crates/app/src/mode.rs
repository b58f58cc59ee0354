//! 办案模式：which version a court and a matter work under; versions are imported and adopted.

use std::sync::Arc;

use zhixing_domain::{
    court::mode_book::{InFlight, adopt},
    court::organisation::{Organisation, StaffEvent},
    court::post,
    ground::act::Act,
    ground::actor::Actor,
    ground::entry::By,
    ground::fault::Fault,
    ground::id::StaffId,
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::version::{ModeFile, ModeVersion},
    matter::Matter,
    matter::context::Context,
    mode::{Mode, overlay::Composed, read, shipped},
};
use zhixing_law::day::Day;

use crate::{
    at::At,
    error::Error,
    settings::App,
    staff,
    work::{Done, Meta, Started},
};

pub mod registry;
pub mod switch;

use registry::{Shipped, digest, unknown};

impl App {
    /// The mode in force in a court today; one without anything in it where none has been adopted.
    ///
    /// # Errors
    /// As [`Modes::of`].
    pub fn court_mode(&self, organisation: &Organisation) -> Result<Arc<Mode>, Error> {
        self.court_mode_on(organisation, self.clock.today())
    }

    /// Somebody as an actor on a day, held to what the posts that they hold let them do.
    pub(crate) fn person(
        &self,
        organisation: &Organisation,
        id: StaffId,
        on: Day,
    ) -> Option<Actor> {
        let actor = organisation.actor(id, on)?;
        // Where the mode cannot be read nobody works on a matter, and an administrator must still get in.
        let mode = self.court_mode_on(organisation, on).unwrap_or_else(|_| self.modes.none());
        Some(Actor { held_to: post::held_to(&actor, &mode), ..actor })
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

    /// A version with its files and rows, imported or shipped.
    ///
    /// # Errors
    /// As [`registry::Modes::of`].
    pub fn composed(
        &self,
        organisation: &Organisation,
        of: &ModeVersion,
    ) -> Result<(Vec<ModeFile>, Arc<Composed>), Error> {
        let files = match organisation.modes.import(of) {
            Some(import) => import.files.clone(),
            None => self.modes.shipped_version(of).ok_or_else(|| unknown(of))?.files.clone(),
        };
        let known = self.modes.compose(&files, &digest(&files))?;
        Ok((files, known))
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
        let unknown = || Refusal::field("mode", FieldProblem::Unknown);
        let of = self.modes.shipped_as(key).ok_or_else(unknown)?.mode.of();
        let today = self.clock.today();
        Ok(adopting(self, &Organisation::new(court), &of, today, InFlight::Stay)?)
    }
}

/// A version that ships imported, where the court has not done so, and adopted.
fn adopting(
    app: &App,
    organisation: &Organisation,
    of: &ModeVersion,
    from: Day,
    in_flight: InFlight,
) -> Result<Vec<StaffEvent>, Refusal> {
    let book = &organisation.modes;
    let today = app.clock.today();
    if let Some(import) = book.import(of) {
        return Ok(vec![adopt::adopt(book, of, &import.name, from, in_flight, today)?]);
    }
    let shipped = app.modes.shipped_version(of).ok_or_else(|| unknown(of))?;
    let Shipped { mode, files } = shipped;
    let import = adopt::import(book, mode, files, &digest(files))?;
    Ok(vec![import, adopt::adopt(book, of, &mode.name, from, in_flight, today)?])
}

/// What is wrong with the files of a mode, laid over the shipped base.
///
/// # Errors
/// Every fault, with file and line.
pub fn check(own: &[ModeFile]) -> Result<Arc<Mode>, Vec<Fault>> {
    read::read(&shipped::over_base(own)).map(|known| known.mode)
}

/// A version that a court has, or can have.
pub struct KnownVersion {
    pub of: ModeVersion,
    pub name: String,
    /// Who imported it; nobody for one that only ships.
    pub by: Option<By>,
    /// Running matters under it.
    pub running: i64,
}

/// The versions that a court has imported, newest first, and those that ship.
pub async fn versions(
    app: &App,
    at: At<'_>,
    organisation: &Organisation,
) -> Result<Vec<KnownVersion>, Error> {
    app.allow_court(at, Act::ViewModes)?;
    let in_use = app.db.read().await?.modes_in_use(at.court).await?;
    let running = |of: &ModeVersion| {
        in_use.iter().find(|(known, _)| known == of).map_or(0, |(_, running)| *running)
    };
    let mut known: Vec<KnownVersion> = organisation
        .modes
        .imports()
        .map(|(import, by)| {
            let of = ModeVersion::new(&import.key, import.version);
            KnownVersion {
                name: import.name.clone(),
                by: Some(by.clone()),
                running: running(&of),
                of,
            }
        })
        .collect();
    known.reverse();
    for Shipped { mode, .. } in app.modes.shipped() {
        if organisation.modes.import(&mode.of()).is_none() {
            known.push(KnownVersion {
                of: mode.of(),
                name: mode.name.clone(),
                by: None,
                running: 0,
            });
        }
    }
    Ok(known)
}

/// 导入一个版本: its own files; the shipped base that they are laid over is kept with them.
pub async fn import(app: &App, meta: &Meta, own: &[ModeFile]) -> Result<Done, Error> {
    let files = shipped::over_base(own);
    change(app, meta, |organisation, _| {
        let digest = digest(&files);
        let known = app.modes.compose(&files, &digest)?;
        adopt::import(&organisation.modes, &known.mode, &files, &digest).map(|event| vec![event])
    })
    .await
}

/// 启用一个版本 from a day. Where matters in flight are to move and the day is today, they are moved by a job; on a later
/// day the daily job sees to it.
pub async fn adopt(
    app: &App,
    meta: &Meta,
    of: &ModeVersion,
    from: Day,
    in_flight: InFlight,
) -> Result<Done, Error> {
    let result = try_adopt(app, meta, of, from, in_flight).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_adopt(
    app: &App,
    meta: &Meta,
    of: &ModeVersion,
    from: Day,
    in_flight: InFlight,
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ManageModes)?;
    staff::enter(app, &mut work, Act::ManageModes, |organisation, _| {
        adopting(app, organisation, of, from, in_flight)
    })
    .await?;
    if in_flight == InFlight::Move && from == work.today {
        let job = switch::job(&work, from)?;
        let now = work.now;
        work.tx.enqueue(&[job], now).await?;
    }
    work.commit().await
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
    staff::enter(app, &mut work, Act::ManageModes, decide).await?;
    work.commit().await
}
