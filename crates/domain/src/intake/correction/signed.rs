//! 更正的办理：what was asked for is written down; papers that nobody has signed yet are made anew.

use super::{Anew, Correction, claim_changes, onto, party_changes};
use crate::{
    ground::refusal::{Need, Refusal},
    intake::filing::FilingEvent,
    matter::{
        Matter,
        outcome::{Beside, Decision, Outcome},
    },
    papers::{
        document::{DocumentEvent, DocumentState},
        kind::Offer,
    },
};

/// Makes the correction. A draft that says what was wrong goes back and is made anew from the case as it then stands.
///
/// # Errors
/// What was asked for has been corrected otherwise since; money has been paid out or is about to be.
pub fn correct(matter: &Matter, asked: &Correction) -> Decision {
    let correction = as_it_stands(matter, asked)?;
    if matches!(correction.anew, Anew::Claim { .. })
        && correction.changes.iter().any(|change| change.fact.moves_sums())
    {
        matter.must_be_open()?;
        nothing_paid(matter)?;
    }
    let event = FilingEvent::Corrected { correction: correction.clone() };
    let mut outcome = Outcome::of(event);
    let drafts = matter.documents.iter().filter(|d| d.state == DocumentState::Drafted);
    for draft in drafts.filter(|draft| correction.stands_in(&draft.input)) {
        let reason = format!("更正{}后重新制作", correction.title());
        outcome = outcome.and(DocumentEvent::SentBack { document: draft.id, reason });
        let offer = Offer { kind: draft.kind, party: draft.party, subject: draft.subject };
        outcome = outcome.beside(Beside::Paper(offer));
    }
    Ok(outcome)
}

/// What a payout was computed from is not moved under it.
fn nothing_paid(matter: &Matter) -> Result<(), Refusal> {
    use crate::money::payout::PayoutState::{Refused, Withdrawn};
    let stands = |state| !matches!(state, Refused | Withdrawn);
    match matter.payouts.iter().any(|payout| stands(payout.state)) {
        true => Err(Refusal::needs(Need::NothingPaidOut)),
        false => Ok(()),
    }
}

/// The correction made on the matter as it stands when it is signed: an account that was changed meanwhile stays changed.
///
/// # Errors
/// Somebody else has corrected the same between asking and signing.
fn as_it_stands(matter: &Matter, asked: &Correction) -> Result<Correction, Refusal> {
    let (changes, anew) = match &asked.anew {
        Anew::Party { party, details } => {
            let known = &matter.party(*party).ok_or(Refusal::Missing("当事人"))?.details;
            let details = onto(&asked.changes, details, known);
            let changes = party_changes(known, &details);
            (changes, Anew::Party { party: *party, details: Box::new(details) })
        }
        Anew::Claim { claim } => {
            let known = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
            (claim_changes(known, claim)?, asked.anew.clone())
        }
    };
    if changes != asked.changes {
        return Err(Refusal::needs(Need::CorrectedSince));
    }
    Ok(Correction { changes, anew, ground: asked.ground.clone() })
}
