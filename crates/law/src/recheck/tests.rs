use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn ten_queries_in_five_years() {
    let days = schedule(d("2021-09-30"), Rhythm::HalfYearly).unwrap();
    assert_eq!(days.len(), 10);
    assert_eq!(days[0], d("2022-03-30"));
    assert_eq!(days[1], d("2022-09-30"));
    assert_eq!(days[9], d("2026-09-30"));
    assert_eq!(schedule(d("2021-09-30"), Rhythm::Quarterly).unwrap().len(), 20);
}

#[test]
fn a_month_end_does_not_drift() {
    let days = schedule(d("2021-08-31"), Rhythm::HalfYearly).unwrap();
    assert_eq!((days[0], days[1]), (d("2022-02-28"), d("2022-08-31")));
}

#[test]
fn windows_are_counted_in_months_not_in_seconds() {
    let at = |day: &str| window(d("2021-09-30"), Rhythm::Quarterly, d(day)).unwrap();
    assert_eq!(at("2021-09-30"), None);
    assert_eq!(at("2021-10-01"), Some((1, d("2021-12-30"))));
    assert_eq!(at("2021-12-30"), Some((1, d("2021-12-30"))));
    assert_eq!(at("2021-12-31"), Some((2, d("2022-03-30"))));
    assert_eq!(at("2026-09-30"), Some((20, d("2026-09-30"))));
    assert_eq!(at("2026-10-01"), None);
}
