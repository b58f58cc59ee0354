//! One command from beginning to end: begin once, load, ask the door, decide, save, commit.
//!
//! Everything a command does is in one transaction: docket entries, projected rows, ledger, jobs and the
//! command's own record. A refusal undoes all of it and leaves an attempt line in a transaction of its own.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_domain::{
    court::organisation::Organisation,
    court::tree::CourtTree,
    engine,
    ground::act::Act,
    ground::actor::Actor,
    ground::id::{BatchId, CaseId},
    ground::subject::Subject,
    matter::Matter,
    matter::context::{Candidate, Context},
    matter::effect::Effect,
    matter::event::Event,
    matter::outcome::{Beside, Decision},
    mode::Mode,
    money::batch::Batch,
    policy::{self, Target, Verdict},
    work::fieldwork::Received,
};
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant};
use zhixing_store::{
    Tx,
    command::Command,
    digest::Digest,
    docket::{Head, NewEntry, Stamp, StreamKind},
    ledger::Transfer,
    projection::ProjRow,
};

use crate::{
    at::At,
    error::{Change, Error},
    handed_in,
    settings::App,
};

mod begin;
mod beside;
mod candidates;
mod save;

/// The door of commands that are rows of one job.
pub const IN_BULK: &str = "bulk";

/// What a decision has to know beside the case.
#[derive(Clone, Copy)]
pub(crate) struct Asks<'a> {
    /// Who can be given the case: whether the command may give it to a handler.
    pub(crate) candidates: &'a (dyn Fn(&Matter) -> bool + Send + Sync),
    /// 收下的证据：what was sent ahead of the command, which names it.
    pub(crate) evidence: bool,
}

/// The usual command gives the case to nobody and names nothing.
pub(crate) const NOTHING: Asks<'static> = Asks { candidates: &|_| false, evidence: false };

/// Who sends a command, and which.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Who acts.
    pub actor: Actor,
    /// 在哪个法院：where it is done; a person looking into a court below leaves their line there.
    pub court: String,
    /// The courts below each other, as whoever acts was let in; empty in one's own court.
    pub tree: Arc<CourtTree>,
    /// 补录：when it happened, if that was before it is written down.
    pub happened_at: Option<Instant>,
    /// Made by the client: the same id is the same command, however often it is sent.
    pub command: Uuid,
    /// What was asked, so that an id used for something else is noticed.
    pub request: Digest,
    /// Name of the use case, for attempt lines.
    pub name: &'static str,
    /// The door: `page`, `job`, `network` …
    pub source: String,
    /// The case's version when the form was opened, if one was.
    pub opened_on: Option<i64>,
}

impl Meta {
    /// A command of the system's own: the id follows from what caused it, so that it happens once.
    pub fn system(court: &str, name: &'static str, cause: &str) -> Meta {
        let request = Digest::of(format!("{name}:{cause}").as_bytes());
        Meta {
            actor: Actor::system(court),
            court: court.to_owned(),
            tree: Arc::default(),
            happened_at: None,
            command: uuid_of(&request),
            request,
            name,
            source: "job".to_owned(),
            opened_on: None,
        }
    }
}

impl Meta {
    /// Who looks, and where.
    pub fn at(&self) -> At<'_> {
        At::new(&self.actor, &self.court, &self.tree)
    }

    fn as_stored(&self, now: Instant) -> Command<'_> {
        Command {
            court_id: &self.court,
            command_id: self.command,
            request_hash: self.request,
            actor_id: (!self.actor.is_system()).then_some(self.actor.id.0),
            recorded_at: now,
        }
    }

    /// A command that a member of staff sends through another door than the pages, made once.
    pub fn by(actor: Actor, command: Uuid, name: &'static str) -> Meta {
        let request = Digest::of(format!("{name}:{command}").as_bytes());
        let (court, source) = (actor.court.clone(), "simulator".to_owned());
        let tree = Arc::default();
        let happened_at = None;
        Meta { actor, court, tree, happened_at, command, request, name, source, opened_on: None }
    }
}

/// Whether an id lies in the space of the system's own commands, where no client may name one: what the system will do
/// can be foreseen, and an id used up by somebody else would keep it from happening.
pub fn is_the_systems(id: Uuid) -> bool {
    id.get_version_num() == 8
}

