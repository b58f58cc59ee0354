//! Beginning a command: once, with what it needs; and the line that a refused one leaves.

use std::{collections::BTreeMap, sync::Arc};

use zhixing_domain::{
    act::Act, case::CaseFile, context::Context, id::CaseId, mode::Mode, outcome::Decision,
    staff::Organisation,
};
use zhixing_store::{
    Conn,
    command::Begun,
    docket::{Attempt, StreamKind},
    fold,
};

use super::{Done, Meta, Started, Work, stamp};
use crate::{error::Error, settings::App};

impl App {
    /// Begins a command.
    pub async fn start<'a>(&'a self, meta: &'a Meta) -> Result<Started<'a>, Error> {
        let now = self.clock.now();
        let court = &meta.actor.court;
        let mut tx = self.db.begin().await?;
        let actor = (!meta.actor.is_system()).then_some(meta.actor.id.0);
        let command = (court.as_str(), meta.command, meta.request, actor, now);
        let beside = fold::organisation_stream(court);
        let (begun, seq) = tx.begin_command_beside(command, beside).await?;
        match begun {
            Begun::Fresh => {}
            Begun::Done(outcome) => return Ok(Started::Before(serde_json::from_str(&outcome)?)),
            Begun::Conflict => return Err(Error::CommandReused),
        }
        let organisation = match self.memo.organisation(court, seq) {
            Some(known) => known,
            None => self.fold_organisation(&mut tx, court).await?,
        };
        let mode = self.mode(&organisation)?;
        Ok(Started::Fresh(Box::new(Work {
            app: self,
            meta,
            tx,
            now,
            today: now.day(),
            organisation,
            mode,
            cases: BTreeMap::new(),
            first: Vec::new(),
            others: Vec::new(),
            batches: Vec::new(),
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
        self.fold_organisation(&mut conn, court).await
    }

    async fn fold_organisation(
        &self,
        conn: &mut Conn,
        court: &str,
    ) -> Result<Arc<Organisation>, Error> {
        let (seq, organisation) = match conn.organisation(court).await? {
            Some((head, organisation)) => (head.seq, organisation),
            None => (0, Organisation::new(court)),
        };
        let organisation = Arc::new(organisation);
        self.memo.keep_organisation(Arc::clone(&organisation), seq);
        Ok(organisation)
    }

    /// The mode a court has adopted.
    pub fn mode(&self, organisation: &Organisation) -> Result<&Mode, Error> {
        self.modes
            .get(&organisation.mode)
            .or_else(|| self.modes.values().next())
            .ok_or_else(|| Error::Internal(format!("unknown mode {}", organisation.mode)))
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
