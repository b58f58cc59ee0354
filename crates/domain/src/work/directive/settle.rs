//! 审核督办的答复：it will do, or it is to be done again by another day. Whoever answered does not say so.

use zhixing_law::day::Day;

use super::{DirectiveEvent, DirectiveState, Verdict, in_state, issue::within, open_ones};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, fields},
        id::DirectiveId,
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 审核督办的答复
    SettleDirective {
        directive: DirectiveId = "督办";
        verdict: Verdict = "审核意见";
        remark: Note<500> = "意见", "退回的须写明还要办什么";
        reply_by: Option<Day> = "重新答复的期限", "退回的须填写";
    }
}

impl Command for SettleDirective {
    const NAME: &'static str = "settle_directive";
    const TITLE: &'static str = "审核答复";
    const FORM: (&'static str, &'static str) = ("审核督办的答复", "提交审核意见");
    const ACT: Act = Act::SettleDirective;
    const DONE: &'static str = "directive.settled";

    fn subject(&self) -> Subject {
        self.directive.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        open_ones(&matter.directives)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let known = in_state(&matter.directives, on, DirectiveState::Answered)?;
        match known.replies.last().filter(|reply| reply.by.staff == ctx.actor.id) {
            Some(reply) => {
                let first = reply.by.name.clone();
                Err(Refusal::SecondPerson { what: "督办的答复和审核", first })
            }
            None => Ok(()),
        }
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let (directive, remark) = (self.directive, self.remark.as_str().to_owned());
        if self.verdict == Verdict::Accept {
            return Ok(Outcome::of(DirectiveEvent::Settled { directive, remark }));
        }
        if remark.is_empty() {
            return Err(Refusal::field("remark", FieldProblem::Required));
        }
        let reply_by = self.reply_by.ok_or(Refusal::field("reply_by", FieldProblem::Required))?;
        let reply_by = within(reply_by, ctx)?;
        Ok(Outcome::of(DirectiveEvent::SentBack { directive, remark, reply_by }))
    }
}
