//! 送达：attempts and proof of serving a document, and the day on which each takes effect by its method.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, service as law};

use crate::{
    ground::entry::{By, Entry},
    ground::id::{DocumentId, PartyId, ServiceId},
};

pub mod record;
pub mod take_back;

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
    /// 登记有误，已撤销
    pub taken_back: Option<String>,
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
    /// 撤销送达登记
    TakenBack { service: ServiceId, document: DocumentId, reason: String },
}

impl ServiceEvent {
    /// The document it is about.
    pub fn document(&self) -> DocumentId {
        match self {
            ServiceEvent::Served { document, .. }
            | ServiceEvent::Failed { document, .. }
            | ServiceEvent::TakenBack { document, .. } => *document,
        }
    }
}

/// Folds an event into the register.
pub fn apply(services: &mut Vec<Service>, event: &ServiceEvent, entry: &Entry) {
    let by = By::from(entry);
    let taken_back = None;
    services.push(match event {
        ServiceEvent::TakenBack { service, reason, .. } => {
            if let Some(known) = services.iter_mut().find(|known| known.id == *service) {
                known.effective_on = None;
                known.taken_back = Some(reason.clone());
            }
            return;
        }
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
            taken_back,
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
            taken_back,
        },
    });
}
