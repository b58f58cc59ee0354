//! 关联：what a matter of another kind is, how it begins, and what others raised against this one.

use std::collections::BTreeMap;

use zhixing_law::day::Day;

use super::{
    Matter, Stage,
    kind::{MatterKind, Number, Numbered},
};
use crate::{
    closing::closure::ClosingEvent,
    ground::{
        entry::{By, Entry},
        id::{AssetId, StaffId},
        refusal::Refusal,
    },
    intake::correction::{self, Anew, Corrected},
    intake::filing::{Application, FilingEvent},
    intake::opening::OpeningEvent,
    outreach::visit::Visit,
    papers::{
        document::{Document, DocumentState},
        kind::DocumentKind,
    },
    remedy::objection::{Objection, Raised},
    work::triage::TriageEvent,
};

/// 阶段 in the words of the kind: what is no case does not end as one.
pub fn standing(kind: MatterKind, stage: Stage) -> &'static str {
    match (kind.numbered(), stage) {
        (Numbered::Register(_), Stage::Closed) => "已办结",
        _ => stage.title(),
    }
}

impl Matter {
    /// What the beginning of a matter says of the matter itself.
    pub(super) fn open_with(&mut self, event: &OpeningEvent, entry: &Entry) {
        match event {
            OpeningEvent::Begun { kind, .. } => {
                self.kind = *kind;
                self.filing.received_by = Some(By::from(entry));
            }
            OpeningEvent::Numbered { number, on } => {
                match number {
                    Number::Case(number) => {
                        self.number = Some(number.clone());
                        self.filed_on = Some(*on);
                    }
                    Number::Register(number) => self.register = Some(number.clone()),
                }
                self.stage = Stage::Open;
            }
            OpeningEvent::Barred { .. } | OpeningEvent::Linked { .. } => {}
        }
    }

    /// What the window says of the matter itself.
    pub(super) fn filed_with(&mut self, event: &FilingEvent) {
        match event {
            FilingEvent::Received { application } => {
                self.claim = Some(application.claim.clone()).into();
                self.kind = application.kind.into();
            }
            FilingEvent::Supplemented { application } => {
                self.claim = Some(application.claim.clone()).into();
            }
            FilingEvent::Accepted { number, account_no, filed_on } => {
                self.number = Some(number.clone());
                self.account_no.clone_from(account_no);
                self.filed_on = Some(*filed_on);
                self.stage = Stage::Open;
            }
            FilingEvent::Corrected { correction } => {
                correction::apply(&mut self.parties, self.claim.as_ref(), correction);
                if let Anew::Claim { claim } = &correction.anew {
                    self.claim = Some((**claim).clone()).into();
                }
            }
            FilingEvent::SupplementAsked { .. }
            | FilingEvent::Interviewed { .. }
            | FilingEvent::MaterialAdded { .. } => {}
        }
    }

    /// What triage says of the matter itself.
    pub(super) fn triaged_with(&mut self, event: &TriageEvent) {
        match event {
            TriageEvent::Decided { lane, .. } | TriageEvent::Overridden { lane, .. } => {
                self.lane = Some(lane.clone());
            }
            TriageEvent::Assigned { staff, name, team, .. } => {
                self.handler = Some((*staff, name.clone()));
                self.team = Some(team.clone());
            }
        }
    }

    /// What closing says of the matter itself.
    pub(super) fn closed_with(&mut self, event: &ClosingEvent) {
        match event {
            ClosingEvent::Closed { .. }
            | ClosingEvent::StruckOff { .. }
            | ClosingEvent::TurnedBack { .. } => self.stage = Stage::Closed,
            ClosingEvent::Waived { .. } | ClosingEvent::Performed { .. } => {}
        }
    }

    /// 案号或者登记号; none while it has none yet.
    pub fn known_as(&self) -> Option<String> {
        let register = || self.register.as_ref().map(ToString::to_string);
        self.number.as_ref().map(ToString::to_string).or_else(register)
    }

    /// Papers that were issued before a correction and say what was wrong.
    pub fn still_saying<'a>(
        &'a self,
        corrected: &'a Corrected,
    ) -> impl Iterator<Item = &'a Document> {
        let stale = move |document: &&Document| {
            document.made.at < corrected.by.at
                && document.state == DocumentState::Issued
                && corrected.correction.stands_in(&document.input)
        };
        self.documents.iter().filter(stale)
    }

    /// 尚未立案的申请，which can still be completed.
    pub fn open_application(&self) -> Option<&Application> {
        self.filing.application.as_ref().filter(|_| self.stage == Stage::Received)
    }

    /// 收到申请、材料或者来访人的日期
    pub fn received_on(&self) -> Option<Day> {
        let application = self.filing.application.as_ref();
        self.opening.received_on.or(application.map(|application| application.received_on))
    }

    /// 异议期间不得处分：why an asset may not be disposed of today.
    ///
    /// # Errors
    /// Somebody outside the case claims it and the law forbids disposal meanwhile.
    pub fn must_be_disposable(&self, asset: AssetId, today: Day) -> Result<(), Refusal> {
        match self.raised.iter().find_map(|raised| raised.bars(asset, today)) {
            Some((needs, basis)) => Err(Refusal::Prerequisite { needs, basis: Some(basis) }),
            None => Ok(()),
        }
    }

    /// 异议期间不得发放：money taken from an asset that somebody outside the case claims stays where it is.
    ///
    /// # Errors
    /// As [`Matter::must_be_disposable`], of an asset from which money has been taken.
    pub fn must_be_payable(&self, today: Day) -> Result<(), Refusal> {
        let taken = self.deductions.iter().filter(|deduction| deduction.actual.is_positive());
        taken.into_iter().try_for_each(|taken| self.must_be_disposable(taken.asset, today))
    }

    /// 执行实施人员：who has a hand in the enforcement, each with the name: the handler, and who signed a ruling.
    pub fn implementers(&self) -> Vec<(StaffId, String)> {
        let signed = self.documents.iter().filter(|document| document.kind.is_ruling());
        let signed = signed.filter_map(|document| document.signed.as_ref());
        let mut found: BTreeMap<StaffId, String> =
            signed.map(|by| (by.staff, by.name.clone())).collect();
        found.extend(self.handler.clone());
        found.into_iter().collect()
    }

    /// Objections to this case that have not been concluded.
    pub fn objections_open(&self) -> impl Iterator<Item = &Raised> {
        self.raised.iter().filter(|raised| raised.concluded.is_none())
    }

    /// The day on which the ruling on the objection had been served on everybody.
    pub fn ruling_served_on(&self) -> Option<Day> {
        let issued = |document: &&Document| {
            document.kind == DocumentKind::ObjectionRuling && document.signed.is_some()
        };
        let ruling = self.documents.iter().rfind(issued)?;
        let mut last = None;
        for party in self.service_targets(ruling) {
            last = last.max(Some(self.served(ruling.id, party)?.effective_on?));
        }
        last
    }

    /// The objection that this matter is.
    ///
    /// # Errors
    /// It is none.
    pub fn as_objection(&self) -> Result<&Objection, Refusal> {
        self.objection.as_ref().ok_or(Refusal::Missing("执行异议"))
    }

    /// The visit that this matter is.
    ///
    /// # Errors
    /// It is none.
    pub fn as_visit(&self) -> Result<&Visit, Refusal> {
        self.visit.as_ref().ok_or(Refusal::Missing("来访"))
    }
}
