//! 冻结、续行、解除、扣划：never more than is owed, never longer than the law allows, answered once.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::id::{AssetId, DeductionId, MeasureId, SearchId},
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::word::Word,
    matter::effect::Effect,
    property::asset::AssetKind,
    property::asset::Found,
    property::deduction::{self, DeductionState},
    property::measure::{self, MeasureState, RequestKind, answer::Answer},
};
use zhixing_law::{day::Day, money::Fen};

use crate::{court::*, samples::*};

fn with_deposits(amounts: &[&str]) -> Court {
    let found = amounts
        .iter()
        .enumerate()
        .map(|(place, amount)| deposit(&format!("62284800{place}"), amount));
    Court::searched(&application(), found.collect())
}

fn order(court: &mut Court, amount: Fen, ends_on: Option<Day>) -> Result<Vec<String>, Refusal> {
    let asset = court.file.assets[0].id;
    let order = json!({
        "asset": asset, "amount_fen": amount, "ends_on": ends_on, "reason": "控制财产"
    });
    court.send(&searcher(), "order_measure", order)
}

fn answer(
    court: &mut Court,
    id: MeasureId,
    request: RequestKind,
    refused: &str,
    on: &str,
) -> Vec<String> {
    let actual = yuan("100.00");
    let request_no = court.asked(id, request);
    let answer = Answer { request, request_no, actual, refused: refused.to_owned(), on: day(on) };
    court.act(&system(), |file, ctx| measure::answer::answer(file, id, &answer, ctx)).unwrap()
}

#[test]
fn a_freeze_is_at_most_the_debt_to_the_fen() {
    let mut court = with_deposits(&["6000.00"]);
    // 2026-03-03 + 10 days: 72 days of interest are 66.64; 5,289.00 + 66.64 + 50.00.
    let limit = court.with(&searcher(), |file, ctx| measure::order::limit(file, ctx)).unwrap();
    assert_eq!(limit, yuan("5405.64"));
    let above = limit.checked_add(Fen::new(1)).unwrap();
    match order(&mut court, above, None) {
        Err(Refusal::AmountAbove { asked, limit: named, basis, .. }) => {
            assert_eq!((asked, named), (above, limit));
            assert!(basis.is_some());
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        order(&mut court, Fen::ZERO, None),
        Err(Refusal::field("amount_fen", FieldProblem::NotPositive))
    );
    order(&mut court, limit, None).unwrap();
    assert_eq!(
        court.with(&searcher(), |file, ctx| measure::order::limit(file, ctx)),
        Ok(Fen::ZERO)
    );
}

#[test]
fn one_fen_below_the_debt_may_be_frozen_and_one_more_elsewhere() {
    let mut court = with_deposits(&["6000.00", "6000.00"]);
    let limit = court.with(&searcher(), |file, ctx| measure::order::limit(file, ctx)).unwrap();
    order(&mut court, limit.checked_sub(Fen::new(1)).unwrap(), None).unwrap();
    let second = court.file.assets[1].id;
    let over = court.freeze(second, Fen::new(2));
    assert!(matches!(over, Err(Refusal::AmountAbove { limit, .. }) if limit == Fen::new(1)));
    court.freeze(second, Fen::new(1)).unwrap();
}

#[test]
fn what_is_taken_and_on_its_way_is_not_frozen_again() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.deduct(id, yuan("5000.00")).unwrap();
    court.sign_all();
    court.deducted(0, yuan("5000.00"));
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Spent);
    let limit = court.with(&searcher(), |file, ctx| measure::order::limit(file, ctx)).unwrap();
    // 62 days on 5,289.00 until the deduction are 57.39; 5,000.00 less the fee of 50.00 leave 339.00 of
    // the debt; ten more days on that are 0.59.
    assert_eq!(limit, yuan("396.98"));
}

#[test]
fn the_longest_term_is_one_year_and_not_a_day_more() {
    for (ends_on, allowed) in [("2027-03-02", true), ("2027-03-03", true), ("2027-03-04", false)] {
        let mut court = with_deposits(&["6000.00"]);
        let result = order(&mut court, yuan("1.00"), Some(day(ends_on)));
        assert_eq!(result.is_ok(), allowed, "{ends_on}: {result:?}");
        if let Err(refusal) = result {
            assert!(
                matches!(refusal, Refusal::TermTooLong { limit, .. } if limit == day("2027-03-03"))
            );
            assert!(refusal.basis().is_some());
        }
    }
    let mut court = with_deposits(&["6000.00"]);
    let today = order(&mut court, yuan("1.00"), Some(day("2026-03-03")));
    assert!(matches!(today, Err(Refusal::Field { field, .. }) if field == "ends_on"));
}