/// An id that follows from a digest: of version 8, which clients may not use.
pub fn uuid_of(digest: &Digest) -> Uuid {
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.as_bytes()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// `measure.ordered`
    pub kind: String,
    /// `measure:<id>`
    pub subject: String,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub case: Option<CaseId>,
    /// 案号 or a word for a case that has none.
    pub number: String,
    /// The case's version after it.
    pub version: i64,
    pub happened: Vec<Happened>,
    /// What the use case wants to say beyond the events, for example counts of an import.
    pub note: serde_json::Value,
}

impl Done {
    /// The id of the first thing of a kind that happened.
    pub fn created(&self, kind: &str) -> Option<Uuid> {
        let happened = self.happened.iter().find(|happened| happened.kind == kind)?;
        Uuid::parse_str(happened.subject.split(':').nth(1)?).ok()
    }
}

/// What a command holds while it decides, so that nothing it rests on moves.
#[derive(Debug, Clone, Copy)]
enum Hold {
    /// The command's row, written first; streams are locked as they are opened.
    Claimed,
    /// The case's stream; the command's row is written at the end.
    Locked,
    /// Nothing: it is decided on the case and the organisation as last seen, and saved only if
    /// neither has moved since.
    Seen { organisation: i64 },
}

struct OpenCase {
    head: Head,
    /// What it is worked under.
    mode: Arc<Mode>,
    before: Arc<Matter>,
    after: Arc<Matter>,
    /// Events in order, with who made them.
    groups: Vec<(Actor, Vec<Event>)>,
    effects: Vec<Effect>,
}

/// Entries for a stream that is not a case, with its rows before and after.
pub struct OtherStream {
    pub head: Head,
    pub entries: Vec<NewEntry>,
    pub transfers: Vec<Transfer>,
    pub before: Vec<ProjRow>,
    pub after: Vec<ProjRow>,
}

/// A command under way.
pub struct Work<'a> {
    app: &'a App,
    /// With the actor as the organisation has them in this transaction, whatever they were when they asked.
    pub meta: Meta,
    pub tx: Tx,
    pub now: Instant,
    /// When what is decided happened.
    pub happened_at: Instant,
    pub today: Day,
    /// The courts below each other as this transaction sees them; empty for who acts in their own.
    tree: CourtTree,
    pub organisation: Arc<Organisation>,
    /// In force in the court; a matter is decided under its own.
    pub mode: Arc<Mode>,
    hold: Hold,
    cases: BTreeMap<CaseId, OpenCase>,
    /// The first matter that was opened: what the command is about.
    about: Option<CaseId>,
    /// What decisions asked for in the same transaction, and of which matter.
    beside: VecDeque<(CaseId, Beside)>,
    first: Vec<OtherStream>,
    others: Vec<OtherStream>,
    batches: Vec<Batch>,
    candidates: Vec<Candidate>,
    /// What the actor handed in and no case names yet, where it may be filed.
    scans: Vec<String>,
    /// What the actor sent ahead and no case names yet, for a command that names some of it.
    evidence: Vec<Received>,
    pub note: serde_json::Value,
}

/// A command begun, or one that was done before.
pub enum Started<'a> {
    Fresh(Box<Work<'a>>),
    Before(Done),
}

/// The actor as the organisation has them: who was stopped since they asked does nothing any more.
pub(crate) fn present(
    app: &App,
    organisation: &Organisation,
    actor: &Actor,
    today: Day,
) -> Result<Actor, Error> {
    if actor.is_system() {
        return Ok(actor.clone());
    }
    app.person(organisation, actor.id, today).ok_or(Error::SignInNeeded)
}

fn stamp(meta: &Meta, actor: &Actor, now: Instant) -> Stamp {
    Stamp {
        command_id: meta.command,
        actor_id: (!actor.is_system()).then_some(actor.id.0),
        actor_name: actor.name.clone(),
        source: meta.source.clone(),
        recorded_at: now,
    }
}

