//! 签批：with whom it waits for, as the inbox asks for it.

use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::mode::HANDLER;
use zhixing_domain::work::approval::{Approval, ApprovalState, Step, What};
use zhixing_law::money::Fen;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.approvals.iter().map(|approval| row(file, approval))
}

fn row(file: &Matter, approval: &Approval) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("approval_id", V::from(approval.id.0)));
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let step = approval.step();
    let last = approval.signed.last().map(|signature| &signature.by);
    let signed = (approval.state == ApprovalState::Signed).then_some(last).flatten();
    let ended = approval.ended.as_ref().map(|(by, _)| by).or(signed);
    let names: Vec<&str> = approval.signed.iter().map(|s| s.by.name.as_str()).collect();
    let signers = approval.signed.iter().map(|signature| by_person(signature.by.staff.0));
    let cols = vec![
        ("act", V::from(approval.what.act().code())),
        ("title", V::from(approval.what.title())),
        ("about", V::from(about(file, &approval.what))),
        ("opens", V::from(opens(&approval.what))),
        ("state", V::from(approval.state.code())),
        ("step", V::from(count(approval.signed.len()))),
        ("steps", V::from(count(approval.steps.len()))),
        ("step_name", V::from(step.map(|step| step.name.clone()).unwrap_or_default())),
        ("waits_for", V::from(step.map(|step| waits_for(file, step)).unwrap_or_default())),
        ("signed_by", V::from(signers.collect::<String>())),
        ("signed_names", V::from(names.join("、"))),
        ("asked_by", V::from(approval.asked.staff.0)),
        ("asked_name", V::from(&approval.asked.name)),
        ("asked_at", V::from(approval.asked.at)),
        ("ended_at", V::from(ended.map(|by| by.at))),
        ("ended_name", V::from(ended.map(|by| by.name.clone()).unwrap_or_default())),
        ("reason", V::from(approval.ended.as_ref().map(|(_, r)| r.clone()).unwrap_or_default())),
        ("amount_fen", V::from(amount(&approval.what))),
        ("number", V::from(shown::number(file))),
        ("applicants", V::from(shown::names(file, PartyRole::Applicant))),
        ("respondents", V::from(shown::names(file, PartyRole::Respondent))),
        ("handler_name", V::from(shown::handler_name(file))),
    ];
    ProjRow { table: "case_approval", key, cols }
}

/// Everybody whom the step names, each between bars, so that one of them is found in the whole.
fn waits_for(file: &Matter, step: &Step) -> String {
    let roles = step.roles.iter().map(|role| by_role(role.code()));
    let posts = step.posts.iter().filter_map(|post| match &file.handler {
        Some((handler, _)) if post == HANDLER => Some(by_person(handler.0)),
        _ if post == HANDLER => None,
        _ => Some(by_post(post)),
    });
    roles.chain(posts).collect()
}

/// A role among those that an approval waits for.
pub(crate) fn by_role(code: &str) -> String {
    format!("|role:{code}|")
}

/// A post among those that an approval waits for.
pub(crate) fn by_post(key: &str) -> String {
    format!("|post:{key}|")
}

/// A person among those that an approval waits for, or that have signed it.
pub(crate) fn by_person(id: uuid::Uuid) -> String {
    format!("|staff:{}|", id.simple())
}

/// Whom or what it is about, beside its title.
fn about(file: &Matter, what: &What) -> String {
    let What::Paper { document, .. } = what else { return String::new() };
    let party = file.document(*document).and_then(|document| document.party);
    let party = party.and_then(|party| file.party(party));
    party.map(|party| party.details.name.clone()).unwrap_or_default()
}

fn amount(what: &What) -> Option<Fen> {
    match what {
        What::Payout { total, .. } => Some(*total),
        What::TakeBack { amount, .. } => Some(*amount),
        What::Paper { .. }
        | What::Lane { .. }
        | What::Waiver { .. }
        | What::Closing { .. }
        | What::Exclusion { .. }
        | What::Extension { .. }
        | What::Correction { .. }
        | What::StrikeOff { .. } => None,
    }
}

/// The part of the case page where it is dealt with.
fn opens(what: &What) -> &'static str {
    match what {
        What::Paper { .. } => "documents",
        What::Payout { .. } | What::TakeBack { .. } => "funds",
        What::Waiver { .. } | What::Closing { .. } | What::StrikeOff { .. } => "closing",
        What::Exclusion { .. } | What::Extension { .. } => "deadlines",
        What::Correction { .. } => "parties",
        What::Lane { .. } => "",
    }
}
