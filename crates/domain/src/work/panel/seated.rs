//! 在席：whoever sits on a panel that is under way and may say something in it.

use zhixing_law::objection::APART;

use super::{Member, Panel, PanelState, in_state};
use crate::{
    ground::{
        id::StaffId,
        refusal::{Need, PanelNeed, Refusal},
        subject::Subject,
    },
    matter::{Matter, Stage, context::Context},
};

/// The panel in this state, and the seat of whoever acts.
///
/// # Errors
/// The matter is closed, the panel is in another state, whoever acts does not sit on it, or has come to have a hand in
/// the enforcement since it was composed.
pub(super) fn seated<'a>(
    matter: &'a Matter,
    on: Subject,
    state: PanelState,
    ctx: &Context<'_>,
) -> Result<(&'a Panel, &'a Member), Refusal> {
    matter.must_be_open()?;
    let panel = in_state(&matter.panels, on, state)?;
    let own = panel.member(ctx.actor.id);
    let own = own.ok_or(Refusal::needs(Need::Panel(PanelNeed::Member)))?;
    if matter.opening.bars(own.staff) {
        let needs = Need::OtherThanImplementer;
        return Err(Refusal::Prerequisite { needs, basis: Some(APART) });
    }
    Ok((panel, own))
}

/// Whose word is waited for; nobody's in a matter that is closed.
pub fn awaited(matter: &Matter, panel: &Panel) -> Vec<StaffId> {
    if matter.stage == Stage::Open { panel.awaits() } else { Vec::new() }
}