impl Work<'_> {
    /// The next id.
    pub fn id(&self) -> Uuid {
        self.app.ids.next(self.now)
    }

    /// Locks a case and loads it.
    pub async fn open(&mut self, case: CaseId) -> Result<(), Error> {
        if self.cases.contains_key(&case) {
            return Ok(());
        }
        let court = self.meta.court.clone();
        let head = self.tx.lock_known_stream(&court, case.0, StreamKind::Case).await?;
        self.open_at(case, head.ok_or(Error::NotFound("案件"))?).await
    }

    /// Loads a case whose stream is locked.
    async fn open_at(&mut self, case: CaseId, head: Head) -> Result<(), Error> {
        if head.seq == 0 {
            return Err(Error::NotFound("案件"));
        }
        let court = self.meta.court.clone();
        let before = match self.app.memo.case(case, head.seq) {
            Some(known) => known,
            None => {
                let folded = self.tx.case_file(&court, &case).await?;
                Arc::new(folded.ok_or(Error::NotFound("案件"))?.1)
            }
        };
        let mode = self.app.matter_mode(&self.organisation, &before)?;
        self.hold_case(case, head, before, mode);
        Ok(())
    }

    fn hold_case(&mut self, case: CaseId, head: Head, before: Arc<Matter>, mode: Arc<Mode>) {
        let after = Arc::clone(&before);
        let open = OpenCase { head, mode, before, after, groups: Vec::new(), effects: Vec::new() };
        self.about.get_or_insert(case);
        self.cases.insert(case, open);
    }

    /// Begins a case that does not exist yet.
    pub async fn begin_case(&mut self, case: CaseId) -> Result<(), Error> {
        let court = self.meta.court.clone();
        let head = self.tx.lock_stream(&court, case.0, StreamKind::Case).await?;
        let mode = self.app.intake_mode(&self.organisation, self.today)?;
        self.hold_case(case, head, Arc::new(Matter::new(case, &court)), mode);
        Ok(())
    }

    /// The case as it stands after what has been decided so far.
    pub fn file(&self, case: CaseId) -> Result<&Matter, Error> {
        self.cases.get(&case).map(|open| &*open.after).ok_or(Error::NotFound("案件"))
    }

    /// The one door, for a case: who may, and whether such a thing is done in matters of this kind at all.
    pub fn allow_case(&self, case: CaseId, act: Act) -> Result<(), Error> {
        let file = self.file(case)?;
        let target = Target::Case(file);
        match policy::allow(&self.app.roles, &self.meta.actor, act, target, &self.tree) {
            Verdict::Allowed => self.must_take(case, act),
            Verdict::Forbidden => Err(Error::Forbidden(act)),
            Verdict::Hidden => Err(Error::NotFound("案件")),
        }
    }

    /// The one door, for what is not one case.
    pub fn allow_court(&self, act: Act) -> Result<(), Error> {
        self.app.allow_court(At::new(&self.meta.actor, &self.meta.court, &self.tree), act)
    }

    /// Refuses a form that was opened before others changed its subject.
    pub async fn must_be_fresh(&mut self, case: CaseId, subject: Subject) -> Result<(), Error> {
        let Some(opened_on) = self.meta.opened_on else { return Ok(()) };
        let open = self.cases.get(&case).ok_or(Error::NotFound("案件"))?;
        if !open.before.changed_since(opened_on, subject) {
            return Ok(());
        }
        let court = self.meta.court.clone();
        // A version is never greater than the number of its entry, so nothing that is newer is left out.
        let entries =
            self.tx.entries_by_subject(&court, case.0, &subject.to_string(), opened_on, 50).await?;
        Err(Error::Stale(
            entries
                .into_iter()
                .rev()
                .map(|entry| Change {
                    kind: entry.kind,
                    by: entry.actor_name,
                    at: entry.happened_at,
                })
                .collect(),
        ))
    }

    /// Decides on a case as the actor.
    pub fn decide(
        &mut self,
        case: CaseId,
        decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
    ) -> Result<(), Error> {
        let actor = self.meta.actor.clone();
        self.decide_as(&actor, case, decide)
    }

    /// Decides on a case as somebody, usually the system on the mode's behalf.
    pub fn decide_as(
        &mut self,
        actor: &Actor,
        case: CaseId,
        decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
    ) -> Result<(), Error> {
        let (app, now) = (self.app, self.now);
        let mut next = move || app.ids.next(now);
        let open = self.cases.get_mut(&case).ok_or(Error::NotFound("案件"))?;
        let mode = Arc::clone(&open.mode);
        let mut ctx = Context {
            now,
            happened_at: self.happened_at,
            today: self.today,
            court: &self.organisation.court,
            mode: &mode,
            calendar: Calendar::builtin(),
            actor,
            candidates: &self.candidates,
            bodies: &self.app.settings.bodies,
            scans: &self.scans,
            evidence: &self.evidence,
            colleague: &|id| self.organisation.active_name(id),
            bench: &|| self.organisation.bench(self.today),
            clerk: &|team| self.organisation.clerk_of(team, mode.clerk_post(team), self.today),
            ids: &mut next,
        };
        let (after, outcome) = engine::run(&open.after, &mut ctx, decide)?;
        open.after = Arc::new(after);
        open.effects.extend(outcome.effects);
        self.beside.extend(outcome.beside.into_iter().map(|beside| (case, beside)));
        match open.groups.last_mut() {
            Some((last, events)) if last.id == actor.id => events.extend(outcome.events),
            _ => open.groups.push((actor.clone(), outcome.events)),
        }
        Ok(())
    }

    /// Decides on a case under another mode than its own, which it keeps for the rest of the command.
    pub(crate) fn decide_under(
        &mut self,
        mode: &Arc<Mode>,
        case: CaseId,
        decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
    ) -> Result<(), Error> {
        let open = self.cases.get_mut(&case).ok_or(Error::NotFound("案件"))?;
        open.mode = Arc::clone(mode);
        self.decide(case, decide)
    }

    /// Adds a stream that is not a case, saved after the cases.
    pub fn add(&mut self, other: OtherStream) {
        self.others.push(other);
    }

    /// Adds a stream that is not a case, saved before the cases: money enters the pool before it leaves it.
    pub fn add_first(&mut self, other: OtherStream) {
        self.first.push(other);
    }

    /// Keeps a batch at hand for the rest of the command.
    pub fn keep_batch(&mut self, batch: Batch) {
        self.batches.push(batch);
    }

    /// A batch kept by this command.
    pub fn batch(&self, id: BatchId) -> Option<Batch> {
        self.batches.iter().rev().find(|batch| batch.id == id).cloned()
    }

    /// Decides something that is not about one case, in the same surroundings.
    pub fn in_context<T>(&self, decide: impl FnOnce(&mut Context<'_>) -> T) -> T {
        let (app, now) = (self.app, self.now);
        let mut next = move || app.ids.next(now);
        let mut ctx = Context {
            now,
            happened_at: self.happened_at,
            today: self.today,
            court: &self.organisation.court,
            mode: &self.mode,
            calendar: Calendar::builtin(),
            actor: &self.meta.actor,
            candidates: &self.candidates,
            bodies: &self.app.settings.bodies,
            scans: &self.scans,
            evidence: &self.evidence,
            colleague: &|id| self.organisation.active_name(id),
            bench: &|| self.organisation.bench(self.today),
            clerk: &|team| self.organisation.clerk_of(team, self.mode.clerk_post(team), self.today),
            ids: &mut next,
        };
        decide(&mut ctx)
    }

    /// What the actor handed in to be filed with an application.
    pub(crate) async fn load_scans(&mut self) -> Result<(), Error> {
        let actor = self.meta.actor.clone();
        self.scans = handed_in::scans_of(&mut self.tx, &actor).await?;
        Ok(())
    }

    /// What the actor sent ahead of a report from outside.
    pub(crate) async fn load_evidence(&mut self) -> Result<(), Error> {
        let actor = self.meta.actor.clone();
        self.evidence = handed_in::evidence_of(&mut self.tx, &actor).await?;
        Ok(())
    }

    /// Who can be given a case now, with their open load: staff of the handling teams who are here.
    pub async fn load_candidates(&mut self) -> Result<(), Error> {
        let court = self.meta.court.clone();
        let loads = self.tx.open_load(&court).await?;
        let today = self.today;
        let organisation = Arc::clone(&self.organisation);
        self.candidates = candidates::of(&organisation, today, &loads);
        Ok(())
    }
}
