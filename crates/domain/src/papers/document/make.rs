//! 制作文书：what can be made, once its facts have been taken from the matter.

use serde_json::Value;

use super::{Document, DocumentEvent, DocumentState};
use crate::{
    ground::{
        id::{DocumentId, PartyId},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    papers::kind::DocumentKind,
};

/// 制作文书. Whether somebody must sign it is the chain's to say.
pub fn make(
    matter: &Matter,
    kind: DocumentKind,
    party: Option<PartyId>,
    subject: Option<Subject>,
    input: Value,
    ctx: &mut Context<'_>,
) -> Decision {
    if kind != DocumentKind::SupplementNotice && matter.number.is_none() {
        return Err(Refusal::CaseNotFiled);
    }
    if let Some(party) = party {
        matter.party(party).ok_or(Refusal::Missing("当事人"))?;
    }
    let same = |d: &&Document| d.kind == kind && d.party == party && d.subject == subject;
    let stands = |d: &Document| match d.state {
        DocumentState::SentBack => false,
        DocumentState::Issued => !kind.may_repeat(),
        // Of two drafts of one ruling the signer could not tell which to sign.
        DocumentState::Drafted => !kind.may_repeat() || kind.is_ruling(),
    };
    if matter.documents.iter().filter(same).any(stands) {
        return Err(Refusal::Duplicate { what: "文书", key: kind.title().to_owned() });
    }
    let document = DocumentId(ctx.id());
    let ruling_no = if kind.is_ruling() { matter.rulings() + 1 } else { 0 };
    let on = ctx.today;
    let made = DocumentEvent::Made { document, kind, party, subject, ruling_no, input, on };
    Ok(Outcome::of(made))
}
