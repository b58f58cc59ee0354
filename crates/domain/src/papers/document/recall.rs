//! 作废重制：a paper that was issued, reached nobody, and says what is wrong. It is made anew from the case as it stands and
//! waits for its signature again. A ruling is mended by a ruling only (民诉法2023第157条第一款第七项), and what went to a
//! bank is withdrawn with its request.

use super::{Document, DocumentEvent, DocumentState};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::DocumentId,
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Beside, Decision, Outcome},
    },
    papers::kind::Offer,
};

fields! {
    /// 作废重制
    RecallDocument {
        document: DocumentId = "文书";
        reason: Text<200> = "有误的内容", "例如：被执行人姓名写错，已更正";
    }
}

impl Command for RecallDocument {
    const NAME: &'static str = "recall_document";
    const TITLE: &'static str = "作废重制";
    const FORM: (&'static str, &'static str) = ("作废并重新制作文书", "作废重制");
    const ACT: Act = Act::MakeDocument;
    const DONE: &'static str = "document.sent_back";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.document.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let waiting = matter.documents.iter().filter(|document| reached_nobody(matter, document));
        waiting.map(|document| document.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        to_recall(matter, on).map(|_| ())
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let document = to_recall(matter, self.subject())?;
        let Document { id, kind, party, subject, .. } = *document;
        let reason = format!("签发后作废：{}", self.reason.as_str());
        let outcome = Outcome::of(DocumentEvent::SentBack { document: id, reason });
        Ok(outcome.beside(Beside::Paper(Offer { kind, party, subject })))
    }
}

/// Issued, of a kind that may be taken back, and in nobody's hands yet.
fn reached_nobody(matter: &Matter, document: &Document) -> bool {
    document.state == DocumentState::Issued
        && document.kind.needs_service()
        && !document.kind.is_ruling()
        && matter.services.iter().all(|s| s.document != document.id || s.effective_on.is_none())
}

fn to_recall(matter: &Matter, on: Subject) -> Result<&Document, Refusal> {
    matter.must_not_be_closed()?;
    let Subject::Document(id) = on else { return Err(Refusal::Missing("文书")) };
    let document = matter.document(id).ok_or(Refusal::Missing("文书"))?;
    if document.state != DocumentState::Issued {
        return Err(Refusal::state("文书", document.state, DocumentState::Issued));
    }
    if reached_nobody(matter, document) {
        return Ok(document);
    }
    Err(Refusal::needs(Need::PaperWithNobody))
}
