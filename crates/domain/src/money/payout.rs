//! 案款发放：proposed by one person, approved by another, paid in a bank batch, confirmed by the bank's return.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::court::FundAccount,
    ground::entry::{By, Entry},
    ground::id::{BatchId, PartyId, PayoutId, ReceiptId},
    ground::progress::Progress,
    ground::word::words,
    money::fund,
};

pub mod account;
pub mod approve;
pub mod export;
pub mod propose;
pub mod returned;
pub mod settle;
pub mod settlement;
pub mod state;
pub mod withdraw;

words! {
    /// 发放用途
    Purpose {
        /// 申请执行费（缴国库）
        Fee = "fee", "执行费用";
        /// 发放申请执行人
        Applicant = "applicant", "发放申请执行人";
        /// 余款退还被执行人
        Refund = "refund", "余款退还";
    }
}

/// 发放明细
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub purpose: Purpose,
    pub party: Option<PartyId>,
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    pub account: FundAccount,
    /// How the amount is made up, one entry per rule.
    pub parts: Vec<Part>,
}

/// 金额构成
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub title: String,
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    /// Law, version, article.
    pub basis: String,
}

words! {
    /// 发放状态
    PayoutState {
        Proposed = "proposed", "待审批";
        /// 已批准，待付款
        Approved = "approved", "已批准";
        /// 审批未通过
        Refused = "refused", "被拒绝";
        /// 已撤回：before it went to the bank
        Withdrawn = "withdrawn", "已撤回";
        /// 已导出银行
        Exported = "exported", "付款中";
        Paid = "paid", "已发放";
        /// 部分或全部被银行拒付或退汇
        Bounced = "bounced", "付款退回";
    }
}

/// 一笔发放
#[derive(Debug, Clone, PartialEq)]
pub struct Payout {
    pub id: PayoutId,
    pub lines: Vec<Line>,
    pub total: Fen,
    /// The day to which interest was computed.
    pub settled_to: Day,
    pub state: PayoutState,
    pub proposed: By,
    pub approved: Option<By>,
    pub remark: String,
    pub batch: Option<BatchId>,
    /// Per line: paid on, or why the bank sent it back.
    pub results: Vec<Option<LineResult>>,
}

impl Payout {
    /// 进展
    pub fn progress(&self) -> Progress {
        match self.state {
            PayoutState::Proposed | PayoutState::Approved => Progress::Awaited,
            PayoutState::Exported => Progress::UnderWay,
            PayoutState::Bounced => Progress::Failed,
            PayoutState::Paid | PayoutState::Refused | PayoutState::Withdrawn => Progress::Over,
        }
    }

    /// Whether it was neither refused nor withdrawn.
    pub fn stands(&self) -> bool {
        !matches!(self.state, PayoutState::Refused | PayoutState::Withdrawn)
    }

    /// 银行已付的数额
    pub fn paid(&self) -> Fen {
        let lines = self.lines.iter().zip(&self.results);
        let paid = lines.filter(|(_, result)| matches!(result, Some(LineResult::Paid { .. })));
        Fen::sum(paid.map(|(line, _)| line.amount)).unwrap_or_default()
    }
}

words! {
    /// 明细状态
    LineState {
        Paid = "paid", "已付款";
        Rejected = "rejected", "被拒付";
        Returned = "returned", "已退汇";
    }
}

/// 银行对一条明细的答复
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum LineResult {
    /// 付讫
    Paid { on: Day, reference: String },
    /// 拒付：the money never left.
    Rejected { reason: String },
    /// 退汇：paid, and come back on this day.
    Returned { on: Day, reason: String },
}

impl LineResult {
    /// What the answer is called.
    pub fn word(&self) -> LineState {
        match self {
            LineResult::Paid { .. } => LineState::Paid,
            LineResult::Rejected { .. } => LineState::Rejected,
            LineResult::Returned { .. } => LineState::Returned,
        }
    }

    /// Whether the payee has not got the money: it is in the case's account again.
    pub fn is_back(&self) -> bool {
        matches!(self, LineResult::Rejected { .. } | LineResult::Returned { .. })
    }
}

/// What happens to payouts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PayoutEvent {
    Proposed {
        payout: PayoutId,
        lines: Vec<Line>,
        #[serde(rename = "total_fen")]
        total: Fen,
        settled_to: Day,
        remark: String,
    },
    Approved {
        payout: PayoutId,
    },
    Refused {
        payout: PayoutId,
        reason: String,
    },
    /// 撤回发放：before it went to the bank
    Withdrawn {
        payout: PayoutId,
        reason: String,
    },
    Exported {
        payout: PayoutId,
        batch: BatchId,
    },
    LineSettled {
        payout: PayoutId,
        line: u32,
        result: LineResult,
    },
    /// 全部付讫
    Paid {
        payout: PayoutId,
        on: Day,
    },
    /// 有明细被退回
    Bounced {
        payout: PayoutId,
    },
    /// 退汇
    LineReturned {
        payout: PayoutId,
        line: u32,
        /// The line of the bank statement with which the money came back.
        receipt: ReceiptId,
        on: Day,
        reason: String,
    },
    /// 拒付款回到专户：the account shows how the money of a line that the bank had refused to pay went out and
    /// came back. The case has had it since the refusal.
    RejectionBooked {
        payout: PayoutId,
        line: u32,
        /// The line of the bank statement with which the money came back.
        receipt: ReceiptId,
        on: Day,
    },
}

