//! 协助单位反馈

use zhixing_law::{day::Day, measure as law, money::Fen};

use crate::{
    ground::{id::MeasureId, refusal::Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::measure::{MeasureEvent, RequestKind},
};

/// The holder's answer to a freeze, renewal or release request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub request: RequestKind,
    /// 请求单号 that is answered.
    pub request_no: String,
    /// The amount actually frozen; zero with a refusal.
    pub actual: Fen,
    pub refused: String,
    pub on: Day,
}

/// 协助单位反馈. The same answer again changes nothing, nor does one to a request that another has taken the place of.
pub fn answer(matter: &Matter, id: MeasureId, answer: &Answer, _ctx: &mut Context<'_>) -> Decision {
    let measure = matter.measure(id).ok_or(Refusal::Missing("控制措施"))?;
    let pending = measure.pending.as_ref().is_some_and(|(kind, _)| *kind == answer.request);
    if !pending || measure.request_number(answer.request) != answer.request_no {
        return Ok(Outcome::default());
    }
    if !answer.refused.is_empty() {
        let reason = answer.refused.chars().take(300).collect();
        return Ok(Outcome::of(MeasureEvent::Refused {
            measure: id,
            request: answer.request,
            reason,
        }));
    }
    let due = measure.pending.as_ref().map_or(measure.ends_on, |(_, ends_on)| *ends_on);
    Ok(Outcome::of(match answer.request {
        RequestKind::Freeze => {
            let actual = answer.actual.min(measure.amount);
            MeasureEvent::Confirmed { measure: id, actual, from: answer.on, ends_on: due }
        }
        // A renewal done by the holder after the end renews nothing: the effect was gone (查扣冻2020第27条).
        RequestKind::Renew if law::has_lapsed(measure.ends_on, answer.on) => {
            let reason = "原期限届满后才办理续行，冻结已失效".to_owned();
            MeasureEvent::Refused { measure: id, request: RequestKind::Renew, reason }
        }
        RequestKind::Renew => MeasureEvent::Renewed { measure: id, ends_on: due },
        RequestKind::Release => MeasureEvent::Released { measure: id, on: answer.on },
    }))
}
