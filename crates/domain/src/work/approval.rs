//! 签批：a request that others sign before an act takes place. One register for every act that is approved: what is asked
//! for, by whom, through which chain of steps, who signed which step with what opinion, and how it ended.
//!
//! The chain is frozen when it is asked for: a mode adopted later does not change who signs what waits already.

use serde::{Deserialize, Serialize};
use zhixing_law::{closing::StrikeOffGround, money::Fen};

pub mod ask;
pub mod perform;
pub mod send_back;
pub mod sign;
pub mod signer;
pub mod withdraw;

use crate::{
    closing::waived::Statement,
    ground::{
        actor::Role,
        entry::{By, Entry},
        id::{ApprovalId, DocumentId, ExclusionId, PayoutId, ReceiptId},
        subject::Subject,
        word::words,
    },
    intake::correction::Correction,
    papers::kind::DocumentKind,
    work::approvable::Approvable,
    work::deadline::Stretch,
};

words! {
    /// 签批状态
    ApprovalState {
        Open = "open", "待签批";
        /// 各环节均已签批，所提请的事项已经办理
        Signed = "signed", "已签批";
        Returned = "returned", "已退回";
        /// 提请人撤回，或者所提请的事项已另行了结
        Withdrawn = "withdrawn", "已撤回";
    }
}

/// 一个环节：who may sign it, any of them, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub name: String,
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Posts of the mode; `handler` means the case's own handler.
    #[serde(default)]
    pub posts: Vec<String>,
    pub basis: String,
}

/// 提请的事项：an act with everything that it needs, so that the last signature can do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum What {
    Paper {
        document: DocumentId,
        kind: DocumentKind,
    },
    Payout {
        payout: PayoutId,
        #[serde(rename = "total_fen")]
        total: Fen,
    },
    Lane {
        lane: String,
        lane_name: String,
        reason: String,
    },
    Waiver {
        statement: Statement,
    },
    Closing {
        remark: String,
    },
    Exclusion {
        /// The id that the stretch will have.
        exclusion: ExclusionId,
        stretch: Stretch,
    },
    Extension {
        /// Key of the deadline.
        deadline: String,
        name: String,
        months: u32,
        reason: String,
    },
    Correction {
        correction: Correction,
    },
    StrikeOff {
        ground: StrikeOffGround,
        reason: String,
    },
    TakeBack {
        receipt: ReceiptId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        reason: String,
    },
}

impl What {
    /// Which act it is, as modes name it.
    pub fn act(&self) -> Approvable {
        match self {
            What::Paper { kind, .. } => Approvable::Paper(*kind),
            What::Payout { .. } => Approvable::Payout,
            What::Lane { .. } => Approvable::Lane,
            What::Waiver { .. } => Approvable::Waiver,
            What::Closing { .. } => Approvable::Closing,
            What::Exclusion { .. } => Approvable::Exclusion,
            What::Extension { .. } => Approvable::Extension,
            What::Correction { .. } => Approvable::Correction,
            What::StrikeOff { .. } => Approvable::StrikeOff,
            What::TakeBack { .. } => Approvable::TakeBack,
        }
    }

    /// What it is about: of one subject one request waits at a time.
    pub fn subject(&self) -> Subject {
        match self {
            What::Paper { document, .. } => (*document).into(),
            What::Payout { payout, .. } => (*payout).into(),
            What::Lane { .. } => Subject::Triage,
            What::Waiver { .. } | What::Closing { .. } | What::StrikeOff { .. } => Subject::Closing,
            What::Exclusion { exclusion, .. } => (*exclusion).into(),
            What::Extension { .. } => Subject::Deadline,
            What::TakeBack { receipt, .. } => (*receipt).into(),
            What::Correction { correction } => {
                correction.party().map_or(Subject::Filing, Into::into)
            }
        }
    }

    /// 标题
    pub fn title(&self) -> String {
        match self {
            What::Lane { lane_name, .. } => format!("{}为“{lane_name}”", self.act().title()),
            What::Exclusion { stretch, .. } => format!("扣除{}", stretch.ground.chinese()),
            What::Extension { name, months, .. } => format!("{name}延长{months}个月"),
            What::Correction { correction } => format!("更正{}", correction.title()),
            What::TakeBack { amount, .. } => format!("撤销入案{}元", amount.grouped()),
            What::StrikeOff { ground, .. } => format!("销案（{}）", ground.chinese()),
            What::Paper { .. }
            | What::Payout { .. }
            | What::Waiver { .. }
            | What::Closing { .. } => self.act().title().to_owned(),
        }
    }
}

/// 一次签名
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub by: By,
    /// 意见
    pub opinion: String,
}

/// 一件签批
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    pub id: ApprovalId,
    pub what: What,
    /// 提请人
    pub asked: By,
    pub steps: Vec<Step>,
    /// One for each step that is done, in order.
    pub signed: Vec<Signature>,
    pub state: ApprovalState,
    /// Who ended it otherwise than by signing, and why.
    pub ended: Option<(By, String)>,
}

impl Approval {
    /// The step that waits for its signature.
    pub fn step(&self) -> Option<&Step> {
        match self.state {
            ApprovalState::Open => self.steps.get(self.signed.len()),
            ApprovalState::Signed | ApprovalState::Returned | ApprovalState::Withdrawn => None,
        }
    }

    /// Whether the next signature is the last.
    pub fn is_last(&self) -> bool {
        self.signed.len() + 1 == self.steps.len()
    }
}

/// What happens to approvals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ApprovalEvent {
    /// 提请签批
    Asked { approval: ApprovalId, what: What, steps: Vec<Step> },
    /// 签批
    Signed { approval: ApprovalId, step: u32, opinion: String },
    /// 退回
    Returned { approval: ApprovalId, step: u32, reason: String },
    /// 撤回
    Withdrawn { approval: ApprovalId, reason: String },
}

impl ApprovalEvent {
    /// The approval it is about.
    pub fn approval(&self) -> ApprovalId {
        match self {
            ApprovalEvent::Asked { approval, .. }
            | ApprovalEvent::Signed { approval, .. }
            | ApprovalEvent::Returned { approval, .. }
            | ApprovalEvent::Withdrawn { approval, .. } => *approval,
        }
    }
}

/// Folds an event into the register.
pub fn apply(approvals: &mut Vec<Approval>, event: &ApprovalEvent, entry: &Entry) {
    if let ApprovalEvent::Asked { approval, what, steps } = event {
        approvals.push(Approval {
            id: *approval,
            what: what.clone(),
            asked: By::from(entry),
            steps: steps.clone(),
            signed: Vec::new(),
            state: ApprovalState::Open,
            ended: None,
        });
        return;
    }
    let Some(known) = approvals.iter_mut().find(|known| known.id == event.approval()) else {
        return;
    };
    match event {
        ApprovalEvent::Asked { .. } => {}
        ApprovalEvent::Signed { opinion, .. } => {
            known.signed.push(Signature { by: By::from(entry), opinion: opinion.clone() });
            if known.signed.len() == known.steps.len() {
                known.state = ApprovalState::Signed;
            }
        }
        ApprovalEvent::Returned { reason, .. } => {
            known.state = ApprovalState::Returned;
            known.ended = Some((By::from(entry), reason.clone()));
        }
        ApprovalEvent::Withdrawn { reason, .. } => {
            known.state = ApprovalState::Withdrawn;
            known.ended = Some((By::from(entry), reason.clone()));
        }
    }
}
