//! 扣除期间结束：what stopped the clock is over; the limit runs again from the next day.

use super::DeadlineEvent;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{PastDay, fields},
        id::ExclusionId,
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
    /// 扣除期间结束：the last day that is not counted.
    ResumeDeadline {
        exclusion: ExclusionId = "扣除期间";
        to: PastDay = "至哪一日止不计入", "次日起恢复计算";
    }
}

impl Command for ResumeDeadline {
    const NAME: &'static str = "resume_deadline";
    const TITLE: &'static str = "恢复计算";
    const FORM: (&'static str, &'static str) = ("恢复计算期限", "恢复计算");
    const ACT: Act = Act::AdjustDeadline;
    const DONE: &'static str = "deadline.resumed";

    fn subject(&self) -> Subject {
        self.exclusion.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let open = matter.deadlines.exclusions.iter().filter(|known| known.is_open());
        open.map(|known| known.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let known = matter.deadlines.exclusion(on)?;
        if known.is_open() { Ok(()) } else { Err(Refusal::Missing("尚未结束的扣除期间")) }
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let to = self.to.by("to", ctx.today)?;
        let known = matter.deadlines.exclusion(self.exclusion.into())?;
        if to < known.stretch.from {
            let expected = "不早于起日的日期";
            return Err(Refusal::field("to", FieldProblem::Invalid { expected }));
        }
        Ok(Outcome::of(DeadlineEvent::Resumed { exclusion: self.exclusion, to }))
    }
}
