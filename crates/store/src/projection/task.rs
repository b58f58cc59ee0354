//! 事项：the tasks of a case, with what a task list shows of the case.

use uuid::Uuid;
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::mode::HANDLER;
use zhixing_domain::work::task::{Task, TaskState};
use zhixing_law::day::Day;

use super::{ProjRow, shown};
use crate::value::V;

/// Whose list a task is on: a person's.
pub(crate) fn owned_by(staff: Uuid) -> String {
    format!("staff:{staff}")
}

/// Whose list a task is on: that of everybody who does a post's work.
pub(crate) fn owned_by_post(post: &str) -> String {
    format!("post:{post}")
}

/// The assignee, else the case's handler for the handler's tasks, else the post. A task done by
/// hand stays with who did it.
fn owner(file: &Matter, task: &Task) -> String {
    if let Some(done) = task.done.as_ref().filter(|_| !task.automatic) {
        return owned_by(done.staff.0);
    }
    match (&task.assignee, &file.handler) {
        (Some((staff, _)), _) => owned_by(staff.0),
        (None, Some((handler, _))) if task.post == HANDLER => owned_by(handler.0),
        (None, _) => owned_by_post(&task.post),
    }
}

fn bucket(state: TaskState) -> &'static str {
    match state {
        TaskState::Open | TaskState::Accepted | TaskState::Returned => "live",
        TaskState::Done => "done",
        TaskState::Withdrawn => "withdrawn",
    }
}

pub(super) fn rows(file: &Matter) -> Vec<ProjRow> {
    let number = shown::number(file);
    let respondents = shown::names(file, PartyRole::Respondent);
    file.tasks.iter().map(|task| row(file, task, &number, &respondents)).collect()
}

/// The rows of the tasks that differ between two states of a case of which nothing but its tasks differs. A task keeps
/// its place: what opens later stands behind it.
pub(super) fn changes(before: &Matter, after: &Matter) -> shown::BeforeAfter {
    let number = shown::number(after);
    let respondents = shown::names(after, PartyRole::Respondent);
    let differing = |file: &Matter, other: &Matter| -> Vec<ProjRow> {
        let mut at = 0..;
        let differs = |task: &&Task| at.next().and_then(|at| other.tasks.get(at)) != Some(task);
        let tasks = file.tasks.iter().filter(differs);
        tasks.map(|task| row(file, task, &number, &respondents)).collect()
    };
    (differing(before, after), differing(after, before))
}

fn row(file: &Matter, task: &Task, number: &str, respondents: &str) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("task_id", V::from(task.id.0)));
    let (done, raised) = (task.done.as_ref(), task.raised.as_ref());
    let reason = task.returned.as_ref().map(|(_, reason)| reason.clone());
    let cols = vec![
        ("task", V::from(&task.key)),
        ("name", V::from(&task.name)),
        ("node", V::from(&task.node)),
        ("post", V::from(&task.post)),
        ("opens", V::from(&task.opens)),
        ("basis", V::from(&task.basis)),
        ("state", V::from(task.state.code())),
        ("bucket", V::from(bucket(task.state))),
        ("owner", V::from(owner(file, task))),
        ("opened_on", V::from(task.opened_on)),
        // What stands still comes last, and is late for nobody.
        ("due_on", V::from(task.due_on.unwrap_or(Day::LAST))),
        ("assignee_id", V::from(task.assignee.as_ref().map(|(id, _)| id.0))),
        (
            "assignee_name",
            V::from(task.assignee.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()),
        ),
        ("done_at", V::from(done.map(|by| by.at))),
        ("done_by", V::from(done.map(|by| by.name.clone()).unwrap_or_default())),
        ("result", V::from(&task.result)),
        ("automatic", V::from(task.automatic)),
        ("return_reason", V::from(reason.unwrap_or_default())),
        ("number", V::from(number)),
        ("respondents", V::from(respondents)),
        ("team", V::from(file.team.clone().unwrap_or_default())),
        ("lane", V::from(file.lane.clone().unwrap_or_default())),
        ("handler_name", V::from(shown::handler_name(file))),
        ("subject", V::from(task.subject.to_string())),
        ("raised_by", V::from(raised.map(|raised| raised.by.name.clone()).unwrap_or_default())),
        ("urgency", V::from(raised.map_or("", |raised| raised.urgency.code()))),
    ];
    ProjRow { table: "case_task", key, cols }
}
