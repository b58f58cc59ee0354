//! 文书：made from the case with its input frozen, issued when whoever the chain names has signed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhixing_law::day::Day;

use crate::{
    ground::entry::{By, Entry},
    ground::id::{DocumentId, PartyId},
    ground::subject::Subject,
    ground::word::words,
    papers::kind::DocumentKind,
};

pub mod by_hand;
pub mod issue;
pub mod make;
pub mod recall;
pub mod remake;

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

impl Document {
    /// 状态. What persons sign by hand, or nobody signs, is not issued by the court: it has been made.
    pub fn state_title(&self) -> &'static str {
        match self.state {
            DocumentState::Issued if !self.kind.sealed() => "已制成",
            state => state.title(),
        }
    }
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
