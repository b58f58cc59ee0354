//! 结案：nothing closes while something of the case has no owner, and everything lacking is named at once.

use serde_json::json;
use zhixing_domain::{
    closing::closure::complete, closing::closure::conditions, ground::refusal::Refusal,
    intake::filing::MaterialKind, money::payout::export, money::payout::settlement,
    property::measure,
};
use zhixing_law::checklist::Met;

use crate::{court::*, samples::*, window::proposing};

fn open(court: &mut Court) -> Vec<&'static str> {
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    findings.iter().filter(|f| f.met == Met::No).map(|finding| finding.id).collect()
}

fn close(court: &mut Court) -> Result<Vec<String>, Refusal> {
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx))
}

/// Everything paid by the respondent himself; nothing left to do but close.
fn paid_up() -> Court {
    let mut court = Court::searched(&application(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促履行" })).unwrap();
    court.income(1, yuan("5396.39"), false);
    let id = court.send_money();
    court.bank_paid(id);
    court
}

#[test]
fn a_case_with_everything_open_is_told_all_of_it() {
    let (mut court, _) = Court::frozen(yuan("5000.00"));
    assert_eq!(open(&mut court), ["WB-01", "WB-03", "WB-06", "WB-09"]);
    match close(&mut court) {
        Err(Refusal::ClosingConditions { findings }) => assert_eq!(findings.len(), 9),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_case_that_is_not_filed_or_is_closed_cannot_be_closed() {
    let mut court = Court::on("2026-03-02");
    assert_eq!(close(&mut court), Err(Refusal::CaseNotFiled));
    let mut court = paid_up();
    close(&mut court).unwrap();
    let on = Some(day("2026-03-03"));
    assert_eq!(close(&mut court), Err(Refusal::CaseClosed { on }));
    let late = court.add_material(MaterialKind::PropertyLead, "线索");
    assert_eq!(late, Err(Refusal::CaseClosed { on }));
    assert_eq!(court.start_search(), Err(Refusal::CaseClosed { on }));
}

#[test]
fn one_fen_unpaid_keeps_the_case_open() {
    let mut court = Court::searched(&application(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促履行" })).unwrap();
    court.income(1, yuan("5396.38"), false);
    let id = court.send_money();
    court.bank_paid(id);
    assert_eq!(open(&mut court), ["WB-01"]);
    assert!(court.tasks().is_empty());
}

#[test]
fn money_in_the_account_or_in_flight_keeps_the_case_open() {
    let mut court = paid_up();
    assert!(open(&mut court).is_empty());
    court.income(2, yuan("1.00"), false);
    assert_eq!(open(&mut court), ["WB-02", "WB-06"]);
    let back = account("黄强", "6228480999000000001");
    court.act(&judge(), |file, ctx| proposing(file, &[refund_to("黄强", &back)], ctx)).unwrap();
    let id = court.file.payouts[1].id;
    court.sign(&chief(), id).unwrap();
    let batch = zhixing_domain::ground::id::BatchId(uuid::Uuid::from_u128(8));
    court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx)).unwrap();
    assert_eq!(open(&mut court), ["WB-02", "WB-06"]);
    court.bank_paid(id);
    assert!(open(&mut court).is_empty());
}

#[test]
fn a_search_under_way_or_a_draft_keeps_the_case_open() {
    let mut court = paid_up();
    court.start_search().unwrap();
    assert_eq!(open(&mut court), ["WB-06"]);
    let id = court.file.searches.last().unwrap().id;
    court
        .send(&searcher(), "close_search", json!({ "search": id, "reason": "债务已清偿" }))
        .unwrap();
    assert!(open(&mut court).is_empty());
}

#[test]
fn a_freeze_left_over_is_released_before_closing() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.income(1, yuan("5396.39"), false);
    assert!(court.tasks().contains(&"release_measures"));
    let payout = court.send_money();
    court.bank_paid(payout);
    assert_eq!(open(&mut court), ["WB-03", "WB-06"]);
    court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "已履行" })).unwrap();
    court.sign_all();
    court.hold(id, measure::RequestKind::Release, zhixing_law::money::Fen::ZERO).unwrap();
    court.serve_all();
    assert_eq!(court.tasks(), ["close_case"]);
    close(&mut court).unwrap();
}

#[test]
fn a_search_that_was_never_needed_ends_with_the_case() {
    let mut court = Court::filed(&application());
    court.income(1, yuan("5395.46"), false);
    let id = court.send_money();
    court.bank_paid(id);
    assert_eq!(court.tasks(), ["close_case", "start_search"]);
    close(&mut court).unwrap();
    assert_eq!(court.tasks(), ["serve_documents"]);
}

#[test]
fn money_that_comes_after_closing_is_given_back() {
    let mut court = paid_up();
    close(&mut court).unwrap();
    court.serve_all();
    court.day("2026-04-02");
    court.income(9, yuan("100.00"), true);
    assert_eq!(court.tasks(), ["propose_payout"]);
    let settlement = court.with(&judge(), |file, ctx| settlement::settlement(file, ctx)).unwrap();
    assert_eq!(settlement.lines.len(), 1);
    assert_eq!(settlement.lines[0].amount, yuan("100.00"));
}
