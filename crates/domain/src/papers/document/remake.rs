//! 重新制作：a paper that was sent back, from the case as it stands now, for the same addressee and about the same thing.

use super::{Document, DocumentState};
use crate::{
    command::Command,
    ground::{act::Act, field::fields, id::DocumentId, refusal::Refusal, subject::Subject},
    matter::{
        Matter,
        context::Context,
        outcome::{Beside, Decision, Outcome},
    },
    papers::kind::Offer,
};

fields! {
    /// 重新制作文书
    RemakeDocument {
        document: DocumentId = "文书";
    }
}

impl Command for RemakeDocument {
    const NAME: &'static str = "remake_document";
    const TITLE: &'static str = "重新制作";
    const FORM: (&'static str, &'static str) = ("重新制作文书", "重新制作");
    const ACT: Act = Act::MakeDocument;
    const DONE: &'static str = "document.made";

    fn subject(&self) -> Subject {
        self.document.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let waiting =
            matter.documents.iter().filter(|document| matter.waits_to_be_remade(document));
        waiting.map(|document| document.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        to_remake(matter, on).map(|_| ())
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let Document { kind, party, subject, .. } = to_remake(matter, self.subject())?;
        let offer = Offer { kind: *kind, party: *party, subject: *subject };
        Ok(Outcome::default().beside(Beside::Paper(offer)))
    }
}

fn to_remake(matter: &Matter, on: Subject) -> Result<&Document, Refusal> {
    let Subject::Document(id) = on else { return Err(Refusal::Missing("文书")) };
    let document = matter.document(id).ok_or(Refusal::Missing("文书"))?;
    if document.state != DocumentState::SentBack {
        return Err(Refusal::state("文书", document.state, DocumentState::SentBack));
    }
    if matter.waits_to_be_remade(document) {
        return Ok(document);
    }
    Err(Refusal::Duplicate { what: "文书", key: document.kind.title().to_owned() })
}
