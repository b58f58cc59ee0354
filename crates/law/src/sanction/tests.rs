use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn listed(facts: &DishonestFacts) -> bool {
    matches!(dishonest_verdict(facts, d("2026-06-10")).unwrap(), DishonestVerdict::List { .. })
}

#[test]
fn a_respondent_without_grounds_is_not_listed() {
    assert!(!listed(&DishonestFacts::default()));
    for ground in DishonestGround::ALL {
        assert!(listed(&DishonestFacts { grounds: vec![ground], ..DishonestFacts::default() }));
    }
}

#[test]
fn a_minor_is_never_listed() {
    let facts = DishonestFacts {
        grounds: DishonestGround::ALL.to_vec(),
        minor: true,
        ..DishonestFacts::default()
    };
    assert!(!listed(&facts));
}

#[test]
fn a_guarantee_shields_only_from_the_first_ground() {
    let mut facts = DishonestFacts {
        grounds: vec![DishonestGround::AbleButRefuses],
        full_guarantee: true,
        ..DishonestFacts::default()
    };
    assert!(!listed(&facts));
    for (controlled_enough, later_in_order) in [(true, false), (false, true)] {
        let other = DishonestFacts {
            full_guarantee: false,
            controlled_enough,
            later_in_order,
            ..facts.clone()
        };
        assert!(!listed(&other));
    }
    facts.grounds.push(DishonestGround::BreachesReporting);
    assert!(listed(&facts));
}

#[test]
fn grace_and_six_months_after_deletion_are_respected_to_the_day() {
    let with = |grace: Option<&str>, deleted: Option<&str>| {
        listed(&DishonestFacts {
            grounds: vec![DishonestGround::Evades],
            grace_ends_on: grace.map(d),
            deleted_on_consent: deleted.map(d),
            ..DishonestFacts::default()
        })
    };
    assert!(!with(Some("2026-06-10"), None));
    assert!(with(Some("2026-06-09"), None));
    assert!(!with(None, Some("2025-12-10")));
    assert!(with(None, Some("2025-12-09")));
}

#[test]
fn the_term_of_listing_is_two_years_and_up_to_three_more() {
    let end = |g, extra| dishonest_end(&[g], d("2024-02-29"), extra).unwrap();
    assert_eq!(end(DishonestGround::Evades, 0), Some(d("2026-02-28")));
    assert_eq!(end(DishonestGround::Obstructs, 3), Some(d("2029-02-28")));
    assert_eq!(end(DishonestGround::AbleButRefuses, 0), None);
    assert!(dishonest_end(&[], d("2024-02-29"), 4).is_err());
}

#[test]
fn fines_and_detention_stay_within_article_118() {
    let y = |t| Fen::parse_yuan(t).unwrap();
    assert!(check_fine(true, y("100000")).is_ok() && check_fine(true, y("100000.01")).is_err());
    assert!(check_fine(true, Fen::ZERO).is_err());
    assert!(check_fine(false, y("49999.99")).is_err() && check_fine(false, y("50000")).is_ok());
    assert!(check_fine(false, y("1000000")).is_ok() && check_fine(false, y("1000000.01")).is_err());
    assert!(
        check_detention(0).is_err() && check_detention(15).is_ok() && check_detention(16).is_err()
    );
    assert!(may_sanction_again(true).is_err() && may_sanction_again(false).is_ok());
}
