//! 文书：made from the case with its input frozen, issued when whoever the chain names has signed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhixing_law::day::Day;

use crate::{
    ground::entry::{By, Entry},
    ground::id::{DocumentId, PartyId},
    ground::refusal::Refusal,
    ground::subject::Subject,
    ground::word::words,
    matter::Matter,
    matter::context::Context,
    matter::effect::Effect,
    matter::outcome::{Decision, Outcome},
    papers::kind::DocumentKind,
};

words! {
    /// 文书状态
    DocumentState {
        Drafted = "drafted", "待签发";
        /// 已签发用印
        Issued = "issued", "已签发";
        /// 退回重制
        SentBack = "sent_back", "已退回重制";
    }
}

/// 文书
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    pub kind: DocumentKind,
    /// Addressee, for documents to one party.
    pub party: Option<PartyId>,
    /// What it is about, for example `measure:<id>`.
    pub subject: Option<Subject>,
    /// Place among the case's rulings (之一 is 1); 0 for other documents.
    pub ruling_no: u32,
    /// Everything the text is made of, frozen when it was made; shared between the states of a case.
    pub input: Arc<Value>,
    pub made: By,
    pub made_on: Day,
    pub state: DocumentState,
    pub signed: Option<By>,
    pub issued_on: Option<Day>,
    pub remark: String,
}

/// What happens to documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DocumentEvent {
    /// 制作
    Made {
        document: DocumentId,
        kind: DocumentKind,
        party: Option<PartyId>,
        subject: Option<Subject>,
        ruling_no: u32,
        input: Value,
        on: Day,
    },
    /// 签发用印
    Issued { document: DocumentId, on: Day },
    /// 退回重制
    SentBack { document: DocumentId, reason: String },
}

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

/// 重新制作：the document that was sent back and is to be made anew, for the same addressee and about the same thing.
///
/// # Errors
/// It was not sent back, or somebody has made it anew.
pub fn to_remake(matter: &Matter, id: DocumentId) -> Result<&Document, Refusal> {
    let document = matter.document(id).ok_or(Refusal::Missing("文书"))?;
    if document.state != DocumentState::SentBack {
        return Err(Refusal::state("文书", document.state, DocumentState::SentBack));
    }
    if matter.waits_to_be_remade(document) {
        return Ok(document);
    }
    Err(Refusal::Duplicate { what: "文书", key: document.kind.title().to_owned() })
}

fn drafted(matter: &Matter, id: DocumentId) -> Result<&Document, Refusal> {
    let document = matter.document(id).ok_or(Refusal::Missing("文书"))?;
    if document.state == DocumentState::Drafted {
        return Ok(document);
    }
    Err(Refusal::state("文书", document.state, DocumentState::Drafted))
}

/// Folds an event into the register.
pub fn apply(documents: &mut Vec<Document>, event: &DocumentEvent, entry: &Entry) {
    match event {
        DocumentEvent::Made { document, kind, party, subject, ruling_no, input, on } => {
            documents.push(Document {
                id: *document,
                kind: *kind,
                party: *party,
                subject: *subject,
                ruling_no: *ruling_no,
                input: Arc::new(input.clone()),
                made: By::from(entry),
                made_on: *on,
                state: DocumentState::Drafted,
                signed: None,
                issued_on: None,
                remark: String::new(),
            });
        }
        DocumentEvent::Issued { document, on } => {
            if let Some(known) = documents.iter_mut().find(|d| d.id == *document) {
                known.state = DocumentState::Issued;
                known.signed = Some(By::from(entry));
                known.issued_on = Some(*on);
            }
        }
        DocumentEvent::SentBack { document, reason } => {
            if let Some(known) = documents.iter_mut().find(|d| d.id == *document) {
                known.state = DocumentState::SentBack;
                known.remark.clone_from(reason);
            }
        }
    }
}
