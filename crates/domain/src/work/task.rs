//! 事项：work raised from a case for a post, with a limit, accepted, done and reported back, or returned.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::{
    ground::entry::{By, Entry},
    ground::id::{StaffId, TaskId},
    ground::subject::Subject,
    ground::word::words,
};

pub mod accept;
pub mod assign;
pub mod complete;
pub mod give_back;
pub mod held;
pub mod raise;

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

words! {
    /// 缓急
    Urgency {
        Ordinary = "ordinary", "普通";
        /// 由指挥中心优先派员
        Urgent = "urgent", "紧急";
    }
}

/// 派出：why a person raised a task.
#[derive(Debug, Clone, PartialEq)]
pub struct Raised {
    pub by: By,
    /// 办理要求
    pub asks: String,
    pub urgency: Urgency,
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
    /// The last day that it was given when it opened.
    pub set_on: Day,
    /// The last day; none while it stands still.
    pub due_on: Option<Day>,
    /// Days that were not counted.
    pub excluded_days: i64,
    pub basis: String,
    /// Part of the case page it leads to.
    pub opens: String,
    /// Who has accepted it or was assigned to it.
    pub assignee: Option<(StaffId, String)>,
    pub done: Option<By>,
    pub result: String,
    /// Done by an event of the case and not by hand.
    pub automatic: bool,
    /// By a person, where no rule of the mode raised it.
    pub raised: Option<Raised>,
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
    /// 派出：by a person
    Raised {
        task: TaskId,
        key: String,
        name: String,
        node: String,
        post: String,
        opened_on: Day,
        due_on: Day,
        basis: String,
        opens: String,
        asks: String,
        urgency: Urgency,
    },
    /// 重算：without a day while it stands still
    Moved { task: TaskId, due_on: Option<Day>, excluded_days: i64 },
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
            | TaskEvent::Raised { task, .. }
            | TaskEvent::Moved { task, .. }
            | TaskEvent::Accepted { task }
            | TaskEvent::Assigned { task, .. }
            | TaskEvent::Completed { task, .. }
            | TaskEvent::Returned { task, .. }
            | TaskEvent::Withdrawn { task } => *task,
        }
    }
}

/// The task that an event begins.
fn begun(event: &TaskEvent, entry: &Entry) -> Option<Task> {
    let raised = match event {
        TaskEvent::Raised { asks, urgency, .. } => {
            Some(Raised { by: By::from(entry), asks: asks.clone(), urgency: *urgency })
        }
        _ => None,
    };
    let subject = match event {
        TaskEvent::Opened { subject, .. } => *subject,
        _ => Subject::Matter,
    };
    let (TaskEvent::Opened {
        task, key, name, node, post, opened_on, due_on, basis, opens, ..
    }
    | TaskEvent::Raised {
        task, key, name, node, post, opened_on, due_on, basis, opens, ..
    }) = event
    else {
        return None;
    };
    Some(Task {
        id: *task,
        key: key.clone(),
        subject,
        name: name.clone(),
        node: node.clone(),
        post: post.clone(),
        state: TaskState::Open,
        opened_on: *opened_on,
        set_on: *due_on,
        due_on: Some(*due_on),
        excluded_days: 0,
        basis: basis.clone(),
        opens: opens.clone(),
        assignee: None,
        done: None,
        result: String::new(),
        automatic: false,
        raised,
        returned: None,
    })
}

/// Folds an event into the register.
pub fn apply(tasks: &mut Vec<Task>, event: &TaskEvent, entry: &Entry) {
    if let Some(task) = begun(event, entry) {
        tasks.push(task);
        return;
    }
    let Some(task) = tasks.iter_mut().find(|task| task.id == event.task()) else { return };
    match event {
        TaskEvent::Opened { .. } | TaskEvent::Raised { .. } => {}
        TaskEvent::Moved { due_on, excluded_days, .. } => {
            task.due_on = *due_on;
            task.excluded_days = *excluded_days;
        }
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