/// The second and the third bank found nothing; now the case is given to somebody.
fn the_others_answer(court: &mut Court, search: SearchId) {
    for (bank, digest) in [(1, "b"), (2, "c")] {
        court.answer(search, bank, digest, Vec::new()).unwrap();
    }
    assert!(court.file.handler.is_some());
}

#[test]
fn only_screened_money_that_nobody_holds_is_frozen() {
    let mut court = Court::filed(&application());
    court.start_search().unwrap();
    let search = court.file.searches[0].id;
    let car = Found { kind: AssetKind::Vehicle, ..deposit("粤H12345", "50000.00") };
    court.answer(search, 0, "a", vec![deposit("1", "100.00"), car]).unwrap();
    let unscreened = order(&mut court, yuan("1.00"), None);
    assert_eq!(unscreened, Err(Refusal::needs(Need::AssetScreened)));
    let (money, car) = (court.file.assets[0].id, court.file.assets[1].id);
    court.screen(money, zhixing_domain::property::asset::Verdict::Enforceable);
    court.screen(car, zhixing_domain::property::asset::Verdict::Enforceable);
    let car = court.freeze(car, yuan("1.00"));
    assert_eq!(car, Err(Refusal::needs(Need::MoneyAsset)));
    // Two banks have not answered, so nobody has been given the case who could sign the ruling.
    let nobodys = order(&mut court, yuan("1.00"), None);
    assert_eq!(nobodys, Err(Refusal::needs(Need::HandlerAssigned)));
    assert!(!court.tasks().contains(&"freeze"), "nobody is asked to do what cannot be done");
    the_others_answer(&mut court, search);
    assert!(court.tasks().contains(&"freeze"));
    order(&mut court, yuan("1.00"), None).unwrap();
    assert!(matches!(order(&mut court, yuan("1.00"), None), Err(Refusal::Duplicate { .. })));
    let unknown = court.freeze(AssetId(Uuid::from_u128(1)), yuan("1.00"));
    assert_eq!(unknown, Err(Refusal::Missing("财产")));
}

#[test]
fn an_answer_again_or_to_nothing_asked_changes_nothing() {
    let mut court = with_deposits(&["6000.00"]);
    order(&mut court, yuan("5000.00"), None).unwrap();
    let id = court.file.measures[0].id;
    assert!(answer(&mut court, id, RequestKind::Release, "", "2026-03-03").is_empty());
    answer(&mut court, id, RequestKind::Freeze, "", "2026-03-03");
    assert_eq!(court.file.measure(id).unwrap().actual, yuan("100.00"), "less than was asked");
    assert!(answer(&mut court, id, RequestKind::Freeze, "", "2026-03-04").is_empty());
    assert!(answer(&mut court, id, RequestKind::Freeze, "账户不存在", "2026-03-04").is_empty());
    let missing = court.hold(MeasureId(Uuid::from_u128(1)), RequestKind::Freeze, Fen::ZERO);
    assert_eq!(missing, Err(Refusal::Missing("控制措施")));
}

#[test]
fn a_holder_never_freezes_more_than_was_ordered() {
    let mut court = with_deposits(&["6000.00"]);
    order(&mut court, yuan("50.00"), None).unwrap();
    let id = court.file.measures[0].id;
    answer(&mut court, id, RequestKind::Freeze, "", "2026-03-03");
    assert_eq!(court.file.measure(id).unwrap().actual, yuan("50.00"));
}

#[test]
fn a_refused_freeze_frees_the_amount_for_another_account() {
    let mut court = with_deposits(&["6000.00", "6000.00"]);
    order(&mut court, yuan("5396.39"), None).unwrap();
    let id = court.file.measures[0].id;
    court.sign_all();
    court.serve_all();
    assert!(court.tasks().is_empty());
    answer(&mut court, id, RequestKind::Freeze, "账户已销户", "2026-03-03");
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Refused);
    assert_eq!(court.file.frozen(), Fen::ZERO);
    assert_eq!(court.tasks(), ["freeze"], "another account is to be frozen");
    assert!(answer(&mut court, id, RequestKind::Freeze, "", "2026-03-04").is_empty());
}

