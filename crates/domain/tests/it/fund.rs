//! 案款：what comes in is shared by the law, to the fen, once.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    closing::closure::conditions,
    ground::id::{BatchId, PayoutId, ReceiptId},
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::word::Word,
    intake::party::PartyRole,
    money::fund::receive,
    money::payout::export,
    money::payout::settle,
    money::payout::settlement::{self, Settlement},
    money::payout::{LineResult, PayoutState, Purpose},
};
use zhixing_law::approval::ASKING_APART;
use zhixing_law::money::Fen;

use crate::{court::*, samples::*, window::proposing};

/// Searched without finding anything, so that the case has a handler and money comes by itself.
fn handled() -> Court {
    let mut court = Court::searched(&application(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促履行" })).unwrap();
    court
}

fn settlement(court: &mut Court) -> Settlement {
    court.with(&judge(), |file, ctx| settlement::settlement(file, ctx)).unwrap()
}

fn sums(settlement: &Settlement) -> Vec<(Purpose, Fen)> {
    settlement.lines.iter().map(|line| (line.purpose, line.amount)).collect()
}

fn paid(court: &Court, purpose: Purpose) -> Fen {
    court.file.paid_for(purpose)
}

#[test]
fn one_fen_less_than_owed_leaves_one_fen_and_one_more_goes_back() {
    // On 2026-03-03 62 days of interest are 57.39: 5,289.00 + 57.39 + 50.00.
    for (amount, to_applicant, unpaid, refund) in [
        ("5396.38", "5346.38", "0.01", "0.00"),
        ("5396.39", "5346.39", "0.00", "0.00"),
        ("5396.40", "5346.39", "0.00", "0.01"),
    ] {
        let mut court = handled();
        court.income(1, yuan(amount), false);
        let settlement = settlement(&mut court);
        assert_eq!(settlement.owed.double_interest, yuan("57.39"));
        assert_eq!(settlement.unpaid, yuan(unpaid), "{amount}");
        let mut expected =
            vec![(Purpose::Fee, yuan("50.00")), (Purpose::Applicant, yuan(to_applicant))];
        if yuan(refund).is_positive() {
            expected.push((Purpose::Refund, yuan(refund)));
        }
        assert_eq!(sums(&settlement), expected, "{amount}");
    }
}

#[test]
fn the_first_money_pays_the_fee() {
    for (amount, expected) in [
        ("49.99", vec![(Purpose::Fee, yuan("49.99"))]),
        ("50.00", vec![(Purpose::Fee, yuan("50.00"))]),
        ("50.01", vec![(Purpose::Fee, yuan("50.00")), (Purpose::Applicant, yuan("0.01"))]),
    ] {
        let mut court = handled();
        court.income(1, yuan(amount), false);
        assert_eq!(sums(&settlement(&mut court)), expected);
    }
}

#[test]
fn two_receipts_are_paid_out_twice_and_together_as_the_law_adds_them_up() {
    let mut court = handled();
    court.income(1, yuan("3000.00"), false);
    let first = court.send_money();
    court.bank_paid(first);
    assert_eq!(paid(&court, Purpose::Fee), yuan("50.00"));
    assert_eq!(paid(&court, Purpose::Applicant), yuan("2950.00"));
    assert!(!court.tasks().contains(&"close_case"), "the debt is not paid");
    assert!(!court.nodes().contains(&"closing"));

    court.day("2026-04-02");
    // 62 days on 5,289.00 are 57.39; 30 days on the 2,339.00 that were left are 12.28.
    court.income(2, yuan("3000.00"), false);
    let settlement = settlement(&mut court);
    assert_eq!(settlement.owed.double_interest, yuan("69.67"));
    let to_applicant = yuan("2408.67");
    let refund = yuan("591.33");
    assert_eq!(sums(&settlement), [(Purpose::Applicant, to_applicant), (Purpose::Refund, refund)]);
    let parts: Vec<(&str, Fen)> =
        settlement.lines[0].parts.iter().map(|p| (p.title.as_str(), p.amount)).collect();
    let expected = [("主债务", yuan("2339.00")), ("加倍部分债务利息", yuan("69.67"))];
    assert_eq!(parts, expected, "only what this payout is for");

    let missing = court.act(&judge(), |file, ctx| proposing(file, &[], ctx));
    assert_eq!(missing, Err(Refusal::RefundAccount { payers: vec!["黄强".to_owned()] }));
    let back = account("黄强", "6228480999000000001");
    court.act(&judge(), |file, ctx| proposing(file, &[refund_to("黄强", &back)], ctx)).unwrap();
    let id = court.file.payouts[1].id;
    court.sign(&chief(), id).unwrap();
    let batch = BatchId(Uuid::from_u128(2));
    court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx)).unwrap();
    court.bank_paid(id);
    assert_eq!(paid(&court, Purpose::Applicant), yuan("5358.67"));
    assert_eq!(paid(&court, Purpose::Refund), refund);
    assert_eq!(court.file.funds.balance(), Fen::ZERO);
    assert_eq!(court.file.funds.paid_out, yuan("6000.00"), "not a fen lost or paid twice");
    assert_eq!(court.tasks(), ["close_case"]);
}

