//! 收件核对：whether what was taken down can be right at all, and what follows when it is.

use zhixing_law::day::Day;

use crate::{
    ground::entry::By,
    ground::refusal::{Faults, FieldProblem, Refusal, optional_text, text},
    intake::claim::{DEEDS_MAX, ITEMS_MAX},
    intake::filing::{Application, FilingEvent, Material, complete},
    intake::party::{self, PartyRole},
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

/// Every field by its own rule, all that break it at once. `held` are the materials whose files the case
/// already has; besides them an application may only name what whoever sends it has handed in themselves, or it would be
/// a way to read what belongs to somebody else's case.
pub fn check(
    application: &Application,
    held: &[(Material, By)],
    ctx: &Context<'_>,
) -> Result<Application, Refusal> {
    for (index, material) in application.materials.iter().enumerate() {
        let Some(file) = &material.file else { continue };
        let known = held.iter().any(|(other, _)| other.file.as_ref() == Some(file));
        if !known && !ctx.scans.contains(file) {
            let field = format!("materials[{index}].file");
            return Err(Refusal::field(field, FieldProblem::Unknown));
        }
    }
    typed(application, ctx.today)
}

/// What was taken down, whatever files come with it: every field by its own rule.
pub fn typed(application: &Application, today: Day) -> Result<Application, Refusal> {
    let mut checked = application.clone();
    let mut faults = Faults::default();
    check_claim(&mut checked, &mut faults, today)?;
    for (slot, index) in checked.parties.iter_mut().zip(0_usize..) {
        let known = party::check(&format!("parties[{index}]"), slot);
        faults.take(slot, known)?;
    }
    check_agents(&checked, &mut faults);
    faults.told()?;
    let total = checked.claim.total()?;
    check_same_person_twice(&checked)?;
    party::check_shares(&checked.parties, total)?;
    Ok(checked)
}

/// What is asked for, and on what ground.
fn check_claim(checked: &mut Application, faults: &mut Faults, today: Day) -> Result<(), Refusal> {
    let claim = &mut checked.claim;
    let title = &mut claim.title;
    for (field, value, max) in [
        ("claim.cause", &mut claim.cause, 50),
        ("claim.title.kind", &mut title.kind, 30),
        ("claim.title.issuer", &mut title.issuer, 60),
        ("claim.title.number", &mut title.number, 60),
        ("claim.title.operative_part", &mut title.operative_part, 2000),
    ] {
        let read = text(field, value, max);
        faults.take(value, read)?;
    }
    let searched = optional_text("duplicate_search", &checked.duplicate_search, 200);
    faults.take(&mut checked.duplicate_search, searched)?;
    let again = optional_text("filed_again", &checked.filed_again, 200);
    faults.take(&mut checked.filed_again, again)?;
    for (field, length, max) in [
        ("claim.items", claim.items.len(), ITEMS_MAX),
        ("claim.deeds", claim.deeds.len(), DEEDS_MAX),
        ("parties", checked.parties.len(), 500),
        ("materials", checked.materials.len(), 200),
    ] {
        if max < length {
            faults.add(field, FieldProblem::TooLong { max });
        }
    }
    for (item, index) in claim.items.iter_mut().zip(0_usize..) {
        let read = text(&format!("claim.items[{index}].title"), &item.title, 100);
        faults.take(&mut item.title, read)?;
        if !item.amount.is_positive() {
            let field = format!("claim.items[{index}].amount_fen");
            faults.add(field, FieldProblem::NotPositive);
        }
    }
    for (deed, index) in claim.deeds.iter_mut().zip(0_usize..) {
        let read = text(&format!("claim.deeds[{index}].content"), &deed.content, 300);
        faults.take(&mut deed.content, read)?;
    }
    for (field, day) in
        [("claim.title.effective_on", title.effective_on), ("received_on", checked.received_on)]
    {
        if today < day {
            faults.add(field, FieldProblem::InFuture);
        }
    }
    Ok(())
}

/// 由代理人代为申请的: who the agent is, and with what authority, stands with the applicant (民诉法61—62).
fn check_agents(application: &Application, faults: &mut Faults) {
    let mut applicants = application.parties.iter().zip(0_usize..);
    let first = applicants.find(|(party, _)| party.role == PartyRole::Applicant);
    let named = application
        .parties
        .iter()
        .any(|party| party.role == PartyRole::Applicant && !party.agents.is_empty());
    if let (true, false, Some((_, index))) = (application.by_agent, named, first) {
        faults.add(format!("parties[{index}].agents"), FieldProblem::Required);
    }
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
