//! 余款：each payer's goes to an account of their own; nobody's account takes what is another's.

use uuid::Uuid;
use zhixing_domain::{
    ground::id::ReceiptId,
    ground::refusal::{FieldProblem, Need, Refusal},
    money::fund::receive,
    money::payout::Purpose,
    money::payout::settlement::refund::RefundTo,
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*, window::proposing};

#[test]
fn each_payers_surplus_goes_to_an_account_of_their_own() {
    let mut court = Court::searched(&application(), Vec::new());
    court.income(1, yuan("5396.39"), false);
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
    pay(2, "甲厂", "10.00", None);
    pay(3, "乙厂", "20.00", None);
    pay(4, "丙厂", "30.00", Some("6228480999000000003"));
    // Two sums of which the bank says nothing may be of two people; "黄强" has one account for both of his.
    pay(5, "黄强", "1.00", None);
    pay(6, "黄强", "2.00", None);
    let propose = |court: &mut Court, refunds: &[RefundTo]| {
        court.act(&judge(), |file, ctx| proposing(file, refunds, ctx))
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let lacking = |payers: &[&str]| Err(Refusal::RefundAccount { payers: names(payers) });
    assert_eq!(propose(&mut court, &[]), lacking(&["甲厂", "乙厂", "黄强"]));
    let of_one = refund_to("甲厂", &account("甲厂", "6228480999000000011"));
    let one = propose(&mut court, std::slice::from_ref(&of_one));
    assert_eq!(one, lacking(&["乙厂", "黄强"]), "one account does not take everybody's money");
    let twice = propose(&mut court, &[of_one.clone(), of_one.clone()]);
    let unknown = Refusal::field("refund_accounts[1].payer", FieldProblem::Unknown);
    assert_eq!(twice, Err(unknown), "an account given for nobody is not dropped silently");
    let of_two = refund_to("乙厂", &account("乙厂", "6228480999000000012"));
    let of_three = refund_to("丙厂", &account("丙厂", "6228480999000000033"));
    let of_four = refund_to("黄强", &account("黄强", "6228480999000000014"));
    propose(&mut court, &[of_four, of_two, of_one, of_three]).unwrap();
    let paid: Vec<(&str, &str, Fen)> = court.file.payouts[0]
        .lines
        .iter()
        .filter(|line| line.purpose == Purpose::Refund)
        .map(|line| (line.account.name.as_str(), line.account.account.as_str(), line.amount))
        .collect();
    let expected = [
        ("甲厂", "6228480999000000011", yuan("10.00")),
        ("乙厂", "6228480999000000012", yuan("20.00")),
        ("丙厂", "6228480999000000033", yuan("30.00")),
        ("黄强", "6228480999000000014", yuan("3.00")),
    ];
    assert_eq!(paid, expected);
}

#[test]
fn two_payments_without_name_and_account_are_not_taken_for_one_persons() {
    let mut application = application();
    application.parties.push(second_respondent());
    let mut court = Court::searched(&application, Vec::new());
    court.income(1, yuan("5396.39"), false);
    for (place, amount) in [(2, "10.00"), (3, "20.00")] {
        let incoming = receive::Incoming {
            receipt: ReceiptId(Uuid::from_u128(place)),
            amount: yuan(amount),
            on: court.today(),
            payer: String::new(),
            text: String::new(),
            claimed: false,
            from: None,
        };
        court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap();
    }
    let to = ["6228480999000000011", "6228480999000000012"];
    let to = to.map(|number| refund_to("", &account("韦某", number)));
    court.act(&judge(), |file, ctx| proposing(file, &to, ctx)).unwrap();
    let lines = &court.file.payouts[0].lines;
    let refunds: Vec<(&str, Fen)> = lines
        .iter()
        .filter(|line| line.purpose == Purpose::Refund)
        .map(|line| (line.account.account.as_str(), line.amount))
        .collect();
    let expected = [("6228480999000000011", yuan("10.00")), ("6228480999000000012", yuan("20.00"))];
    assert_eq!(refunds, expected);
}

#[test]
fn money_found_late_is_given_back_as_far_as_it_is_there() {
    let mut court = Court::searched(&application(), Vec::new());
    court.day("2026-04-02");
    let owed =
        zhixing_domain::money::payout::account::outstanding(&court.file, court.today()).unwrap();
    court.income(1, owed, false);
    let first = court.send_money();
    court.bank_paid(first);
    // It lay in the pool since March; had it been known, the interest that was paid would have been less.
    let incoming = receive::Incoming {
        receipt: ReceiptId(Uuid::from_u128(2)),
        amount: yuan("1000.00"),
        on: day("2026-03-05"),
        payer: "黄强".to_owned(),
        text: String::new(),
        claimed: true,
        from: None,
    };
    court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap();
    let now = zhixing_domain::money::payout::account::account(&court.file, court.today()).unwrap();
    assert!(yuan("1000.00") < now.surplus, "interest was paid that is not owed");
    let to = refund_to("黄强", &account("黄强", "6228480999000000001"));
    court.act(&judge(), |file, ctx| proposing(file, &[to], ctx)).unwrap();
    let lines = &court.file.payouts[1].lines;
    let sums: Vec<(Purpose, Fen)> = lines.iter().map(|l| (l.purpose, l.amount)).collect();
    assert_eq!(sums, [(Purpose::Refund, yuan("1000.00"))]);
    assert_eq!(court.file.undistributed(), Fen::ZERO);
}

#[test]
fn an_account_is_not_corrected_behind_the_back_of_who_approves_a_payout_to_it() {
    let mut court = Court::searched(&application(), Vec::new());
    court.income(1, yuan("1000.00"), false);
    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
    let (applicant, respondent) = (court.applicant(), court.respondent());
    let new = account("陈大文", "6228480120009999999");
    let correct = |court: &mut Court, party| court.correct_account(party, &new, "收款账户确认书");
    let waits = correct(&mut court, applicant);
    assert!(matches!(waits, Err(Refusal::Prerequisite { needs: Need::PayoutDecided, .. })));
    correct(&mut court, respondent).unwrap();
    let id = court.file.payouts[0].id;
    court.send_back(&chief(), id, "账号有误").unwrap();
    correct(&mut court, applicant).unwrap();
    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
    let line = court.file.payouts[1].lines.iter().find(|l| l.party == Some(applicant)).unwrap();
    assert_eq!(line.account, new);
}
