//! 销案的办理：what must be undone before, and the end of the case.

use zhixing_law::closing::StrikeOffGround;

use super::ClosingEvent;
use crate::{
    ground::refusal::{Need, Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::measure::MeasureState,
};

/// Whether the case can leave the books as if it had never been: nothing is held, nothing is on its way, no money lies
/// in it and none was paid out.
///
/// # Errors
/// What must be done first.
pub fn possible(matter: &Matter) -> Result<(), Refusal> {
    matter.must_be_open()?;
    let held = |state| matches!(state, MeasureState::Live | MeasureState::Ordered);
    if matter.measures.iter().any(|measure| held(measure.state)) {
        return Err(Refusal::needs(Need::NothingHeld));
    }
    if 0 < matter.pending_deductions() {
        return Err(Refusal::needs(Need::DeductionDone));
    }
    let none = matter.funds.balance().is_zero() && matter.funds.in_flight.is_zero();
    if !none || !matter.funds.paid_out.is_zero() {
        return Err(Refusal::needs(Need::NoCaseMoney));
    }
    match matter.objections_open().next() {
        Some(_) => Err(Refusal::needs(Need::ObjectionConcluded)),
        None => Ok(()),
    }
}

/// 销案
///
/// # Errors
/// What must be done first.
pub fn strike_off(
    matter: &Matter,
    ground: StrikeOffGround,
    reason: &str,
    ctx: &Context<'_>,
) -> Decision {
    possible(matter)?;
    let (on, reason) = (ctx.today, reason.to_owned());
    Ok(Outcome::of(ClosingEvent::StruckOff { ground, on, reason }))
}
