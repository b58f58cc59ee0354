//! Saving a command: what the mode asks for in the same breath, then docket, rows, ledger and jobs.

use std::{collections::BTreeSet, sync::Arc};

use zhixing_domain::{
    ground::actor::Actor,
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Refusal},
    matter::Matter,
    matter::effect::Effect,
    papers::kind::Offer,
};
use zhixing_store::{digest::Digest, docket::Head, fold, job::NewJob, projection};

use super::{Done, Happened, Hold, OpenCase, OtherStream, Work, stamp};
use crate::{error::Error, handed_in, lane, live::Changed};

fn makes_ruling(effect: &Effect) -> bool {
    matches!(effect, Effect::MakeDocument { kind, .. } if kind.is_ruling())
}

impl Work<'_> {
    /// Makes the documents and runs the triage that the mode asks for at this step, in this transaction.
    /// What cannot be done now is left as a job, to be tried again and seen by a person; but a deed that must have its
    /// ruling is not done at all when the ruling cannot be made.
    async fn settle(&mut self) -> Result<(), Error> {
        self.do_beside().await?;
        let cases: Vec<CaseId> = self.cases.keys().copied().collect();
        for case in cases {
            while let Some(effect) = self.next_inline(case) {
                match self.settle_one(case, &effect).await {
                    Ok(()) => {}
                    Err(error @ Error::Refused(_)) if makes_ruling(&effect) => return Err(error),
                    Err(error) => {
                        tracing::warn!(%case, ?effect, %error, "left for later");
                        self.defer(case, &effect).await?;
                    }
                }
                self.do_beside().await?;
            }
        }
        Ok(())
    }

    /// Takes the next effect of a case that belongs into this transaction.
    fn next_inline(&mut self, case: CaseId) -> Option<Effect> {
        let effects = &mut self.cases.get_mut(&case)?.effects;
        let inline = |effect: &Effect| {
            matches!(effect, Effect::MakeDocument { .. } | Effect::RunTriage { .. })
        };
        let at = effects.iter().position(inline)?;
        Some(effects.remove(at))
    }

    async fn settle_one(&mut self, case: CaseId, effect: &Effect) -> Result<(), Error> {
        let system = Actor::system(&self.meta.court);
        match effect {
            Effect::MakeDocument { kind, party, subject } => {
                let offer = Offer { kind: *kind, party: *party, subject: *subject };
                crate::document::make_in(self, &system, case, offer)
            }
            Effect::RunTriage { round } => {
                if self.candidates.is_empty() {
                    self.load_candidates().await?;
                }
                let round = *round;
                self.decide_as(&system, case, |file, ctx| {
                    zhixing_domain::work::triage::run::run(file, round, ctx)
                })
            }
            _ => Ok(()),
        }
    }

    async fn defer(&mut self, case: CaseId, effect: &Effect) -> Result<(), Error> {
        let job = self.job(case, effect)?;
        self.tx.enqueue(&[job], self.now).await?;
        Ok(())
    }

    fn job(&self, case: CaseId, effect: &Effect) -> Result<NewJob, Error> {
        let body = serde_json::json!({ "case": case, "effect": effect }).to_string();
        let cause = format!("effect:{}", Digest::of(body.as_bytes()));
        Ok(NewJob {
            court_id: self.meta.court.clone(),
            job_id: self.id(),
            kind: lane::of(effect).to_owned(),
            body,
            run_at: self.now,
            priority: 10,
            max_attempts: 20,
            cause: Some(cause),
            owner_id: None,
        })
    }

    /// 补录：what is written down late happened in a case, after it was received and not in the future.
    fn must_have_been(&self) -> Result<(), Refusal> {
        let Some(at) = self.meta.happened_at else { return Ok(()) };
        let refused = |problem| Err(Refusal::field("happened_at", problem));
        if self.now < at {
            return refused(FieldProblem::InFuture);
        }
        if self.cases.is_empty() || !self.first.is_empty() || !self.others.is_empty() {
            let expected = "空：只有案件中的事项可以补录，这一项按登记的时间记";
            return refused(FieldProblem::Invalid { expected });
        }
        let mut received =
            self.cases.values().filter_map(|open| open.before.filing.received_by.as_ref());
        if received.any(|by| at < by.at) {
            return refused(FieldProblem::Invalid { expected: "案件收件之后的时间" });
        }
        Ok(())
    }

    /// A scan that an application names is not handed in any more: it belongs to the case.
    async fn use_scans(&mut self) -> Result<(), Error> {
        if self.scans.is_empty() {
            return Ok(());
        }
        let materials = self.cases.values().flat_map(|open| &open.after.filing.materials);
        let named: Vec<String> =
            materials.filter_map(|(material, _)| material.file.clone()).collect();
        let actor = self.meta.actor.clone();
        for scan in self.scans.iter().filter(|scan| named.contains(scan)) {
            handed_in::filed(&mut self.tx, &actor, scan).await?;
        }
        Ok(())
    }

    /// Evidence that a case names belongs to it, and waits for no report any more.
    async fn use_evidence(&mut self) -> Result<(), Error> {
        let reports = self.cases.values().flat_map(|open| open.after.fieldwork.iter());
        let named: BTreeSet<&str> =
            reports.flat_map(|report| &report.account.evidence).map(|e| e.file.as_str()).collect();
        let sent = self.evidence.iter().map(|received| &received.file);
        let used: Vec<String> =
            sent.filter(|file| named.contains(file.as_str())).cloned().collect();
        let actor = self.meta.actor.clone();
        for file in &used {
            handed_in::reported(&mut self.tx, &actor, file).await?;
        }
        Ok(())
    }

    /// Saves everything and commits.
    pub async fn commit(mut self: Box<Self>) -> Result<Done, Error> {
        self.must_have_been()?;
        self.settle().await?;
        self.use_scans().await?;
        self.use_evidence().await?;
        self.tx.gather();
        let mut done = Done {
            case: None,
            number: String::new(),
            version: 0,
            happened: Vec::new(),
            note: std::mem::take(&mut self.note),
        };
        let mut kept = Vec::new();
        for other in std::mem::take(&mut self.first) {
            self.save_other(other, &mut done).await?;
        }
        let cases = std::mem::take(&mut self.cases);
        for (case, open) in cases {
            let events: usize = open.groups.iter().map(|(_, events)| events.len()).sum();
            if self.about == Some(case) {
                done.case = Some(case);
                done.number = open.after.number_text();
                done.version = open.after.version;
            }
            if 0 < events {
                kept.push(self.save_case(case, open, &mut done).await?);
            }
        }
        for other in std::mem::take(&mut self.others) {
            self.save_other(other, &mut done).await?;
        }
        let court = self.meta.court.clone();
        match self.hold {
            Hold::Claimed => {
                self.tx.finish_command(&court, self.meta.command, &done).await?;
            }
            Hold::Locked => {
                self.tx.record_command(&self.meta.as_stored(self.now), &done).await?;
            }
            Hold::Seen { organisation } => {
                let beside = fold::organisation_stream(&court);
                self.tx.expect_head(&court, beside, organisation).await?;
                self.tx.record_command(&self.meta.as_stored(self.now), &done).await?;
            }
        }
        let Work { tx, app, meta, .. } = *self;
        if let Err(error) = tx.commit().await {
            done = app.what_became(&meta, error).await?;
        }
        let kinds: Vec<String> =
            done.happened.iter().map(|happened| happened.kind.clone()).collect();
        for (file, head) in kept {
            if done.case != Some(file.id) {
                // Who looks at a matter that this one wrote into learns of it too.
                app.live.tell(Changed {
                    court: court.clone(),
                    case: Some(file.id),
                    kinds: Vec::clone(&kinds),
                });
            }
            app.memo.keep_case(file, head);
        }
        app.live.tell(Changed { court, case: done.case, kinds });
        Ok(done)
    }

    async fn save_other(&mut self, other: OtherStream, done: &mut Done) -> Result<(), Error> {
        done.happened.extend(
            other
                .entries
                .iter()
                .map(|entry| Happened { kind: entry.kind.clone(), subject: entry.subject.clone() }),
        );
        let stamp = stamp(&self.meta, &self.meta.actor, self.now);
        self.tx.append(&other.head, &other.entries, &stamp).await?;
        self.tx.save_rows(&other.before, &other.after).await?;
        self.tx.post(&other.transfers).await?;
        Ok(())
    }

    async fn save_case(
        &mut self,
        case: CaseId,
        open: OpenCase,
        done: &mut Done,
    ) -> Result<(Arc<Matter>, Head), Error> {
        let mut head = open.head;
        let mut transfers = Vec::new();
        for (actor, events) in &open.groups {
            let mut entries = Vec::with_capacity(events.len());
            for event in events {
                let entry = fold::case_entry(self.id(), event, self.happened_at)?;
                let seq = head.seq + i64::try_from(entries.len()).unwrap_or(i64::MAX) + 1;
                transfers.extend(fold::case_transfers(&open.after, event, seq, self.happened_at));
                done.happened
                    .push(Happened { kind: entry.kind.clone(), subject: entry.subject.clone() });
                entries.push(entry);
            }
            head = self.tx.append(&head, &entries, &stamp(&self.meta, actor, self.now)).await?;
        }
        let (before, after) = projection::case::changes(&open.before, &open.after);
        self.tx.save_rows(&before, &after).await?;
        self.tx.post(&transfers).await?;
        let mut jobs = Vec::new();
        for effect in &open.effects {
            jobs.push(self.job(case, effect)?);
        }
        if !jobs.is_empty() {
            self.tx.enqueue(&jobs, self.now).await?;
        }
        Ok((open.after, head))
    }
}
