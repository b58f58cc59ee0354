//! 不明款认领与付款批次：one person claims, another confirms; a line is answered once.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::entry::By,
    ground::id::{BatchId, CaseId, PayoutId, ReceiptId, StatementId},
    ground::refusal::{FieldProblem, Refusal},
    ground::subject::Subject,
    ground::word::Word,
    money::batch::{Batch, BatchEvent, BatchLine},
    money::fund::doubt::{ClaimDoubt, doubts},
    money::ledger::{self, Account},
    money::payout::LineResult,
    money::statement::{self, Line, ReceiptState, Statement, StatementEvent},
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

fn receipt(place: u128) -> ReceiptId {
    ReceiptId(Uuid::from_u128(place))
}

fn line(place: u128, credit: bool) -> Line {
    Line {
        receipt: receipt(place),
        credit,
        amount: yuan("100.00"),
        booked_on: day("2026-03-09"),
        payer: "黄强".to_owned(),
        payer_account: "6228480999000000001".to_owned(),
        payer_bank: String::new(),
        text: "货款".to_owned(),
        returned: false,
        end_to_end: String::new(),
        bank_ref: format!("B{place}"),
    }
}

fn by(actor: &zhixing_domain::ground::actor::Actor) -> By {
    By { staff: actor.id, name: actor.name.clone(), at: at("2026-03-09") }
}

fn imported() -> (Statement, StatementEvent) {
    let event = StatementEvent::Imported {
        account: "4405".to_owned(),
        from: day("2026-03-09"),
        to: day("2026-03-09"),
        opening: Fen::ZERO,
        closing: yuan("0.00"),
        file: None,
        file_name: "a.csv".to_owned(),
        format: "csv".to_owned(),
        lines: vec![line(1, true), line(2, false), line(3, true)],
        repeated: 1,
    };
    let mut statement = Statement::new(StatementId(Uuid::from_u128(9)), "粤1224");
    statement.apply(&event, &by(&fund_clerk()));
    (statement, event)
}

const NONE: (Vec<ClaimDoubt>, &[ClaimDoubt]) = (Vec::new(), &[]);
const CASE: CaseId = CaseId(Uuid::from_u128(500));

#[test]
fn an_unknown_sum_is_claimed_by_one_and_confirmed_by_another() {
    let (mut statement, _) = imported();
    let mut court = Court::on("2026-03-09");
    let blank = statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "", NONE);
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    let early = court.with(&judge(), |_, ctx| statement::confirm(&statement, receipt(1), ctx));
    assert!(matches!(early, Err(Refusal::WrongState { state: Word { code: "unknown", .. }, .. })));
    let claim =
        statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "付款人是被执行人", NONE)
            .unwrap();
    statement.apply(&claim, &by(&fund_clerk()));
    let twice = statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "我的", NONE);
    assert!(matches!(twice, Err(Refusal::WrongState { state: Word { code: "claimed", .. }, .. })));
    let own = court.with(&fund_clerk(), |_, ctx| statement::confirm(&statement, receipt(1), ctx));
    assert_eq!(own, Err(Refusal::SecondPerson { what: "复核认领", first: "钱案款".to_owned() }));
    let confirmed =
        court.with(&judge(), |_, ctx| statement::confirm(&statement, receipt(1), ctx)).unwrap();
    statement.apply(&confirmed, &by(&judge()));
    let known = statement.receipt(receipt(1)).unwrap();
    assert!(matches!(&known.state, ReceiptState::Matched { case, by_rule, .. }
        if *case == CASE && by_rule == "claim"));
    assert_eq!(known.confirmed.as_ref().unwrap().name, "李法官");
}

#[test]
fn a_claim_refused_goes_back_to_the_pool_and_stays_on_record() {
    let (mut statement, _) = imported();
    let mut court = Court::on("2026-03-09");
    let claim =
        statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "付款人是被执行人", NONE)
            .unwrap();
    statement.apply(&claim, &by(&fund_clerk()));
    let refuse = |court: &mut Court, statement: &Statement, reason: &str| {
        court.with(&judge(), |_, ctx| statement::refuse_claim(statement, receipt(1), reason, ctx))
    };
    let blank = refuse(&mut court, &statement, " ");
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    let refused = refuse(&mut court, &statement, "是另一案的款").unwrap();
    statement.apply(&refused, &by(&judge()));
    let known = statement.receipt(receipt(1)).unwrap();
    assert_eq!(known.state, ReceiptState::Unknown);
    assert_eq!(known.refusals.len(), 1);
}

#[test]
fn what_speaks_against_a_claim_must_be_seen_by_who_claims_and_stands_for_who_confirms() {
    let (mut statement, _) = imported();
    let open = [ClaimDoubt::Stranger, ClaimDoubt::AboveOwed];
    let ask = |seen: &[ClaimDoubt]| {
        let about = (CASE, "执1号");
        statement::claim(&statement, receipt(1), about, false, "电话核实", (open.to_vec(), seen))
    };
    let Err(Refusal::Doubtful { doubts, .. }) = ask(&[ClaimDoubt::Stranger]) else {
        panic!("one of two was not seen");
    };
    assert_eq!(doubts.iter().map(|doubt| doubt.code).collect::<Vec<_>>(), ["above_owed"]);
    let claim = ask(&open).unwrap();
    statement.apply(&claim, &by(&fund_clerk()));
    let known = statement.receipt(receipt(1)).unwrap();
    assert!(matches!(&known.state, ReceiptState::Claimed { doubts, .. } if *doubts == open));
}