#[test]
fn a_measure_is_renewed_up_to_a_year_from_the_renewal_before_it_ends() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.day("2027-03-03");
    let renew = |court: &mut Court, ends_on: Option<&str>| {
        let ends_on = ends_on.map(day);
        court.send(&judge(), "renew_measure", json!({ "measure": id, "ends_on": ends_on }))
    };
    let long = renew(&mut court, Some("2028-03-04"));
    assert!(matches!(long, Err(Refusal::TermTooLong { limit, .. }) if limit == day("2028-03-03")));
    let short = renew(&mut court, Some("2027-03-03"));
    assert!(matches!(short, Err(Refusal::Field { field, .. }) if field == "ends_on"));
    renew(&mut court, None).unwrap();
    let sent = Effect::SendMeasure { measure: id, request: measure::RequestKind::Renew };
    assert!(!court.effects.contains(&sent), "nothing goes out before its ruling is issued");
    court.sign_all();
    assert!(court.effects.contains(&sent));
    assert!(matches!(renew(&mut court, None), Err(Refusal::Duplicate { .. })));
    let release =
        court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "解除" }));
    assert!(matches!(release, Err(Refusal::Duplicate { .. })));
    answer(&mut court, id, RequestKind::Renew, "", "2027-03-03");
    let measure = court.file.measure(id).unwrap();
    assert_eq!((measure.ends_on, measure.renewals), (day("2028-03-03"), 1));
}

#[test]
fn a_measure_lapses_on_the_day_after_its_end_and_cannot_be_renewed_then() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.day("2027-03-03");
    let done = court.act(&system(), measure::expire::lapse).unwrap();
    assert!(!done.contains(&"measure.lapsed".to_owned()), "on its last day it stands");
    court.day("2027-03-04");
    let late = court.send(&judge(), "renew_measure", json!({ "measure": id }));
    assert_eq!(late, Err(Refusal::MeasureLapsed { ended_on: day("2027-03-03") }));
    court.act(&system(), measure::expire::lapse).unwrap();
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Lapsed);
    assert!(court.act(&system(), measure::expire::lapse).unwrap().is_empty());
    let gone = court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "解除" }));
    assert_eq!(gone, Err(Refusal::MeasureLapsed { ended_on: day("2027-03-03") }));
    assert_eq!(court.file.frozen(), Fen::ZERO);
    let tasks = ["answer_expiry", "freeze", "stalled", "term_warning"];
    assert_eq!(
        court.tasks(),
        tasks,
        "somebody answers for the end, and the account is frozen anew"
    );
}

#[test]
fn a_renewal_done_in_time_and_answered_late_stands_and_one_done_late_does_not() {
    for (done_on, state) in
        [("2027-03-03", MeasureState::Live), ("2027-03-04", MeasureState::Lapsed)]
    {
        let (mut court, id) = Court::frozen(yuan("5000.00"));
        court.day("2027-03-03");
        court.send(&judge(), "renew_measure", json!({ "measure": id })).unwrap();
        court.day("2027-03-05");
        court.act(&system(), measure::expire::lapse).unwrap();
        answer(&mut court, id, RequestKind::Renew, "", done_on);
        assert_eq!(court.file.measure(id).unwrap().state, state, "{done_on}");
    }
}

#[test]
fn a_refused_renewal_or_release_leaves_the_freeze_standing() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    let blank = court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "" }));
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "和解" })).unwrap();
    answer(&mut court, id, RequestKind::Release, "系统故障", "2026-03-03");
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Live);
    court
        .send(&judge(), "acknowledge_expiry", json!({ "measure": id, "note": "我来跟进" }))
        .unwrap();
    assert!(court.file.measure(id).unwrap().acknowledged.is_some());
    let blank = court.send(&judge(), "acknowledge_expiry", json!({ "measure": id, "note": " " }));
    assert_eq!(blank, Err(Refusal::field("note", FieldProblem::Required)));
}

#[test]
fn no_request_number_is_sent_twice() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    let numbers = |court: &Court| {
        let known = court.file.measure(id).unwrap();
        [RequestKind::Renew, RequestKind::Release].map(|kind| known.request_number(kind))
    };
    let no = court.file.measure(id).unwrap().request_no.clone();
    assert_eq!(numbers(&court), [format!("{no}R1"), format!("{no}J")]);
    court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "和解" })).unwrap();
    assert_eq!(numbers(&court), [format!("{no}R1"), format!("{no}J")], "while it is under way");
    answer(&mut court, id, RequestKind::Release, "系统故障", "2026-03-03");
    assert_eq!(numbers(&court), [format!("{no}R2"), format!("{no}J2")]);
    court.day("2026-06-01");
    court.send(&searcher(), "renew_measure", json!({ "measure": id })).unwrap();
    answer(&mut court, id, RequestKind::Renew, "系统故障", "2026-06-01");
    assert_eq!(numbers(&court), [format!("{no}R3"), format!("{no}J3")]);
    assert_eq!(court.file.measure(id).unwrap().request_number(RequestKind::Freeze), no);
}

