//! 放弃剩余债权：by a statement of every applicant that is in the file, after something has been enforced.

use serde_json::json;
use zhixing_domain::{
    closing::closure::claims::{self, ClaimLine},
    closing::closure::complete,
    closing::closure::conditions,
    closing::closure::waiver,
    closing::waived::Statement,
    ground::id::ReceiptId,
    ground::refusal::{FieldProblem, Need, Refusal},
    intake::filing::MaterialKind,
    money::fund::receive,
    money::payout::Purpose,
    money::payout::account,
    money::payout::export,
    money::payout::settlement,
};
use zhixing_law::{checklist::Met, money::Fen};

use crate::{court::*, samples::*, window::proposing};

fn partly_paid(amount: &str) -> Court {
    let mut court = Court::searched(&application(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促履行" })).unwrap();
    court.income(1, yuan(amount), false);
    let id = court.send_money();
    court.bank_paid(id);
    court
}

fn put_in_file(court: &mut Court) {
    court.add_material(MaterialKind::Other, "放弃债权笔录").unwrap();
}

fn statement(court: &Court) -> Statement {
    Statement {
        on: court.today(),
        applicants: vec![court.applicant()],
        words: "其余债权自愿放弃，同意结案".to_owned(),
        material: "放弃债权笔录".to_owned(),
        by_agent: false,
    }
}

fn waive(court: &mut Court, statement: &Statement) -> Result<Vec<String>, Refusal> {
    court.act(&judge(), |file, ctx| waiver::waive(file, statement, ctx))
}

fn lines(court: &mut Court) -> Vec<ClaimLine> {
    court.with(&judge(), |file, ctx| claims::claim_lines(file, ctx)).unwrap()
}

#[test]
fn the_last_fen_is_given_up_and_the_case_closed() {
    let mut court = partly_paid("5396.38");
    assert!(court.tasks().is_empty(), "one fen is still owed");
    put_in_file(&mut court);
    let given = statement(&court);
    waive(&mut court, &given).unwrap();
    assert_eq!(court.file.waiver.as_ref().unwrap().amount, Fen::new(1));
    assert_eq!(account::outstanding(&court.file, day("2027-01-01")).unwrap(), Fen::ZERO);
    assert_eq!(court.tasks(), ["close_case"]);
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    assert!(findings.iter().all(|finding| finding.met == Met::Yes), "{findings:?}");
    let evidence = findings[0].evidence.join("；");
    assert!(
        evidence.contains("放弃0.01元（2026-03-03《放弃债权笔录》，李法官登记）"),
        "{evidence}"
    );
    let twice = waive(&mut court, &given);
    assert!(matches!(twice, Err(Refusal::Duplicate { .. })));

    // What still comes in is nobody's but the payer's.
    court.day("2026-03-05");
    court.income(2, yuan("100.00"), true);
    let plan = court.with(&judge(), |file, ctx| settlement::settlement(file, ctx)).unwrap();
    let sums: Vec<(Purpose, Fen)> = plan.lines.iter().map(|l| (l.purpose, l.amount)).collect();
    assert_eq!(sums, [(Purpose::Refund, yuan("100.00"))]);
    let back = account("黄强", "6228480999000000001");
    court.act(&judge(), |file, ctx| proposing(file, &[refund_to("黄强", &back)], ctx)).unwrap();
    let id = court.file.payouts[1].id;
    court.sign(&chief(), id).unwrap();
    let batch = zhixing_domain::ground::id::BatchId(uuid::Uuid::from_u128(8));
    court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx)).unwrap();
    court.bank_paid(id);
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx)).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn each_item_of_the_claim_stands_once_with_what_is_owed_received_given_up_and_left() {
    let mut court = partly_paid("3000.00");
    let line = |title: &str, owed, received, waived, left| ClaimLine {
        title: title.to_owned(),
        owed: yuan(owed),
        received: yuan(received),
        waived: yuan(waived),
        left: yuan(left),
    };
    // 50.00 of fee, then costs, then principal.
    let expected = [
        line("货款", "5239.00", "2900.00", "0.00", "2339.00"),
        line("案件受理费", "50.00", "50.00", "0.00", "0.00"),
        line("加倍部分债务利息", "57.39", "0.00", "0.00", "57.39"),
    ];
    assert_eq!(lines(&mut court), expected);
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    assert_eq!(
        findings[0].detail,
        "尚未了结：货款（应付5,239.00元，已发放2,900.00元，尚欠2,339.00元）、\
         加倍部分债务利息（应付57.39元，已发放0.00元，尚欠57.39元）。"
    );
    put_in_file(&mut court);
    let given = statement(&court);
    waive(&mut court, &given).unwrap();
    let expected = [
        line("货款", "5239.00", "2900.00", "2339.00", "0.00"),
        line("案件受理费", "50.00", "50.00", "0.00", "0.00"),
        line("加倍部分债务利息", "57.39", "0.00", "57.39", "0.00"),
    ];
    assert_eq!(lines(&mut court), expected);
}

