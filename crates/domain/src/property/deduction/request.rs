//! 未获答复的扣划

use crate::{
    ground::{refusal::Refusal, subject::Subject},
    matter::Matter,
    papers::document::{Document, DocumentState},
    papers::kind::DocumentKind,
    property::deduction::{Deduction, DeductionState},
};

/// The deductions that the holder has not answered.
pub(super) fn waiting(matter: &Matter) -> Vec<Subject> {
    let waiting = matter.deductions.iter().filter(|d| d.state == DeductionState::Ordered);
    waiting.map(|deduction| deduction.id.into()).collect()
}

/// The deduction that a command is about, while its answer is awaited.
pub(super) fn ordered(matter: &Matter, on: Subject) -> Result<&Deduction, Refusal> {
    let deduction = matter.deductions.iter().find(|d| Subject::from(d.id) == on);
    let deduction = deduction.ok_or(Refusal::Missing("扣划"))?;
    if deduction.state == DeductionState::Ordered {
        return Ok(deduction);
    }
    Err(Refusal::state("扣划", deduction.state, DeductionState::Ordered))
}

/// The ruling on which a deduction rests.
pub(super) fn ruling<'a>(matter: &'a Matter, deduction: &Deduction) -> Option<&'a Document> {
    let subject = Some(Subject::from(deduction.id));
    let about = |document: &&Document| {
        document.kind == DocumentKind::DeductionRuling && document.subject == subject
    };
    matter.documents.iter().rev().find(about)
}

/// 裁定待签发：whether a deduction waits for its ruling to be signed.
pub fn waits_for_ruling(matter: &Matter, deduction: &Deduction) -> bool {
    ruling(matter, deduction).is_some_and(|ruling| ruling.state == DocumentState::Drafted)
}
