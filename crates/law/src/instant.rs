//! 时刻：a point in time with microseconds, and its Beijing reading.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::day::Day;
use crate::error::LawError;

/// Courts keep Beijing time the whole year round.
const BEIJING: Offset = Offset::constant(8);
/// 1900-01-01T00:00:00+08:00.
const MICROS_MIN: i64 = -2_209_017_600_000_000;
/// 9999-12-30T00:00:00+08:00: one day short, so that every instant has a civil date.
const MICROS_MAX: i64 = 253_402_099_200_000_000;

/// 时刻：UTC with microseconds. Text form is always `2026-11-21T02:03:04.000000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(Timestamp::UNIX_EPOCH);

    /// From microseconds since 1970-01-01T00:00:00Z.
    pub fn from_micros(micros: i64) -> Result<Self, LawError> {
        if !(MICROS_MIN..=MICROS_MAX).contains(&micros) {
            return Err(LawError::Instant { text: micros.to_string() });
        }
        Timestamp::from_microsecond(micros)
            .map(Self)
            .map_err(|_| LawError::Instant { text: micros.to_string() })
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// 北京时间的日期。
    pub fn day(self) -> Day {
        Day::clamped(self.beijing().date())
    }

    /// `secs` seconds later (earlier when negative).
    pub fn plus_secs(self, secs: i64) -> Result<Self, LawError> {
        let micros = secs
            .checked_mul(1_000_000)
            .and_then(|m| self.micros().checked_add(m))
            .ok_or_else(|| LawError::Instant { text: format!("{self} + {secs} s") })?;
        Self::from_micros(micros)
    }

    /// “2026-11-21 10:03”, Beijing time to the minute.
    pub fn local(self) -> String {
        let t = self.beijing();
        format!("{:04}-{:02}-{:02} {:02}:{:02}", t.year(), t.month(), t.day(), t.hour(), t.minute())
    }

    /// The instant of a Beijing wall-clock time.
    pub fn local_at(day: Day, hour: i8, minute: i8) -> Result<Self, LawError> {
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
            return Err(LawError::Instant { text: format!("{day} {hour}:{minute}") });
        }
        let secs =
            i64::from(day.epoch_days()) * 86_400 + i64::from(hour) * 3_600 + i64::from(minute) * 60
                - 8 * 3_600;
        Self::from_micros(secs * 1_000_000)
    }

    /// Beijing hour and minute of the day.
    pub fn local_time(self) -> (i8, i8) {
        let t = self.beijing();
        (t.hour(), t.minute())
    }

    fn beijing(self) -> DateTime {
        BEIJING.to_datetime(self.0)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = Offset::UTC.to_datetime(self.0);
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z",
            t.year(),
            t.month(),
            t.day(),
            t.hour(),
            t.minute(),
            t.second(),
            self.micros().rem_euclid(1_000_000)
        )
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Instant {
    type Err = LawError;

    /// Reads any RFC 3339 text with an offset; finer parts than microseconds are cut off.
    fn from_str(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::Instant { text: text.to_owned() };
        let stamp: Timestamp = text.parse().map_err(|_| wrong())?;
        let micros = stamp.as_nanosecond().div_euclid(1_000);
        Self::from_micros(i64::try_from(micros).map_err(|_| wrong())?).map_err(|_| wrong())
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