#[test]
fn a_stranger_a_closed_case_and_a_sum_above_what_is_owed_are_doubtful() {
    let mut court = Court::searched(&application(), Vec::new());
    let today = court.today();
    let named = |court: &Court, payer: &str, sum: &str| {
        doubts(&court.file, payer, yuan(sum), today).unwrap()
    };
    let respondent = court.file.party(court.respondent()).unwrap().details.name.clone();
    assert_eq!(named(&court, &respondent, "100.00"), []);
    assert_eq!(named(&court, &format!("\u{feff}{respondent} "), "100.00"), [], "as it is seen");
    assert_eq!(named(&court, "卢金水", "100.00"), [ClaimDoubt::Stranger]);
    let owed = zhixing_domain::money::payout::account::outstanding(&court.file, today).unwrap();
    assert_eq!(doubts(&court.file, &respondent, owed, today).unwrap(), []);
    let above = owed.checked_add(Fen::new(1)).unwrap();
    assert_eq!(doubts(&court.file, &respondent, above, today).unwrap(), [ClaimDoubt::AboveOwed]);
    court
        .send(&judge(), "strike_off", json!({ "ground": "filed_twice", "reason": "重复" }))
        .unwrap();
    court.sign(&chief(), Subject::Closing).unwrap();
    assert_eq!(named(&court, "卢金水", "1.00"), [ClaimDoubt::Stranger, ClaimDoubt::Closed]);
}

#[test]
fn what_was_booked_to_the_wrong_case_lies_in_the_pool_again() {
    let (mut statement, _) = imported();
    let early = statement::take_back(&statement, receipt(1), "误入");
    assert!(matches!(early, Err(Refusal::WrongState { state: Word { code: "unknown", .. }, .. })));
    let (on, rule) = (day("2026-03-09"), "case_number".to_owned());
    let matched = StatementEvent::Matched {
        receipt: receipt(1),
        case: CASE,
        number: "执1号".to_owned(),
        on,
        rule,
    };
    statement.apply(&matched, &by(&fund_clerk()));
    let back = statement::take_back(&statement, receipt(1), "误入").unwrap();
    statement.apply(&back, &by(&judge()));
    let known = statement.receipt(receipt(1)).unwrap();
    assert_eq!((&known.state, known.refusals.len()), (&ReceiptState::Unknown, 1));
}

#[test]
fn our_own_payments_cannot_be_claimed_and_neither_can_what_is_not_there() {
    let (statement, _) = imported();
    let outgoing = statement::claim(&statement, receipt(2), (CASE, "执1号"), false, "退款", NONE);
    assert!(matches!(
        outgoing,
        Err(Refusal::WrongState { state: Word { code: "outgoing", .. }, .. })
    ));
    let missing = statement::claim(&statement, receipt(7), (CASE, "执1号"), false, "退款", NONE);
    assert_eq!(missing, Err(Refusal::Missing("款项")));
}

#[test]
fn every_credit_enters_the_pool_first() {
    let (_, event) = imported();
    let transfers = ledger::of_statement(&event);
    assert_eq!(transfers.len(), 2);
    assert!(transfers.iter().all(|t| (t.debit, t.credit) == (Account::Bank, Account::Pool)));
}

#[test]
fn a_batch_is_open_until_every_line_is_answered_and_the_first_answer_stands() {
    let line = |place: u32| BatchLine {
        end_to_end: format!("E{place}"),
        case: CASE,
        number: "（2026）粤1224执1号".to_owned(),
        payout: PayoutId(Uuid::from_u128(1)),
        line: place,
        amount: yuan("1.00"),
        payee: account("陈大文", "6228480120001234567"),
        text: String::new(),
    };
    let mut batch = Batch::new(BatchId(Uuid::from_u128(1)), "粤1224");
    let created = BatchEvent::Created {
        no: "20260309-1".to_owned(),
        on: day("2026-03-09"),
        lines: vec![line(0), line(1)],
        total: yuan("2.00"),
    };
    batch.apply(&created, &by(&cashier()));
    let paid = LineResult::Paid { on: day("2026-03-10"), reference: "R".to_owned() };
    let rejected = LineResult::Rejected { reason: "户名不符".to_owned() };
    let returned = |digest: &str, id: &str, result: &LineResult| BatchEvent::Returned {
        digest: digest.to_owned(),
        results: vec![(id.to_owned(), result.clone())],
    };
    batch.apply(&returned("a", "E0", &paid), &by(&cashier()));
    assert_eq!(batch.state(), "open");
    batch.apply(&returned("b", "E0", &rejected), &by(&cashier()));
    assert_eq!(batch.result("E0"), Some(&paid));
    batch.apply(&returned("c", "E1", &rejected), &by(&cashier()));
    assert_eq!((batch.state(), batch.version), ("done", 4));
}
