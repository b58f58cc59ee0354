use super::*;
use proptest::prelude::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn iv(from: &str, to: &str) -> Interval {
    Interval::new(d(from), d(to)).unwrap()
}

fn end_of(start: &str, limit: Limit, exclusions: &[Interval]) -> String {
    end(d(start), &limit, exclusions, Calendar::builtin()).unwrap().end.to_string()
}

#[test]
fn the_worked_examples_of_civil_procedure_law_article_85_hold() {
    for (start, limit, expected) in [
        ("2024-09-24", Limit::days(10), "2024-10-08"),
        ("2021-04-21", Limit::days(10), "2021-05-06"),
        ("2025-01-20", Limit::days(10), "2025-02-05"),
        ("2024-02-03", Limit::days(7), "2024-02-18"),
        ("2021-01-04", Limit::months(6), "2021-07-05"),
        ("2021-08-31", Limit::months(6), "2022-02-28"),
        ("2023-08-31", Limit::months(6), "2024-02-29"),
        ("2024-02-29", Limit::years(1), "2025-02-28"),
        ("2024-09-30", Limit::workdays(3), "2024-10-10"),
    ] {
        assert_eq!(end_of(start, limit, &[]), expected, "{start}+{limit}");
    }
}

#[test]
fn the_day_before_and_after_a_holiday_end_are_told_apart() {
    for (start, expected) in [
        ("2024-09-20", "2024-09-30"),
        ("2024-09-21", "2024-10-08"),
        ("2024-09-27", "2024-10-08"),
        ("2024-09-28", "2024-10-08"),
        ("2024-09-29", "2024-10-09"),
    ] {
        assert_eq!(end_of(start, Limit::days(10), &[]), expected, "{start}");
    }
}

#[test]
fn overlapping_exclusions_are_counted_once() {
    let exclusions = [iv("2021-06-01", "2021-07-15"), iv("2021-05-10", "2021-06-08")];
    let result = end(d("2021-03-01"), &Limit::months(6), &exclusions, Calendar::builtin()).unwrap();
    assert_eq!(result.excluded_days, 67);
    assert_eq!(result.nominal, d("2021-09-01"));
    assert_eq!(result.rolled_from, Some(d("2021-11-07")));
    assert_eq!(result.end, d("2021-11-08"));
    assert_eq!(union_days(&exclusions), 67);
}

#[test]
fn only_exclusions_that_touch_the_period_count() {
    let limit = Limit::days(10).no_roll();
    for (exclusion, expected) in [
        (iv("2024-01-01", "2024-03-01"), "2024-03-11"),
        (iv("2024-02-20", "2024-03-02"), "2024-03-12"),
        (iv("2024-03-11", "2024-03-11"), "2024-03-12"),
        (iv("2024-03-12", "2024-03-20"), "2024-03-11"),
    ] {
        assert_eq!(end_of("2024-03-01", limit, &[exclusion]), expected, "{exclusion:?}");
    }
    assert_eq!(
        end_of("2022-07-31", Limit::months(0).no_roll(), &[iv("2022-07-12", "2022-08-01")]),
        "2022-07-31"
    );
    assert_eq!(end_of("2024-03-01", limit, &[iv("2024-03-01", "2024-03-02")]), "2024-03-12");
    let touching = [iv("2024-03-03", "2024-03-05"), iv("2024-03-05", "2024-03-06")];
    assert_eq!(end_of("2024-03-01", limit, &touching), "2024-03-15");
    assert_eq!(union_days(&touching), 4);
    // The second begins only after the first has pushed the end back.
    let chain = [iv("2024-03-05", "2024-03-06"), iv("2024-03-13", "2024-03-13")];
    assert_eq!(end_of("2024-03-01", limit, &chain), "2024-03-14");
}

#[test]
fn a_period_in_workdays_skips_rest_days_and_exclusions() {
    assert_eq!(end_of("2024-02-09", Limit::workdays(1), &[]), "2024-02-18");
    assert_eq!(
        end_of("2024-02-09", Limit::workdays(1), &[iv("2024-02-18", "2024-02-18")]),
        "2024-02-19"
    );
    assert_eq!(end_of("2024-02-10", Limit::workdays(0), &[]), "2024-02-10");
}

#[test]
fn exclusions_in_a_period_of_workdays_are_counted_in_days() {
    let c = Calendar::builtin();
    let stay = [iv("2024-03-04", "2024-03-10")];
    let result = end(d("2024-03-01"), &Limit::workdays(3), &stay, c).unwrap();
    assert_eq!((result.end, result.excluded_days), (d("2024-03-13"), 7));
    assert_eq!(result.nominal, d("2024-03-06"));
    let later = [iv("2024-01-01", "2024-03-01"), iv("2024-03-07", "2024-03-08")];
    let result = end(d("2024-03-01"), &Limit::workdays(3), &later, c).unwrap();
    assert_eq!((result.end, result.excluded_days), (d("2024-03-06"), 0));
}

