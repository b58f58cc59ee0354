use super::*;
use proptest::prelude::*;

fn y(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

#[test]
fn application_fees_of_article_14_hold() {
    for (amount, fee) in [
        ("0", "50.00"),
        ("0.01", "50.00"),
        ("5289", "50.00"),
        ("10000", "50.00"),
        ("10000.01", "50.00"),
        ("10000.34", "50.01"),
        ("50000", "650.00"),
        ("100000", "1400.00"),
        ("108300", "1524.50"),
        ("200000", "2900.00"),
        ("500000", "7400.00"),
        ("500001", "7400.01"),
        ("1000000", "12400.00"),
        ("5000000", "52400.00"),
        ("7800000", "66400.00"),
        ("10000000", "77400.00"),
        ("20000000", "87400.00"),
        ("100000000", "167400.00"),
    ] {
        assert_eq!(application_fee(y(amount)).unwrap().fee, y(fee), "{amount}");
    }
}

#[test]
fn the_fee_on_money_received_is_the_fee_on_what_was_enforced_with_it() {
    for (received, debt, fee) in [
        ("0", "105000", "50.00"),
        // Less than the smallest fee enforces nothing; from there on what came in is the amount and its fee.
        ("49.99", "105000", "50.00"),
        ("50", "105000", "50.00"),
        ("10050", "105000", "50.00"),
        // 50,344.83 enforced and 655.17 on it.
        ("51000", "105000", "655.17"),
        // A little less than everything, one 分 less, everything, and more.
        ("106400", "105000", "1473.89"),
        ("106474.99", "105000", "1475.00"),
        ("106475", "105000", "1475.00"),
        ("200000", "105000", "1475.00"),
        ("5338.99", "5289", "50.00"),
    ] {
        assert_eq!(realized(y(received), y(debt)).unwrap(), y(fee), "{received}");
    }
    assert!(realized(Fen::new(-1), y("1")).is_err());
    assert!(realized(y("1"), Fen::new(-1)).is_err());
    assert!(realized(Fen::new(i64::MAX), Fen::new(i64::MAX)).is_ok());
}

proptest! {
    #[test]
    fn what_was_enforced_and_its_fee_are_what_came_in(
        received in 0_i64..3_000_000_000,
        more in 0_i64..1_000_000,
        debt in 0_i64..2_000_000_000,
    ) {
        let (received, debt) = (Fen::new(received), Fen::new(debt));
        let fee = realized(received, debt).unwrap();
        let enforced = received.checked_sub(fee).unwrap().at_least_zero().min(debt);
        let due = application_fee(enforced).unwrap().fee;
        // Rounding leaves at most one 分 between the two.
        prop_assert!((due.get() - fee.get()).abs() <= 1, "{due} and {fee}");
        let later = realized(received.checked_add(Fen::new(more)).unwrap(), debt).unwrap();
        prop_assert!(fee <= later, "more money never lowers the fee");
        prop_assert!(fee <= application_fee(debt).unwrap().fee);
    }
}

#[test]
fn preservation_fees_are_capped_at_5000() {
    for (amount, fee) in [
        ("0", "30"),
        ("1000", "30"),
        ("1001", "30.01"),
        ("50000", "520"),
        ("100000", "1020"),
        ("500000", "3020"),
        ("895999", "5000"),
        ("895998", "4999.99"),
        ("896000", "5000"),
        ("2000000", "5000"),
    ] {
        assert_eq!(preservation_fee(y(amount)).unwrap().fee, y(fee), "{amount}");
    }
}

#[test]
fn the_working_of_a_fee_is_shown() {
    assert_eq!(
        application_fee(y("600000")).unwrap().steps,
        [
            "不超过10,000.00元的部分，每件50.00元。",
            "超过10,000.00元的490,000.00元，按1.5%交纳7,350.00元。",
            "超过500,000.00元的100,000.00元，按1%交纳1,000.00元。",
            "合计8,400.00元。",
        ]
    );
}

#[test]
fn only_the_steps_that_were_reached_are_shown() {
    let steps = |amount: &str| application_fee(y(amount)).unwrap().steps.len();
    assert_eq!((steps("10000"), steps("10000.01")), (2, 3));
    assert_eq!((steps("500000"), steps("500000.01")), (3, 4));
    let capped = |amount: &str| {
        let steps = preservation_fee(y(amount)).unwrap().steps;
        steps.iter().any(|s| s.contains("按5,000.00元交纳"))
    };
    assert!(!capped("896000") && capped("896002"));
}

#[test]
fn negative_amounts_are_refused() {
    assert_eq!(application_fee(Fen::new(-1)).unwrap_err().code(), "law.negative");
    assert_eq!(preservation_fee(Fen::new(-1)).unwrap_err().code(), "law.negative");
}

#[test]
fn security_depends_on_the_stage() {
    let of = |stage| preservation_security(y("100000"), stage).unwrap().0;
    assert_eq!(of(PreservationStage::BeforeSuit), y("100000"));
    assert_eq!(of(PreservationStage::InSuit), y("30000"));
    let odd = preservation_security(Fen::new(1), PreservationStage::InSuit).unwrap().0;
    assert_eq!(odd, Fen::ZERO);
    assert_eq!(of(PreservationStage::BeforeEnforcement), Fen::ZERO);
}

#[test]
fn recorded_fees_of_an_independent_implementation_agree() {
    let mut seen = 0;
    for line in include_str!("vectors.txt").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let amount = y(fields[0]);
        assert_eq!(application_fee(amount).unwrap().fee, y(fields[1]), "{line}");
        assert_eq!(preservation_fee(amount).unwrap().fee, y(fields[2]), "{line}");
        seen += 1;
    }
    assert_eq!(seen, 80);
}

proptest! {
    #[test]
    fn fees_never_fall_as_the_amount_grows(a in 0i64..1_000_000_000_000, b in 0i64..1_000_000) {
        let (low, high) = (Fen::new(a), Fen::new(a + b));
        prop_assert!(application_fee(low).unwrap().fee <= application_fee(high).unwrap().fee);
        prop_assert!(preservation_fee(low).unwrap().fee <= preservation_fee(high).unwrap().fee);
    }
}
