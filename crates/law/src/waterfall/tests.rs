use super::*;
use proptest::prelude::*;

fn y(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

fn dues() -> Dues {
    Dues {
        execution_fee: y("1524.50"),
        litigation_costs: y("2300"),
        interest: y("6000"),
        principal: y("100000"),
        double_interest: y("3150"),
        ..Dues::default()
    }
}

#[test]
fn a_sufficient_receipt_satisfies_all_and_the_surplus_goes_back() {
    let s = split(y("120000"), &dues()).unwrap();
    assert_eq!(dues().total().unwrap(), y("112974.50"));
    assert_eq!(s.refund, y("7025.50"));
    assert_eq!(s.left, Fen::ZERO);
    assert_eq!(s.to_court, y("1524.50"));
    assert_eq!(s.to_applicant, y("111450.00"));
    assert_eq!(
        s.steps.last().unwrap(),
        "余款7,025.50元退还被执行人（《执行工作若干问题的规定(试行)》(2020修正)第34条）。"
    );
}

#[test]
fn an_insufficient_receipt_leaves_principal_and_double_interest() {
    let s = split(y("80000"), &dues()).unwrap();
    assert_eq!(s.paid(DueItem::Principal), y("70175.50"));
    assert_eq!(s.paid(DueItem::DoubleInterest), Fen::ZERO);
    assert_eq!(s.left, y("32974.50"));
    let principal = s.lines.iter().find(|line| line.item == DueItem::Principal).unwrap();
    assert_eq!(principal.left, y("29824.50"));
    assert_eq!(s.refund, Fen::ZERO);
}

#[test]
fn one_fen_either_side_of_the_total_is_told_apart() {
    let total = dues().total().unwrap();
    let one = Fen::new(1);
    assert_eq!(split(total.checked_sub(one).unwrap(), &dues()).unwrap().left, one);
    assert_eq!(split(total, &dues()).unwrap().left, Fen::ZERO);
    assert_eq!(split(total.checked_add(one).unwrap(), &dues()).unwrap().refund, one);
}

#[test]
fn negative_amounts_are_refused_with_their_place() {
    assert!(split(Fen::new(-1), &dues()).is_err());
    let bad = Dues { interest: Fen::new(-1), ..dues() };
    assert_eq!(
        split(y("1"), &bad).unwrap_err().to_string(),
        "一般债务利息不能为负数，请填写零或正数。"
    );
}

proptest! {
    #[test]
    fn no_fen_is_lost(receipt in 0i64..1_000_000, parts in proptest::array::uniform6(0i64..300_000)) {
        let [a, b, c, d, e, f] = parts.map(Fen::new);
        let dues = Dues { execution_fee: a, disposal_costs: b, litigation_costs: c, interest: d, principal: e, double_interest: f };
        let s = split(Fen::new(receipt), &dues).unwrap();
        let paid = Fen::sum(s.lines.iter().map(|l| l.paid)).unwrap();
        prop_assert_eq!(paid.checked_add(s.refund).unwrap(), s.receipt);
        prop_assert_eq!(s.to_court.checked_add(s.to_applicant).unwrap(), paid);
        prop_assert_eq!(paid.checked_add(s.left).unwrap(), dues.total().unwrap());
        prop_assert!(s.refund.is_zero() || s.left.is_zero());
    }
}
