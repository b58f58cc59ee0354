//! Beginning a command: once, with what it needs; and the line that a refused one leaves.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use zhixing_domain::{
    court::organisation::Organisation, court::tree::CourtTree, ground::act::Act,
    ground::actor::Actor, ground::id::CaseId, ground::subject::Subject, matter::Matter,
    matter::context::Context, matter::outcome::Decision,
};
use zhixing_law::instant::Instant;
use zhixing_store::{
    Conn, StoreError, Tx,
    command::Begun,
    docket::{Attempt, StreamKind},
    fold,
};

use super::{Asks, Done, Hold, IN_BULK, Meta, NOTHING, Started, Work, present, stamp};
use crate::{attempts::Line, error::Error, settings::App};

/// What is said at once of a command that is not fresh.
fn before<'a>(begun: Begun) -> Result<Option<Started<'a>>, Error> {
    match begun {
        Begun::Fresh => Ok(None),
        Begun::Done(outcome) => Ok(Some(Started::Before(serde_json::from_str(&outcome)?))),
        Begun::Conflict => Err(Error::CommandReused),
    }
}

impl App {
    /// Begins a command.
    pub async fn start<'a>(&'a self, meta: &'a Meta) -> Result<Started<'a>, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let beside = fold::organisation_stream(&meta.court);
        let (begun, seq) = tx.begin_command_beside(&meta.as_stored(now), beside).await?;
        if let Some(before) = before(begun)? {
            return Ok(before);
        }
        Ok(Started::Fresh(Box::new(self.work(meta, tx, now, seq, Hold::Claimed).await?)))
    }

    /// Begins a command about a case that exists, with the case open: in one statement, and the
    /// command's row is written with everything else at the end.
    async fn start_on<'a>(&'a self, meta: &'a Meta, case: CaseId) -> Result<Started<'a>, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let beside = fold::organisation_stream(&meta.court);
        let command = meta.as_stored(now);
        let opened = tx.open_command(&command, case.0, StreamKind::Case, beside).await?;
        let opened = opened.ok_or(Error::NotFound("案件"))?;
        if let Some(before) = before(opened.begun)? {
            return Ok(before);
        }
        let mut work = self.work(meta, tx, now, opened.beside, Hold::Locked).await?;
        work.open_at(case, opened.head).await?;
        Ok(Started::Fresh(Box::new(work)))
    }

    /// Begins a command about a case that this process has seen, without asking the database
    /// anything: on PostgreSQL, where every question is a way there and back, the whole command is
    /// then one statement. `None` when there is nothing to begin with.
    async fn start_seen<'a>(&'a self, meta: &'a Meta, case: CaseId) -> Option<Box<Work<'a>>> {
        if self.db.is_sqlite() {
            return None;
        }
        let court = &meta.court;
        if *court != meta.actor.court {
            return None;
        }
        let (organisation, known) = self.memo.last_organisation(court)?;
        let (head, before) = self.memo.last_seen(case)?;
        if head.court_id != *court {
            return None;
        }
        let tx = self.db.begin_when_needed().await.ok()?;
        let (now, hold) = (self.clock.now(), Hold::Seen { organisation });
        let tree = CourtTree::default();
        let mode = self.matter_mode(&known, &before).ok()?;
        let actor = present(self, &known, &meta.actor, now.day()).ok()?;
        let mut work = self.work_with(meta, tx, now, (known, tree), actor, hold).ok()?;
        work.hold_case(case, head, before, mode);
        Some(Box::new(work))
    }

    /// A command's work, with the organisation as it is after `seq` entries.
    async fn work<'a>(
        &'a self,
        meta: &'a Meta,
        mut tx: Tx,
        now: Instant,
        seq: i64,
        hold: Hold,
    ) -> Result<Work<'a>, Error> {
        let court = &meta.court;
        let organisation = match self.memo.organisation(court, seq) {
            Some(known) => known,
            None => self.fold_organisation(&mut tx, court).await?,
        };
        let own = *court == meta.actor.court;
        let tree = if own { CourtTree::default() } else { tx.court_tree().await? };
        let home = match own {
            true => Arc::clone(&organisation),
            false => self.fold_organisation(&mut tx, &meta.actor.court).await?,
        };
        let actor = present(self, &home, &meta.actor, now.day())?;
        self.work_with(meta, tx, now, (organisation, tree), actor, hold)
    }

    fn work_with<'a>(
        &'a self,
        meta: &'a Meta,
        tx: Tx,
        now: Instant,
        (organisation, tree): (Arc<Organisation>, CourtTree),
        actor: Actor,
        hold: Hold,
    ) -> Result<Work<'a>, Error> {
        let mode = self.court_mode_on(&organisation, now.day())?;
        Ok(Work {
            app: self,
            meta: Meta { actor, ..meta.clone() },
            tx,
            now,
            happened_at: meta.happened_at.unwrap_or(now),
            today: now.day(),
            tree,
            organisation,
            mode,
            hold,
            cases: BTreeMap::new(),
            about: None,
            beside: VecDeque::new(),
            first: Vec::new(),
            others: Vec::new(),
            batches: Vec::new(),
            candidates: Vec::new(),
            scans: Vec::new(),
            evidence: Vec::new(),
            note: serde_json::Value::Null,
        })
    }

    /// The organisation of a court as it is now.
    pub async fn organisation(&self, court: &str) -> Result<Arc<Organisation>, Error> {
        let mut conn = self.db.read().await?;
        let head = conn.head(court, fold::organisation_stream(court)).await?;
        let seq = head.map_or(0, |head| head.seq);
        if let Some(known) = self.memo.organisation(court, seq) {
            return Ok(known);
        }
        self.fold_organisation(&mut conn, court).await
    }

    async fn fold_organisation(
        &self,
        conn: &mut Conn,
        court: &str,
    ) -> Result<Arc<Organisation>, Error> {
        let (seq, organisation) =
            match conn.book::<Organisation>(court, fold::organisation_stream(court)).await? {
                Some((head, organisation)) => (head.seq, organisation),
                None => (0, Organisation::new(court)),
            };
        let organisation = Arc::new(organisation);
        self.memo.keep_organisation(Arc::clone(&organisation), seq);
        Ok(organisation)
    }

    /// The usual command: one case, one act, one decision. `subject` is what the form was about.
    /// `decide` may be asked twice, when others changed the case after it was asked first.
    pub async fn on_case<F>(
        &self,
        meta: &Meta,
        case: CaseId,
        act: Act,
        subject: Option<Subject>,
        decide: F,
    ) -> Result<Done, Error>
    where
        F: Fn(&Matter, &mut Context<'_>) -> Decision + Send + Sync,
    {
        self.in_case(meta, case, act, subject, NOTHING, |work| work.decide(case, &decide)).await
    }

    /// [`App::on_case`] for a decision that needs more than the case: it is handed the work. `asks` says what
    /// it has to know.
    pub(crate) async fn in_case<F>(
        &self,
        meta: &Meta,
        case: CaseId,
        act: Act,
        subject: Option<Subject>,
        asks: Asks<'_>,
        decide: F,
    ) -> Result<Done, Error>
    where
        F: Fn(&mut Work<'_>) -> Result<(), Error> + Send + Sync,
    {
        let result = self.try_in_case(meta, case, act, subject, asks, decide).await;
        let result = match result {
            // Of two that were sent at once with one id, the second answers what the first did.
            Err(Error::Repeated) => match self.start(meta).await? {
                Started::Before(done) => Ok(done),
                Started::Fresh(_) => Err(Error::Repeated),
            },
            result => result,
        };
        self.leave_attempt(meta, Some(case), &result).await;
        result
    }

    async fn try_in_case<F>(
        &self,
        meta: &Meta,
        case: CaseId,
        act: Act,
        subject: Option<Subject>,
        asks: Asks<'_>,
        decide: F,
    ) -> Result<Done, Error>
    where
        F: Fn(&mut Work<'_>) -> Result<(), Error> + Send + Sync,
    {
        if let Some(work) = self.start_seen(meta, case).await {
            // What was decided on something that has moved since, a refusal too, is decided again.
            if let Ok(done) = work.in_case(case, act, subject, asks, &decide).await {
                return Ok(done);
            }
        }
        match self.start_on(meta, case).await? {
            Started::Fresh(work) => work.in_case(case, act, subject, asks, &decide).await,
            Started::Before(done) => Ok(done),
        }
    }

    /// Whether a command was done whose connection was cut while it was committed: the database may have done it and
    /// not been heard. Its row says so.
    pub(super) async fn what_became(&self, meta: &Meta, cut: StoreError) -> Result<Done, Error> {
        if cut.is_cut()
            && let Ok(mut conn) = self.db.read().await
            && let Ok(Some(Begun::Done(outcome))) =
                conn.seen_command(&meta.as_stored(self.clock.now())).await
        {
            return Ok(serde_json::from_str(&outcome)?);
        }
        Err(cut.into())
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
            Err(Error::SignInNeeded) => ("sign_in_needed", meta.actor.name.clone()),
            Err(error) => {
                tracing::info!(command = meta.name, %error, "command failed");
                return;
            }
            Ok(_) => return,
        };
        let person = (!meta.actor.is_system()).then_some(meta.actor.id);
        // The rows of a job are many at once, and nobody tries anything by them.
        let person = person.filter(|_| meta.source != IN_BULK);
        let line = person.map_or(Line::Own, |person| self.attempts.count(person));
        let mut written = self.record_attempt(meta, case, code, &detail).await;
        if line == Line::Last && written.is_ok() {
            let said = "这位工作人员被拒绝的操作过于频繁，以下不再逐条记录";
            written = self.record_attempt(meta, None, "too_often", said).await;
        }
        if let Err(error) = written {
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
        let court = &meta.court;
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

impl Work<'_> {
    async fn in_case<F>(
        mut self: Box<Self>,
        case: CaseId,
        act: Act,
        subject: Option<Subject>,
        asks: Asks<'_>,
        decide: F,
    ) -> Result<Done, Error>
    where
        F: Fn(&mut Work<'_>) -> Result<(), Error> + Send + Sync,
    {
        self.allow_case(case, act)?;
        if let Some(subject) = subject {
            self.must_be_fresh(case, subject).await?;
        }
        // What is handed in with an application is only asked for while there is one.
        let file = self.file(case)?;
        if file.number.is_none() && file.register.is_none() {
            self.load_scans().await?;
        }
        if (asks.candidates)(self.file(case)?) {
            self.load_candidates().await?;
        }
        if asks.evidence {
            self.load_evidence().await?;
        }
        decide(&mut self)?;
        self.commit().await
    }
}