#[test]
fn a_second_receipt_before_the_first_payout_is_settled_with_it() {
    let mut court = handled();
    court.income(1, yuan("1000.00"), false);
    court.income(2, yuan("2000.00"), true);
    assert_eq!(
        sums(&settlement(&mut court)),
        [(Purpose::Fee, yuan("50.00")), (Purpose::Applicant, yuan("2950.00")),]
    );
    assert!(court.income(2, yuan("2000.00"), true).is_empty(), "the same receipt is one receipt");
}

#[test]
fn money_in_flight_is_not_proposed_again() {
    let mut court = handled();
    court.income(1, yuan("1000.00"), false);
    court.send_money();
    let nothing = court.act(&judge(), |file, ctx| proposing(file, &[], ctx));
    assert_eq!(nothing, Err(Refusal::needs(Need::MoneyToPay)));
    court.income(2, yuan("500.00"), false);
    let id = court.send_money();
    assert_eq!(court.file.payout(id).unwrap().total, yuan("500.00"));
}

#[test]
fn a_bounced_line_comes_back_and_is_proposed_alone() {
    let mut court = handled();
    court.income(1, yuan("5396.39"), false);
    let first = court.send_money();
    let paid_line = (0, LineResult::Paid { on: court.today(), reference: "R0".to_owned() });
    let bounced = (1, LineResult::Rejected { reason: "户名不符".to_owned() });
    let mut settle = |results: &[(u32, LineResult)]| {
        court.act(&cashier(), |file, ctx| settle::settle(file, first, results, ctx))
    };
    let line = settle(std::slice::from_ref(&paid_line)).unwrap();
    assert_eq!(line, ["payout.line_settled"], "one line of two is answered");
    assert!(settle(std::slice::from_ref(&paid_line)).unwrap().is_empty());
    let contrary = (0, LineResult::Rejected { reason: "退汇".to_owned() });
    assert!(settle(&[contrary]).unwrap().is_empty(), "the first answer stands");
    let unknown = settle(&[(9, LineResult::Rejected { reason: "?".to_owned() })]);
    assert_eq!(unknown, Err(Refusal::Missing("发放明细")));
    settle(&[bounced.clone(), bounced]).unwrap();

    assert_eq!(court.file.payout(first).unwrap().state, PayoutState::Bounced);
    assert_eq!(court.file.funds.balance(), yuan("5346.39"));
    assert_eq!(court.tasks(), ["handle_return", "propose_payout"]);
    assert_eq!(sums(&settlement(&mut court)), [(Purpose::Applicant, yuan("5346.39"))]);
    let second = court.send_money();
    court.bank_paid(second);
    assert_eq!(court.file.funds.paid_out, yuan("5396.39"));
    assert_eq!(court.tasks(), ["close_case"]);
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    assert!(findings.iter().all(|finding| !finding.blocks()), "{findings:?}");
}

