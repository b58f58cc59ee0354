//! 答复来访：the visitor is answered, and with that the matter ends.

use zhixing_law::money::Fen;

use super::{Reply, VisitEvent};
use crate::{
    closing::closure::{ClosingEvent, ClosingWay},
    command::Command,
    ground::{
        act::Act,
        field::{PastDay, Text, choices, fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

choices! { Reply }

fields! {
    /// 答复来访
    AnswerVisit {
        way: Reply = "答复方式";
        on: PastDay = "答复日期";
        answer: Text<2000> = "答复内容";
    }
}

impl Command for AnswerVisit {
    const NAME: &'static str = "answer_visit";
    const TITLE: &'static str = "答复";
    const FORM: (&'static str, &'static str) = ("答复来访", "答复并办结");
    const ACT: Act = Act::AnswerVisit;
    const DONE: &'static str = "visit.answered";

    fn subject(&self) -> Subject {
        Subject::Visit
    }

    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Visit]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.as_visit()?;
        matter.must_be_open()
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let on = self.on.by("on", ctx.today)?;
        let text = self.answer.as_str().to_owned();
        Ok(Outcome::of(VisitEvent::Answered { way: self.way, text, on }).and(
            ClosingEvent::Closed {
                way: ClosingWay::VisitAnswered,
                on: ctx.today,
                conditions: Vec::new(),
                received: Fen::ZERO,
                remark: String::new(),
            },
        ))
    }
}
