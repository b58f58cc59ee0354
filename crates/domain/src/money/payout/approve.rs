//! 签批的结果：a payout that was signed, one that was not, and one that was taken back before.

use super::{PayoutEvent, PayoutState, state::in_state};
use crate::{
    ground::id::PayoutId,
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

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
