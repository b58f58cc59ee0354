use super::*;

const COUNTS: [usize; 23] = [
    252, 250, 251, 249, 251, 250, 250, 250, 249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249,
    249, 251, 248, 248,
];
const DIGEST: u64 = 972_520_043;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn every_day_agrees_with_the_recorded_count_of_an_independent_source() {
    // Workdays per year and a running digest over 8 401 days, from chinesecalendar 1.11.
    let calendar = Calendar::builtin();
    assert_eq!(calendar.years(), (2004, 2026));
    let counts: Vec<usize> = (2004..=2026)
        .map(|y| calendar.year(y).unwrap().iter().filter(|(_, works)| *works).count())
        .collect();
    assert_eq!(counts, COUNTS);
    let digest = (2004..=2026)
        .flat_map(|y| calendar.year(y).unwrap())
        .fold(0u64, |acc, (_, works)| (acc * 31 + u64::from(works)) % 1_000_000_007);
    assert_eq!(digest, DIGEST);
}

#[test]
fn a_weekend_made_up_for_is_a_workday() {
    let c = Calendar::builtin();
    assert!(c.is_workday(d("2024-02-18")));
    assert_eq!(c.describe(d("2024-02-18")), "调休上班日");
    assert!(c.is_rest_day(d("2024-10-04")));
    assert_eq!(c.describe(d("2024-10-04")), "法定休假日");
    assert_eq!(c.next_workday(d("2024-10-04")).unwrap(), d("2024-10-08"));
    assert_eq!(c.plus_workdays(d("2024-09-30"), 1).unwrap(), d("2024-10-08"));
    assert_eq!(c.plus_workdays(d("2024-09-30"), 0).unwrap(), d("2024-09-30"));
    assert_eq!(c.workdays_between(d("2024-09-30"), d("2024-10-12")), 5);
    assert_eq!(c.workdays_between(d("2024-10-12"), d("2024-09-30")), 0);
}

#[test]
fn days_without_published_arrangements_are_marked_as_assumed() {
    let c = Calendar::builtin();
    assert!(!c.assumed(d("2026-12-31")));
    assert!(c.assumed(d("2027-01-01")));
    assert!(c.assumed(d("2003-12-31")));
    assert!(c.is_rest_day(d("2027-10-01")), "statutory holidays with a fixed date still rest");
    for (day, works) in [
        ("2027-02-05", true),
        ("2027-02-06", false),
        ("2027-02-07", false),
        ("2027-02-08", true),
        ("2027-05-03", true),
        ("2003-12-27", false),
        ("2003-12-29", true),
    ] {
        assert_eq!(c.is_workday(d(day)), works, "{day}");
    }
    assert_eq!(c.year(2027).unwrap_err().code(), "law.calendar_year");
}

#[test]
fn a_court_can_read_its_own_arrangements() {
    let c = Calendar::parse("2027 休 01-01..01-03\n2027 班 02-20\n").unwrap();
    assert_eq!(c.years(), (2027, 2027));
    assert!(c.is_workday(d("2027-02-20")));
    assert!(c.is_rest_day(d("2027-01-01")));
    for bad in [
        "",
        "2027 假 01-01",
        "2027 休 01-03..01-01",
        "2027 休 02-30",
        "2025 休 01-01\n2027 休 01-01",
    ] {
        assert!(Calendar::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn rest_days_are_described_by_what_they_are() {
    let c = Calendar::builtin();
    for (day, what) in [
        ("2024-03-01", "工作日"),
        ("2024-03-02", "星期六"),
        ("2024-03-03", "星期日"),
        ("2024-03-04", "工作日"),
        ("2024-05-01", "法定休假日"),
        ("2024-05-11", "调休上班日"),
    ] {
        assert_eq!(c.describe(d(day)), what, "{day}");
    }
}
