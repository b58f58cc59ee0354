//! 日：a civil date of the court's calendar (UTC+8), without a time of day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::LawError;

const YEAR_MIN: i16 = 1900;
const YEAR_MAX: i16 = 9999;
const FIRST: Date = jiff::civil::date(YEAR_MIN, 1, 1);
const LAST: Date = jiff::civil::date(YEAR_MAX, 12, 31);

/// 日：a civil date from 1900-01-01 to 9999-12-31. Text form is always `2026-11-21`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// 星期几。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// 星期一。
    Monday,
    /// 星期二。
    Tuesday,
    /// 星期三。
    Wednesday,
    /// 星期四。
    Thursday,
    /// 星期五。
    Friday,
    /// 星期六。
    Saturday,
    /// 星期日。
    Sunday,
}

impl Weekday {
    /// “星期六”.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Monday => "星期一",
            Self::Tuesday => "星期二",
            Self::Wednesday => "星期三",
            Self::Thursday => "星期四",
            Self::Friday => "星期五",
            Self::Saturday => "星期六",
            Self::Sunday => "星期日",
        }
    }

    /// 周六、周日。
    pub fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

impl Day {
    /// The last day there is.
    pub const LAST: Day = Day(LAST);

    /// A date that exists, between 1900 and 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, LawError> {
        let wrong = || LawError::Date { text: format!("{year}-{month}-{day}") };
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Err(wrong());
        }
        Date::new(year, month, day).map(Self).map_err(|_| wrong())
    }

    /// Reads exactly `2026-11-21`.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::Date { text: text.to_owned() };
        let mut parts = text.split('-');
        let (Some(y), Some(m), Some(d), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(wrong());
        };
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
            return Err(wrong());
        }
        let (Ok(y), Ok(m), Ok(d)) = (y.parse(), m.parse(), d.parse()) else {
            return Err(wrong());
        };
        Self::new(y, m, d).map_err(|_| wrong())
    }

    /// 公历年。
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 月，1–12。
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// 日，1–31。
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The date `days` natural days later (earlier when negative).
    pub fn plus_days(self, days: i64) -> Result<Self, LawError> {
        let out = || LawError::DateRange { from: self };
        let number = i64::from(self.epoch_days()).checked_add(days).ok_or_else(out)?;
        Self::from_epoch_days(i32::try_from(number).map_err(|_| out())?).ok_or_else(out)
    }

    /// The corresponding date `months` later; where the month has no such date, its last day
    /// (民法典 202).
    pub fn plus_months(self, months: i32) -> Result<Self, LawError> {
        let out = || LawError::DateRange { from: self };
        let count = (i32::from(self.year()) * 12 + i32::from(self.month()) - 1)
            .checked_add(months)
            .ok_or_else(out)?;
        let year = i16::try_from(count.div_euclid(12)).map_err(|_| out())?;
        let month = i8::try_from(count.rem_euclid(12) + 1).map_err(|_| out())?;
        let day = self.day().min(days_in_month(year, month));
        Self::new(year, month, day).map_err(|_| out())
    }

    /// Natural days from this date to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        i64::from(other.epoch_days()) - i64::from(self.epoch_days())
    }

    /// 星期几。
    pub fn weekday(self) -> Weekday {
        match (self.epoch_days() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// “2026年11月21日”, as party documents write it.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }

    /// “二〇二六年十一月二十一日”, the signing date of a court document.
    pub fn chinese_capital(self) -> String {
        let year: String = self
            .year()
            .to_string()
            .bytes()
            .map(|b| digit(i8::try_from(b.saturating_sub(b'0')).unwrap_or(0)))
            .collect();
        format!("{year}年{}月{}日", small_number(self.month()), small_number(self.day()))
    }

    /// Days since 1970-01-01 (Howard Hinnant's civil algorithm).
    pub(crate) fn epoch_days(self) -> i32 {
        let month = i32::from(self.month());
        let year = i32::from(self.year()) - i32::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day()) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Inverse of [`Day::epoch_days`]; `None` outside 1900–9999.
    pub(crate) fn from_epoch_days(number: i32) -> Option<Self> {
        let z = number.checked_add(719_468)?;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        let (Ok(y), Ok(m), Ok(d)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day))
        else {
            return None;
        };
        if !(YEAR_MIN..=YEAR_MAX).contains(&y) {
            return None;
        }
        Date::new(y, m, d).ok().map(Self)
    }

    /// For dates that lie in the range by construction; others move to its nearer end.
    pub(crate) fn clamped(date: Date) -> Self {
        Self(date.clamp(FIRST, LAST))
    }
}

fn days_in_month(year: i16, month: i8) -> i8 {
    match month {
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn digit(n: i8) -> char {
    match n {
        1 => '一',
        2 => '二',
        3 => '三',
        4 => '四',
        5 => '五',
        6 => '六',
        7 => '七',
        8 => '八',
        9 => '九',
        _ => '〇',
    }
}

/// 1–99 in words: 十一, 二十, 三十一.
pub(crate) fn small_number(n: i8) -> String {
    let mut text = String::new();
    if n >= 20 {
        text.push(digit(n / 10));
    }
    if n >= 10 {
        text.push('十');
    }
    if n % 10 != 0 {
        text.push(digit(n % 10));
    }
    text
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Day {
    type Err = LawError;
    fn from_str(text: &str) -> Result<Self, LawError> {
        Self::parse(text)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
