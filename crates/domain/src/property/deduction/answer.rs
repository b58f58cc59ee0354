//! 协助单位反馈

use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::{
        id::DeductionId,
        refusal::{Refusal, text},
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::{
        deduction::{DeductionEvent, DeductionState},
        measure::MeasureEvent,
    },
};

/// The holder's answer to a deduction request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// 请求单号 that is answered.
    pub request_no: String,
    pub actual: Fen,
    pub refused: String,
    pub on: Day,
}

/// 协助单位反馈. The same answer again changes nothing, nor does one to a request that another has
/// taken the place of. A deduction spends the freeze it rests on.
pub fn answer(
    matter: &Matter,
    id: DeductionId,
    answer: &Answer,
    _ctx: &mut Context<'_>,
) -> Decision {
    let deduction = matter.deduction(id).ok_or(Refusal::Missing("扣划"))?;
    if deduction.state != DeductionState::Ordered || deduction.sent_no != answer.request_no {
        return Ok(Outcome::default());
    }
    if !answer.refused.is_empty() || !answer.actual.is_positive() {
        let reason = text("reason", &answer.refused, 300).unwrap_or_else(|_| "未扣划".to_owned());
        return Ok(Outcome::of(DeductionEvent::Refused { deduction: id, reason }));
    }
    let actual = answer.actual.min(deduction.amount);
    let outcome = Outcome::of(DeductionEvent::Deducted { deduction: id, actual, on: answer.on });
    let measure = matter.measure(deduction.measure).ok_or(Refusal::Missing("控制措施"))?;
    if measure.is_spent_by(actual) {
        return Ok(outcome.and(MeasureEvent::Spent { measure: measure.id }));
    }
    Ok(outcome)
}
