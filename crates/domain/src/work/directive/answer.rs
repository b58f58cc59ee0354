//! 答复督办

use super::{DirectiveEvent, DirectiveState, in_state, open_ones};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::DirectiveId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 答复督办：what was done, and what comes next.
    AnswerDirective {
        directive: DirectiveId = "督办";
        reply: Text<1000> = "办理情况", "写明已经办了什么、下一步和时间";
    }
}

impl Command for AnswerDirective {
    const NAME: &'static str = "answer_directive";
    const TITLE: &'static str = "答复";
    const FORM: (&'static str, &'static str) = ("答复督办", "答复");
    const ACT: Act = Act::AnswerDirective;
    const DONE: &'static str = "directive.answered";

    fn subject(&self) -> Subject {
        self.directive.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        open_ones(&matter.directives)
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        in_state(&matter.directives, on, DirectiveState::Waiting).map(drop)
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let (directive, reply) = (self.directive, self.reply.as_str().to_owned());
        Ok(Outcome::of(DirectiveEvent::Answered { directive, reply }))
    }
}
