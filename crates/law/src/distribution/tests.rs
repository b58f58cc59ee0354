use super::*;
use proptest::prelude::*;

fn y(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

fn claim(name: &str, amount: &str, class: ClaimClass, rank: u32) -> Claim {
    Claim { name: name.to_owned(), amount: y(amount), class, rank }
}

fn shares(d: &Distribution) -> Vec<String> {
    d.shares.iter().map(|s| s.share.to_string()).collect()
}

fn house() -> Vec<Claim> {
    vec![
        claim("费用", "10000", ClaimClass::Costs, 0),
        claim("抵押", "600000", ClaimClass::Secured, 1),
        claim("A", "300000", ClaimClass::Ordinary, 1),
        claim("B", "200000", ClaimClass::Ordinary, 2),
        claim("C", "100000", ClaimClass::Ordinary, 3),
    ]
}

#[test]
fn joint_distribution_shares_in_proportion() {
    let d = distribute(y("1000000"), &house(), Scheme::ProRata).unwrap();
    assert_eq!(shares(&d), ["10000.00", "600000.00", "195000.00", "130000.00", "65000.00"]);
    assert_eq!(d.surplus, Fen::ZERO);
    assert!(d.steps.iter().any(|s| s.contains("按比例清偿（65.00%）")), "{:?}", d.steps);
}

#[test]
fn an_enterprise_pays_in_the_order_of_sealing() {
    let d = distribute(y("1000000"), &house(), Scheme::SealingOrder).unwrap();
    assert_eq!(shares(&d), ["10000.00", "600000.00", "300000.00", "90000.00", "0.00"]);
}

#[test]
fn criminal_and_civil_claims_follow_article_13() {
    let claims = [
        claim("医疗", "80000", ClaimClass::Medical, 0),
        claim("抵押", "150000", ClaimClass::Secured, 0),
        claim("退赔", "200000", ClaimClass::Restitution, 0),
        claim("其他民事", "120000", ClaimClass::Ordinary, 0),
        claim("罚金", "50000", ClaimClass::Fine, 0),
    ];
    let d = distribute(y("500000"), &claims, Scheme::Criminal).unwrap();
    assert_eq!(shares(&d), ["80000.00", "150000.00", "200000.00", "70000.00", "0.00"]);
    assert!(d.steps.iter().any(|s| s.contains("58.33%")));
}

#[test]
fn mortgages_are_paid_by_rank_and_equal_ranks_share() {
    let claims = [
        claim("二", "50", ClaimClass::Secured, 2),
        claim("一", "60", ClaimClass::Secured, 1),
        claim("二乙", "50", ClaimClass::Secured, 2),
    ];
    let d = distribute(y("100"), &claims, Scheme::ProRata).unwrap();
    assert_eq!(shares(&d), ["20.00", "60.00", "20.00"]);
}

#[test]
fn the_odd_fen_goes_to_the_largest_fraction() {
    let parts = |pool, weights: &[i64]| {
        let weights: Vec<Fen> = weights.iter().copied().map(Fen::new).collect();
        proportional(Fen::new(pool), &weights).unwrap().iter().map(|f| f.get()).collect::<Vec<_>>()
    };
    assert_eq!(parts(100, &[1, 1, 1]), [34, 33, 33]);
    assert_eq!(parts(10, &[1, 2, 4]), [1, 3, 6]);
    assert_eq!(parts(5, &[0, 0]), [0, 0]);
    assert_eq!(parts(1, &[3, 3, 4]), [0, 0, 1]);
    assert_eq!(parts(7, &[]), [0i64; 0]);
}

#[test]
fn a_surplus_goes_back_and_negative_claims_are_refused() {
    let one = [claim("甲", "10", ClaimClass::Ordinary, 0)];
    let d = distribute(y("12.34"), &one, Scheme::SameTitle).unwrap();
    assert_eq!(d.surplus, y("2.34"));
    let mut bad = one;
    bad[0].amount = Fen::new(-1);
    assert!(distribute(y("1"), &bad, Scheme::ProRata).is_err());
    assert!(distribute(Fen::new(-1), &[], Scheme::ProRata).is_err());
}

#[test]
fn recorded_parts_of_an_independent_implementation_agree() {
    let fen = |text: &str| -> Vec<Fen> {
        text.split_whitespace().map(|n| Fen::new(n.parse().unwrap())).collect()
    };
    let mut seen = 0;
    for line in include_str!("vectors.txt").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let parts = proportional(fen(fields[0])[0], &fen(fields[1])).unwrap();
        assert_eq!(parts, fen(fields[2]), "{line}");
        seen += 1;
    }
    assert_eq!(seen, 60);
}

proptest! {
    #[test]
    fn shares_add_up_to_the_fen_and_stay_within_the_claims(
        pool in 0i64..10_000_000,
        raw in prop::collection::vec((0i64..3_000_000, 0usize..9, 0u32..3), 0..12),
        scheme in prop_oneof![
            Just(Scheme::ProRata), Just(Scheme::SealingOrder), Just(Scheme::SameTitle),
            Just(Scheme::Criminal), Just(Scheme::Bankruptcy),
        ],
    ) {
        let claims: Vec<Claim> = raw.iter().map(|(amount, class, rank)| Claim {
            name: "某".to_owned(),
            amount: Fen::new(*amount),
            class: order(Scheme::ProRata)[*class],
            rank: *rank,
        }).collect();
        let d = distribute(Fen::new(pool), &claims, scheme).unwrap();
        let total: i64 = d.shares.iter().map(|s| s.share.get()).sum();
        prop_assert_eq!(total + d.surplus.get(), pool);
        for s in &d.shares {
            prop_assert!(s.share <= s.claim && !s.share.is_negative());
        }
        let due: i64 = raw.iter().map(|r| r.0).sum();
        prop_assert_eq!(total, pool.min(due));
    }
}
