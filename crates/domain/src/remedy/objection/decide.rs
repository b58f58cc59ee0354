//! 异议裁定

use super::{ObjectionEvent, ObjectionResult, apart};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, choices, fields},
        refusal::{FieldProblem, Need, PanelNeed, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::panel::{self, PanelTopic},
};

choices! { ObjectionResult }

fields! {
    /// 作出裁定. Which results there are depends on the kind of objection.
    DecideObjection {
        outcome: ObjectionResult = "裁定结果", "执行行为异议：驳回、撤销、变更、成立；案外人异议：驳回、中止对该标的的执行";
        operative: Text<500> = "裁定主文";
        reasons: Text<2000> = "查明的事实和本院认为";
    }
}

impl Command for DecideObjection {
    const NAME: &'static str = "decide_objection";
    const TITLE: &'static str = "作出裁定";
    const FORM: (&'static str, &'static str) = ("对异议作出裁定", "制作裁定书");
    const ACT: Act = Act::DecideObjection;
    const DONE: &'static str = "objection.decided";

    fn subject(&self) -> Subject {
        Subject::Objection
    }

    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Objection]
    }

    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        if matter.as_objection()?.ruled.is_some() {
            return Err(Refusal::needs(Need::ObjectionUnderReview));
        }
        if matter.handler.is_none() {
            return Err(Refusal::needs(Need::ObjectionAssigned));
        }
        apart::check(matter, ctx)?;
        let panel = panel::minuted(&matter.panels, PanelTopic::Objection);
        let handler = matter.handler.as_ref().map(|(id, _)| *id);
        let needs = match panel.map(|panel| handler.is_some_and(|id| panel.member(id).is_some())) {
            None => PanelNeed::Minuted,
            // The matter went to somebody else after the panel had sat.
            Some(false) => PanelNeed::HandlerSits,
            Some(true) => return Ok(()),
        };
        let basis = Some(zhixing_law::objection::APART);
        Err(Refusal::Prerequisite { needs: Need::Panel(needs), basis })
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let claim = matter.as_objection()?.said.claim;
        if !self.outcome.in_law().fits(claim.route()) {
            let expected = "与异议种类相应的裁定结果";
            return Err(Refusal::field("outcome", FieldProblem::Invalid { expected }));
        }
        Ok(Outcome::of(ObjectionEvent::Decided {
            result: self.outcome,
            operative: self.operative.as_str().to_owned(),
            reasons: self.reasons.as_str().to_owned(),
            on: ctx.today,
        }))
    }
}
