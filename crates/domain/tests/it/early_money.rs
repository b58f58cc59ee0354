//! 先到账后反馈：the money that a holder took comes before the holder's answer, or instead of it.

use uuid::Uuid;
use zhixing_domain::{
    ground::{court::FundAccount, id::ReceiptId},
    money::fund::receive,
    property::{deduction::DeductionState, measure::MeasureState},
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

const ACCOUNT: &str = "6228480999000000001";

/// A deduction of what is frozen, ordered and signed, and no answer to it.
fn asked(amount: &str) -> Court {
    let (mut court, measure) = Court::frozen(yuan(amount));
    court.deduct(measure, yuan(amount)).unwrap();
    court.sign_all();
    court
}

fn comes(court: &mut Court, amount: Fen, from: &str) -> Vec<String> {
    let account = FundAccount {
        name: "黄强".to_owned(),
        bank: "中国农业银行".to_owned(),
        bank_code: String::new(),
        account: from.to_owned(),
    };
    let incoming = receive::Incoming {
        receipt: ReceiptId(Uuid::from_u128(900_001)),
        amount,
        on: court.today(),
        payer: "黄强".to_owned(),
        text: "法院扣划".to_owned(),
        claimed: false,
        from: Some(account),
    };
    court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap()
}

fn state(court: &Court) -> (DeductionState, MeasureState) {
    (court.file.deductions[0].state, court.file.measures[0].state)
}

#[test]
fn money_from_the_frozen_account_is_the_answer_that_has_not_come() {
    let mut court = asked("5000.00");
    assert_eq!(state(&court), (DeductionState::Ordered, MeasureState::Live));
    comes(&mut court, yuan("5000.00"), ACCOUNT);
    assert_eq!(state(&court), (DeductionState::Arrived, MeasureState::Spent));
    assert_eq!(court.file.funds.received(), yuan("5000.00"));
    assert_eq!(court.file.in_deduction(), Fen::ZERO, "nothing is under way any more");
    let before = court.file.clone();
    assert!(court.deducted(0, yuan("5000.00")).is_empty(), "the late answer changes nothing");
    assert_eq!(court.file, before);
}

#[test]
fn less_than_was_ordered_leaves_the_rest_frozen() {
    let mut court = asked("5000.00");
    comes(&mut court, yuan("1200.00"), ACCOUNT);
    assert_eq!(state(&court), (DeductionState::Arrived, MeasureState::Live));
    assert_eq!(court.file.deductions[0].actual, yuan("1200.00"));
    assert_eq!(court.file.measures[0].left(), yuan("3800.00"));
}

#[test]
fn money_from_elsewhere_or_more_than_was_ordered_is_not_the_deduction() {
    for (amount, from) in [("5000.00", "6217000000000000009"), ("5000.01", ACCOUNT)] {
        let mut court = asked("5000.00");
        comes(&mut court, yuan(amount), from);
        assert_eq!(state(&court), (DeductionState::Ordered, MeasureState::Live), "{from}");
        assert_eq!(court.file.funds.receipts[0].deduction, None);
    }
}
