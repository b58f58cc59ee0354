//! 延长期限：asked for before the limit is over, signed by whom the law names (执行规定2020第63条：院长).

use super::Deadline;
use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Key, Shape, Text, Value, fields},
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
        word::words,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

words! {
    /// 延长的月数
    Months {
        One = "1", "1个月";
        Two = "2", "2个月";
        Three = "3", "3个月";
    }
}

impl Months {
    pub fn count(self) -> u32 {
        match self {
            Months::One => 1,
            Months::Two => 2,
            Months::Three => 3,
        }
    }
}

impl Value for Months {
    const SHAPE: Shape = Shape::Choice(Months::WORDS);
}

fields! {
    /// 延长期限：which, by how many months, and why.
    ExtendDeadline {
        deadline: Key = "期限";
        months: Months = "延长";
        reason: Text<500> = "特殊情况和理由";
    }
}

impl Command for ExtendDeadline {
    const NAME: &'static str = "extend_deadline";
    const TITLE: &'static str = "申请延长期限";
    const FORM: (&'static str, &'static str) = ("申请延长期限", "提请签批");
    const ACT: Act = Act::AdjustDeadline;
    const DONE: &'static str = "approval.asked";

    fn subject(&self) -> Subject {
        Subject::Deadline
    }

    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Deadline]
    }

    fn choices(matter: &Matter, _ctx: &Context<'_>) -> Choices {
        let known = extendable(matter);
        vec![("deadline", known.map(|known| (known.key.clone(), known.name.clone())).collect())]
    }

    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        matter.deadlines.must_run()?;
        let mut known = extendable(matter).peekable();
        if known.peek().is_none() {
            return Err(Refusal::needs(Need::DeadlineExtendable));
        }
        if known.all(|known| known.is_late(ctx.today)) {
            return Err(Refusal::needs(Need::DeadlineNotOver));
        }
        Ok(())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let key = self.deadline.as_str();
        let known = extendable(matter).find(|known| known.key == key);
        let known = known.ok_or_else(|| Refusal::field("deadline", FieldProblem::Unknown))?;
        if known.is_late(ctx.today) {
            return Err(Refusal::needs(Need::DeadlineNotOver));
        }
        let what = What::Extension {
            deadline: known.key.clone(),
            name: known.name.clone(),
            months: self.months.count(),
            reason: self.reason.as_str().to_owned(),
        };
        ask(matter, what, ctx)
    }
}

/// The deadlines that run and that the law lets somebody extend.
fn extendable(matter: &Matter) -> impl Iterator<Item = &Deadline> {
    let by_law = |known: &&Deadline| {
        known.is_running() && known.rule().is_some_and(|rule| !rule.extender.is_empty())
    };
    matter.deadlines.all.iter().filter(by_law)
}
