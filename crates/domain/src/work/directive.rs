//! 督办：what a leader or the command centre wants answered in a matter, by when, what was answered, and whether that
//! will do. It is not 执行监督, which is a case of a higher court's.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::ground::{
    entry::{By, Entry},
    field::choices,
    id::DirectiveId,
    refusal::Refusal,
    subject::Subject,
    word::words,
};

pub mod answer;
pub mod issue;
pub mod settle;

words! {
    /// 督办状态
    DirectiveState {
        Waiting = "waiting", "待答复";
        Answered = "answered", "已答复，待审核";
        Settled = "settled", "已办结";
    }
}

words! {
    /// 审核意见
    Verdict {
        Accept = "accept", "同意办结";
        Again = "again", "退回重办";
    }
}

choices! { Verdict }

/// 一次答复
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub text: String,
    pub by: By,
}

/// 一件督办
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    pub id: DirectiveId,
    /// 督办事由和要求
    pub asks: String,
    pub by: By,
    pub issued_on: Day,
    /// The last day for the reply that is waited for.
    pub reply_by: Day,
    pub state: DirectiveState,
    pub replies: Vec<Reply>,
    /// 审核意见：the last word on the last reply.
    pub remark: Option<(String, By)>,
}

impl Directive {
    /// The day by which a reply is waited for; none while none is.
    pub fn waits_by(&self) -> Option<Day> {
        Some(self.reply_by).filter(|_| self.state == DirectiveState::Waiting)
    }

    pub fn is_settled(&self) -> bool {
        self.state == DirectiveState::Settled
    }
}

/// What happens to directives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DirectiveEvent {
    /// 发出督办
    Issued { directive: DirectiveId, asks: String, on: Day, reply_by: Day },
    /// 答复督办
    Answered { directive: DirectiveId, reply: String },
    /// 退回重办
    SentBack { directive: DirectiveId, remark: String, reply_by: Day },
    /// 办结督办
    Settled { directive: DirectiveId, remark: String },
}

impl DirectiveEvent {
    /// What it is about.
    pub fn directive(&self) -> DirectiveId {
        match self {
            DirectiveEvent::Issued { directive, .. }
            | DirectiveEvent::Answered { directive, .. }
            | DirectiveEvent::SentBack { directive, .. }
            | DirectiveEvent::Settled { directive, .. } => *directive,
        }
    }
}

/// Folds an event into the register.
pub fn apply(all: &mut Vec<Directive>, event: &DirectiveEvent, entry: &Entry) {
    if let DirectiveEvent::Issued { directive, asks, on, reply_by } = event {
        all.push(Directive {
            id: *directive,
            asks: asks.clone(),
            by: By::from(entry),
            issued_on: *on,
            reply_by: *reply_by,
            state: DirectiveState::Waiting,
            replies: Vec::new(),
            remark: None,
        });
        return;
    }
    let Some(known) = all.iter_mut().find(|known| known.id == event.directive()) else { return };
    match event {
        DirectiveEvent::Issued { .. } => {}
        DirectiveEvent::Answered { reply, .. } => {
            known.state = DirectiveState::Answered;
            known.replies.push(Reply { text: reply.clone(), by: By::from(entry) });
        }
        DirectiveEvent::SentBack { remark, reply_by, .. } => {
            known.state = DirectiveState::Waiting;
            known.reply_by = *reply_by;
            known.remark = Some((remark.clone(), By::from(entry)));
        }
        DirectiveEvent::Settled { remark, .. } => {
            known.state = DirectiveState::Settled;
            known.remark = Some((remark.clone(), By::from(entry)));
        }
    }
}

/// The directive of an id in this state.
///
/// # Errors
/// There is none, or it is in another state.
fn in_state(all: &[Directive], on: Subject, state: DirectiveState) -> Result<&Directive, Refusal> {
    let known = all.iter().find(|known| Subject::from(known.id) == on);
    let known = known.ok_or(Refusal::Missing("督办"))?;
    if known.state == state {
        return Ok(known);
    }
    Err(Refusal::state("督办", known.state, state))
}

/// The first day by which a reply is waited for.
pub fn waited_for(all: &[Directive]) -> Option<Day> {
    all.iter().filter_map(Directive::waits_by).min()
}

/// Every directive that is not settled.
fn open_ones(all: &[Directive]) -> Vec<Subject> {
    let open = all.iter().filter(|known| !known.is_settled());
    open.map(|known| known.id.into()).collect()
}
