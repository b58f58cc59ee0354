//! 外勤回填：whoever was outside reports back what came of a task, which is done with it.

use serde::{Deserialize, Serialize};

use super::{FieldworkEvent, evidence::Sent};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Field, Fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::task::{TaskEvent, complete::CompleteTask},
};

/// 外勤回填
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportFromField(pub Sent);

impl Fields for ReportFromField {
    const FIELDS: &'static [Field] = Sent::FIELDS;
}

impl Command for ReportFromField {
    const NAME: &'static str = "report_from_field";
    const TITLE: &'static str = "外勤回填";
    const ACT: Act = Act::ReportFromField;
    const DONE: &'static str = "fieldwork.reported";

    fn subject(&self) -> Subject {
        self.0.task.into()
    }

    /// The tablet offers it: nowhere on the page of the case.
    fn places(_matter: &Matter) -> Vec<Subject> {
        Vec::new()
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        CompleteTask::ready(matter, on, ctx)
    }

    fn names_evidence(&self) -> bool {
        true
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let account = self.0.account("", ctx)?;
        let result = format!("{}：{}", account.outcome.title(), account.result);
        let done = TaskEvent::Completed { task: account.task, result, automatic: false };
        Ok(Outcome::of(FieldworkEvent::Reported { account }).and(done))
    }
}
