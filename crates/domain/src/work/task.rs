//! 事项：work raised from a case for a post, with a limit, accepted, done and reported back, or returned.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::{
    ground::entry::{By, Entry},
    ground::id::{StaffId, TaskId},
    ground::refusal::{Need, Refusal, optional_text, text},
    ground::subject::Subject,
    ground::word::words,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    mode::HANDLER,
};

words! {
    /// 事项状态
    TaskState {
        /// 待签收
        Open = "open", "待办";
        /// 办理中
        Accepted = "accepted", "已签收";
        Done = "done", "已办结";
        /// 已退回，待重新指派
        Returned = "returned", "已退回";
        /// 已撤销（案件结案）
        Withdrawn = "withdrawn", "已撤回";
    }
}

impl TaskState {
    /// Whether somebody still has to do something.
    pub fn is_live(self) -> bool {
        matches!(self, TaskState::Open | TaskState::Accepted | TaskState::Returned)
    }
}

/// 事项
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub id: TaskId,
    /// Task type of the mode.
    pub key: String,
    /// What it is about: there is one live task of a type for each.
    pub subject: Subject,
    pub name: String,
    pub node: String,
    /// Post that owns it, or [`HANDLER`].
    pub post: String,
    pub state: TaskState,
    pub opened_on: Day,
    pub due_on: Day,
    pub basis: String,
    /// Part of the case page it leads to.
    pub opens: String,
    /// Who has accepted it or was assigned to it.
    pub assignee: Option<(StaffId, String)>,
    pub done: Option<By>,
    pub result: String,
    /// Done by an event of the case and not by hand.
    pub automatic: bool,
    pub returned: Option<(By, String)>,
}

/// What happens to tasks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TaskEvent {
    Opened {
        task: TaskId,
        key: String,
        subject: Subject,
        name: String,
        node: String,
        post: String,
        opened_on: Day,
        due_on: Day,
        basis: String,
        opens: String,
    },
    /// 签收
    Accepted { task: TaskId },
    /// 指派
    Assigned { task: TaskId, to: StaffId, to_name: String, reason: String },
    /// 办结回填
    Completed { task: TaskId, result: String, automatic: bool },
    /// 退回
    Returned { task: TaskId, reason: String },
    /// 撤销
    Withdrawn { task: TaskId },
}

impl TaskEvent {
    /// The task it is about.
    pub fn task(&self) -> TaskId {
        match self {
            TaskEvent::Opened { task, .. }
            | TaskEvent::Accepted { task }
            | TaskEvent::Assigned { task, .. }
            | TaskEvent::Completed { task, .. }
            | TaskEvent::Returned { task, .. }
            | TaskEvent::Withdrawn { task } => *task,
        }
    }
}

fn live(matter: &Matter, id: TaskId) -> Result<&Task, Refusal> {
    let task = matter.task(id).ok_or(Refusal::Missing("事项"))?;
    if task.state.is_live() {
        return Ok(task);
    }
    Err(Refusal::state("事项", task.state, TaskState::Open))
}

/// Whether the actor does this task: by post, by being the handler, or because it was assigned to them.
pub fn is_mine(matter: &Matter, task: &Task, ctx: &Context<'_>) -> bool {
    let actor = ctx.actor;
    if let Some((assignee, _)) = &task.assignee {
        return *assignee == actor.id;
    }
    if task.post == HANDLER {
        return matter.handler.as_ref().is_some_and(|(id, _)| *id == actor.id);
    }
    actor.posts.contains(&task.post)
}

/// 签收事项
pub fn accept(matter: &Matter, id: TaskId, ctx: &mut Context<'_>) -> Decision {
    let task = live(matter, id)?;
    if task.state == TaskState::Accepted {
        return Err(Refusal::state("事项", task.state, TaskState::Open));
    }
    if !is_mine(matter, task, ctx) {
        return Err(Refusal::NotYourPost { post: post_name(task, ctx) });
    }
    Ok(Outcome::of(TaskEvent::Accepted { task: id }))
}

