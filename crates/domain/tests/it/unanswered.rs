//! 未获答复的请求：a holder who never answers stops nothing: the request is sent once more under a new number, or taken
//! back, and an answer that comes late to the old one is an answer to nothing.

use serde_json::json;
use zhixing_domain::{
    closing::closure::conditions,
    ground::id::{DeductionId, MeasureId},
    ground::refusal::{Need, Refusal},
    matter::effect::Effect,
    papers::document::DocumentState,
    papers::kind::DocumentKind,
    property::deduction::{self, DeductionState},
    property::measure::{self, MeasureState, RequestKind},
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

const ASKED: &str = "2026-03-20 电话核实：对方没有收到";

/// One freeze ordered on 2026-03-03, its ruling not issued yet.
fn ordered() -> (Court, MeasureId) {
    let found = vec![deposit("6228480999000000001", "6000.00")];
    let mut court = Court::searched(&application(), found);
    let asset = court.file.assets[0].id;
    let id = court.freeze(asset, yuan("5000.00")).unwrap();
    (court, id)
}

fn about(court: &mut Court, name: &str, id: MeasureId) -> Result<Vec<String>, Refusal> {
    court.send(&searcher(), name, json!({ "measure": id, "reason": ASKED }))
}

fn about_deduction(court: &mut Court, name: &str, id: DeductionId) -> Result<Vec<String>, Refusal> {
    court.send(&judge(), name, json!({ "deduction": id, "reason": ASKED }))
}

/// What the holder says to the request of a number.
fn says(court: &mut Court, id: MeasureId, request: RequestKind, request_no: &str) -> Vec<String> {
    let answer = measure::answer::Answer {
        request,
        request_no: request_no.to_owned(),
        actual: yuan("5000.00"),
        refused: String::new(),
        on: court.today(),
    };
    court.act(&system(), |file, ctx| measure::answer::answer(file, id, &answer, ctx)).unwrap()
}

fn took(court: &mut Court, id: DeductionId, request_no: &str) -> Vec<String> {
    let answer = deduction::answer::Answer {
        request_no: request_no.to_owned(),
        actual: yuan("5000.00"),
        refused: String::new(),
        on: court.today(),
    };
    court.act(&system(), |file, ctx| deduction::answer::answer(file, id, &answer, ctx)).unwrap()
}

fn state(court: &Court, id: MeasureId) -> MeasureState {
    court.file.measure(id).unwrap().state
}

#[test]
fn a_freeze_that_nobody_answers_is_sent_again_and_the_old_answer_changes_nothing() {
    let (mut court, id) = ordered();
    let early = about(&mut court, "repeat_request", id);
    assert_eq!(early, Err(Refusal::needs(Need::RequestSent)));
    court.sign_all();
    let first = court.asked(id, RequestKind::Freeze);
    court.effects.clear();
    about(&mut court, "repeat_request", id).unwrap();
    about(&mut court, "repeat_request", id).unwrap();
    let sent = Effect::SendMeasure { measure: id, request: RequestKind::Freeze };
    assert_eq!(court.effects, [sent.clone(), sent]);
    assert_eq!(court.asked(id, RequestKind::Freeze), format!("{first}F3"));
    for old in [first.clone(), format!("{first}F2")] {
        assert!(says(&mut court, id, RequestKind::Freeze, &old).is_empty(), "{old}");
    }
    assert_eq!(state(&court, id), MeasureState::Ordered);
    says(&mut court, id, RequestKind::Freeze, &format!("{first}F3"));
    assert_eq!(state(&court, id), MeasureState::Live);
    let measure = court.file.measure(id).unwrap();
    assert_eq!(measure.freeze_no, format!("{first}F3"), "what renewals and releases refer to");
    assert_eq!(measure.request_number(RequestKind::Release), format!("{first}J"));
    let idle = about(&mut court, "repeat_request", id);
    assert_eq!(idle, Err(Refusal::needs(Need::PendingRequest)));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_freeze_that_is_taken_back_is_none_and_the_holder_is_told_by_a_ruling() {
    let (mut court, id) = ordered();
    court.sign_all();
    let first = court.asked(id, RequestKind::Freeze);
    about(&mut court, "withdraw_request", id).unwrap();
    assert_eq!(state(&court, id), MeasureState::Withdrawn);
    assert_eq!(court.file.frozen(), Fen::ZERO, "the amount may be frozen elsewhere");
    court.document(DocumentKind::ReleaseRuling);
    court.effects.clear();
    court.sign_all();
    let told = Effect::SendMeasure { measure: id, request: RequestKind::Release };
    assert!(court.effects.contains(&told), "{:?}", court.effects);
    assert!(says(&mut court, id, RequestKind::Freeze, &first).is_empty());
    let no = court.asked(id, RequestKind::Release);
    assert!(says(&mut court, id, RequestKind::Release, &no).is_empty());
    assert_eq!(state(&court, id), MeasureState::Withdrawn);
    let asset = court.file.assets[0].id;
    court.freeze(asset, yuan("5000.00")).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_freeze_taken_back_before_its_ruling_is_issued_leaves_nothing_to_sign_or_to_make_anew() {
    let (mut court, id) = ordered();
    about(&mut court, "withdraw_request", id).unwrap();
    let ruling = court.document(DocumentKind::FreezeRuling);
    assert_eq!(court.file.document(ruling).unwrap().state, DocumentState::SentBack);
    assert_eq!(court.file.documents_to_remake(), 0);
    assert!(court.file.documents.iter().all(|d| d.kind != DocumentKind::ReleaseRuling));
}

#[test]
fn a_renewal_or_release_that_is_taken_back_leaves_the_freeze_and_its_number_is_not_used_again() {
    for (name, request) in
        [("renew_measure", RequestKind::Renew), ("release_measure", RequestKind::Release)]
    {
        let (mut court, id) = Court::frozen(yuan("5000.00"));
        let mut body = json!({ "measure": id });
        if request == RequestKind::Release {
            body["reason"] = json!("和解");
        }
        court.day("2026-06-01");
        court.send(&judge(), name, body).unwrap();
        court.sign_all();
        let first = court.asked(id, request);
        about(&mut court, "repeat_request", id).unwrap();
        let second = court.asked(id, request);
        assert_ne!(first, second);
        assert!(says(&mut court, id, request, &first).is_empty());
        about(&mut court, "withdraw_request", id).unwrap();
        assert!(says(&mut court, id, request, &second).is_empty());
        assert_eq!(state(&court, id), MeasureState::Live);
        assert_ne!(court.asked(id, request), second, "{name}");
        assert_eq!(court.folded(), court.file);
    }
}

#[test]
fn a_renewal_is_not_sent_again_after_the_end_that_it_was_to_move() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.day("2027-03-03");
    court.send(&judge(), "renew_measure", json!({ "measure": id })).unwrap();
    court.sign_all();
    court.day("2027-03-04");
    let late = about(&mut court, "repeat_request", id);
    assert!(matches!(late, Err(Refusal::MeasureLapsed { .. })), "{late:?}");
}

#[test]
fn a_deduction_that_nobody_answers_is_sent_again_or_taken_back_and_never_counted_twice() {
    let (mut court, measure) = Court::frozen(yuan("5000.00"));
    court.deduct(measure, yuan("5000.00")).unwrap();
    let id = court.file.deductions[0].id;
    let early = about_deduction(&mut court, "repeat_deduction", id);
    assert_eq!(early, Err(Refusal::needs(Need::RequestSent)));
    court.sign_all();
    let first = court.file.deductions[0].sent_no.clone();
    court.effects.clear();
    about_deduction(&mut court, "repeat_deduction", id).unwrap();
    assert_eq!(court.effects, [Effect::SendDeduction { deduction: id }]);
    assert!(took(&mut court, id, &first).is_empty());
    assert_eq!(court.file.in_deduction(), yuan("5000.00"));
    about_deduction(&mut court, "withdraw_deduction", id).unwrap();
    assert_eq!(court.file.deductions[0].state, DeductionState::Withdrawn);
    assert!(took(&mut court, id, &format!("{first}K2")).is_empty());
    assert_eq!(court.file.in_deduction(), Fen::ZERO);
    court.deduct(measure, yuan("5000.00")).unwrap();
    court.sign_all();
    court.deducted(1, yuan("5000.00"));
    assert_eq!(state(&court, measure), MeasureState::Spent);
    assert_eq!(court.folded(), court.file);
}

#[test]
fn what_nobody_answers_does_not_keep_the_case_open_once_it_is_taken_back() {
    let (mut court, id) = ordered();
    court.sign_all();
    court.income(1, yuan("5396.39"), false);
    let payout = court.send_money();
    court.bank_paid(payout);
    let open = |court: &mut Court| {
        let conditions = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx));
        let live = conditions.unwrap().into_iter().find(|finding| finding.id == "WB-03");
        live.unwrap().blocks()
    };
    assert!(open(&mut court), "an order that nobody answered");
    about(&mut court, "withdraw_request", id).unwrap();
    assert!(!open(&mut court));
}
