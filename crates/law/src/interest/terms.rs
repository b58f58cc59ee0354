//! 计息的约定：the year base and the multiple of a rate, where the document says nothing and how far it may go.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::basis::Basis;
use crate::error::LawError;

/// 依据：没有统一规定，以生效法律文书的写法为准；没有写明的由系统设定 (Q14)。
pub const BASIS: Basis =
    Basis::design("以生效法律文书写明的为准；没有写明的，年基数365、倍数为一倍");

/// 一般债务利息的年基数，文书没有写明时，日。
pub const YEAR_BASE: i64 = 365;

/// 一般债务利息可以约定的年基数，日：360 至 366。
pub const YEAR_BASES: RangeInclusive<i64> = 360..=366;

/// 旧规定的年基数，没有填写时，日。
pub const OLD_YEAR_BASE: i64 = 365;

/// 旧规定的年基数，日：各地按 360 或 365。
pub const OLD_YEAR_BASES: [i64; 2] = [360, 365];

/// The year base of general interest, if it is one.
pub fn year_base(days: i64) -> Result<i64, LawError> {
    if YEAR_BASES.contains(&days) {
        return Ok(days);
    }
    Err(LawError::Parameter { place: "年基数", reason: "应为 360 至 366" })
}

/// The year base of the rule before 2014-08-01, if it is one.
pub fn old_year_base(days: i64) -> Result<i64, LawError> {
    if OLD_YEAR_BASES.contains(&days) {
        return Ok(days);
    }
    Err(LawError::Parameter { place: "旧规定的年基数", reason: "应为 360 或 365" })
}

/// 利率的倍数：0.01 to 10 times, in hundredths. Text form is always “4.00”; JSON is the number of hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Times(u32);

impl Times {
    /// 一倍，文书没有写明时。
    pub const ONE: Self = Self(100);

    /// 可以约定的最高倍数：十倍，高于民间借贷规定第25条的四倍，文书另有写法的也能计算。
    pub const MAX: Self = Self(1_000);

    /// From hundredths: 四倍 is 400.
    pub fn new(hundredths: u32) -> Result<Self, LawError> {
        if (1..=Self::MAX.0).contains(&hundredths) {
            return Ok(Self(hundredths));
        }
        Err(LawError::Parameter { place: "利率的倍数", reason: "应为 0.01 至 10 倍" })
    }

    /// Reads `4` or `1.5`, at most two decimals.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::Number {
            what: "利率的倍数",
            text: text.to_owned(),
            reason: "应为 0.01 至 10 的数，最多两位小数，例如“4”",
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| {
            matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole) || !digits(decimals) {
            return Err(wrong());
        }
        let hundredths = format!("{whole}{decimals:0<2}").parse().map_err(|_| wrong())?;
        Self::new(hundredths).map_err(|_| wrong())
    }

    /// In hundredths.
    pub fn hundredths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Times {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Times {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(u32::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