#[test]
fn a_payout_is_decided_by_another_person_of_the_chain_and_once() {
    let mut court = handled();
    court.income(1, yuan("1000.00"), false);
    let mut boss = chief();
    boss.roles.push(zhixing_domain::ground::actor::Role::Judge);
    court.act(&boss, |file, ctx| proposing(file, &[], ctx)).unwrap();
    let id = court.file.payouts[0].id;
    let second = court.act(&judge(), |file, ctx| proposing(file, &[], ctx));
    assert!(matches!(second, Err(Refusal::Duplicate { what: "案款发放", .. })));
    let own = court.sign(&boss, id);
    assert!(matches!(own, Err(Refusal::Separated { rule: &ASKING_APART, .. })));
    let role = court.sign(&cashier(), id);
    assert_eq!(role, Err(Refusal::NotYourPost { post: "执行局局长、院长".to_owned() }));
    let batch = BatchId(Uuid::from_u128(3));
    let early = court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx));
    assert!(matches!(early, Err(Refusal::WrongState { state: Word { code: "proposed", .. }, .. })));
    let on = court.today();
    let result = [(0, LineResult::Paid { on, reference: String::new() })];
    let early = court.act(&cashier(), |file, ctx| settle::settle(file, id, &result, ctx));
    assert!(matches!(early, Err(Refusal::WrongState { needs: Word { code: "exported", .. }, .. })));

    let mut president = chief();
    president.id = zhixing_domain::ground::id::StaffId(Uuid::from_u128(99));
    president.roles = vec![zhixing_domain::ground::actor::Role::President];
    let blank = court.send_back(&president, id, "");
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    court.send_back(&president, id, "请核实账户").unwrap();
    assert_eq!(court.tasks(), ["propose_payout"], "to be proposed anew");
    let late = court.sign(&president, id);
    assert!(matches!(late, Err(Refusal::WrongState { state: Word { code: "returned", .. }, .. })));
    let missing = PayoutId(Uuid::from_u128(1));
    let refused = court.sign(&president, missing);
    assert_eq!(refused, Err(Refusal::Missing("签批")));
    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
}

#[test]
fn nothing_is_paid_to_an_account_nobody_named() {
    let mut application = application();
    application.parties[0].account = None;
    let mut court = Court::searched(&application, Vec::new());
    court.income(1, yuan("1000.00"), false);
    let refused = court.act(&judge(), |file, ctx| proposing(file, &[], ctx));
    assert_eq!(refused, Err(Refusal::field("account", FieldProblem::Required)));
    let bad = account("黄强", "1");
    court.income(2, yuan("9000.00"), false);
    let refused = court.act(&judge(), |file, ctx| proposing(file, &[refund_to("黄强", &bad)], ctx));
    assert!(matches!(refused, Err(Refusal::Field { .. })));
}

#[test]
fn several_applicants_must_declare_their_shares_before_money_is_shared() {
    let mut application = application();
    application.parties.push(second_applicant());
    let mut court = Court::searched(&application, Vec::new());
    court.income(1, yuan("1050.00"), false);
    let asked = court.with(&judge(), |file, ctx| settlement::settlement(file, ctx).map(|_| ()));
    assert!(matches!(
        asked,
        Err(Refusal::Prerequisite { needs: Need::ApplicantShares, basis: Some(_) })
    ));
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx));
    assert!(findings.is_ok(), "the conditions of closing can be read all the same");
    let (one, two) = (court.applicant(), court.party(PartyRole::Applicant, 1));
    let shares = [(one, yuan("4289.00")), (two, yuan("1000.00"))];
    court.declare(&shares, "判决主文").unwrap();
    let lines = settlement(&mut court).lines;
    let sums: Vec<(Option<_>, Fen)> = lines.iter().map(|l| (l.party, l.amount)).collect();
    // 1,000.00 in the proportion of 4289 : 1000.
    let expected =
        [(None, yuan("50.00")), (Some(one), yuan("810.93")), (Some(two), yuan("189.07"))];
    assert_eq!(sums, expected);
}

#[test]
fn shares_over_many_small_payouts_never_lose_or_pay_twice_a_fen() {
    let mut application = application();
    application.parties.push(second_applicant());
    application.parties[0].claim_share = Some(yuan("3526.00"));
    application.parties[2].claim_share = Some(yuan("1763.00"));
    let mut court = Court::searched(&application, Vec::new());
    let mut total = Fen::ZERO;
    for (place, amount) in
        ["50.01", "0.01", "0.01", "3.33", "7.77", "0.02", "1000.00"].iter().enumerate()
    {
        court.income(u128::try_from(place).unwrap(), yuan(amount), false);
        let id = court.send_money();
        court.bank_paid(id);
        total = total.checked_add(yuan(amount)).unwrap();
        assert_eq!(court.file.funds.paid_out, total);
        let (one, two) = (court.applicant(), court.party(PartyRole::Applicant, 1));
        let one = court.file.payout_covered_for(Purpose::Applicant, one).get();
        let two = court.file.payout_covered_for(Purpose::Applicant, two).get();
        assert!((one - 2 * two).abs() <= 3, "two to one: {one} and {two}");
    }
}