#[test]
fn the_working_tells_month_ends_and_limits_that_do_not_roll() {
    let c = Calendar::builtin();
    let said = |start: &str, limit: Limit, what: &str| {
        explain(d(start), &limit, &[], c).unwrap().iter().any(|s| s.contains(what))
    };
    assert!(said("2021-08-31", Limit::months(6), "没有对应日"));
    assert!(!said("2021-08-30", Limit::months(5), "没有对应日"));
    assert!(!said("2021-08-31", Limit::days(3), "没有对应日"));
    assert!(said("2023-10-01", Limit::years(1).no_roll(), "不因休假日顺延"));
    assert!(!said("2023-10-09", Limit::years(1).no_roll(), "不因休假日顺延"));
    assert!(!said("2023-10-01", Limit::years(1), "不因休假日顺延"));
    assert!(!said("2023-10-01", Limit::days(9), "不因休假日顺延"));
    assert!(said("2026-12-25", Limit::days(10), "推定"));
    assert!(!said("2026-12-01", Limit::days(10), "推定"));
    let stay = [iv("2024-03-04", "2024-03-10")];
    let steps = explain(d("2024-03-01"), &Limit::days(10), &stay, c).unwrap();
    assert!(steps.iter().any(|s| s.contains("应扣除7日")), "{steps:?}");
    assert!(!said("2024-03-01", Limit::days(10), "应扣除"));
}

#[test]
fn a_limit_that_does_not_roll_ends_on_a_holiday() {
    assert_eq!(end_of("2021-10-02", Limit::years(1).no_roll(), &[]), "2022-10-02");
}

#[test]
fn ends_beyond_the_published_calendar_are_marked() {
    let c = Calendar::builtin();
    assert!(!end(d("2026-12-01"), &Limit::days(30), &[], c).unwrap().assumed);
    assert!(end(d("2026-12-01"), &Limit::days(31), &[], c).unwrap().assumed);
    assert!(!end(d("2026-12-01"), &Limit::days(31).no_roll(), &[], c).unwrap().assumed);
    assert!(end(d("2026-12-25"), &Limit::workdays(15), &[], c).unwrap().assumed);
}

#[test]
fn an_extension_counts_from_the_end_before_rolling() {
    let c = Calendar::builtin();
    let first = end(d("2021-01-04"), &Limit::months(6), &[], c).unwrap();
    assert_eq!((first.end, first.before_rolling()), (d("2021-07-05"), d("2021-07-04")));
    let longer = extend(&first, &Limit::months(3), &[], c).unwrap();
    assert_eq!((longer.nominal, longer.end), (d("2021-10-04"), d("2021-10-08")));
}

#[test]
fn only_days_inside_a_stretch_are_taken_out_of_it() {
    let list = [iv("2024-01-20", "2024-02-05"), iv("2024-02-01", "2024-02-10")];
    for (after, to, days) in [
        ("2024-01-01", "2024-03-01", 22),
        ("2024-01-20", "2024-03-01", 21),
        ("2024-02-05", "2024-02-07", 2),
        ("2024-02-10", "2024-03-01", 0),
        ("2024-01-01", "2024-01-19", 0),
        ("2024-01-01", "2024-01-02", 0),
        ("2024-01-01", "2024-01-20", 1),
        ("2024-03-01", "2024-01-01", 0),
    ] {
        assert_eq!(excluded_within(&list, d(after), d(to)), days, "{after} {to}");
    }
}

#[test]
fn a_roll_into_an_unpublished_year_is_marked() {
    let own = Calendar::parse("2027 休 12-31").unwrap();
    let result = end(d("2027-12-21"), &Limit::days(10), &[], &own).unwrap();
    assert_eq!((result.end, result.assumed), (d("2028-01-03"), true));
    let before = end(d("2027-12-20"), &Limit::days(10), &[], &own).unwrap();
    assert_eq!((before.end, before.assumed), (d("2027-12-30"), false));
}

#[test]
fn hours_are_counted_from_the_next_whole_hour() {
    let c = Calendar::builtin();
    let start = Instant::local_at(d("2024-09-30"), 10, 20).unwrap();
    assert_eq!(end_at(start, &Limit::hours(48), c).unwrap().local(), "2024-10-02 11:00");
    assert_eq!(end_at(start, &Limit::days(1), c).unwrap().local(), "2024-10-09 00:00");
    assert!(end(d("2024-09-30"), &Limit::hours(48), &[], c).is_err());
}

