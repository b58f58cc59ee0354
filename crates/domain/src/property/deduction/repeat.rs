//! 重新发出扣划请求

use super::request;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::DeductionId,
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        effect::Effect,
        outcome::{Decision, Outcome},
    },
    papers::document::DocumentState,
    property::{deduction::DeductionEvent, measure::MeasureState},
};

fields! {
    /// 重新发出扣划请求 to a holder who does not answer, under a new number: an answer to the old one that comes late is
    /// an answer to nothing. Money must not be taken twice, so whoever repeats says whom they asked.
    RepeatDeduction {
        deduction: DeductionId = "扣划";
        reason: Text<500> = "核实情况和理由", "写明何时向协助单位何人核实，确认对方没有扣划、款项没有划出";
    }
}

impl Command for RepeatDeduction {
    const NAME: &'static str = "repeat_deduction";
    const TITLE: &'static str = "重新发出";
    const FORM: (&'static str, &'static str) = ("重新发出扣划请求", "换新单号重新发出");
    const ACT: Act = Act::OrderDeduction;
    const DONE: &'static str = "deduction.repeated";

    fn subject(&self) -> Subject {
        self.deduction.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        request::waiting(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let deduction = request::ordered(matter, on)?;
        let ruling = request::ruling(matter, deduction).map(|document| document.state);
        if ruling != Some(DocumentState::Issued) {
            return Err(Refusal::needs(Need::RequestSent));
        }
        // What is no longer frozen may be somebody else's by now.
        let measure = matter.measure(deduction.measure).ok_or(Refusal::Missing("控制措施"))?;
        match measure.state {
            MeasureState::Live => matter.must_be_disposable(deduction.asset, ctx.today),
            MeasureState::Lapsed => Err(Refusal::MeasureLapsed { ended_on: measure.ends_on }),
            state => Err(Refusal::state("控制措施", state, MeasureState::Live)),
        }
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let deduction = request::ordered(matter, self.subject())?;
        let repeated = DeductionEvent::Repeated {
            deduction: self.deduction,
            request_no: deduction.next_number(),
            reason: self.reason.as_str().to_owned(),
        };
        Ok(Outcome::of(repeated).then(Effect::SendDeduction { deduction: self.deduction }))
    }
}
