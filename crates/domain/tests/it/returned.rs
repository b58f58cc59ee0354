//! 退汇：what the bank had paid out and sends back is never income; the payout is reopened and paid again.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    closing::closure::complete,
    closing::closure::conditions,
    ground::id::{PayoutId, ReceiptId},
    ground::refusal::{FieldProblem, Refusal},
    ground::word::Word,
    intake::party::PartyRole,
    matter::event::Event,
    money::ledger::{self, Account},
    money::payout::returned::{self, CameBack},
    money::payout::settle,
    money::payout::{LineResult, PayoutState, Purpose},
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

/// Everything owed has come in and is with the bank.
fn sent() -> (Court, PayoutId) {
    let mut court = Court::searched(&application(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促履行" })).unwrap();
    court.income(1, yuan("5396.39"), false);
    let id = court.send_money();
    (court, id)
}

fn back(amount: &str, on: &str) -> CameBack {
    CameBack {
        receipt: ReceiptId(Uuid::from_u128(77)),
        amount: yuan(amount),
        on: day(on),
        reason: "退汇 账号已销户".to_owned(),
        reference: "TH1".to_owned(),
    }
}

fn come_back(
    court: &mut Court,
    id: PayoutId,
    line: u32,
    money: &CameBack,
) -> Result<Vec<String>, Refusal> {
    court.act(&system(), |file, _| returned::came_back(file, id, line, money))
}

#[test]
fn a_payment_that_comes_back_reopens_its_payout_and_is_paid_to_the_corrected_account() {
    let (mut court, first) = sent();
    court.bank_paid(first);
    assert_eq!(court.tasks(), ["close_case"]);
    court.day("2026-03-04");
    let from = court.docket.len();
    let happened = come_back(&mut court, first, 1, &back("5346.39", "2026-03-04")).unwrap();
    assert!(
        happened.starts_with(&["payout.line_returned".to_owned(), "payout.bounced".to_owned()])
    );
    assert_eq!(court.told(from), [("money_bounced".to_owned(), PartyRole::Applicant)]);
    let moved: Vec<_> = court.docket[from..]
        .iter()
        .flat_map(|entry| ledger::of_case(&court.file, &entry.event))
        .map(|t| (t.debit, t.credit, t.amount))
        .collect();
    let case = Account::Case(court.file.id);
    assert_eq!(
        moved,
        [(Account::Pool, case, yuan("5346.39"))],
        "moved by an entry, nothing undone"
    );

    let funds = &court.file.funds;
    assert_eq!(funds.received(), yuan("5396.39"), "it is not income");
    assert_eq!((funds.balance(), funds.paid_out), (yuan("5346.39"), yuan("50.00")));
    assert_eq!(court.file.payout(first).unwrap().state, PayoutState::Bounced);
    assert_eq!(court.file.paid_for(Purpose::Applicant), Fen::ZERO);
    assert_eq!(court.tasks(), ["handle_return", "propose_payout"], "nothing to close yet");
    assert!(court.nodes().contains(&"payout"), "the money waits to be paid out again");
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    let open: Vec<&str> = findings.iter().filter(|f| f.blocks()).map(|f| f.id).collect();
    assert_eq!(open, ["WB-01", "WB-02", "WB-06"]);

    let applicant = court.applicant();
    let new = account("陈大文", "6228480120009999999");
    let correct = |court: &mut Court, ground: &str| court.correct_account(applicant, &new, ground);
    let groundless = correct(&mut court, "");
    assert_eq!(groundless, Err(Refusal::field("ground", FieldProblem::Required)));
    correct(&mut court, "收款账户确认书").unwrap();
    assert!(matches!(correct(&mut court, "又一次"), Err(Refusal::Duplicate { .. })));
    let second = court.send_money();
    let again = court.file.payout(second).unwrap();
    assert_eq!(again.lines.len(), 1, "the fee had arrived");
    assert_eq!(again.lines[0].account, new);
    court.bank_paid(second);
    assert_eq!(court.tasks(), ["close_case"]);
    assert_eq!(court.file.funds.paid_out, yuan("5396.39"));
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx)).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn money_back_before_the_banks_answer_is_settled_as_paid_first() {
    let (mut court, id) = sent();
    let happened = come_back(&mut court, id, 1, &back("5346.39", "2026-03-03")).unwrap();
    assert_eq!(happened[0], "payout.line_settled");
    assert_eq!(court.file.funds.in_flight, yuan("50.00"));
    assert_eq!(court.file.funds.balance(), yuan("5346.39"));
    // The answer to the batch comes afterwards: what was said of the returned line changes nothing.
    let on = court.today();
    let paid = |line| (line, LineResult::Paid { on, reference: String::new() });
    let results = [paid(0), paid(1)];
    let settled =
        court.act(&cashier(), |file, ctx| settle::settle(file, id, &results, ctx)).unwrap();
    assert!(settled.starts_with(&["payout.line_settled".to_owned(), "payout.bounced".to_owned()]));
    assert_eq!(court.file.funds.in_flight, Fen::ZERO);
    assert_eq!(court.file.funds.paid_out, yuan("50.00"));
    let transfers = court.docket.iter().filter_map(|entry| match &entry.event {
        Event::Payout(event) => Some(Event::Payout(event.clone())),
        _ => None,
    });
    let moved: Vec<_> = transfers
        .flat_map(|event| ledger::of_case(&court.file, &event))
        .map(|t| t.reason)
        .collect();
    assert_eq!(moved, ["exported", "paid", "returned", "paid"]);
}

#[test]
fn only_money_that_is_out_comes_back_once_and_whole() {
    let (mut court, id) = sent();
    let missing = come_back(&mut court, PayoutId(Uuid::nil()), 0, &back("50.00", "2026-03-03"));
    assert_eq!(missing, Err(Refusal::Missing("案款发放")));
    let line = come_back(&mut court, id, 2, &back("50.00", "2026-03-03"));
    assert_eq!(line, Err(Refusal::Missing("发放明细")));
    let part = come_back(&mut court, id, 0, &back("49.99", "2026-03-03"));
    assert!(matches!(part, Err(Refusal::Field { field, .. }) if field == "amount_fen"));
    let refused = [(0, LineResult::Rejected { reason: "户名不符".to_owned() })];
    court.act(&cashier(), |file, ctx| settle::settle(file, id, &refused, ctx)).unwrap();
    come_back(&mut court, id, 1, &back("5346.39", "2026-03-03")).unwrap();
    let twice = come_back(&mut court, id, 1, &back("5346.39", "2026-03-03"));
    assert!(matches!(twice, Err(Refusal::WrongState { state: Word { code: "returned", .. }, .. })));
    let early = court.send_money();
    court
        .act(&system(), |file, _| {
            assert_eq!(returned::line_of_return(file, yuan("50.00"), ""), Some((early, 0)));
            assert_eq!(returned::line_of_return(file, yuan("50.01"), ""), None);
            Ok(zhixing_domain::matter::outcome::Outcome::default())
        })
        .unwrap();
}

#[test]
fn several_lines_sent_back_as_one_are_found_by_their_sum_where_only_one_answer_adds_up() {
    let (mut court, id) = sent();
    let of = |court: &Court, amount: &str| returned::lines_of_return(&court.file, yuan(amount), "");
    assert_eq!(of(&court, "5396.39"), [(id, 0), (id, 1)], "the whole payout");
    assert_eq!(of(&court, "5346.39"), [(id, 1)], "one line before several");
    assert_eq!(of(&court, "5396.38"), []);
    for line in [0, 1] {
        let amount = ["50.00", "5346.39"][line];
        let place = u32::try_from(line).unwrap();
        come_back(&mut court, id, place, &back(amount, "2026-03-03")).unwrap();
    }
    assert_eq!(of(&court, "5396.39"), [], "what is back does not come back again");
    let again = court.send_money();
    assert_eq!(of(&court, "5396.39"), [(again, 0), (again, 1)]);
}

#[test]
fn money_of_a_refused_line_that_comes_back_is_written_down_once_and_credits_nobody_again() {
    let (mut court, id) = sent();
    let on = court.today();
    let refused = LineResult::Rejected { reason: "户名不符".to_owned() };
    let paid = LineResult::Paid { on, reference: "R0".to_owned() };
    let answer = [(0, paid), (1, refused)];
    court.act(&cashier(), |file, ctx| settle::settle(file, id, &answer, ctx)).unwrap();
    let funds = court.file.funds.clone();
    assert_eq!(funds.balance(), yuan("5346.39"), "the case has it since the refusal");
    assert_eq!(returned::line_of_return(&court.file, yuan("5346.39"), ""), Some((id, 1)));
    let (from, tasks) = (court.docket.len(), court.tasks().len());
    let happened = come_back(&mut court, id, 1, &back("5346.39", "2026-03-04")).unwrap();
    assert_eq!(happened, ["payout.rejection_booked"]);
    assert_eq!(court.file.funds, funds);
    assert_eq!((court.tasks().len(), court.told(from)), (tasks, Vec::new()), "no news to anybody");
    let moved: Vec<_> = court.docket[from..]
        .iter()
        .flat_map(|entry| ledger::of_case(&court.file, &entry.event))
        .map(|t| (t.debit, t.credit, t.amount))
        .collect();
    assert_eq!(moved, [(Account::Pool, Account::Bank, yuan("5346.39"))]);
    let line = court.file.payout(id).unwrap().results[1].clone();
    let known = LineResult::Returned { on: day("2026-03-04"), reason: "户名不符".to_owned() };
    assert_eq!(line, Some(known));
    let twice = come_back(&mut court, id, 1, &back("5346.39", "2026-03-05"));
    assert!(matches!(twice, Err(Refusal::WrongState { state: Word { code: "returned", .. }, .. })));
    assert_eq!(returned::line_of_return(&court.file, yuan("5346.39"), ""), None);
    let second = court.send_money();
    court.bank_paid(second);
    assert_eq!(court.file.funds.balance(), Fen::ZERO, "and is paid out once");
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_payment_that_comes_back_after_closing_is_paid_again() {
    let (mut court, id) = sent();
    court.bank_paid(id);
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx)).unwrap();
    court.serve_all();
    court.day("2026-03-20");
    come_back(&mut court, id, 1, &back("5346.39", "2026-03-20")).unwrap();
    assert_eq!(court.tasks(), ["handle_return", "propose_payout"]);
    let applicant = court.applicant();
    let new = account("陈大文", "6228480120009999999");
    court.correct_account(applicant, &new, "收款账户确认书").unwrap();
    let second = court.send_money();
    court.bank_paid(second);
    assert_eq!(court.file.funds.balance(), Fen::ZERO);
}