#[test]
fn a_surplus_goes_back_to_the_account_it_was_taken_from() {
    let (mut court, id) = Court::frozen(yuan("5400.00"));
    court.deduct(id, yuan("5400.00")).unwrap();
    court.sign_all();
    court.day("2026-03-04");
    court.deducted(0, yuan("5400.00"));
    court.day("2026-03-09");
    court.income(1, yuan("5400.00"), false);
    let settlement = settlement(&mut court);
    // Interest stops on 2026-03-04: 63 days, 58.31.
    assert_eq!(settlement.owed.on, day("2026-03-04"));
    let refund = settlement.lines.iter().find(|line| line.purpose == Purpose::Refund).unwrap();
    assert_eq!(refund.amount, yuan("2.69"));
    assert_eq!(refund.account.account, "6228480999000000001");
    assert_eq!((refund.account.name.as_str(), refund.account.bank.as_str()), ("黄强", "农业银行"));
    assert_eq!(refund.party, Some(court.respondent()));
}

#[test]
fn with_two_respondents_a_surplus_goes_to_the_one_who_paid() {
    let mut application = application();
    application.parties.push(second_respondent());
    let mut court = Court::searched(&application, Vec::new());
    let incoming = receive::Incoming {
        receipt: ReceiptId(Uuid::from_u128(5)),
        amount: yuan("6000.00"),
        on: court.today(),
        payer: "梁勇".to_owned(),
        text: String::new(),
        claimed: true,
        from: None,
    };
    court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap();
    let settlement = settlement(&mut court);
    let refund = settlement.lines.last().unwrap();
    assert_eq!(refund.purpose, Purpose::Refund);
    assert_eq!(refund.party, Some(court.party(PartyRole::Respondent, 1)));
}

#[test]
fn money_that_names_a_deduction_is_its_arrival_whatever_the_amount() {
    let (mut court, id) = Court::frozen(yuan("5000.00"));
    court.deduct(id, yuan("5000.00")).unwrap();
    court.sign_all();
    court.deducted(0, yuan("5000.00"));
    let request_no = court.file.deductions[0].request_no.clone();
    let incoming = receive::Incoming {
        receipt: ReceiptId(Uuid::from_u128(5)),
        amount: yuan("4999.50"),
        on: day("2026-03-09"),
        payer: "农业银行".to_owned(),
        text: format!("扣划{request_no}"),
        claimed: false,
        from: None,
    };
    court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap();
    assert_eq!(court.file.pending_deductions(), 0);
    assert_eq!(court.file.funds.receipts[0].discharge_on, day("2026-03-03"));
}

#[test]
fn money_needs_a_filed_case_and_a_positive_amount() {
    let incoming = |amount| receive::Incoming {
        receipt: ReceiptId(Uuid::from_u128(5)),
        amount,
        on: day("2026-03-02"),
        payer: String::new(),
        text: String::new(),
        claimed: false,
        from: None,
    };
    let mut court = Court::on("2026-03-02");
    let one = incoming(Fen::new(1));
    let refused = court.act(&system(), |file, ctx| receive::receive(file, &one, ctx));
    assert_eq!(refused, Err(Refusal::CaseNotFiled));
    let mut court = handled();
    let zero = incoming(Fen::ZERO);
    let refused = court.act(&system(), |file, ctx| receive::receive(file, &zero, ctx));
    assert_eq!(refused, Err(Refusal::field("amount_fen", FieldProblem::NotPositive)));
}

#[test]
fn a_claim_without_delay_interest_bears_none() {
    let mut application = application();
    application.claim.delay_interest = false;
    let mut court = Court::searched(&application, Vec::new());
    court.income(1, yuan("5339.00"), false);
    let settlement = settlement(&mut court);
    assert_eq!((settlement.owed.days, settlement.owed.double_interest), (0, Fen::ZERO));
    assert_eq!(settlement.unpaid, Fen::ZERO);
}

