use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn the_longest_terms_of_article_485_hold() {
    for (class, expected) in [
        (PropertyClass::Deposit, "2022-03-05"),
        (PropertyClass::InternetFunds, "2022-03-05"),
        (PropertyClass::Movable, "2023-03-05"),
        (PropertyClass::Immovable, "2024-03-05"),
        (PropertyClass::OtherRight, "2024-03-05"),
    ] {
        assert_eq!(latest_end(class, d("2021-03-05")).unwrap(), d(expected), "{class:?}");
    }
}

#[test]
fn measures_before_2015_follow_the_old_terms() {
    assert_eq!(latest_end(PropertyClass::Deposit, d("2015-02-03")).unwrap(), d("2015-08-03"));
    assert_eq!(latest_end(PropertyClass::Deposit, d("2015-02-04")).unwrap(), d("2016-02-04"));
    assert_eq!(longest_renewal(PropertyClass::Immovable, d("2014-01-01")).limit.length, 12);
    assert_eq!(longest_renewal(PropertyClass::Immovable, d("2024-01-01")).limit.length, 3);
}

#[test]
fn the_term_of_internet_funds_says_that_it_is_our_choice() {
    use crate::basis::BasisMark;
    let mark = |class| longest(class, d("2024-01-01")).basis.mark;
    assert_eq!(mark(PropertyClass::InternetFunds), BasisMark::Design);
    assert_eq!(mark(PropertyClass::Deposit), BasisMark::Text);
    assert_eq!(longest(PropertyClass::Deposit, d("2014-01-01")).basis.mark, BasisMark::Memory);
}

#[test]
fn an_end_on_a_holiday_does_not_move() {
    assert_eq!(latest_end(PropertyClass::Deposit, d("2023-10-01")).unwrap(), d("2024-10-01"));
    assert_eq!(latest_end(PropertyClass::Deposit, d("2024-02-29")).unwrap(), d("2025-02-28"));
}

#[test]
fn renewal_is_possible_up_to_the_last_day_and_not_after() {
    let end = d("2022-03-05");
    let renewed = |on: &str| renewed_end(PropertyClass::Deposit, end, d(on));
    assert_eq!(renewed("2022-03-04").unwrap(), d("2023-03-04"));
    assert_eq!(renewed("2022-03-05").unwrap(), d("2023-03-05"));
    assert_eq!(renewed("2022-03-06").unwrap_err().code(), "law.order");
}

#[test]
fn a_stated_end_may_be_shorter_but_not_longer() {
    let check = |end: &str| check_end(PropertyClass::Movable, d("2024-01-10"), d(end));
    assert!(check("2026-01-09").is_ok());
    assert!(check("2026-01-10").is_ok());
    assert!(check("2026-01-11").is_err());
    assert!(check("2024-01-10").is_ok());
    assert!(check("2024-01-09").is_err());
}

#[test]
fn warnings_come_at_60_30_15_7_and_1_day() {
    let end = d("2026-03-31");
    assert_eq!(
        warning_days(end).unwrap().map(|d| d.to_string()),
        ["2026-01-30", "2026-03-01", "2026-03-16", "2026-03-24", "2026-03-30"]
    );
    for (today, expected) in [
        ("2026-01-29", None),
        ("2026-01-30", Some(60)),
        ("2026-03-01", Some(30)),
        ("2026-03-23", Some(15)),
        ("2026-03-24", Some(7)),
        ("2026-03-30", Some(1)),
        ("2026-03-31", Some(1)),
        ("2026-04-01", None),
    ] {
        assert_eq!(warning_on(end, d(today)), expected, "{today}");
    }
}