#[test]
fn a_posted_paper_is_in_time_by_its_postmark() {
    let end = d("2024-10-08");
    assert!(in_time(end, d("2024-10-08"), None));
    assert!(!in_time(end, d("2024-10-09"), None));
    assert!(in_time(end, d("2024-10-12"), Some(d("2024-10-08"))));
    assert!(!in_time(end, d("2024-10-12"), Some(d("2024-10-09"))));
}

#[test]
fn an_exclusion_that_ends_before_it_begins_is_refused() {
    let e = Interval::new(d("2024-02-02"), d("2024-02-01")).unwrap_err();
    assert_eq!(e.to_string(), "扣除期间的止日2024-02-01早于起日2024-02-02，请核对两个日期。");
    assert!(
        serde_json::from_str::<Interval>(r#"{"from":"2024-02-02","to":"2024-02-01"}"#).is_err()
    );
}

#[test]
fn the_working_is_shown_step_by_step() {
    let steps = explain(d("2024-09-24"), &Limit::days(10), &[], Calendar::builtin()).unwrap();
    assert_eq!(
        steps,
        [
            "期间开始之日2024-09-24不计算在内，自次日起算（民事诉讼法第85条、民法典第201条）。",
            "期限10日，按长度推算的末日为2024-10-04（法定休假日）。",
            "2024-10-04为法定休假日，顺延至其后第一个工作日2024-10-08（民事诉讼法第85条第3款）。",
            "届满日：2024-10-08（星期二）。",
        ]
    );
}

#[test]
fn a_limit_in_a_file_rolls_unless_it_says_otherwise() {
    let read = |json: &str| serde_json::from_str::<Limit>(json);
    assert_eq!(read(r#"{"length":3,"unit":"day"}"#).unwrap(), Limit::days(3));
    assert_eq!(
        read(r#"{"length":1,"unit":"year","roll":"none"}"#).unwrap(),
        Limit::years(1).no_roll()
    );
    assert!(read(r#"{"length":-3,"unit":"day"}"#).is_err());
    assert!(read(r#"{"length":3,"unit":"days"}"#).is_err());
    assert!(read(r#"{"length":3,"unit":"day","rol":"none"}"#).is_err());
}

#[test]
fn absurd_lengths_are_errors_not_endless_walks() {
    let c = Calendar::builtin();
    for unit in [Unit::Day, Unit::Workday, Unit::Month, Unit::Year] {
        let limit = Limit { length: u32::MAX, unit, roll: Roll::Forward };
        assert!(end(d("2024-01-01"), &limit, &[], c).is_err(), "{unit:?}");
    }
    assert!(end(d("9999-12-25"), &Limit::workdays(6), &[], c).is_err());
}

fn day() -> impl Strategy<Value = Day> {
    (16_000i32..17_200).prop_map(|n| Day::from_epoch_days(n).unwrap())
}

fn interval() -> impl Strategy<Value = Interval> {
    (15_900i32..17_400, 0i32..120).prop_map(|(n, len)| {
        let day = |k| Day::from_epoch_days(k).unwrap();
        Interval::new(day(n), day(n + len)).unwrap()
    })
}

fn limit() -> impl Strategy<Value = Limit> {
    (
        0u32..40,
        prop_oneof![Just(Unit::Day), Just(Unit::Workday), Just(Unit::Month), Just(Unit::Year)],
        prop_oneof![Just(Roll::Forward), Just(Roll::None)],
    )
        .prop_map(|(length, unit, roll)| Limit { length, unit, roll })
}

#[test]
fn recorded_ends_of_an_independent_implementation_agree() {
    let mut seen = 0;
    for line in include_str!("vectors.txt").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let (length, unit) = fields[1].split_once(' ').unwrap();
        let unit = serde_json::from_str(&format!("\"{unit}\"")).unwrap();
        let roll = serde_json::from_str(&format!("\"{}\"", fields[2])).unwrap();
        let limit = Limit { length: length.parse().unwrap(), unit, roll };
        let exclusions: Vec<Interval> = fields[3]
            .split_whitespace()
            .map(|x| x.split_once("..").unwrap())
            .map(|(from, to)| iv(from, to))
            .collect();
        let result = end(d(fields[0]), &limit, &exclusions, Calendar::builtin()).unwrap();
        assert_eq!(result.end, d(fields[4]), "{line}");
        assert_eq!(result.excluded_days.to_string(), fields[5], "{line}");
        seen += 1;
    }
    assert_eq!(seen, 240);
}

#[test]
fn the_working_of_a_period_in_hours_names_both_moments() {
    let (c, start) = (Calendar::builtin(), Instant::local_at(d("2026-11-21"), 10, 30).unwrap());
    assert_eq!(
        explain_at(start, &Limit::hours(24), c).unwrap(),
        [
            "期间开始的时（2026-11-21 10:30）不计算在内，自次时起算（民事诉讼法第85条、民法典第201条）。",
            "期限24小时，于2026-11-22 11:00届满，不顺延。",
        ]
    );
    let wrong = explain_at(start, &Limit::days(1), c).unwrap_err();
    assert_eq!(wrong.to_string(), "期限单位不在允许的范围内：不以小时计的期限只填日期，不填时刻。");
}

#[test]
fn an_exclusion_keeps_its_ends() {
    let one = iv("2024-02-28", "2024-03-01");
    assert_eq!((one.from(), one.to(), one.days()), (d("2024-02-28"), d("2024-03-01"), 3));
    assert_eq!(iv("2024-02-28", "2024-02-28").days(), 1);
}

#[test]
fn the_days_between_two_exclusions_are_not_excluded() {
    let apart = [iv("2024-03-10", "2024-03-11"), iv("2024-03-01", "2024-03-02")];
    assert_eq!(union_days(&apart), 4);
    let within = [iv("2024-03-01", "2024-03-10"), iv("2024-03-03", "2024-03-04")];
    assert_eq!(union_days(&within), 10);
    let next = [iv("2024-03-01", "2024-03-02"), iv("2024-03-03", "2024-03-04")];
    assert_eq!(union_days(&next), 4);
    assert_eq!(union_days(&[]), 0);
}

proptest! {
    #[test]
    fn a_longer_period_never_ends_earlier(
        start in day(), l in limit(), ex in prop::collection::vec(interval(), 0..4),
    ) {
        let c = Calendar::builtin();
        let longer = Limit { length: l.length + 1, ..l };
        let (a, b) = (end(start, &l, &ex, c).unwrap(), end(start, &longer, &ex, c).unwrap());
        prop_assert!(a.end <= b.end);
    }

    #[test]
    fn a_later_start_never_ends_earlier(
        start in day(), l in limit(), ex in prop::collection::vec(interval(), 0..4),
    ) {
        let c = Calendar::builtin();
        let later = start.plus_days(1).unwrap();
        // A month counted from the 29th is shorter than from the 28th, so that an exclusion which
        // only the earlier start sees may outweigh the day between them.
        let ex = if matches!(l.unit, Unit::Month | Unit::Year) { Vec::new() } else { ex };
        let (a, b) = (end(start, &l, &ex, c).unwrap(), end(later, &l, &ex, c).unwrap());
        prop_assert!(a.end <= b.end);
    }

    #[test]
    fn splitting_an_exclusion_changes_nothing(
        start in day(), l in limit(), whole in interval(), cut in 0i64..120,
        others in prop::collection::vec(interval(), 0..3),
    ) {
        let c = Calendar::builtin();
        let mut once = others.clone();
        once.push(whole);
        let mut twice = others;
        let first = Interval::new(whole.from, whole.from.plus_days(cut.min(whole.days() - 1)).unwrap()).unwrap();
        twice.push(first);
        if first.to < whole.to {
            twice.push(Interval::new(first.to.plus_days(1).unwrap(), whole.to).unwrap());
        }
        prop_assert_eq!(
            end(start, &l, &once, c).unwrap(),
            end(start, &l, &twice, c).unwrap()
        );
        prop_assert_eq!(union_days(&once), union_days(&twice));
    }

    #[test]
    fn a_stretch_holds_as_many_excluded_days_as_one_counts(
        after in day(), len in -5i64..300, ex in prop::collection::vec(interval(), 0..5),
    ) {
        let to = after.plus_days(len).unwrap();
        let counted = (1..=len)
            .map(|n| after.plus_days(n).unwrap())
            .filter(|day| ex.iter().any(|i| i.from <= *day && *day <= i.to))
            .count();
        prop_assert_eq!(excluded_within(&ex, after, to), i64::try_from(counted).unwrap());
    }

    #[test]
    fn an_end_that_rolls_is_a_workday(start in day(), n in 0u32..400) {
        let c = Calendar::builtin();
        let e = end(start, &Limit::days(n), &[], c).unwrap();
        prop_assert!(c.is_workday(e.end));
        prop_assert!(e.nominal <= e.end);
    }
}
