//! 收件核对：whether what was taken down can be right at all, and what follows when it is.

use crate::{
    ground::entry::By,
    ground::refusal::{FieldProblem, Refusal, optional_text, text},
    intake::filing::{Application, FilingEvent, Material, complete},
    intake::party,
    matter::context::Context,
    matter::outcome::{Beside, Outcome},
};

/// With nothing missing the case takes its number; else it waits for what is, and uses none up.
pub fn settle(outcome: Outcome, application: &Application, ctx: &Context<'_>) -> Outcome {
    let findings = complete::missing(application, ctx.today);
    if findings.is_empty() {
        return outcome.beside(Beside::Number);
    }
    let missing = findings.iter().map(|finding| finding.id.to_string()).collect();
    outcome.and(FilingEvent::SupplementAsked { missing })
}

/// Every field by its own rule. `held` are the materials whose files the case already has: an application may name no other file, or it
/// would be a way to read what belongs to somebody else's case.
pub fn check(
    application: &Application,
    held: &[(Material, By)],
    ctx: &Context<'_>,
) -> Result<Application, Refusal> {
    let mut checked = application.clone();
    for (index, material) in checked.materials.iter().enumerate() {
        let known = held.iter().any(|(other, _)| other.file == material.file);
        if material.file.is_some() && !known {
            let field = format!("materials[{index}].file");
            return Err(Refusal::field(field, FieldProblem::Unknown));
        }
    }
    let claim = &mut checked.claim;
    claim.cause = text("claim.cause", &claim.cause, 50)?;
    claim.title.kind = text("claim.title.kind", &claim.title.kind, 30)?;
    claim.title.issuer = text("claim.title.issuer", &claim.title.issuer, 60)?;
    claim.title.number = text("claim.title.number", &claim.title.number, 60)?;
    claim.title.operative_part =
        text("claim.title.operative_part", &claim.title.operative_part, 2000)?;
    checked.duplicate_search = optional_text("duplicate_search", &checked.duplicate_search, 200)?;
    for (field, length, max) in [
        ("claim.items", claim.items.len(), 50),
        ("parties", checked.parties.len(), 500),
        ("materials", checked.materials.len(), 200),
    ] {
        if max < length {
            return Err(Refusal::field(field, FieldProblem::TooLong { max }));
        }
    }
    for (index, item) in claim.items.iter_mut().enumerate() {
        item.title = text(&format!("claim.items[{index}].title"), &item.title, 100)?;
        if !item.amount.is_positive() {
            let field = format!("claim.items[{index}].amount_fen");
            return Err(Refusal::field(field, FieldProblem::NotPositive));
        }
    }
    claim.total()?;
    if ctx.today < claim.title.effective_on {
        return Err(Refusal::field("claim.title.effective_on", FieldProblem::InFuture));
    }
    if ctx.today < checked.received_on {
        return Err(Refusal::field("received_on", FieldProblem::InFuture));
    }
    for (index, details) in application.parties.iter().enumerate() {
        let known = party::check(&format!("parties[{index}]"), details)?;
        if let Some(slot) = checked.parties.get_mut(index) {
            *slot = known;
        }
    }
    check_same_person_twice(&checked)?;
    party::check_shares(&checked.parties, checked.claim.total()?)?;
    Ok(checked)
}

fn check_same_person_twice(application: &Application) -> Result<(), Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    for party in &application.parties {
        let known = !party.identity_number.is_empty();
        if known && !seen.insert(party.identity_number.clone()) {
            return Err(Refusal::Duplicate { what: "当事人", key: party.name.clone() });
        }
    }
    Ok(())
}