#[test]
fn money_that_has_come_in_is_paid_out_before_the_rest_counts_as_given_up() {
    let mut court = partly_paid("3000.00");
    court.income(2, yuan("100.00"), false);
    put_in_file(&mut court);
    let given = statement(&court);
    waive(&mut court, &given).unwrap();
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    let open: Vec<&str> = findings.iter().filter(|f| f.blocks()).map(|f| f.id).collect();
    assert_eq!(open, ["WB-01", "WB-02", "WB-06"]);
    let id = court.send_money();
    assert_eq!(court.file.payout(id).unwrap().total, yuan("100.00"));
    court.bank_paid(id);
    assert_eq!(court.tasks(), ["close_case"]);
}

#[test]
fn a_statement_that_is_not_everyones_not_in_the_file_or_too_early_is_refused() {
    let mut court = partly_paid("3000.00");
    let given = statement(&court);
    let absent = waive(&mut court, &given);
    assert_eq!(absent, Err(Refusal::Missing("放弃债权的笔录或者书面材料")));
    put_in_file(&mut court);
    let needs = |result: Result<Vec<String>, Refusal>| match result {
        Err(Refusal::Prerequisite { needs, .. }) => needs,
        other => panic!("{other:?}"),
    };
    let by_agent = Statement { by_agent: true, ..given.clone() };
    assert_eq!(needs(waive(&mut court, &by_agent)), Need::SpecialAuthority);
    let nobody = Statement { applicants: Vec::new(), ..given.clone() };
    assert_eq!(needs(waive(&mut court, &nobody)), Need::AllApplicants);
    let tomorrow = Statement { on: day("2026-03-04"), ..given.clone() };
    let future = waive(&mut court, &tomorrow);
    assert_eq!(future, Err(Refusal::field("on", FieldProblem::InFuture)));
    let before = Statement { on: day("2026-03-02"), ..given.clone() };
    assert!(
        matches!(waive(&mut court, &before), Err(Refusal::Field { field, .. }) if field == "on")
    );
    let blank = Statement { words: String::new(), ..given.clone() };
    assert_eq!(waive(&mut court, &blank), Err(Refusal::field("words", FieldProblem::Required)));
    court.add_material(MaterialKind::Mandate, "特别授权委托书").unwrap();
    waive(&mut court, &by_agent).unwrap();

    let mut nothing = Court::searched(&application(), Vec::new());
    put_in_file(&mut nothing);
    let given = statement(&nothing);
    assert_eq!(needs(waive(&mut nothing, &given)), Need::PartialEnforcement);
    let mut whole = partly_paid("5396.39");
    put_in_file(&mut whole);
    let given = statement(&whole);
    assert_eq!(needs(waive(&mut whole, &given)), Need::DebtLeft);
}

#[test]
fn what_comes_in_after_the_waiver_goes_back_to_each_payer_in_whatever_order_it_is_found() {
    let mut court = partly_paid("5396.38");
    put_in_file(&mut court);
    let given = statement(&court);
    waive(&mut court, &given).unwrap();
    court.day("2026-03-10");
    for (place, payer, amount, on) in
        [(2_u128, "甲厂", "10.00", "2026-03-09"), (3, "乙厂", "20.00", "2026-03-06")]
    {
        let incoming = receive::Incoming {
            receipt: ReceiptId(uuid::Uuid::from_u128(place)),
            amount: yuan(amount),
            on: day(on),
            payer: payer.to_owned(),
            text: String::new(),
            claimed: true,
            from: Some(account(payer, "6228480999000000001")),
        };
        court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap();
    }
    let plan = court.with(&judge(), |file, ctx| settlement::settlement(file, ctx)).unwrap();
    let mut back: Vec<(&str, Fen)> =
        plan.lines.iter().map(|line| (line.account.name.as_str(), line.amount)).collect();
    back.sort_by_key(|(_, amount)| *amount);
    assert_eq!(back, [("甲厂", yuan("10.00")), ("乙厂", yuan("20.00"))]);
}
