use super::*;
use proptest::prelude::*;

fn y(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

#[test]
fn floors_of_a_million_yuan_appraisal() {
    let f = floors(y("1000000")).unwrap();
    assert_eq!(
        f.first,
        Round { start_min: y("700000"), deposit_min: y("35000"), deposit_max: y("140000") }
    );
    assert_eq!(
        f.second,
        Round { start_min: y("560000"), deposit_min: y("28000"), deposit_max: y("112000") }
    );
    assert_eq!(f.sale, y("560000"));
}

#[test]
fn floors_are_rounded_so_that_the_law_still_holds() {
    let f = floors(y("0.03")).unwrap();
    assert_eq!(f.first.start_min, Fen::new(3));
    assert_eq!(f.second.start_min, Fen::new(3));
    assert_eq!((f.first.deposit_min, f.first.deposit_max), (Fen::new(1), Fen::new(1)));
    let traditional = traditional_floors(Fen::new(3), Goods::Movable).unwrap();
    assert_eq!(traditional, [Fen::new(3), Fen::new(3)]);
    assert_eq!(direct_sale_min(Fen::new(3)).unwrap(), Fen::new(2));
    assert!(floors(Fen::ZERO).is_err() && floors(Fen::new(-5)).is_err());
}

#[test]
fn the_smallest_prices_have_a_deposit_of_one_fen() {
    for start in 1..=5 {
        let r = round(Fen::new(start)).unwrap();
        assert_eq!((r.deposit_min, r.deposit_max), (Fen::new(1), Fen::new(1)), "{start}");
        assert!(check_first(Fen::new(start), Fen::new(start), Fen::new(1)).is_ok(), "{start}");
        assert!(check_first(Fen::new(start), Fen::new(start), Fen::ZERO).is_err(), "{start}");
        assert!(check_first(Fen::new(start), Fen::new(start), Fen::new(2)).is_err(), "{start}");
    }
    let ten = round(Fen::new(10)).unwrap();
    assert_eq!((ten.deposit_min, ten.deposit_max), (Fen::new(1), Fen::new(2)));
}

proptest! {
    #[test]
    fn a_deposit_can_be_paid_and_is_within_the_law(
        appraisal in prop_oneof![1i64..200, 1i64..1_000_000_000_000_000]
    ) {
        let f = floors(Fen::new(appraisal)).unwrap();
        for round in [f.first, f.second] {
            let (start, least, most) =
                (round.start_min.get(), round.deposit_min.get(), round.deposit_max.get());
            prop_assert!(1 <= least && least <= most && most <= start);
            prop_assert!(start <= least * 20 && (least - 1) * 20 < start);
            prop_assert!(most * 5 <= start || most == 1);
        }
    }
}

#[test]
fn prices_and_deposits_are_checked_at_their_bounds() {
    let a = y("1000000");
    assert!(check_first(a, y("700000"), y("35000")).is_ok());
    assert!(check_first(a, y("700000"), y("140000")).is_ok());
    assert!(check_first(a, y("699999.99"), y("35000")).is_err());
    assert!(check_first(a, y("700000"), y("34999.99")).is_err());
    assert!(check_first(a, y("700000"), y("140000.01")).is_err());
    assert!(check_second(y("700000"), y("560000"), y("28000")).is_ok());
    assert!(check_second(y("700000"), y("559999.99"), y("28000")).is_err());
}

#[test]
fn a_deposit_forfeited_covers_costs_difference_and_debt() {
    let f = forfeit(y("100000"), y("3000"), y("800000"), y("730000")).unwrap();
    assert_eq!((f.to_costs, f.to_difference, f.to_debt), (y("3000"), y("70000"), y("27000")));
    assert_eq!(f.shortfall, Fen::ZERO);
    let short = forfeit(y("50000"), y("3000"), y("800000"), y("730000")).unwrap();
    assert_eq!(
        (short.to_difference, short.to_debt, short.shortfall),
        (y("47000"), Fen::ZERO, y("23000"))
    );
    let dearer = forfeit(y("100000"), Fen::ZERO, y("800000"), y("900000")).unwrap();
    assert_eq!(dearer.to_debt, y("100000"));
}

#[test]
fn an_applicant_with_a_small_claim_makes_up_the_deposit() {
    assert_eq!(applicant_deposit(y("60000"), y("100000")).unwrap(), y("40000"));
    assert_eq!(applicant_deposit(y("100000"), y("100000")).unwrap(), Fen::ZERO);
    assert_eq!(applicant_deposit(y("200000"), y("100000")).unwrap(), Fen::ZERO);
}

#[test]
fn commissions_follow_the_scale_of_article_29() {
    for (price, max) in [
        ("2000000", "100000"),
        ("3000000", "130000"),
        ("10000000", "340000"),
        ("12000000", "380000"),
        ("50000000", "1140000"),
        ("100000000", "1640000"),
        ("200000000", "2140000"),
    ] {
        assert_eq!(commission_max(y(price)).unwrap(), y(max), "{price}");
    }
}

#[test]
fn traditional_auctions_fall_by_a_fifth_each_time() {
    let a = y("1000000");
    assert_eq!(traditional_floors(a, Goods::Movable).unwrap(), [a, y("800000")]);
    assert_eq!(traditional_floors(a, Goods::Immovable).unwrap(), [a, y("800000"), y("640000")]);
    assert_eq!(direct_sale_min(a).unwrap(), y("500000"));
}