#[test]
fn a_measure_that_is_only_ordered_can_be_neither_renewed_nor_deducted() {
    let mut court = with_deposits(&["6000.00"]);
    order(&mut court, yuan("5000.00"), None).unwrap();
    let id = court.file.measures[0].id;
    let renew = court.send(&judge(), "renew_measure", json!({ "measure": id }));
    assert!(matches!(renew, Err(Refusal::WrongState { state: Word { code: "ordered", .. }, .. })));
    let deduct = court.deduct(id, yuan("1.00"));
    assert!(matches!(deduct, Err(Refusal::WrongState { state: Word { code: "ordered", .. }, .. })));
    let missing = court.deduct(MeasureId(Uuid::from_u128(1)), yuan("1.00"));
    assert_eq!(missing, Err(Refusal::Missing("控制措施")));
}

#[test]
fn a_deduction_is_at_most_what_is_frozen_and_what_is_owed_to_the_fen() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    let zero = court.deduct(id, Fen::ZERO);
    assert_eq!(zero, Err(Refusal::field("amount_fen", FieldProblem::NotPositive)));
    match court.deduct(id, yuan("5000.01")) {
        Err(Refusal::AmountAbove { limit, basis: None, .. }) => assert_eq!(limit, yuan("5000.00")),
        other => panic!("{other:?}"),
    }
    let owed = court.with(&judge(), |file, ctx| deduction::order::limit(file, ctx)).unwrap();
    match court.deduct(id, owed.checked_add(Fen::new(1)).unwrap()) {
        Err(Refusal::AmountAbove { limit, basis: Some(_), .. }) => assert_eq!(limit, owed),
        other => panic!("{other:?}"),
    }
    court.deduct(id, yuan("5000.00")).unwrap();
    assert!(matches!(court.deduct(id, yuan("1.00")), Err(Refusal::Duplicate { what: "扣划", .. })));
}

#[test]
fn nothing_is_deducted_before_the_notice_is_issued() {
    let mut court = Court::on("2026-03-02");
    court.file_case(&application()).unwrap();
    court.receive_and_interview();
    court.start_search().unwrap();
    let search = court.file.searches[0].id;
    court.answer(search, 0, "a", vec![deposit("1", "6000.00")]).unwrap();
    let asset = court.file.assets[0].id;
    court.screen(asset, zhixing_domain::property::asset::Verdict::Enforceable);
    the_others_answer(&mut court, search);
    let id = court.freeze(asset, yuan("100.00")).unwrap();
    court.hold(id, RequestKind::Freeze, yuan("100.00")).unwrap();
    let early = court.deduct(id, yuan("100.00"));
    assert!(matches!(
        early,
        Err(Refusal::Prerequisite { needs: Need::EnforcementNotice, basis: Some(_) })
    ));
}

#[test]
fn a_partial_deduction_leaves_the_rest_frozen_and_to_be_deducted() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.deduct(id, yuan("5000.00")).unwrap();
    court.sign_all();
    court.deducted(0, yuan("3000.00"));
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Live);
    assert_eq!(court.file.frozen(), yuan("2000.00"));
    assert!(court.tasks().contains(&"deduct"));
    let over = court.deduct(id, yuan("2000.01"));
    assert!(matches!(over, Err(Refusal::AmountAbove { limit, .. }) if limit == yuan("2000.00")));
    court.deduct(id, yuan("2000.00")).unwrap();
    court.sign_all();
    court.deducted(1, yuan("2000.00"));
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Spent);
    assert!(court.deducted(1, yuan("2000.00")).is_empty(), "the same answer changes nothing");
}

#[test]
fn a_refused_deduction_can_be_ordered_again() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.deduct(id, yuan("5000.00")).unwrap();
    court.sign_all();
    court.serve_all();
    let refused = deduction::answer::Answer {
        request_no: court.file.deductions[0].sent_no.clone(),
        actual: Fen::ZERO,
        refused: "账户被在先法院扣划".to_owned(),
        on: court.today(),
    };
    let first = court.file.deductions[0].id;
    court
        .act(&system(), |file, ctx| deduction::answer::answer(file, first, &refused, ctx))
        .unwrap();
    assert_eq!(court.file.deductions[0].state, DeductionState::Refused);
    assert_eq!(court.file.frozen(), yuan("5000.00"));
    assert_eq!(court.tasks(), ["deduct"]);
    court.deduct(id, yuan("5000.00")).unwrap();
    let unknown = DeductionId(Uuid::from_u128(1));
    let missing =
        court.act(&system(), |file, ctx| deduction::answer::answer(file, unknown, &refused, ctx));
    assert_eq!(missing, Err(Refusal::Missing("扣划")));
}
