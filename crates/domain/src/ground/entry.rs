//! 流水条目：the circumstances in which something is written down.

use serde::{Deserialize, Serialize};
use zhixing_law::instant::Instant;

use super::{id::StaffId, word::words};

words! {
    /// 旁注：lines of a stream that are no part of what it folds to.
    NoteKind {
        AttemptRefused = "attempt.refused", "未办成";
        Unmasked = "access.unmasked", "查看脱敏信息";
        Opened = "access.opened", "查看原件";
        Asked = "access.asked", "按证件号码、电话查找";
        PasswordReset = "access.password_reset", "重置密码";
        Unlocked = "access.unlocked", "解锁账号";
        AccountGiven = "access.account_given", "设立登录账号";
        AccountStopped = "access.account_stopped", "停用登录账号";
        PasswordChanged = "access.password_changed", "修改密码";
        ClockAccepted = "access.clock_accepted", "确认时钟";
        JobResent = "job.resent", "重发后台任务";
        JobGivenUp = "job.given_up", "放弃后台任务";
    }
}

/// When and by whom an event was written into its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Place in the stream, from 1.
    pub seq: i64,
    /// When it happened; a back-filled entry (补录) has this before `recorded_at`.
    pub happened_at: Instant,
    pub recorded_at: Instant,
    pub actor: StaffId,
    pub actor_name: String,
}

/// 谁、何时：what registers keep of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub staff: StaffId,
    pub name: String,
    pub at: Instant,
}

impl From<&Entry> for By {
    fn from(entry: &Entry) -> By {
        By { staff: entry.actor, name: entry.actor_name.clone(), at: entry.happened_at }
    }
}
