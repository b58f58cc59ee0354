//! 签发文书, with the last signature or where nobody must sign; and what becomes of one that nobody signs.

use super::{Document, DocumentEvent, DocumentState};
use crate::{
    ground::{id::DocumentId, refusal::Refusal, subject::Subject},
    matter::{
        Matter,
        context::Context,
        effect::Effect,
        outcome::{Decision, Outcome},
    },
    papers::kind::DocumentKind,
};

/// 签发文书, with the last signature or where nobody must sign.
pub fn issue(matter: &Matter, id: DocumentId, ctx: &Context<'_>) -> Decision {
    let document = drafted(matter, id)?;
    // What was ordered before somebody claimed the thing has not left the house yet: the signature sends it.
    if let (DocumentKind::DeductionRuling, Some(Subject::Deduction(deduction))) =
        (document.kind, document.subject)
    {
        let deduction = matter.deduction(deduction).ok_or(Refusal::Missing("扣划"))?;
        matter.must_be_disposable(deduction.asset, ctx.today)?;
    }
    Ok(Outcome::of(DocumentEvent::Issued { document: id, on: ctx.today })
        .then(Effect::RenderDocument { document: id }))
}

/// 退回重制：nobody signs it as it is.
pub fn send_back(matter: &Matter, id: DocumentId, reason: &str) -> Decision {
    drafted(matter, id)?;
    Ok(Outcome::of(DocumentEvent::SentBack { document: id, reason: reason.to_owned() }))
}

fn drafted(matter: &Matter, id: DocumentId) -> Result<&Document, Refusal> {
    let document = matter.document(id).ok_or(Refusal::Missing("文书"))?;
    if document.state == DocumentState::Drafted {
        return Ok(document);
    }
    Err(Refusal::state("文书", document.state, DocumentState::Drafted))
}
