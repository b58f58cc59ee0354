//! 提请签批：an act under a chain of the mode is asked for; one without a chain takes place at once.

use super::{ApprovalEvent, What, perform::perform};
use crate::{
    ground::{id::ApprovalId, refusal::Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

/// Does what is asked for, or asks whoever must sign it first.
///
/// # Errors
/// What the act itself would be refused for now: nobody is asked to sign what cannot be done. And that it has been
/// asked for already.
pub fn ask(matter: &Matter, what: What, ctx: &mut Context<'_>) -> Decision {
    let done = perform(matter, &what, ctx.actor.id, ctx)?;
    let Some(asked) = asked(&what, ctx) else { return Ok(done) };
    let same = |known: &&super::Approval| known.what.act() == what.act();
    if let Some(known) = matter.open_approvals().find(same) {
        return Err(Refusal::Duplicate { what: "签批", key: known.what.title() });
    }
    Ok(Outcome::of(asked))
}

/// The request for what the mode has put under a chain.
pub fn asked(what: &What, ctx: &mut Context<'_>) -> Option<ApprovalEvent> {
    let steps = ctx.mode.approval(what.act())?.step.clone();
    let approval = ApprovalId(ctx.id());
    Some(ApprovalEvent::Asked { approval, what: what.clone(), steps })
}
