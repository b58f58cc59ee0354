//! 外勤：what people did and saw outside, with photographs and recordings that say when and where they were taken.

use serde::{Deserialize, Serialize};
use zhixing_law::instant::Instant;

use crate::ground::{
    entry::{By, Entry},
    field::choices,
    id::TaskId,
    word::words,
};

pub mod evidence;
pub mod note;
pub mod position;
pub mod report;

use position::Position;

words! {
    /// 外勤办理情况
    FieldOutcome {
        Done = "done", "已办成";
        /// 到了，没有遇到要找的人
        Absent = "absent", "未遇";
        Failed = "failed", "未办成";
    }

    /// 现场证据的种类
    EvidenceKind {
        Photo = "photo", "照片";
        Sound = "sound", "录音";
    }
}

choices! { FieldOutcome, EvidenceKind }

/// 地点：where the device says it was, or why it could not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    At(Position),
    /// 未取得位置
    Unknown(String),
}

impl Place {
    /// The position, if the device had one.
    pub fn position(&self) -> Option<Position> {
        match self {
            Place::At(position) => Some(*position),
            Place::Unknown(_) => None,
        }
    }
}

/// 一件现场证据. Times are the device's own: what is later than it was received is told apart where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub kind: EvidenceKind,
    pub name: String,
    /// SM3, under which the court keeps it.
    pub file: String,
    /// SHA-256, as the device computed it when it was taken and the court when it was received.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    pub taken_at: Instant,
    pub place: Place,
}

/// 收下的证据：what the actor has sent ahead of the report that names it, as the court found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// SM3
    pub file: String,
    pub sha256: String,
    pub kind: EvidenceKind,
    /// Bytes.
    pub size: u64,
}

/// 一次外勤的情况
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub task: TaskId,
    pub outcome: FieldOutcome,
    pub result: String,
    /// When it was written, as the device has it.
    pub written_at: Instant,
    pub place: Place,
    pub evidence: Vec<Evidence>,
}

/// What comes from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FieldworkEvent {
    /// 外勤回填：the task is done with it.
    Reported { account: Account },
    /// 转为情况记录：what could not be reported is kept, and no task is done with it.
    Noted { account: Account, reason: String },
}

impl FieldworkEvent {
    /// What was done and seen.
    pub fn account(&self) -> &Account {
        match self {
            FieldworkEvent::Reported { account } | FieldworkEvent::Noted { account, .. } => account,
        }
    }
}

/// 已收到的一次外勤
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReport {
    pub account: Account,
    /// Why it is kept as a note and no task was done with it; none for a report.
    pub noted: Option<String>,
    /// Who, and when it was received.
    pub by: By,
}

/// Folds an event into the register.
pub fn apply(reports: &mut Vec<FieldReport>, event: &FieldworkEvent, entry: &Entry) {
    let noted = match event {
        FieldworkEvent::Reported { .. } => None,
        FieldworkEvent::Noted { reason, .. } => Some(reason.clone()),
    };
    let by = By { at: entry.recorded_at, ..By::from(entry) };
    reports.push(FieldReport { account: event.account().clone(), noted, by });
}
