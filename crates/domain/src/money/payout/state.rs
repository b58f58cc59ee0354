//! 发放所处的状态：what must be so of a payout before anything is done with it.

use super::{Payout, PayoutState};
use crate::{
    ground::{id::PayoutId, refusal::Refusal},
    matter::Matter,
};

/// The payout, in the state in which it must be.
///
/// # Errors
/// It is in another, or there is none.
pub fn in_state(matter: &Matter, id: PayoutId, needs: PayoutState) -> Result<&Payout, Refusal> {
    let payout = matter.payout(id).ok_or(Refusal::Missing("案款发放"))?;
    if payout.state == needs {
        return Ok(payout);
    }
    Err(Refusal::state("案款发放", payout.state, needs))
}
