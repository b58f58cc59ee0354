//! 发出督办

use zhixing_law::{day::Day, period};

use super::DirectiveEvent;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::DirectiveId,
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

/// The kind of task in which a directive is answered: its limit is the longest that a reply may be given.
const ANSWER: &str = "answer_directive";

fields! {
    /// 发出督办：what is to be answered, and by when.
    IssueDirective {
        asks: Text<1000> = "督办事由和要求";
        reply_by: Day = "答复期限", "这一日之前（含当日）答复";
    }
}

impl Command for IssueDirective {
    const NAME: &'static str = "issue_directive";
    const TITLE: &'static str = "督办";
    const FORM: (&'static str, &'static str) = ("发出督办", "发出");
    const ACT: Act = Act::IssueDirective;
    const DONE: &'static str = "directive.issued";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let reply_by = within(self.reply_by, ctx)?;
        let (directive, asks) = (DirectiveId(ctx.id()), self.asks.as_str().to_owned());
        Ok(Outcome::of(DirectiveEvent::Issued { directive, asks, on: ctx.today, reply_by }))
    }
}

/// A day that may be set for a reply.
///
/// # Errors
/// It has passed, or is too far.
pub(super) fn within(reply_by: Day, ctx: &Context<'_>) -> Result<Day, Refusal> {
    let rule = ctx.mode.task(ANSWER).ok_or(Refusal::needs(Need::KindHandled))?;
    let last = period::end(ctx.today, &rule.limit, &[], ctx.calendar)?.end;
    if reply_by < ctx.today || last < reply_by {
        let expected = "今天至办案模式所定的最长答复期限";
        return Err(Refusal::field("reply_by", FieldProblem::Invalid { expected }));
    }
    Ok(reply_by)
}
