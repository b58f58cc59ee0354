//! 签批的推进：what was made waits for its signatures, or takes effect at once where the mode has no chain for it; and
//! what was settled otherwise waits no longer.

use super::apply::apply;
use crate::{
    ground::refusal::Refusal,
    matter::{Matter, Stage, context::Context, event::Event, outcome::Outcome},
    money::payout::{PayoutEvent, PayoutState},
    papers::document::{DocumentEvent, DocumentState},
    work::approval::{Approval, ApprovalEvent, What, ask, perform},
};

/// Adds what follows for approvals from the events of a decision, each applied to the matter as it is made.
///
/// # Errors
/// What nobody must sign cannot take effect.
pub fn follow(
    after: &mut Matter,
    done: &mut Outcome,
    ctx: &mut Context<'_>,
) -> Result<(), Refusal> {
    let made: Vec<What> = done.events.iter().filter_map(made).collect();
    for what in made {
        let follows = match ask::asked(&what, ctx) {
            Some(asked) => Outcome::of(asked),
            None => perform::perform(after, &what, ctx.actor.id, ctx)?,
        };
        add(after, done, follows, ctx);
    }
    let over: Vec<ApprovalEvent> = after.open_approvals().filter_map(|a| over(after, a)).collect();
    for event in over {
        add(after, done, Outcome::of(event), ctx);
    }
    Ok(())
}

fn add(after: &mut Matter, done: &mut Outcome, follows: Outcome, ctx: &Context<'_>) {
    for event in follows.events {
        apply(after, &event, ctx);
        done.events.push(event);
    }
    done.effects.extend(follows.effects);
    done.beside.extend(follows.beside);
}

/// What an event has made that somebody may have to sign.
fn made(event: &Event) -> Option<What> {
    match event {
        Event::Document(DocumentEvent::Made { document, kind, .. }) => {
            Some(What::Paper { document: *document, kind: *kind })
        }
        Event::Payout(PayoutEvent::Proposed { payout, total, .. }) => {
            Some(What::Payout { payout: *payout, total: *total })
        }
        _ => None,
    }
}

/// Ends an approval whose thing waits no longer: the request that a ruling was for has been taken back.
fn over(matter: &Matter, approval: &Approval) -> Option<ApprovalEvent> {
    let (waits, remark) = match &approval.what {
        What::Paper { document, .. } => {
            let known = matter.document(*document)?;
            (known.state == DocumentState::Drafted, known.remark.clone())
        }
        What::Payout { payout, .. } => {
            let known = matter.payout(*payout)?;
            (known.state == PayoutState::Proposed, known.remark.clone())
        }
        // Money may lie in the wrong case after it was closed as well.
        What::TakeBack { receipt, .. } => {
            let lies = matter.funds.receipts.iter().any(|known| known.id == *receipt);
            (lies, String::new())
        }
        What::Lane { .. }
        | What::Waiver { .. }
        | What::Closing { .. }
        | What::Exclusion { .. }
        | What::Extension { .. }
        | What::Correction { .. }
        | What::StrikeOff { .. } => {
            (matter.stage != Stage::Closed, Stage::Closed.title().to_owned())
        }
    };
    (!waits).then_some(ApprovalEvent::Withdrawn { approval: approval.id, reason: remark })
}
