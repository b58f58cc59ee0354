//! 未获答复的请求：what must be so before a request to the holder is sent once more or taken back.

use crate::{
    ground::{
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::Matter,
    papers::document::{Document, DocumentState},
    papers::kind::DocumentKind,
    property::measure::{Measure, RequestKind},
};

/// The measures about which something is under way with the holder.
pub(super) fn waiting(matter: &Matter) -> Vec<Subject> {
    let waiting = matter.measures.iter().filter(|measure| measure.pending.is_some());
    waiting.map(|measure| measure.id.into()).collect()
}

/// What is under way about a measure.
pub(super) fn pending(measure: &Measure) -> Result<RequestKind, Refusal> {
    let pending = measure.pending.as_ref().map(|(request, _)| *request);
    pending.ok_or(Refusal::needs(Need::PendingRequest))
}

/// The ruling on which a request rests.
pub(super) fn ruling<'a>(
    matter: &'a Matter,
    measure: &Measure,
    request: RequestKind,
) -> Option<&'a Document> {
    let kind = match request {
        RequestKind::Freeze => DocumentKind::FreezeRuling,
        RequestKind::Renew => DocumentKind::RenewalRuling,
        RequestKind::Release => DocumentKind::ReleaseRuling,
    };
    let subject = Some(Subject::from(measure.id));
    let about = |document: &&Document| document.kind == kind && document.subject == subject;
    matter.documents.iter().rev().find(about)
}

/// 裁定待签发：whether what is under way about a measure waits for its ruling to be signed.
pub fn waits_for_ruling(matter: &Matter, measure: &Measure) -> bool {
    let ruling = pending(measure).ok().and_then(|request| ruling(matter, measure, request));
    ruling.is_some_and(|document| document.state == DocumentState::Drafted)
}

/// Refuses while the request has not gone out: it goes out when its ruling is issued.
pub(super) fn must_be_sent(
    matter: &Matter,
    measure: &Measure,
    request: RequestKind,
) -> Result<(), Refusal> {
    let issued = ruling(matter, measure, request).map(|document| document.state);
    if issued == Some(DocumentState::Issued) {
        return Ok(());
    }
    Err(Refusal::needs(Need::RequestSent))
}
