//! 办结回填

use super::held;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::TaskId,
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::{lateness, task::TaskEvent},
};

fields! {
    /// 办结回填：reports the result back; tasks that an event of the case completes cannot be ticked off by hand.
    CompleteTask {
        task: TaskId = "事项";
        result: Text<1000> = "办理结果";
    }
}

impl Command for CompleteTask {
    const NAME: &'static str = "complete_task";
    const TITLE: &'static str = "回填";
    const FORM: (&'static str, &'static str) = ("办结回填", "回填并办结");
    const ACT: Act = Act::CompleteTask;
    const DONE: &'static str = "task.completed";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.task.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        held::live_ones(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let task = held::own(matter, on, ctx)?;
        if ctx.mode.task(&task.key).is_some_and(|rule| !rule.by_hand()) {
            return Err(Refusal::needs(Need::TaskWork));
        }
        match lateness::unexplained(&matter.lateness, Some(task.id)).next() {
            Some(_) => Err(Refusal::needs(Need::LateReason)),
            None => Ok(()),
        }
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let result = self.result.as_str().to_owned();
        Ok(Outcome::of(TaskEvent::Completed { task: self.task, result, automatic: false }))
    }
}