/// 办结回填：reports the result back; tasks that an event of the case completes cannot be ticked off by hand.
pub fn complete(matter: &Matter, id: TaskId, result: &str, ctx: &mut Context<'_>) -> Decision {
    let task = live(matter, id)?;
    if !is_mine(matter, task, ctx) {
        return Err(Refusal::NotYourPost { post: post_name(task, ctx) });
    }
    let by_event = ctx.mode.task(&task.key).is_some_and(|rule| !rule.by_hand());
    if by_event {
        return Err(Refusal::needs(Need::TaskWork));
    }
    let result = text("result", result, 1000)?;
    Ok(Outcome::of(TaskEvent::Completed { task: id, result, automatic: false }))
}

/// 退回事项
pub fn give_back(matter: &Matter, id: TaskId, reason: &str, ctx: &mut Context<'_>) -> Decision {
    let task = live(matter, id)?;
    if task.state == TaskState::Returned {
        return Err(Refusal::state("事项", task.state, TaskState::Open));
    }
    if !is_mine(matter, task, ctx) {
        return Err(Refusal::NotYourPost { post: post_name(task, ctx) });
    }
    let reason = text("reason", reason, 500)?;
    Ok(Outcome::of(TaskEvent::Returned { task: id, reason }))
}

/// 指派事项：the centre gives a task to a named person; nobody gives one to themselves.
pub fn assign(
    matter: &Matter,
    id: TaskId,
    to: (StaffId, String),
    reason: &str,
    ctx: &mut Context<'_>,
) -> Decision {
    live(matter, id)?;
    if to.0 == ctx.actor.id {
        return Err(Refusal::SecondPerson { what: "指派事项", first: ctx.actor.name.clone() });
    }
    let reason = optional_text("reason", reason, 500)?;
    Ok(Outcome::of(TaskEvent::Assigned { task: id, to: to.0, to_name: to.1, reason }))
}

fn post_name(task: &Task, ctx: &Context<'_>) -> String {
    if let Some((_, name)) = &task.assignee {
        return name.clone();
    }
    if task.post == HANDLER {
        return "承办人".to_owned();
    }
    ctx.mode.post(&task.post).map_or_else(|| task.post.clone(), |post| post.name.clone())
}

/// Folds an event into the register.
pub fn apply(tasks: &mut Vec<Task>, event: &TaskEvent, entry: &Entry) {
    if let TaskEvent::Opened {
        task,
        key,
        subject,
        name,
        node,
        post,
        opened_on,
        due_on,
        basis,
        opens,
    } = event
    {
        tasks.push(Task {
            id: *task,
            key: key.clone(),
            subject: *subject,
            name: name.clone(),
            node: node.clone(),
            post: post.clone(),
            state: TaskState::Open,
            opened_on: *opened_on,
            due_on: *due_on,
            basis: basis.clone(),
            opens: opens.clone(),
            assignee: None,
            done: None,
            result: String::new(),
            automatic: false,
            returned: None,
        });
        return;
    }
    let Some(task) = tasks.iter_mut().find(|task| task.id == event.task()) else { return };
    match event {
        TaskEvent::Opened { .. } => {}
        TaskEvent::Accepted { .. } => {
            task.state = TaskState::Accepted;
            task.assignee = Some((entry.actor, entry.actor_name.clone()));
        }
        TaskEvent::Assigned { to, to_name, .. } => {
            task.state = TaskState::Open;
            task.assignee = Some((*to, to_name.clone()));
        }
        TaskEvent::Completed { result, automatic, .. } => {
            task.state = TaskState::Done;
            task.done = Some(By::from(entry));
            task.result.clone_from(result);
            task.automatic = *automatic;
        }
        TaskEvent::Returned { reason, .. } => {
            task.state = TaskState::Returned;
            task.assignee = None;
            task.returned = Some((By::from(entry), reason.clone()));
        }
        TaskEvent::Withdrawn { .. } => task.state = TaskState::Withdrawn,
    }
}
