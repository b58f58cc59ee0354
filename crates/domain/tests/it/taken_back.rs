//! 撤销送达登记、作废重制：what was registered or signed wrongly and has harmed nobody yet.

use serde_json::json;
use zhixing_domain::{
    ground::refusal::{Need, Refusal},
    matter::effect::Effect,
    papers::{
        document::{Document, DocumentState},
        kind::DocumentKind,
        message::{
            MessageState,
            report::{self, Report},
        },
    },
};

use crate::{court::*, samples::*};

/// A filed case of which everything is signed, and its notice.
fn signed() -> Court {
    let mut court = Court::on("2026-03-02");
    court.file_case(&application()).unwrap();
    court.sign_all();
    court
}

#[test]
fn a_service_that_did_not_take_place_is_taken_back_and_the_paper_waits_again() {
    let mut court = signed();
    let (notice, party) = (court.document(DocumentKind::EnforcementNotice), court.respondent());
    court.serve(notice, party).unwrap();
    let service = court.file.served(notice, party).unwrap().id;
    let body = json!({ "service": service, "reason": "误登为本人签收，实际未能送达" });
    assert_eq!(
        court.send(&server(), "take_back_service", body.clone()).unwrap()[0],
        "service.taken_back"
    );
    assert!(court.file.served(notice, party).is_none());
    let kept = court.file.services.iter().find(|known| known.id == service).unwrap();
    assert!(kept.taken_back.as_ref().is_some_and(|why| why.contains("误登")), "it stays on record");
    let paper = court.file.document(notice).unwrap().clone();
    assert!(court.file.to_be_served_on(&paper).contains(&party));
    let live = court.file.tasks.iter().filter(|task| task.state.is_live());
    assert!(live.clone().any(|task| task.key == "serve_documents"), "somebody has to serve it");
    let twice = court.send(&server(), "take_back_service", body);
    assert_eq!(twice, Err(Refusal::Missing("送达记录")));
    court.serve(notice, party).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_paper_that_reached_nobody_is_made_anew_and_one_that_did_or_is_a_ruling_stands() {
    let mut court = signed();
    let (notice, party) = (court.document(DocumentKind::EnforcementNotice), court.respondent());
    let recall = json!({ "document": notice, "reason": "姓名写错" });
    court.send(&judge(), "recall_document", recall.clone()).unwrap();
    let old = court.file.document(notice).unwrap();
    assert_eq!((old.state, old.remark.as_str()), (DocumentState::SentBack, "签发后作废：姓名写错"));
    let again = court.send(&judge(), "recall_document", recall);
    assert!(matches!(again, Err(Refusal::WrongState { .. })), "{again:?}");
    let other = court.document(DocumentKind::PropertyReportOrder);
    court.serve(other, party).unwrap();
    let served = json!({ "document": other, "reason": "姓名写错" });
    let stands = court.send(&judge(), "recall_document", served);
    assert_eq!(stands, Err(Refusal::needs(Need::PaperWithNobody)));
    let rulings: Vec<Document> =
        court.file.documents.iter().filter(|d| d.kind.is_ruling()).cloned().collect();
    for ruling in rulings {
        let body = json!({ "document": ruling.id, "reason": "笔误" });
        assert!(court.send(&judge(), "recall_document", body).is_err());
    }
    assert_eq!(court.folded(), court.file);
}

#[test]
fn what_did_not_reach_a_party_is_sent_once_more_to_the_number_that_they_have_now() {
    let mut court = signed();
    let first = court.file.messages[0].clone();
    let body = json!({ "message": first.id });
    let waiting = court.send(&server(), "resend_message", body.clone());
    assert_eq!(waiting, Err(Refusal::Missing("没有送到的告知")), "nothing has failed yet");
    let failed = Report::Failed { reason: "空号".to_owned() };
    court.act(&system(), |file, ctx| report::report(file, first.id, &failed, ctx)).unwrap();
    let correct = json!({
        "party": first.party, "name": "", "identity_number": "", "phone": "13900139111", "address": "",
        "service_address": "", "representative": "", "ground": "当事人来电",
    });
    court.send(&window(), "correct_party", correct).unwrap();
    court.send(&server(), "resend_message", body.clone()).unwrap();
    let again = court.file.messages.last().unwrap().clone();
    assert_eq!((again.phone.as_str(), again.state), ("13900139111", MessageState::Queued));
    assert_eq!((&again.template, &again.values), (&first.template, &first.values));
    assert!(court.effects.contains(&Effect::SendMessage { message: again.id }));
    let twice = court.send(&server(), "resend_message", body);
    assert_eq!(twice, Err(Refusal::Missing("没有送到的告知")));
    assert_eq!(court.folded(), court.file);
}
