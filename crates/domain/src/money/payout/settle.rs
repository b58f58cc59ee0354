//! 银行回单

use super::{LineResult, PayoutEvent, PayoutState};
use crate::{
    ground::{id::PayoutId, refusal::Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

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
