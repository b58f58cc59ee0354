//! 案款发放：proposed by one person, approved by another, paid in a bank batch, confirmed by the bank's return.

use serde::{Deserialize, Serialize};
use zhixing_law::{approval::PAYMENT_APART, day::Day, money::Fen};

mod returned;
mod settlement;
pub mod withdraw;

pub use returned::{CameBack, came_back, line_of_return, lines_of_return};
pub use settlement::{Settlement, account, outstanding, settlement};

use crate::{
    ground::court::FundAccount,
    ground::entry::{By, Entry},
    ground::id::{BatchId, PartyId, PayoutId, ReceiptId},
    ground::refusal::{FieldProblem, Refusal, optional_text},
    ground::word::words,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    money::fund,
};

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

/// 退款账户：where one payer's surplus goes, said by whoever proposes the payout.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefundTo {
    /// The payee of the settlement's line, exactly as it stands there; empty where the bank named nobody.
    #[serde(default)]
    pub payer: String,
    pub account: FundAccount,
}

/// 提出发放：the computed settlement, with the accounts to pay to. Each payer's surplus goes to an account of their
/// own: the one given for them in `refunds`, or else the one that is known.
pub fn propose(
    matter: &Matter,
    refunds: &[RefundTo],
    remark: &str,
    ctx: &mut Context<'_>,
) -> Decision {
    if matter
        .payouts
        .iter()
        .any(|p| matches!(p.state, PayoutState::Proposed | PayoutState::Approved))
    {
        return Err(Refusal::Duplicate { what: "案款发放", key: matter.number_text() });
    }
    matter.must_be_payable(ctx.today)?;
    let settlement = settlement(matter, ctx)?;
    let mut lines = settlement.lines;
    settlement::refund_to(&mut lines, refunds)?;
    if lines.iter().any(|line| line.account.account.is_empty()) {
        return Err(Refusal::field("account", FieldProblem::Required));
    }
    let total = Fen::sum(lines.iter().map(|line| line.amount))?;
    let available = matter.undistributed();
    if !total.is_positive() || available < total {
        return Err(Refusal::InsufficientFunds { available, asked: total });
    }
    let remark = optional_text("remark", remark, 300)?;
    let settled_to = settlement.owed.on;
    let payout = PayoutId(ctx.id());
    Ok(Outcome::of(PayoutEvent::Proposed { payout, lines, total, settled_to, remark }))
}

fn in_state(matter: &Matter, id: PayoutId, needs: PayoutState) -> Result<&Payout, Refusal> {
    let payout = matter.payout(id).ok_or(Refusal::Missing("案款发放"))?;
    if payout.state == needs {
        return Ok(payout);
    }
    Err(Refusal::state("案款发放", payout.state, needs))
}

/// 批准发放, with the last signature.
pub fn approve(matter: &Matter, id: PayoutId, ctx: &Context<'_>) -> Decision {
    in_state(matter, id, PayoutState::Proposed)?;
    matter.must_be_payable(ctx.today)?;
    Ok(Outcome::of(PayoutEvent::Approved { payout: id }))
}

/// 不批准发放
pub fn refuse(matter: &Matter, id: PayoutId, reason: &str) -> Decision {
    in_state(matter, id, PayoutState::Proposed)?;
    Ok(Outcome::of(PayoutEvent::Refused { payout: id, reason: reason.to_owned() }))
}

/// 撤回尚未批准的发放
pub fn take_back(matter: &Matter, id: PayoutId, reason: &str) -> Decision {
    in_state(matter, id, PayoutState::Proposed)?;
    Ok(Outcome::of(PayoutEvent::Withdrawn { payout: id, reason: reason.to_owned() }))
}

/// 导出银行：the money is now in flight. Whoever handles the matter does not pay its money out.
///
/// # Errors
/// It is not approved, the handler would pay it, or the money is not there.
pub fn export(matter: &Matter, id: PayoutId, batch: BatchId, ctx: &Context<'_>) -> Decision {
    let payout = in_state(matter, id, PayoutState::Approved)?;
    if matter.handler.as_ref().is_some_and(|(handler, _)| *handler == ctx.actor.id) {
        let (what, person) = (format!("{}的案款", matter.number_text()), ctx.actor.name.clone());
        return Err(Refusal::Separated { what, person, rule: &PAYMENT_APART });
    }
    matter.must_be_payable(ctx.today)?;
    let available = matter.funds.balance();
    if available < payout.total {
        return Err(Refusal::InsufficientFunds { available, asked: payout.total });
    }
    Ok(Outcome::of(PayoutEvent::Exported { payout: id, batch }))
}

/// 银行回单：the answers for some lines of a payout; the same answer again changes nothing.
pub fn settle(
    matter: &Matter,
    id: PayoutId,
    results: &[(u32, LineResult)],
    ctx: &mut Context<'_>,
) -> Decision {
    let payout = matter.payout(id).ok_or(Refusal::Missing("案款发放"))?;
    let sent =
        matches!(payout.state, PayoutState::Exported | PayoutState::Paid | PayoutState::Bounced);
    if !sent {
        return Err(Refusal::state("案款发放", payout.state, PayoutState::Exported));
    }
    let mut after = payout.results.clone();
    let mut outcome = Outcome::default();
    for (line, result) in results {
        let slot = usize::try_from(*line).ok().and_then(|index| after.get_mut(index));
        let Some(slot) = slot else { return Err(Refusal::Missing("发放明细")) };
        if slot.is_none() {
            *slot = Some(result.clone());
            let (payout, line, result) = (id, *line, result.clone());
            outcome = outcome.and(PayoutEvent::LineSettled { payout, line, result });
        }
    }
    if outcome.events.is_empty() || after.iter().any(Option::is_none) {
        return Ok(outcome);
    }
    let bounced = after.iter().flatten().any(LineResult::is_back);
    Ok(if bounced {
        outcome.and(PayoutEvent::Bounced { payout: id })
    } else {
        outcome.and(PayoutEvent::Paid { payout: id, on: ctx.today })
    })
}

/// Folds an event into the case.
pub fn apply(matter: &mut Matter, event: &PayoutEvent, entry: &Entry) {
    if let PayoutEvent::Proposed { payout, lines, total, settled_to, remark } = event {
        matter.payouts.push(Payout {
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
        });
        return;
    }
    let Matter { payouts, funds, .. } = matter;
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
