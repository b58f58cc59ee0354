//! One command from beginning to end: begin once, load, ask the door, decide, save, commit.
//!
//! Everything a command does is in one transaction: docket entries, projected rows, ledger, jobs and the
//! command's own record. A refusal undoes all of it and leaves an attempt line in a transaction of its own.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_domain::{
    act::Act,
    actor::Actor,
    case::CaseFile,
    context::{Candidate, Context},
    effect::Effect,
    engine,
    event::Event,
    id::CaseId,
    mode::Mode,
    outcome::Decision,
    policy::{self, Target, Verdict},
    staff::Organisation,
};
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant};
use zhixing_store::{
    Tx,
    command::Begun,
    digest::Digest,
    docket::{Attempt, Head, NewEntry, Stamp, StreamKind},
    fold,
    job::NewJob,
    ledger::Transfer,
    projection::{self, ProjRow},
};

use crate::{
    error::{Change, Error},
    live::Changed,
    settings::App,
};

/// Who sends a command, and which.
#[derive(Debug, Clone)]
pub struct Meta {
    pub actor: Actor,
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
            command: uuid_of(&request),
            request,
            name,
            source: "job".to_owned(),
            opened_on: None,
        }
    }
}

/// An id that follows from a digest.
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

struct OpenCase {
    head: Head,
    before: Arc<CaseFile>,
    after: CaseFile,
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
    pub meta: &'a Meta,
    pub tx: Tx,
    pub now: Instant,
    pub today: Day,
    pub organisation: Arc<Organisation>,
    pub mode: &'a Mode,
    cases: BTreeMap<CaseId, OpenCase>,
    others: Vec<OtherStream>,
    candidates: Vec<Candidate>,
    pub note: serde_json::Value,
}

/// A command begun, or one that was done before.
pub enum Started<'a> {
    Fresh(Box<Work<'a>>),
    Before(Done),
}

impl App {
    /// Begins a command.
    pub async fn start<'a>(&'a self, meta: &'a Meta) -> Result<Started<'a>, Error> {
        let now = self.clock.now();
        let court = &meta.actor.court;
        let organisation = self.organisation(court).await?;
        let mode = self.mode(&organisation)?;
        let mut tx = self.db.begin().await?;
        let actor = (!meta.actor.is_system()).then_some(meta.actor.id.0);
        match tx.begin_command(court, meta.command, meta.request, actor, now).await? {
            Begun::Fresh => {}
            Begun::Done(outcome) => return Ok(Started::Before(serde_json::from_str(&outcome)?)),
            Begun::Conflict => return Err(Error::CommandReused),
        }
        Ok(Started::Fresh(Box::new(Work {
            app: self,
            meta,
            tx,
            now,
            today: now.day(),
            organisation,
            mode,
            cases: BTreeMap::new(),
            others: Vec::new(),
            candidates: Vec::new(),
            note: serde_json::Value::Null,
        })))
    }

    /// The organisation of a court as it is now.
    pub async fn organisation(&self, court: &str) -> Result<Arc<Organisation>, Error> {
        let mut conn = self.db.read().await?;
        let head = conn.head(court, fold::organisation_stream(court)).await?;
        let seq = head.map_or(0, |head| head.seq);
        if let Some(known) = self.memo.organisation(court, seq) {
            return Ok(known);
        }
        let folded = conn.organisation(court).await?;
        let (seq, organisation) = match folded {
            Some((head, organisation)) => (head.seq, organisation),
            None => (0, Organisation::new(court)),
        };
        let organisation = Arc::new(organisation);
        self.memo.keep_organisation(Arc::clone(&organisation), seq);
        Ok(organisation)
    }

    /// The mode a court has adopted.
    pub fn mode(&self, organisation: &Organisation) -> Result<&Mode, Error> {
        self.modes.get(&organisation.mode).or_else(|| self.modes.values().next()).ok_or_else(|| {
            Error::Internal(format!("unknown mode {}", organisation.mode))
        })
    }

