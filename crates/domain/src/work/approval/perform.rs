//! 签批后的办理：what was asked for takes place with the last signature, decided anew on the matter as it then stands.

use super::What;
use crate::{
    closing::closure::{complete, struck_off, waiver},
    ground::id::StaffId,
    intake::correction::signed,
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    money::fund::taken_back,
    money::payout::approve,
    papers::document::issue,
    work::deadline::signed::{exclude, extend},
    work::triage::change,
};

/// Does what was asked for by `asker`.
///
/// # Errors
/// What the act itself is refused for.
pub fn perform(matter: &Matter, what: &What, asker: StaffId, ctx: &mut Context<'_>) -> Decision {
    match what {
        What::Paper { document, .. } => issue::issue(matter, *document, ctx),
        What::Payout { payout, .. } => approve::approve(matter, *payout, ctx),
        What::Lane { lane, reason, .. } => change::change(matter, lane, reason, asker, ctx),
        What::Waiver { statement } => waiver::waive(matter, statement, ctx),
        What::Closing { remark } => complete::complete(matter, remark, ctx),
        What::Exclusion { exclusion, stretch } => exclude(matter, *exclusion, stretch),
        What::Extension { deadline, months, reason, .. } => {
            extend(matter, deadline, *months, reason)
        }
        What::Correction { correction } => signed::correct(matter, correction),
        What::TakeBack { receipt, reason, .. } => taken_back::take_back(matter, *receipt, reason),
        What::StrikeOff { ground, reason } => struck_off::strike_off(matter, *ground, reason, ctx),
    }
}

/// What becomes of the thing that nobody signed; an act that has made nothing yet leaves nothing behind.
pub fn undo(matter: &Matter, what: &What, reason: &str, by_asker: bool) -> Decision {
    match what {
        What::Paper { document, .. } => issue::send_back(matter, *document, reason),
        What::Payout { payout, .. } if by_asker => approve::take_back(matter, *payout, reason),
        What::Payout { payout, .. } => approve::refuse(matter, *payout, reason),
        What::Lane { .. }
        | What::Waiver { .. }
        | What::Closing { .. }
        | What::Exclusion { .. }
        | What::Extension { .. }
        | What::Correction { .. }
        | What::StrikeOff { .. }
        | What::TakeBack { .. } => Ok(Outcome::default()),
    }
}
