//! 制作文书 by hand: for whom and about what, of the papers that the page offers.

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{choices, fields},
        id::PartyId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Beside, Decision, Outcome},
    },
    papers::kind::{DocumentKind, Offer},
};

choices! { DocumentKind }

fields! {
    /// 制作文书
    MakeDocument {
        kind: DocumentKind = "文书种类";
        party: Option<PartyId> = "送达对象";
        subject: Option<Subject> = "所涉及的事项", "如一笔到账、一次送达";
    }
}

impl Command for MakeDocument {
    const NAME: &'static str = "make_document";
    const TITLE: &'static str = "制作文书";
    const ACT: Act = Act::MakeDocument;
    const DONE: &'static str = "document.made";

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        if matter.number.is_some() { Ok(()) } else { Err(Refusal::CaseNotFiled) }
    }

    /// Its facts are the documents room's: it is written in the same transaction.
    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let offer = Offer { kind: self.kind, party: self.party, subject: self.subject };
        Ok(Outcome::default().beside(Beside::Paper(offer)))
    }
}
