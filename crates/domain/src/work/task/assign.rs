//! 指派事项

use super::held;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, fields},
        id::{StaffId, TaskId},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::task::TaskEvent,
};

fields! {
    /// 指派事项：the centre gives a task to a named person; nobody gives one to themselves.
    AssignTask {
        task: TaskId = "事项";
        to: StaffId = "指派给";
        reason: Note<500> = "指派理由";
    }
}

impl Command for AssignTask {
    const NAME: &'static str = "assign_task";
    const TITLE: &'static str = "指派";
    const FORM: (&'static str, &'static str) = ("指派事项", "指派");
    const ACT: Act = Act::AssignTask;
    const DONE: &'static str = "task.assigned";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.task.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        held::live_ones(matter)
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        held::live(matter, on).map(drop)
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        if self.to == ctx.actor.id {
            return Err(Refusal::SecondPerson {
                what: "指派事项", first: ctx.actor.name.clone()
            });
        }
        let to_name = (ctx.colleague)(self.to).ok_or(Refusal::Missing("在岗人员"))?;
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(TaskEvent::Assigned { task: self.task, to: self.to, to_name, reason }))
    }
}
