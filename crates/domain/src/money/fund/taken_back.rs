//! 撤销入案的办理：the case gives the sum up and the pool has it again, in one transaction.

use zhixing_law::money::Fen;

use super::FundEvent;
use crate::{
    ground::{
        id::ReceiptId,
        refusal::{Need, Refusal},
    },
    matter::{
        Matter,
        outcome::{Beside, Decision, Outcome},
    },
    money::payout::PayoutState,
};

/// Whether a sum can still leave the case, and how much it is.
///
/// # Errors
/// It came by a deduction of this very case, it has been paid out, or a payout that counts on it waits.
pub fn possible(matter: &Matter, receipt: ReceiptId) -> Result<Fen, Refusal> {
    let known = matter.funds.receipts.iter().find(|known| known.id == receipt);
    let known = known.ok_or(Refusal::Missing("款项"))?;
    if known.deduction.is_some() {
        return Err(Refusal::needs(Need::NotDeducted));
    }
    let waits = |state| matches!(state, PayoutState::Proposed | PayoutState::Approved);
    if matter.payouts.iter().any(|payout| waits(payout.state)) {
        return Err(Refusal::needs(Need::PayoutDecided));
    }
    let available = matter.funds.balance();
    if available < known.amount {
        return Err(Refusal::InsufficientFunds { available, asked: known.amount });
    }
    Ok(known.amount)
}

/// 撤销入案
///
/// # Errors
/// The sum cannot leave the case any more.
pub fn take_back(matter: &Matter, receipt: ReceiptId, reason: &str) -> Decision {
    let amount = possible(matter, receipt)?;
    let reason = reason.to_owned();
    let event = FundEvent::TakenBack { receipt, amount, reason: reason.clone() };
    Ok(Outcome::of(event).beside(Beside::ToPool { receipt, reason }))
}
