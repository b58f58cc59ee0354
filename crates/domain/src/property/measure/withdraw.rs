//! 撤回请求

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
    papers::document::{DocumentEvent, DocumentState},
    papers::kind::DocumentKind,
    property::measure::{MeasureEvent, RequestKind},
};

fields! {
    /// 撤回请求 that nobody answers. A renewal or a release that is taken back leaves the freeze as it was; a freeze that
    /// is taken back is none. What went out may have been done without a word, so the ruling on a freeze is undone by a
    /// ruling, and its request tells the holder.
    WithdrawRequest {
        measure: MeasureId = "控制措施";
        reason: Text<500> = "核实情况和理由", "写明何时向协助单位何人核实，对方是否收到、是否已经办理";
    }
}

impl Command for WithdrawRequest {
    const NAME: &'static str = "withdraw_request";
    const TITLE: &'static str = "撤回请求";
    const FORM: (&'static str, &'static str) = ("撤回控制请求", "撤回请求");
    const ACT: Act = Act::OrderMeasure;
    const DONE: &'static str = "measure.withdrawn";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.measure.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        request::waiting(matter)
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        request::pending(term::known(matter, on)?).map(drop)
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let measure = term::known(matter, self.subject())?;
        let request = request::pending(measure)?;
        let reason = self.reason.as_str().to_owned();
        let withdrawn =
            MeasureEvent::Withdrawn { measure: self.measure, request, reason: reason.clone() };
        let mut outcome = Outcome::of(withdrawn);
        let Some(ruling) = request::ruling(matter, measure, request) else { return Ok(outcome) };
        match ruling.state {
            // Nobody shall sign it any more.
            DocumentState::Drafted => {
                outcome = outcome.and(DocumentEvent::SentBack { document: ruling.id, reason });
            }
            DocumentState::Issued if request == RequestKind::Freeze => {
                outcome = outcome.then(Effect::MakeDocument {
                    kind: DocumentKind::ReleaseRuling,
                    party: None,
                    subject: Some(self.subject()),
                });
            }
            DocumentState::Issued | DocumentState::SentBack => {}
        }
        Ok(outcome)
    }
}