    /// The usual command: one case, one act, one decision. `subject` is what the form was about.
    pub async fn on_case<F>(
        &self,
        meta: &Meta,
        case: CaseId,
        act: Act,
        subject: Option<String>,
        decide: F,
    ) -> Result<Done, Error>
    where
        F: FnOnce(&CaseFile, &mut Context<'_>) -> Decision + Send,
    {
        let result = self.try_on_case(meta, case, act, subject, decide).await;
        self.leave_attempt(meta, Some(case), &result).await;
        result
    }

    async fn try_on_case<F>(
        &self,
        meta: &Meta,
        case: CaseId,
        act: Act,
        subject: Option<String>,
        decide: F,
    ) -> Result<Done, Error>
    where
        F: FnOnce(&CaseFile, &mut Context<'_>) -> Decision + Send,
    {
        let mut work = match self.start(meta).await? {
            Started::Fresh(work) => work,
            Started::Before(done) => return Ok(done),
        };
        work.open(case).await?;
        work.allow_case(case, act)?;
        if let Some(subject) = subject {
            work.must_be_fresh(case, &subject).await?;
        }
        work.decide(case, decide)?;
        work.commit().await
    }

    /// Writes down that a command was tried and did not happen. Malformed and stale ones only go to the log.
    pub async fn leave_attempt<T>(
        &self,
        meta: &Meta,
        case: Option<CaseId>,
        result: &Result<T, Error>,
    ) {
        let (code, detail) = match result {
            Err(Error::Refused(refusal)) => (refusal.code(), refusal.to_string()),
            Err(Error::Forbidden(act)) => ("forbidden", act.code().to_owned()),
            Err(Error::NotFound(what)) => ("not_found", (*what).to_owned()),
            Err(error) => {
                tracing::info!(command = meta.name, %error, "command failed");
                return;
            }
            Ok(_) => return,
        };
        if let Err(error) = self.record_attempt(meta, case, code, &detail).await {
            tracing::error!(command = meta.name, %error, "attempt line could not be written");
        }
    }

    async fn record_attempt(
        &self,
        meta: &Meta,
        case: Option<CaseId>,
        code: &str,
        detail: &str,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        let court = &meta.actor.court;
        let mut tx = self.db.begin().await?;
        let known = match case {
            Some(case) => tx.head(court, case.0).await?.map(|_| case.0),
            None => None,
        };
        let (stream, kind) = match known {
            Some(case) => (case, StreamKind::Case),
            None => (fold::attempts_stream(court), StreamKind::Court),
        };
        let head = tx.lock_stream(court, stream, kind).await?;
        let attempt = Attempt {
            command: meta.name.to_owned(),
            code: code.to_owned(),
            detail: serde_json::Value::String(detail.to_owned()),
        };
        let stamp = stamp(meta, &meta.actor, now);
        tx.record_attempt(&head, self.ids.next(now), &attempt, "", &stamp).await?;
        tx.commit().await?;
        Ok(())
    }
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
        let court = self.meta.actor.court.clone();
        let head = self.tx.head(&court, case.0).await?.filter(|head| 0 < head.seq);
        if head.is_none() {
            return Err(Error::NotFound("案件"));
        }
        let head = self.tx.lock_stream(&court, case.0, StreamKind::Case).await?;
        let before = match self.app.memo.case(case, head.seq) {
            Some(known) => known,
            None => {
                let folded = self.tx.case_file(&court, &case).await?;
                Arc::new(folded.ok_or(Error::NotFound("案件"))?.1)
            }
        };
        let after = (*before).clone();
        let open = OpenCase { head, before, after, groups: Vec::new(), effects: Vec::new() };
        self.cases.insert(case, open);
        Ok(())
    }

    /// Begins a case that does not exist yet.
    pub async fn begin_case(&mut self, case: CaseId) -> Result<(), Error> {
        let court = self.meta.actor.court.clone();
        let head = self.tx.lock_stream(&court, case.0, StreamKind::Case).await?;
        let before = CaseFile::new(case, &court);
        let after = before.clone();
        let before = Arc::new(before);
        let open = OpenCase { head, before, after, groups: Vec::new(), effects: Vec::new() };
        self.cases.insert(case, open);
        Ok(())
    }

    /// The case as it stands after what has been decided so far.
    pub fn file(&self, case: CaseId) -> Result<&CaseFile, Error> {
        self.cases.get(&case).map(|open| &open.after).ok_or(Error::NotFound("案件"))
    }

    /// The one door, for a case.
    pub fn allow_case(&self, case: CaseId, act: Act) -> Result<(), Error> {
        let file = self.file(case)?;
        let target = Target::Case(file);
        match policy::allow(&self.app.roles, &self.meta.actor, act, target, &[]) {
            Verdict::Allowed => Ok(()),
            Verdict::Forbidden => Err(Error::Forbidden(act)),
            Verdict::Hidden => Err(Error::NotFound("案件")),
        }
    }

    /// The one door, for what is not one case.
    pub fn allow_court(&self, act: Act) -> Result<(), Error> {
        self.app.allow_court(&self.meta.actor, act)
    }

    /// Refuses a form that was opened before others changed its subject.
    pub async fn must_be_fresh(&mut self, case: CaseId, subject: &str) -> Result<(), Error> {
        let Some(opened_on) = self.meta.opened_on else { return Ok(()) };
        let open = self.cases.get(&case).ok_or(Error::NotFound("案件"))?;
        if !open.before.changed_since(opened_on, subject) {
            return Ok(());
        }
        let court = self.meta.actor.court.clone();
        let entries = self.tx.entries_about(&court, case.0, subject, 10).await?;
        Err(Error::Stale(
            entries
                .into_iter()
                .map(|entry| Change { kind: entry.kind, by: entry.actor_name, at: entry.happened_at })
                .collect(),
        ))
    }

    /// Decides on a case as the actor.
    pub fn decide(
        &mut self,
        case: CaseId,
        decide: impl FnOnce(&CaseFile, &mut Context<'_>) -> Decision,
    ) -> Result<(), Error> {
        let actor = self.meta.actor.clone();
        self.decide_as(&actor, case, decide)
    }

    /// Decides on a case as somebody, usually the system on the mode's behalf.
    pub fn decide_as(
        &mut self,
        actor: &Actor,
        case: CaseId,
        decide: impl FnOnce(&CaseFile, &mut Context<'_>) -> Decision,
    ) -> Result<(), Error> {
        let (app, now) = (self.app, self.now);
        let mut next = move || app.ids.next(now);
        let mut ctx = Context {
            now,
            today: self.today,
            court: &self.organisation.court,
            mode: self.mode,
            calendar: Calendar::builtin(),
            actor,
            candidates: &self.candidates,
            ids: &mut next,
        };
        let open = self.cases.get_mut(&case).ok_or(Error::NotFound("案件"))?;
        let (after, outcome) = engine::run(&open.after, &mut ctx, decide)?;
        open.after = after;
        open.effects.extend(outcome.effects);
        match open.groups.last_mut() {
            Some((last, events)) if last.id == actor.id => events.extend(outcome.events),
            _ => open.groups.push((actor.clone(), outcome.events)),
        }
        Ok(())
    }

    /// Computes something from a case in the same surroundings as a decision.
    pub fn compute<T>(
        &mut self,
        case: CaseId,
        compute: impl FnOnce(&CaseFile, &mut Context<'_>) -> T,
    ) -> Result<T, Error> {
        let (app, now) = (self.app, self.now);
        let mut next = move || app.ids.next(now);
        let mut ctx = Context {
            now,
            today: self.today,
            court: &self.organisation.court,
            mode: self.mode,
            calendar: Calendar::builtin(),
            actor: &self.meta.actor,
            candidates: &self.candidates,
            ids: &mut next,
        };
        let open = self.cases.get(&case).ok_or(Error::NotFound("案件"))?;
        Ok(compute(&open.after, &mut ctx))
    }

    /// Adds a stream that is not a case.
    pub fn add(&mut self, other: OtherStream) {
        self.others.push(other);
    }

    /// Who can be given a case now, with their open load: staff of the handling teams who are here.
    pub async fn load_candidates(&mut self) -> Result<(), Error> {
        let court = self.meta.actor.court.clone();
        let loads = self.tx.open_load(&court).await?;
        let today = self.today;
        let organisation = Arc::clone(&self.organisation);
        self.candidates = crate::staff::candidates(&organisation, today, &loads);
        Ok(())
    }

    /// Makes the documents and runs the triage that the mode asks for at this step, in this transaction.
    /// What cannot be done now is left as a job, to be tried again and seen by a person.
    async fn settle(&mut self) -> Result<(), Error> {
        let cases: Vec<CaseId> = self.cases.keys().copied().collect();
        for case in cases {
            loop {
                let Some(open) = self.cases.get_mut(&case) else { break };
                let inline = |effect: &Effect| {
                    matches!(effect, Effect::MakeDocument { .. } | Effect::RunTriage { .. })
                };
                let Some(at) = open.effects.iter().position(inline) else { break };
                let effect = open.effects.remove(at);
                if let Err(error) = self.settle_one(case, &effect).await {
                    tracing::warn!(%case, ?effect, %error, "left for later");
                    let later = serde_json::to_value(&effect)?;
                    self.defer(case, later).await?;
                }
            }
        }
        Ok(())
    }

    async fn settle_one(&mut self, case: CaseId, effect: &Effect) -> Result<(), Error> {
        let system = Actor::system(&self.meta.actor.court);
        match effect {
            Effect::MakeDocument { kind, party, subject } => {
                crate::document::make_in(self, &system, case, kind, *party, subject.clone())
            }
            Effect::RunTriage { round } => {
                if self.candidates.is_empty() {
                    self.load_candidates().await?;
                }
                let round = *round;
                self.decide_as(&system, case, |file, ctx| {
                    zhixing_domain::triage::run(file, round, ctx)
                })
            }
            _ => Ok(()),
        }
    }

    async fn defer(&mut self, case: CaseId, effect: serde_json::Value) -> Result<(), Error> {
        let job = self.job(case, effect)?;
        self.tx.enqueue(&[job], self.now).await?;
        Ok(())
    }

    fn job(&self, case: CaseId, effect: serde_json::Value) -> Result<NewJob, Error> {
        let body = serde_json::json!({ "case": case, "effect": effect }).to_string();
        let cause = format!("effect:{}", Digest::of(body.as_bytes()));
        Ok(NewJob {
            court_id: self.meta.actor.court.clone(),
            job_id: self.id(),
            kind: "effect".to_owned(),
            body,
            run_at: self.now,
            priority: 10,
            max_attempts: 20,
            cause: Some(cause),
            owner_id: None,
        })
    }

    /// Saves everything and commits.
    pub async fn commit(mut self: Box<Self>) -> Result<Done, Error> {
        self.settle().await?;
        let mut done = Done {
            case: None,
            number: String::new(),
            version: 0,
            happened: Vec::new(),
            note: std::mem::take(&mut self.note),
        };
        let mut kept = Vec::new();
        let cases = std::mem::take(&mut self.cases);
        for (case, open) in cases {
            let events: usize = open.groups.iter().map(|(_, events)| events.len()).sum();
            done.case = Some(case);
            done.number = open.after.number_text();
            done.version = open.after.version;
            if 0 < events {
                kept.push(self.save_case(case, open, &mut done).await?);
            }
        }
        for other in std::mem::take(&mut self.others) {
            done.happened.extend(other.entries.iter().map(|entry| Happened {
                kind: entry.kind.clone(),
                subject: entry.subject.clone(),
            }));
            let stamp = stamp(self.meta, &self.meta.actor, self.now);
            self.tx.append(&other.head, &other.entries, &stamp).await?;
            self.tx.save_rows(&other.before, &other.after).await?;
            self.tx.post(&other.transfers).await?;
        }
        let court = self.meta.actor.court.clone();
        self.tx.finish_command(&court, self.meta.command, &done).await?;
        let Work { tx, app, .. } = *self;
        tx.commit().await?;
        let kinds = done.happened.iter().map(|happened| happened.kind.clone()).collect();
        for (file, seq) in kept {
            app.memo.keep_case(file, seq);
        }
        app.live.tell(Changed { court, case: done.case, kinds });
        Ok(done)
    }

    async fn save_case(
        &mut self,
        case: CaseId,
        open: OpenCase,
        done: &mut Done,
    ) -> Result<(Arc<CaseFile>, i64), Error> {
        let mut head = open.head;
        let mut transfers = Vec::new();
        for (actor, events) in &open.groups {
            let mut entries = Vec::with_capacity(events.len());
            for event in events {
                let entry = fold::case_entry(self.id(), event, self.now)?;
                let seq = head.seq + i64::try_from(entries.len()).unwrap_or(i64::MAX) + 1;
                let moved = zhixing_domain::ledger::of_case(&open.after, event);
                transfers.extend(fold::ledger_transfers(&head, seq, self.today, &moved));
                done.happened.push(Happened {
                    kind: entry.kind.clone(),
                    subject: entry.subject.clone(),
                });
                entries.push(entry);
            }
            head = self.tx.append(&head, &entries, &stamp(self.meta, actor, self.now)).await?;
        }
        let before = projection::case::rows(&open.before);
        let after = projection::case::rows(&open.after);
        self.tx.save_rows(&before, &after).await?;
        self.tx.post(&transfers).await?;
        let mut jobs = Vec::new();
        for effect in &open.effects {
            jobs.push(self.job(case, serde_json::to_value(effect)?)?);
        }
        if !jobs.is_empty() {
            self.tx.enqueue(&jobs, self.now).await?;
        }
        Ok((Arc::new(open.after), head.seq))
    }
}
