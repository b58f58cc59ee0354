//! 送达：attempts and proof of serving a document, and the day on which each takes effect by its method.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, service as law};

use crate::{
    ground::entry::{By, Entry},
    ground::id::{DocumentId, PartyId, ServiceId},
    ground::refusal::{FieldProblem, Refusal, optional_text, text},
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    papers::document::DocumentState,
};

/// 送达记录
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    pub id: ServiceId,
    pub document: DocumentId,
    pub party: PartyId,
    pub method: law::Method,
    pub on: Day,
    /// None when the attempt failed.
    pub effective_on: Option<Day>,
    pub detail: String,
    pub proof: Option<String>,
    pub by: By,
}

/// What happens to service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServiceEvent {
    /// 送达成功
    Served {
        service: ServiceId,
        document: DocumentId,
        party: PartyId,
        method: law::Method,
        on: Day,
        effective_on: Day,
        receiver: String,
        proof: Option<String>,
    },
    /// 送达未成
    Failed {
        service: ServiceId,
        document: DocumentId,
        party: PartyId,
        method: law::Method,
        on: Day,
        reason: String,
    },
}

impl ServiceEvent {
    /// The document it is about.
    pub fn document(&self) -> DocumentId {
        match self {
            ServiceEvent::Served { document, .. } | ServiceEvent::Failed { document, .. } => {
                *document
            }
        }
    }
}

/// A service attempt as reported back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    pub document: DocumentId,
    pub party: PartyId,
    pub method: law::Method,
    pub on: Day,
    pub succeeded: bool,
    /// 签收人, or why it failed.
    pub detail: String,
    /// 送达回证: SM3 of a scan that the case holds.
    pub proof: Option<String>,
}

/// 登记送达
pub fn record(matter: &Matter, attempt: &Attempt, ctx: &mut Context<'_>) -> Decision {
    let document = matter.document(attempt.document).ok_or(Refusal::Missing("文书"))?;
    matter.party(attempt.party).ok_or(Refusal::Missing("当事人"))?;
    if document.party.is_some_and(|addressee| addressee != attempt.party) {
        return Err(Refusal::field("party", FieldProblem::Invalid { expected: "文书的受送达人" }));
    }
    if document.state != DocumentState::Issued {
        return Err(Refusal::state("文书", document.state, DocumentState::Issued));
    }
    if ctx.today < attempt.on {
        return Err(Refusal::field("on", FieldProblem::InFuture));
    }
    if document.issued_on.is_some_and(|issued| attempt.on < issued) {
        let expected = "不早于文书签发日";
        return Err(Refusal::field("on", FieldProblem::Invalid { expected }));
    }
    if matter.served(attempt.document, attempt.party).is_some() {
        return Err(Refusal::Duplicate { what: "送达", key: document.kind.title().to_owned() });
    }
    let held = |proof| matter.filing.materials.iter().any(|(m, _)| m.file.as_ref() == Some(proof));
    if !attempt.proof.as_ref().is_none_or(held) {
        return Err(Refusal::field("proof", FieldProblem::Unknown));
    }
    let service = ServiceId(ctx.id());
    let Attempt { document, party, method, on, proof, .. } = attempt.clone();
    if !attempt.succeeded {
        let reason = text("detail", &attempt.detail, 300)?;
        return Ok(Outcome::of(ServiceEvent::Failed {
            service,
            document,
            party,
            method,
            on,
            reason,
        }));
    }
    let receiver = optional_text("detail", &attempt.detail, 100)?;
    let signed = matches!(method, law::Method::Direct | law::Method::Delegated);
    if receiver.is_empty() && signed {
        return Err(Refusal::field("detail", FieldProblem::Required));
    }
    let effective_on = law::served_on(method, on)?.on;
    Ok(Outcome::of(ServiceEvent::Served {
        service,
        document,
        party,
        method,
        on,
        effective_on,
        receiver,
        proof,
    }))
}

/// Folds an event into the register.
pub fn apply(services: &mut Vec<Service>, event: &ServiceEvent, entry: &Entry) {
    let by = By::from(entry);
    services.push(match event {
        ServiceEvent::Served {
            service,
            document,
            party,
            method,
            on,
            effective_on,
            receiver,
            proof,
        } => Service {
            id: *service,
            document: *document,
            party: *party,
            method: *method,
            on: *on,
            effective_on: Some(*effective_on),
            detail: receiver.clone(),
            proof: proof.clone(),
            by,
        },
        ServiceEvent::Failed { service, document, party, method, on, reason } => Service {
            id: *service,
            document: *document,
            party: *party,
            method: *method,
            on: *on,
            effective_on: None,
            detail: reason.clone(),
            proof: None,
            by,
        },
    });
}
