//! 扣划：frozen money is taken to the case's own account, never for more than is owed.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, limits, money::Fen};

use crate::{
    ground::entry::Entry,
    ground::id::{AssetId, DeductionId, MeasureId, ReceiptId},
    ground::refusal::{FieldProblem, Need, Refusal, text},
    ground::word::words,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    money::payout,
    papers::document::{DocumentKind, DocumentState},
    property::measure::{MeasureEvent, MeasureState},
    property::search::request_number,
};

words! {
    /// 扣划状态
    DeductionState {
        /// 已决定
        Ordered = "ordered", "待回执";
        /// 协助单位已扣划，款项在途
        Deducted = "deducted", "已扣划在途";
        /// 款项已到账
        Arrived = "arrived", "已到账";
        /// 协助单位未能办理
        Refused = "refused", "被拒绝";
    }
}

/// 扣划
#[derive(Debug, Clone, PartialEq)]
pub struct Deduction {
    pub id: DeductionId,
    pub measure: MeasureId,
    pub asset: AssetId,
    pub amount: Fen,
    pub actual: Fen,
    pub state: DeductionState,
    pub request_no: String,
    pub ordered_on: Day,
    pub deducted_on: Option<Day>,
    pub receipt: Option<ReceiptId>,
    pub reason: String,
}

/// What happens to deductions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeductionEvent {
    /// 决定扣划
    Ordered {
        deduction: DeductionId,
        measure: MeasureId,
        asset: AssetId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        request_no: String,
        on: Day,
    },
    /// 协助单位已扣划
    Deducted {
        deduction: DeductionId,
        #[serde(rename = "actual_fen")]
        actual: Fen,
        on: Day,
    },
    /// 协助单位未能办理
    Refused { deduction: DeductionId, reason: String },
    /// 到账
    Arrived { deduction: DeductionId, receipt: ReceiptId },
}

impl DeductionEvent {
    /// The deduction it is about.
    pub fn deduction(&self) -> DeductionId {
        match self {
            DeductionEvent::Ordered { deduction, .. }
            | DeductionEvent::Deducted { deduction, .. }
            | DeductionEvent::Refused { deduction, .. }
            | DeductionEvent::Arrived { deduction, .. } => *deduction,
        }
    }
}

/// 决定扣划. The respondent must have been notified first, and the amount is at most what is owed on the
/// day of deduction and what is actually frozen.
pub fn order(
    matter: &Matter,
    measure_id: MeasureId,
    amount: Fen,
    ctx: &mut Context<'_>,
) -> Decision {
    matter.must_be_open()?;
    let measure = matter.measure(measure_id).ok_or(Refusal::Missing("控制措施"))?;
    if measure.state != MeasureState::Live {
        return Err(Refusal::state("控制措施", measure.state, MeasureState::Live));
    }
    if !amount.is_positive() {
        return Err(Refusal::field("amount_fen", FieldProblem::NotPositive));
    }
    let open = matter
        .deductions
        .iter()
        .any(|d| d.measure == measure_id && matches!(d.state, DeductionState::Ordered));
    if open {
        return Err(Refusal::Duplicate { what: "扣划", key: measure.request_no.clone() });
    }
    let notified = matter.documents.iter().any(|document| {
        document.kind == DocumentKind::EnforcementNotice && document.state == DocumentState::Issued
    });
    if !notified {
        let basis = limits::A13.basis.first().copied();
        return Err(Refusal::Prerequisite { needs: Need::EnforcementNotice, basis });
    }
    let left = limit(matter, ctx)?;
    if left < amount {
        let what = "扣划金额";
        let basis = Some(zhixing_law::measure::WITHIN_THE_DEBT);
        return Err(Refusal::AmountAbove { what, asked: amount, limit: left, basis });
    }
    if measure.left() < amount {
        let what = "扣划金额（已冻结数额）";
        let limit = measure.left();
        return Err(Refusal::AmountAbove { what, asked: amount, limit, basis: None });
    }
    let deduction = DeductionId(ctx.id());
    Ok(Outcome::of(DeductionEvent::Ordered {
        deduction,
        measure: measure_id,
        asset: measure.asset,
        amount,
        request_no: request_number(deduction.0),
        on: ctx.today,
    }))
}

/// The most that may still be deducted: what is left of the debt with interest up to the day on which the
/// mode expects the money to be taken, less what is ordered already. What is too much goes back.
pub fn limit(matter: &Matter, ctx: &Context<'_>) -> Result<Fen, Refusal> {
    let until = ctx.today.plus_days(i64::from(ctx.mode.interest_ahead_days))?;
    let left = payout::outstanding(matter, until)?;
    Ok(left.checked_sub(matter.deduction_ordered())?.at_least_zero())
}

/// The holder's answer to a deduction request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub actual: Fen,
    pub refused: String,
    pub on: Day,
}

/// 协助单位反馈. The same answer again changes nothing. A deduction spends the freeze it rests on.
pub fn answer(
    matter: &Matter,
    id: DeductionId,
    answer: &Answer,
    _ctx: &mut Context<'_>,
) -> Decision {
    let deduction = matter.deduction(id).ok_or(Refusal::Missing("扣划"))?;
    if deduction.state != DeductionState::Ordered {
        return Ok(Outcome::default());
    }
    if !answer.refused.is_empty() || !answer.actual.is_positive() {
        let reason = text("reason", &answer.refused, 300).unwrap_or_else(|_| "未扣划".to_owned());
        return Ok(Outcome::of(DeductionEvent::Refused { deduction: id, reason }));
    }
    let actual = answer.actual.min(deduction.amount);
    let outcome = Outcome::of(DeductionEvent::Deducted { deduction: id, actual, on: answer.on });
    let measure = matter.measure(deduction.measure).ok_or(Refusal::Missing("控制措施"))?;
    if measure.state == MeasureState::Live && measure.left() <= actual {
        return Ok(outcome.and(MeasureEvent::Spent { measure: measure.id }));
    }
    Ok(outcome)
}

/// Folds an event into the case.
pub fn apply(matter: &mut Matter, event: &DeductionEvent, _entry: &Entry) {
    let Matter { deductions, measures, .. } = matter;
    if let DeductionEvent::Ordered { deduction, measure, asset, amount, request_no, on } = event {
        deductions.push(Deduction {
            id: *deduction,
            measure: *measure,
            asset: *asset,
            amount: *amount,
            actual: Fen::ZERO,
            state: DeductionState::Ordered,
            request_no: request_no.clone(),
            ordered_on: *on,
            deducted_on: None,
            receipt: None,
            reason: String::new(),
        });
        return;
    }
    let Some(known) = deductions.iter_mut().find(|d| d.id == event.deduction()) else { return };
    match event {
        DeductionEvent::Ordered { .. } => {}
        DeductionEvent::Deducted { actual, on, .. } => {
            known.state = DeductionState::Deducted;
            known.actual = *actual;
            known.deducted_on = Some(*on);
            if let Some(measure) = measures.iter_mut().find(|m| m.id == known.measure) {
                measure.taken = measure.taken.checked_add(*actual).unwrap_or(measure.actual);
            }
        }
        DeductionEvent::Refused { reason, .. } => {
            known.state = DeductionState::Refused;
            known.reason.clone_from(reason);
        }
        DeductionEvent::Arrived { receipt, .. } => {
            known.state = DeductionState::Arrived;
            known.receipt = Some(*receipt);
        }
    }
}
