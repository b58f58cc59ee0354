//! 签收事项

use super::held;
use crate::{
    command::Command,
    ground::{act::Act, field::fields, id::TaskId, refusal::Refusal, subject::Subject},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::task::{TaskEvent, TaskState},
};

fields! {
    /// 签收事项：whoever has the post takes the task upon themselves.
    AcceptTask {
        task: TaskId = "事项";
    }
}

impl Command for AcceptTask {
    const NAME: &'static str = "accept_task";
    const TITLE: &'static str = "签收";
    const FORM: (&'static str, &'static str) = ("签收事项", "签收");
    const ACT: Act = Act::AcceptTask;
    const DONE: &'static str = "task.accepted";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.task.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        held::live_ones(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let task = held::live(matter, on)?;
        if task.state == TaskState::Accepted {
            return Err(Refusal::state("事项", task.state, TaskState::Open));
        }
        held::own(matter, on, ctx).map(drop)
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        Ok(Outcome::of(TaskEvent::Accepted { task: self.task }))
    }
}
