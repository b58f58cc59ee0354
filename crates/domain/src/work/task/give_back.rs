//! 退回事项

use super::held;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::TaskId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::task::{TaskEvent, TaskState},
};

fields! {
    /// 退回事项：whoever has it cannot do it, and says why; it waits to be assigned.
    ReturnTask {
        task: TaskId = "事项";
        reason: Text<500> = "退回理由";
    }
}

impl Command for ReturnTask {
    const NAME: &'static str = "return_task";
    const TITLE: &'static str = "退回";
    const FORM: (&'static str, &'static str) = ("退回事项", "退回");
    const ACT: Act = Act::ReturnTask;
    const DONE: &'static str = "task.returned";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.task.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        held::live_ones(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let task = held::live(matter, on)?;
        if task.state == TaskState::Returned {
            return Err(Refusal::state("事项", task.state, TaskState::Open));
        }
        held::own(matter, on, ctx).map(drop)
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(TaskEvent::Returned { task: self.task, reason }))
    }
}
