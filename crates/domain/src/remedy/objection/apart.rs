//! 审执分离：who took part in the enforcement takes no part in the review of an objection to it (异复11).

use zhixing_law::objection as law;

use crate::{
    ground::refusal::{Need, Refusal},
    matter::{Matter, context::Context},
};

/// Refuses whoever had a hand in the case that the objection is about.
pub(super) fn check(matter: &Matter, ctx: &Context<'_>) -> Result<(), Refusal> {
    if matter.opening.bars(ctx.actor.id) {
        let basis = Some(law::APART);
        return Err(Refusal::Prerequisite { needs: Need::OtherThanImplementer, basis });
    }
    Ok(())
}
