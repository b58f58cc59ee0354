use super::*;
use proptest::prelude::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn only_real_dates_in_the_fixed_form_are_read() {
    for good in ["2026-11-21", "1900-01-01", "9999-12-31", "2024-02-29"] {
        assert_eq!(d(good).to_string(), good);
    }
    for bad in [
        "",
        "2026-02-30",
        "2023-02-29",
        "1899-12-31",
        "2026-1-1",
        "20261121",
        "2026/11/21",
        "2026-11-21 ",
        "+026-11-21",
        "2026-+1-21",
        "2026-11-+1",
        "2026-13-01",
        "2026-00-10",
        "2026-11-21-1",
    ] {
        assert_eq!(Day::parse(bad).unwrap_err().code(), "law.date", "{bad}");
    }
}

#[test]
fn a_month_without_the_date_ends_on_its_last_day() {
    assert_eq!(d("2021-08-31").plus_months(6).unwrap(), d("2022-02-28"));
    assert_eq!(d("2023-08-31").plus_months(6).unwrap(), d("2024-02-29"));
    assert_eq!(d("2024-02-29").plus_months(12).unwrap(), d("2025-02-28"));
    assert_eq!(d("2024-03-31").plus_months(-1).unwrap(), d("2024-02-29"));
    assert_eq!(d("2100-01-31").plus_months(1).unwrap(), d("2100-02-28"));
    assert_eq!(d("2000-01-31").plus_months(1).unwrap(), d("2000-02-29"));
    assert_eq!(d("2026-05-31").plus_months(1).unwrap(), d("2026-06-30"));
    assert_eq!(d("2024-01-15").plus_months(-1).unwrap(), d("2023-12-15"));
}

#[test]
fn arithmetic_beyond_the_range_is_an_error() {
    assert!(d("9999-12-31").plus_days(1).is_err());
    assert!(d("1900-01-01").plus_days(-1).is_err());
    assert!(d("2026-01-01").plus_days(i64::MAX).is_err());
    assert!(d("2026-01-01").plus_months(i32::MAX).is_err());
    assert!(d("2026-01-01").plus_months(i32::MIN).is_err());
}

#[test]
fn dates_are_written_as_documents_write_them() {
    assert_eq!(d("2026-11-21").chinese(), "2026年11月21日");
    assert_eq!(d("2026-11-21").chinese_capital(), "二〇二六年十一月二十一日");
    assert_eq!(d("2020-10-10").chinese_capital(), "二〇二〇年十月十日");
    assert_eq!(d("2020-12-20").chinese_capital(), "二〇二〇年十二月二十日");
    assert_eq!(d("1999-01-30").chinese_capital(), "一九九九年一月三十日");
    assert_eq!(d("2026-11-22").weekday().chinese(), "星期日");
    assert_eq!(d("1970-01-01").weekday(), Weekday::Thursday);
}

#[test]
fn the_last_days_of_centuries_and_eras_come_back() {
    for text in [
        "1900-02-28",
        "1900-03-01",
        "1999-12-31",
        "2000-02-28",
        "2000-02-29",
        "2000-03-01",
        "2100-02-28",
        "2100-03-01",
        "2400-02-29",
        "2400-03-01",
        "9999-12-31",
        "1900-01-01",
    ] {
        let day = d(text);
        assert_eq!(Day::from_epoch_days(day.epoch_days()), Some(day), "{text}");
    }
    assert_eq!(d("2000-02-29").plus_days(1).unwrap(), d("2000-03-01"));
    assert_eq!(d("2000-02-28").plus_days(1).unwrap(), d("2000-02-29"));
    assert_eq!(d("1970-01-01").epoch_days(), 0);
}

#[test]
fn every_weekday_and_every_digit_has_its_name() {
    let names = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];
    for (n, name) in names.into_iter().enumerate() {
        let day = d("2026-11-16").plus_days(i64::try_from(n).unwrap()).unwrap();
        assert_eq!(day.weekday().chinese(), name);
        assert_eq!(day.weekday().is_weekend(), n >= 5, "{name}");
    }
    assert_eq!(d("2345-06-07").chinese_capital(), "二三四五年六月七日");
    assert_eq!(d("6789-08-09").chinese_capital(), "六七八九年八月九日");
    assert_eq!(d("1902-03-04").chinese_capital(), "一九〇二年三月四日");
    assert_eq!(d("2000-11-25").chinese_capital(), "二〇〇〇年十一月二十五日");
}

#[test]
fn days_can_be_parsed_as_anything_else_is() {
    assert_eq!("2026-11-21".parse::<Day>(), Ok(d("2026-11-21")));
    assert!("2026-11-31".parse::<Day>().is_err());
    assert!(serde_json::from_str::<Day>("\"2026-11-31\"").is_err());
}

#[test]
fn numbers_of_days_beyond_every_calendar_are_none() {
    for n in [-25_568, 2_932_897, 100_000_000, -100_000_000, i32::MAX, i32::MIN] {
        assert_eq!(Day::from_epoch_days(n), None, "{n}");
    }
    assert_eq!(Day::from_epoch_days(-25_567), Some(d("1900-01-01")));
    assert_eq!(Day::from_epoch_days(2_932_896), Some(d("9999-12-31")));
}

proptest! {
    #[test]
    fn day_numbers_come_back(n in -25567i32..2_932_896) {
        let day = Day::from_epoch_days(n).unwrap();
        prop_assert_eq!(day.epoch_days(), n);
        prop_assert_eq!(d(&day.to_string()), day);
        let json = serde_json::to_string(&day).unwrap();
        prop_assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
    }

    #[test]
    fn reading_never_panics(text in ".{0,14}") {
        let _ = Day::parse(&text);
    }
}
