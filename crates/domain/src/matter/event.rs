//! 办案流水的内容：what can happen in a case. Append-only, readable for ever.

use crate::{
    closing::closure::ClosingEvent, ground::entry::Entry, intake::filing::FilingEvent,
    intake::party::PartyEvent, money::fund::FundEvent, money::payout::PayoutEvent,
    papers::document::DocumentEvent, papers::message::MessageEvent, papers::service::ServiceEvent,
    property::asset::AssetEvent, property::deduction::DeductionEvent,
    property::measure::MeasureEvent, property::search::SearchEvent, work::node::NodeEvent,
    work::task::TaskEvent, work::triage::TriageEvent,
};

macro_rules! events {
    ($($concept:ident($inner:ident) = $code:literal,)*) => {
        /// Any event of a case, by concept.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Event { $($concept($inner),)* }

        $(impl From<$inner> for Event { fn from(event: $inner) -> Event { Event::$concept(event) } })*

        impl Event {
            fn concept(&self) -> &'static str { match self { $(Event::$concept(_) => $code,)* } }

            fn value(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $(Event::$concept(event) => serde_json::to_value(event),)* }
            }

            fn decode_value(concept: &str, value: serde_json::Value) -> Result<Event, EventError> {
                match concept {
                    $($code => serde_json::from_value(value).map(Event::$concept).map_err(EventError::Body),)*
                    other => Err(EventError::Concept(other.to_owned())),
                }
            }
        }
    };
}

events! {
    Filing(FilingEvent) = "filing",
    Party(PartyEvent) = "party",
    Triage(TriageEvent) = "triage",
    Task(TaskEvent) = "task",
    Node(NodeEvent) = "node",
    Document(DocumentEvent) = "document",
    Service(ServiceEvent) = "service",
    Search(SearchEvent) = "search",
    Asset(AssetEvent) = "asset",
    Measure(MeasureEvent) = "measure",
    Deduction(DeductionEvent) = "deduction",
    Fund(FundEvent) = "fund",
    Payout(PayoutEvent) = "payout",
    Closing(ClosingEvent) = "closing",
    Message(MessageEvent) = "message",
}

/// Every kind of event there is, as modes name them.
pub const KINDS: &[&str] = &[
    "filing.received",
    "filing.supplement_asked",
    "filing.supplemented",
    "filing.accepted",
    "filing.interviewed",
    "filing.material_added",
    "party.added",
    "party.corrected",
    "party.removed",
    "triage.decided",
    "triage.overridden",
    "triage.assigned",
    "task.opened",
    "task.accepted",
    "task.assigned",
    "task.completed",
    "task.returned",
    "task.withdrawn",
    "node.started",
    "node.ended",
    "document.made",
    "document.issued",
    "document.sent_back",
    "service.served",
    "service.failed",
    "search.requested",
    "search.sent",
    "search.answered",
    "search.completed",
    "search.closed",
    "asset.found",
    "asset.updated",
    "asset.screened",
    "measure.ordered",
    "measure.confirmed",
    "measure.refused",
    "measure.renewal_ordered",
    "measure.renewed",
    "measure.release_ordered",
    "measure.released",
    "measure.spent",
    "measure.lapsed",
    "measure.acknowledged",
    "measure.warned",
    "deduction.ordered",
    "deduction.deducted",
    "deduction.refused",
    "deduction.arrived",
    "fund.received",
    "payout.proposed",
    "payout.approved",
    "payout.refused",
    "payout.withdrawn",
    "payout.exported",
    "payout.line_settled",
    "payout.paid",
    "payout.bounced",
    "payout.line_returned",
    "payout.rejection_booked",
    "closing.closed",
    "closing.waived",
    "message.queued",
    "message.sent",
    "message.delivered",
    "message.failed",
];

/// Why a stored event could not be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    #[error("unknown event concept {0}")]
    Concept(String),
    #[error("event version {0} is newer than this program")]
    Version(i32),
    #[error("event body: {0}")]
    Body(serde_json::Error),
}

/// The version that is written now. Older versions are upcast in [`Event::decode`].
pub const EVENT_VERSION: i32 = 1;

impl Event {
    /// `concept.type`, for example `measure.ordered`; what flow rules and the docket call it.
    pub fn kind(&self) -> String {
        let ty = self
            .value()
            .ok()
            .and_then(|v| v.get("type").and_then(serde_json::Value::as_str).map(str::to_owned));
        format!("{}.{}", self.concept(), ty.unwrap_or_default())
    }

    /// Kind, version and body as stored in the docket.
    pub fn encode(&self) -> Result<(String, i32, serde_json::Value), serde_json::Error> {
        let value = self.value()?;
        let ty = value.get("type").and_then(serde_json::Value::as_str).unwrap_or_default();
        Ok((format!("{}.{ty}", self.concept()), EVENT_VERSION, value))
    }

    /// Reads a stored event of any version.
    pub fn decode(kind: &str, version: i32, body: serde_json::Value) -> Result<Event, EventError> {
        if EVENT_VERSION < version {
            return Err(EventError::Version(version));
        }
        let concept = kind.split('.').next().unwrap_or_default();
        Event::decode_value(concept, body)
    }
}

/// An event with the circumstances in which it was written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    pub event: Event,
    pub entry: Entry,
}
