//! 逾期与催办：what is past its last day, who has been told of it at which level, and why it is late.
//!
//! The engine raises a level once, however often it looks: what has been told is on record here. Who it was is on
//! record too, because a person may have changed by the time that somebody asks.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::ground::{
    entry::{By, Entry},
    field::choices,
    id::{LatenessId, StaffId, TaskId},
    word::words,
};

pub mod explain;

words! {
    /// 催办层级, from the one who does the work to the president.
    Level {
        Owner = "owner", "承办人";
        /// 执行长、团队负责人
        Team = "team", "团队";
        Chief = "chief", "局长";
        President = "president", "院长";
    }
}

impl Level {
    /// 1 for whoever does the work, 4 for the president.
    pub fn rank(self) -> i64 {
        match self {
            Level::Owner => 1,
            Level::Team => 2,
            Level::Chief => 3,
            Level::President => 4,
        }
    }
}

words! {
    /// 可以逾期的种类
    LateKind {
        Task = "task", "事项";
        Node = "node", "流程节点";
        Deadline = "deadline", "法定期限";
    }
}

words! {
    /// 逾期原因
    LateReason {
        Respondent = "respondent", "被执行人下落不明或者不配合";
        Applicant = "applicant", "等待申请执行人补充、答复";
        Body = "body", "协助单位没有答复";
        Procedure = "procedure", "前一程序没有办完";
        Load = "load", "人手不足，在办案件过多";
        Equipment = "equipment", "系统、设备故障";
        Other = "other", "其他原因";
    }
}

choices! { LateReason }

/// What is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", deny_unknown_fields)]
pub enum Late {
    Task { task: TaskId },
    Node { node: String },
    Deadline { deadline: String },
}

impl Late {
    pub fn kind(&self) -> LateKind {
        match self {
            Late::Task { .. } => LateKind::Task,
            Late::Node { .. } => LateKind::Node,
            Late::Deadline { .. } => LateKind::Deadline,
        }
    }
}

/// 说明：why it is late, and by when it will be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub why: LateReason,
    pub reason: String,
    pub planned_on: Day,
    pub by: By,
}

/// 一次催办
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub level: Level,
    pub on: Day,
}

/// 一项逾期
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lateness {
    pub id: LatenessId,
    pub late: Late,
    pub name: String,
    /// The last day that was missed.
    pub due_on: Day,
    /// Who is to do it, where that is a person.
    pub owner: Option<(StaffId, String)>,
    /// The post whose it is, or [`crate::mode::HANDLER`].
    pub post: String,
    /// 团队负责人岗；empty, the team has none.
    pub lead: String,
    /// Every level that was told, lowest first.
    pub told: Vec<Told>,
    /// The last word on it stands; the ones before are in the docket.
    pub explained: Option<Explanation>,
    /// Done, or given another last day.
    pub ended_on: Option<Day>,
}

impl Lateness {
    pub fn is_open(&self) -> bool {
        self.ended_on.is_none()
    }

    /// The highest level that was told.
    pub fn level(&self) -> Level {
        self.told.last().map_or(Level::Owner, |told| told.level)
    }

    /// Whether somebody still has to say why: nobody has, or the day that was named then has passed.
    pub fn lacks_reason(&self, today: Day) -> bool {
        let stands = |known: &Explanation| today <= known.planned_on;
        self.is_open() && !self.explained.as_ref().is_some_and(stands)
    }
}

/// What happens to what is late.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LatenessEvent {
    /// 催办：a level is told. The first of a thing makes it late.
    Told {
        lateness: LatenessId,
        late: Late,
        name: String,
        due_on: Day,
        level: Level,
        on: Day,
        owner: Option<(StaffId, String)>,
        post: String,
        lead: String,
    },
    /// 说明逾期原因
    Explained { lateness: LatenessId, why: LateReason, reason: String, planned_on: Day },
    /// 逾期消除
    Ended { lateness: LatenessId, on: Day },
}

impl LatenessEvent {
    /// What it is about.
    pub fn lateness(&self) -> LatenessId {
        match self {
            LatenessEvent::Told { lateness, .. }
            | LatenessEvent::Explained { lateness, .. }
            | LatenessEvent::Ended { lateness, .. } => *lateness,
        }
    }
}

/// Folds an event into the register.
pub fn apply(all: &mut Vec<Lateness>, event: &LatenessEvent, entry: &Entry) {
    let at = all.iter().position(|known| known.id == event.lateness());
    match (event, at.and_then(|at| all.get_mut(at))) {
        (LatenessEvent::Told { level, on, owner, post, lead, .. }, Some(known)) => {
            known.told.push(Told { level: *level, on: *on });
            known.owner.clone_from(owner);
            known.post.clone_from(post);
            known.lead.clone_from(lead);
        }
        (
            LatenessEvent::Told { lateness, late, name, due_on, level, on, owner, post, lead },
            None,
        ) => all.push(Lateness {
            id: *lateness,
            late: late.clone(),
            name: name.clone(),
            due_on: *due_on,
            owner: owner.clone(),
            post: post.clone(),
            lead: lead.clone(),
            told: vec![Told { level: *level, on: *on }],
            explained: None,
            ended_on: None,
        }),
        (LatenessEvent::Explained { why, reason, planned_on, .. }, Some(known)) => {
            known.explained = Some(Explanation {
                why: *why,
                reason: reason.clone(),
                planned_on: *planned_on,
                by: By::from(entry),
            });
        }
        (LatenessEvent::Ended { on, .. }, Some(known)) => known.ended_on = Some(*on),
        (LatenessEvent::Explained { .. } | LatenessEvent::Ended { .. }, None) => {}
    }
}

/// What is late and was never explained, of a task or of everything.
pub fn unexplained(all: &[Lateness], task: Option<TaskId>) -> impl Iterator<Item = &Lateness> {
    let about = move |known: &&Lateness| match (task, &known.late) {
        (Some(task), Late::Task { task: late }) => task == *late,
        (Some(_), _) => false,
        (None, _) => true,
    };
    all.iter().filter(|known| known.is_open() && known.explained.is_none()).filter(about)
}
