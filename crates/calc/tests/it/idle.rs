//! An exclusion from which no day was taken is named, and no other.

use zhixing_calc::{Span, interest, period};
use zhixing_law::period::{Limit, Roll, Unit};

fn spans(texts: &[&str]) -> Vec<Span> {
    texts.iter().enumerate().map(|(at, text)| Span::parse(text, at).unwrap()).collect()
}

/// What is said of the exclusions of a period of ten units from 2026-01-01.
fn of_a_period(unit: Unit, exclusions: &[&str]) -> Vec<String> {
    let length = period::Length::Own(Limit { length: 10, unit, roll: Roll::Forward });
    let (from, exclusions) = ("2026-01-01".to_owned(), spans(exclusions));
    let answer = period::answer(&period::Question { from, length, exclusions }).unwrap();
    answer.cautions.into_iter().filter(|said| said.contains("扣除期间")).collect()
}

fn of_interest(question: &interest::Question) -> Vec<String> {
    let answer = interest::answer(question).unwrap();
    answer.cautions.into_iter().filter(|said| said.contains("扣除期间")).collect()
}

fn sum(due: &str, until: &str, exclusions: &[&str]) -> interest::Question {
    interest::Question::single("10000".into(), due.into(), until.into(), spans(exclusions))
}

#[test]
fn a_period_says_which_exclusions_took_nothing_from_it() {
    assert_eq!(
        of_a_period(Unit::Day, &["2026-01-05..2026-01-06", "2030-01-08..2030-01-10"]),
        [
            "第2段扣除期间（2030-01-08至2030-01-10）不在期间（2026-01-01次日至2026-01-13）之内，没有扣除任何一天，请核对起止日期。"
        ]
    );
    // The ten days end on the 11th.
    for (span, takes) in [
        ("2025-12-20..2026-01-01", false),
        ("2025-12-20..2026-01-02", true),
        ("2026-01-11..2026-01-11", true),
        ("2026-01-12..2026-01-12", false),
    ] {
        assert_eq!(of_a_period(Unit::Day, &[span]).is_empty(), takes, "{span}");
    }
    // What the first pushes back, the second is in.
    assert!(
        of_a_period(Unit::Day, &["2026-01-11..2026-01-11", "2026-01-12..2026-01-12"]).is_empty()
    );
    for unit in [Unit::Workday, Unit::Month, Unit::Year] {
        assert!(of_a_period(unit, &["2026-01-05..2026-01-06"]).is_empty());
        assert_eq!(of_a_period(unit, &["2045-01-01..2045-01-02"]).len(), 1);
    }
}

#[test]
fn one_sum_says_which_exclusions_took_nothing_from_it() {
    assert_eq!(
        of_interest(&sum("2023-03-10", "2023-09-06", &["2032-01-01..2032-01-05"])),
        [
            "第1段扣除期间（2032-01-01至2032-01-05）不在计息期间（2023-03-10次日至2023-09-06）之内，没有扣除任何一天，请核对起止日期。"
        ]
    );
    for (span, takes) in [
        ("2023-03-01..2023-03-10", false),
        ("2023-03-01..2023-03-11", true),
        ("2023-09-06..2023-10-01", true),
        ("2023-09-07..2023-10-01", false),
    ] {
        let question = sum("2023-03-10", "2023-09-06", &[span]);
        assert_eq!(of_interest(&question).is_empty(), takes, "{span}");
        let taken = interest::answer(&question).unwrap().result.excluded_days.unwrap();
        assert_eq!(0 < taken, takes, "{span}");
    }
    let mut from_the_day = sum("2023-03-10", "2023-09-06", &["2023-03-01..2023-03-10"]);
    from_the_day.start_inclusive = Some(true);
    assert!(of_interest(&from_the_day).is_empty());
    let in_time = of_interest(&sum("2023-03-10", "2023-03-10", &["2023-03-01..2023-03-10"]));
    assert_eq!(
        in_time,
        [
            "第1段扣除期间（2023-03-01至2023-03-10）不起作用，本题没有计息期间，没有扣除任何一天，请核对起止日期。"
        ]
    );
}

#[test]
fn an_account_bears_interest_until_its_debt_is_paid() {
    let of = |amount: &str, costs: &str| {
        let mut account = sum("2023-03-10", "2023-12-31", &["2023-08-01..2023-08-31"]);
        account.costs = Some(costs.to_owned());
        account.payments =
            vec![interest::Paid { on: "2023-06-30".into(), amount: amount.to_owned() }];
        of_interest(&account).is_empty()
    };
    assert!(of("9999.99", "0") && of("10000", "0.01"));
    assert!(!of("10000", "0") && !of("10000.01", "0.01"));
}
