//! 撤回扣划请求

use super::request;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::DeductionId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    papers::document::{DocumentEvent, DocumentState},
    property::deduction::DeductionEvent,
};

fields! {
    /// 撤回扣划请求 that nobody answers: the money stays frozen, and may be deducted by another order.
    WithdrawDeduction {
        deduction: DeductionId = "扣划";
        reason: Text<500> = "核实情况和理由", "写明何时向协助单位何人核实，确认对方没有扣划、款项没有划出";
    }
}

impl Command for WithdrawDeduction {
    const NAME: &'static str = "withdraw_deduction";
    const TITLE: &'static str = "撤回请求";
    const FORM: (&'static str, &'static str) = ("撤回扣划请求", "撤回扣划");
    const ACT: Act = Act::OrderDeduction;
    const DONE: &'static str = "deduction.withdrawn";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.deduction.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        request::waiting(matter)
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        request::ordered(matter, on).map(drop)
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let deduction = request::ordered(matter, self.subject())?;
        let reason = self.reason.as_str().to_owned();
        let withdrawn =
            DeductionEvent::Withdrawn { deduction: self.deduction, reason: reason.clone() };
        let outcome = Outcome::of(withdrawn);
        match request::ruling(matter, deduction) {
            // Nobody shall sign it any more.
            Some(ruling) if ruling.state == DocumentState::Drafted => {
                Ok(outcome.and(DocumentEvent::SentBack { document: ruling.id, reason }))
            }
            _ => Ok(outcome),
        }
    }
}
