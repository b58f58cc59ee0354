//! 不明款认领与付款批次：one person claims, another confirms; a line is answered once.

use uuid::Uuid;
use zhixing_domain::{
    ground::entry::By,
    ground::id::{BatchId, CaseId, PayoutId, ReceiptId, StatementId},
    ground::refusal::{FieldProblem, Refusal},
    ground::word::Word,
    money::batch::{Batch, BatchEvent, BatchLine},
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

const CASE: CaseId = CaseId(Uuid::from_u128(500));

#[test]
fn an_unknown_sum_is_claimed_by_one_and_confirmed_by_another() {
    let (mut statement, _) = imported();
    let mut court = Court::on("2026-03-09");
    let blank = statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "");
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    let early = court.with(&judge(), |_, ctx| statement::confirm(&statement, receipt(1), ctx));
    assert!(matches!(early, Err(Refusal::WrongState { state: Word { code: "unknown", .. }, .. })));
    let claim =
        statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "付款人是被执行人")
            .unwrap();
    statement.apply(&claim, &by(&fund_clerk()));
    let twice = statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "我的");
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
        statement::claim(&statement, receipt(1), (CASE, "执1号"), false, "付款人是被执行人")
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
fn our_own_payments_cannot_be_claimed_and_neither_can_what_is_not_there() {
    let (statement, _) = imported();
    let outgoing = statement::claim(&statement, receipt(2), (CASE, "执1号"), false, "退款");
    assert!(matches!(
        outgoing,
        Err(Refusal::WrongState { state: Word { code: "outgoing", .. }, .. })
    ));
    let missing = statement::claim(&statement, receipt(7), (CASE, "执1号"), false, "退款");
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
