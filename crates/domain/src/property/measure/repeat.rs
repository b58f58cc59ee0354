//! 重新发出请求

use zhixing_law::measure as law;

use super::{request, term};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::MeasureId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        effect::Effect,
        outcome::{Decision, Outcome},
    },
    property::measure::{MeasureEvent, RequestKind},
};

fields! {
    /// 重新发出请求 to a holder who does not answer, under a new number: an answer to the old one that comes late is
    /// an answer to nothing.
    RepeatRequest {
        measure: MeasureId = "控制措施";
        reason: Text<500> = "核实情况和理由", "写明何时向协助单位何人核实，对方是否收到、是否已经办理";
    }
}

impl Command for RepeatRequest {
    const NAME: &'static str = "repeat_request";
    const TITLE: &'static str = "重新发出";
    const FORM: (&'static str, &'static str) = ("重新发出控制请求", "换新单号重新发出");
    const ACT: Act = Act::OrderMeasure;
    const DONE: &'static str = "measure.repeated";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.measure.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        request::waiting(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let measure = term::known(matter, on)?;
        let request = request::pending(measure)?;
        request::must_be_sent(matter, measure, request)?;
        // What the holder does after the end renews nothing any more (查扣冻2020第27条).
        if request == RequestKind::Renew && law::has_lapsed(measure.ends_on, ctx.today) {
            return Err(Refusal::MeasureLapsed { ended_on: measure.ends_on });
        }
        Ok(())
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let measure = term::known(matter, self.subject())?;
        let request = request::pending(measure)?;
        let repeated = MeasureEvent::Repeated {
            measure: self.measure,
            request,
            request_no: measure.next_number(request),
            reason: self.reason.as_str().to_owned(),
        };
        Ok(Outcome::of(repeated).then(Effect::SendMeasure { measure: self.measure, request }))
    }
}
