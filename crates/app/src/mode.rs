//! 办案模式：which version a court and a matter work under, each read once; versions are imported and adopted.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use zhixing_domain::{
    court::mode_book::{InFlight, ModeImport, adopt},
    court::organisation::{Organisation, StaffEvent},
    ground::act::Act,
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::subject::Subject,
    ground::version::{ModeFile, ModeVersion},
    matter::Matter,
    matter::context::Context,
    mode::Mode,
    work::pinned::switch,
};
use zhixing_law::day::Day;
use zhixing_store::digest::Digest;

use crate::{
    error::Error,
    settings::App,
    staff,
    work::{Done, Meta, Started},
};

/// The modes that ship with the product: folder and its files.
const SHIPPED: &[&[(&str, &str)]] = &[&[(
    "guangdong-service-centre.toml",
    include_str!("../../../modes/guangdong-service-centre.toml"),
)]];

/// A mode that ships with the product; a court that wants it imports it.
pub struct Shipped {
    pub mode: Arc<Mode>,
    pub files: Vec<ModeFile>,
}

/// The versions of modes that were read, and those that ship.
pub struct Modes {
    shipped: Vec<Shipped>,
    /// By the digest of the files.
    read: Mutex<HashMap<String, Arc<Mode>>>,
    none: Arc<Mode>,
}

/// The digest of a version's files.
pub fn digest(files: &[ModeFile]) -> String {
    let mut text = String::new();
    for file in files {
        // Lengths keep two files apart whatever is in them.
        text.push_str(&format!(
            "{}:{}:{}{}",
            file.name.len(),
            file.text.len(),
            file.name,
            file.text
        ));
    }
    Digest::of(text.as_bytes()).to_string()
}

impl Modes {
    /// Reads the modes that ship.
    ///
    /// # Errors
    /// A mode that does not check, named with its place.
    pub fn open() -> Result<Modes, Error> {
        let mut shipped = Vec::new();
        let mut read = HashMap::new();
        for texts in SHIPPED {
            let file = |(name, text): &(&str, &str)| ModeFile {
                name: (*name).to_owned(),
                text: (*text).to_owned(),
            };
            let files: Vec<ModeFile> = texts.iter().map(file).collect();
            let mode =
                Arc::new(Mode::of_files(&files).map_err(|e| Error::Internal(e.to_string()))?);
            read.insert(digest(&files), Arc::clone(&mode));
            shipped.push(Shipped { mode, files });
        }
        Ok(Modes { shipped, read: Mutex::new(read), none: Arc::new(Mode::none()) })
    }

    /// The modes that ship with the product.
    pub fn shipped(&self) -> &[Shipped] {
        &self.shipped
    }

    /// The shipped mode of a key.
    pub fn shipped_as(&self, key: &str) -> Option<&Shipped> {
        self.shipped.iter().find(|shipped| shipped.mode.key == key)
    }

    fn read(&self, import: &ModeImport) -> Result<Arc<Mode>, Error> {
        let known = |read: &HashMap<String, Arc<Mode>>| read.get(&import.digest).map(Arc::clone);
        if let Some(known) = known(&self.read.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(known);
        }
        // What was imported was sound then; a later program may have lost a word that it uses.
        let unsound = |error| Refusal::Mode(format!("{}@{}：{error}", import.key, import.version));
        let mode = Arc::new(Mode::of_files(&import.files).map_err(unsound)?);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.insert(import.digest.clone(), Arc::clone(&mode));
        Ok(mode)
    }

    /// A version that a court has imported. One that it has not is refused, never another in its place.
    ///
    /// # Errors
    /// [`Refusal::ModeUnknown`], or [`Refusal::Mode`] for one that this program cannot read any more.
    pub fn of(&self, organisation: &Organisation, of: &ModeVersion) -> Result<Arc<Mode>, Error> {
        let import = organisation.modes.import(of).ok_or_else(|| unknown(of))?;
        self.read(import)
    }
}

fn unknown(of: &ModeVersion) -> Refusal {
    Refusal::ModeUnknown { key: of.key.clone(), version: of.version }
}

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
            None => Ok(Arc::clone(&self.modes.none)),
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

/// What a court that is set up at once begins with: a shipped mode, imported and adopted from today.
pub(crate) fn first(app: &App, court: &str, key: &str) -> Result<Vec<StaffEvent>, Error> {
    let organisation = Organisation::new(court);
    let today = app.clock.today();
    Ok(taking_up(app, &organisation, key, today)?)
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