#[test]
fn general_interest_is_paid_between_costs_and_principal_and_bears_no_doubled_interest() {
    let mut application = application();
    application.claim.items.push(zhixing_domain::intake::claim::ClaimItem {
        kind: zhixing_domain::intake::claim::ItemKind::GeneralInterest,
        title: "逾期利息".to_owned(),
        amount: yuan("100.00"),
    });
    let mut court = Court::searched(&application, Vec::new());
    court.income(1, yuan("250.00"), false);
    let settlement = settlement(&mut court);
    assert_eq!(settlement.owed.double_interest, yuan("57.39"), "the base is 5,289.00 as before");
    let parts: Vec<(&str, Fen)> =
        settlement.lines[1].parts.iter().map(|p| (p.title.as_str(), p.amount)).collect();
    let expected = [
        ("诉讼费等实现债权的费用", yuan("50.00")),
        ("一般债务利息", yuan("100.00")),
        ("主债务", yuan("50.00")),
    ];
    assert_eq!(parts, expected);
}

/// 105,000.00 of principal without delay interest.
fn large() -> zhixing_domain::intake::filing::Application {
    let mut application = application();
    application.claim.delay_interest = false;
    application.claim.items.truncate(1);
    application.claim.items[0].amount = yuan("105000.00");
    application
}

#[test]
fn the_fee_is_charged_on_what_has_been_enforced_and_not_on_the_whole_debt() {
    let mut court = Court::searched(&large(), Vec::new());
    court.income(1, yuan("51000.00"), false);
    let first = settlement(&mut court);
    // 50,344.83 enforced and 655.17 on it; on the whole debt the fee will be 1,475.00.
    let expected = vec![(Purpose::Fee, yuan("655.17")), (Purpose::Applicant, yuan("50344.83"))];
    assert_eq!(sums(&first), expected);
    assert_eq!(first.owed.fee, yuan("1475.00"));
    let id = court.send_money();
    court.bank_paid(id);
    court.income(2, yuan("55475.00"), false);
    let second = settlement(&mut court);
    let expected = vec![(Purpose::Fee, yuan("819.83")), (Purpose::Applicant, yuan("54655.17"))];
    assert_eq!(sums(&second), expected, "together the fee on everything and the whole debt");
    assert_eq!(second.unpaid, Fen::ZERO);
}

#[test]
fn what_is_too_much_goes_back_to_each_payer_whose_money_was_not_needed() {
    let mut application = large();
    application.parties.push(second_respondent());
    let mut court = Court::searched(&application, Vec::new());
    let mut pay = |place: u128, payer: &str, amount: &str, from: Option<&str>| {
        let incoming = receive::Incoming {
            receipt: ReceiptId(Uuid::from_u128(place)),
            amount: yuan(amount),
            on: court.today(),
            payer: payer.to_owned(),
            text: String::new(),
            claimed: false,
            from: from.map(|number| account(payer, number)),
        };
        court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap();
    };
    pay(1, "黄强", "106000.00", None);
    // 475.00 of these 600.00 are still needed; a relative then pays 30.00 that nobody owes.
    pay(2, "梁勇", "600.00", Some("6228480999000000002"));
    pay(3, "梁大", "30.00", Some("6228480999000000003"));
    let refunds: Vec<(Option<_>, Fen, String)> = settlement(&mut court)
        .lines
        .into_iter()
        .filter(|line| line.purpose == Purpose::Refund)
        .map(|line| (line.party, line.amount, line.account.account))
        .collect();
    let second = court.party(PartyRole::Respondent, 1);
    let expected = [
        (Some(second), yuan("125.00"), "6228480999000000002".to_owned()),
        (None, yuan("30.00"), "6228480999000000003".to_owned()),
    ];
    assert_eq!(refunds, expected, "nothing goes back to the one whose money was used up");
    let id = court.send_money();
    court.bank_paid(id);
    assert_eq!(court.file.funds.balance(), Fen::ZERO);
    assert!(settlement(&mut court).lines.is_empty(), "and it goes back once");
}
