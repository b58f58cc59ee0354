use super::*;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn the_text_form_has_a_fixed_width() {
    let i = at("2026-11-21T10:03:04.1234567+08:00");
    assert_eq!(i.to_string(), "2026-11-21T02:03:04.123456Z");
    assert_eq!(serde_json::to_string(&i).unwrap(), "\"2026-11-21T02:03:04.123456Z\"");
    assert_eq!(at("1969-12-31T23:59:59.5Z").to_string(), "1969-12-31T23:59:59.500000Z");
}

#[test]
fn the_day_changes_at_beijing_midnight() {
    assert_eq!(at("2026-11-21T15:59:59.999999Z").day().to_string(), "2026-11-21");
    assert_eq!(at("2026-11-21T16:00:00Z").day().to_string(), "2026-11-22");
    assert_eq!(at("2026-11-21T02:03:04Z").local(), "2026-11-21 10:03");
}

#[test]
fn wall_clock_times_become_instants() {
    let day = Day::parse("2026-11-22").unwrap();
    assert_eq!(Instant::local_at(day, 0, 0).unwrap(), at("2026-11-21T16:00:00Z"));
    assert_eq!(Instant::local_at(day, 9, 30).unwrap().local_time(), (9, 30));
    assert!(Instant::local_at(day, 24, 0).is_err());
    assert!(Instant::local_at(day, 0, 60).is_err());
}

#[test]
fn the_ends_of_the_range_are_held() {
    for edge in [MICROS_MIN, MICROS_MAX] {
        assert!(Instant::from_micros(edge).unwrap().day().year() >= 1900);
    }
    assert_eq!(Instant::from_micros(MICROS_MIN).unwrap().day().to_string(), "1900-01-01");
    assert_eq!(Instant::from_micros(MICROS_MAX).unwrap().local(), "9999-12-30 00:00");
    assert!(Instant::from_micros(MICROS_MIN - 1).is_err());
    assert!(Instant::from_micros(MICROS_MAX + 1).is_err());
    assert!(at("2026-11-21T00:00:00Z").plus_secs(i64::MAX).is_err());
}

#[test]
fn instants_and_days_are_shown_to_programmers_as_they_are_written() {
    let i = at("2026-11-21T02:03:04Z");
    assert_eq!(format!("{i:?}"), "2026-11-21T02:03:04.000000Z");
    assert_eq!(format!("{:?}", i.day()), "2026-11-21");
}

#[test]
fn instants_are_read_from_files() {
    let read = serde_json::from_str::<Instant>("\"2026-11-21T10:03:04+08:00\"").unwrap();
    assert_eq!(read, at("2026-11-21T02:03:04Z"));
    assert!(serde_json::from_str::<Instant>("\"2026-11-21\"").is_err());
}

proptest! {
    #[test]
    fn instants_come_back_from_text(micros in MICROS_MIN..=MICROS_MAX) {
        let i = Instant::from_micros(micros).unwrap();
        prop_assert_eq!(i.micros(), micros);
        prop_assert_eq!(at(&i.to_string()), i);
        prop_assert_eq!(i.day(), i.day());
    }

    #[test]
    fn reading_never_panics(text in ".{0,30}") {
        let _ = text.parse::<Instant>();
    }
}