impl PayoutEvent {
    /// The payout it is about.
    pub fn payout(&self) -> PayoutId {
        match self {
            PayoutEvent::Proposed { payout, .. }
            | PayoutEvent::Approved { payout }
            | PayoutEvent::Refused { payout, .. }
            | PayoutEvent::Withdrawn { payout, .. }
            | PayoutEvent::Exported { payout, .. }
            | PayoutEvent::LineSettled { payout, .. }
            | PayoutEvent::Paid { payout, .. }
            | PayoutEvent::Bounced { payout }
            | PayoutEvent::LineReturned { payout, .. }
            | PayoutEvent::RejectionBooked { payout, .. } => *payout,
        }
    }
}

/// Folds an event into the register, and moves the sums between the parts of the case's money.
pub fn apply(
    payouts: &mut Vec<Payout>,
    funds: &mut fund::Funds,
    event: &PayoutEvent,
    entry: &Entry,
) {
    if let Some(payout) = proposed(event, entry) {
        payouts.push(payout);
        return;
    }
    let Some(payout) = payouts.iter_mut().find(|p| p.id == event.payout()) else { return };
    match event {
        PayoutEvent::Proposed { .. } => {}
        PayoutEvent::Approved { .. } => {
            payout.state = PayoutState::Approved;
            payout.approved = Some(By::from(entry));
        }
        PayoutEvent::Refused { reason, .. } => {
            payout.state = PayoutState::Refused;
            payout.remark.clone_from(reason);
        }
        PayoutEvent::Withdrawn { reason, .. } => {
            payout.state = PayoutState::Withdrawn;
            payout.remark.clone_from(reason);
        }
        PayoutEvent::Exported { batch, .. } => {
            payout.state = PayoutState::Exported;
            payout.batch = Some(*batch);
            let _ = fund::export(funds, payout.total);
        }
        PayoutEvent::LineSettled { line, result, .. } => {
            let index = usize::try_from(*line).unwrap_or(usize::MAX);
            let amount = payout.lines.get(index).map(|l| l.amount).unwrap_or_default();
            let moved = match result {
                LineResult::Paid { .. } => fund::settle(funds, amount),
                LineResult::Rejected { .. } | LineResult::Returned { .. } => {
                    fund::bounce(funds, amount)
                }
            };
            // The sums were added from these very lines when the payout was exported.
            debug_assert!(moved.is_ok());
            if let Some(slot) = payout.results.get_mut(index) {
                *slot = Some(result.clone());
            }
        }
        PayoutEvent::Paid { .. } => payout.state = PayoutState::Paid,
        PayoutEvent::Bounced { .. } => payout.state = PayoutState::Bounced,
        PayoutEvent::LineReturned { line, on, reason, .. } => {
            let result = LineResult::Returned { on: *on, reason: reason.clone() };
            line_returned(payout, funds, *line, result);
        }
        PayoutEvent::RejectionBooked { line, on, .. } => {
            let index = usize::try_from(*line).unwrap_or(usize::MAX);
            if let Some(Some(result)) = payout.results.get_mut(index)
                && let LineResult::Rejected { reason } = result
            {
                *result = LineResult::Returned { on: *on, reason: std::mem::take(reason) };
            }
        }
    }
}

/// The payout that an event proposes.
fn proposed(event: &PayoutEvent, entry: &Entry) -> Option<Payout> {
    let PayoutEvent::Proposed { payout, lines, total, settled_to, remark } = event else {
        return None;
    };
    Some(Payout {
        id: *payout,
        results: vec![None; lines.len()],
        lines: lines.clone(),
        total: *total,
        settled_to: *settled_to,
        state: PayoutState::Proposed,
        proposed: By::from(entry),
        approved: None,
        remark: remark.clone(),
        batch: None,
    })
}

fn line_returned(payout: &mut Payout, funds: &mut fund::Funds, line: u32, result: LineResult) {
    let index = usize::try_from(line).unwrap_or(usize::MAX);
    let amount = payout.lines.get(index).map(|l| l.amount).unwrap_or_default();
    let moved = fund::come_back(funds, amount);
    // Only what was settled as paid can come back.
    debug_assert!(moved.is_ok());
    if let Some(slot) = payout.results.get_mut(index) {
        *slot = Some(result);
    }
}
