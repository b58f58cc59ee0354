//! 导出银行

use zhixing_law::approval::PAYMENT_APART;

use super::{PayoutEvent, PayoutState, state::in_state};
use crate::{
    ground::{
        id::{BatchId, PayoutId},
        refusal::Refusal,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

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
