//! 位置：where a device was, as it writes it down itself (`geo:23.911200,112.184500;u=15`).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Millionths in a degree, a tenth of a metre.
const MICRO: i32 = 1_000_000;

/// Places after the point that count.
const PLACES: usize = 6;

/// 经纬度
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// 北纬, millionths of a degree.
    pub north: i32,
    /// 东经, millionths of a degree.
    pub east: i32,
    /// 误差，米
    pub within: u32,
}

/// A text that says no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a position")]
pub struct NoPosition;

impl FromStr for Position {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Position, NoPosition> {
        let rest = text.strip_prefix("geo:").ok_or(NoPosition)?;
        let (degrees, within) = rest.split_once(";u=").ok_or(NoPosition)?;
        let (north, east) = degrees.split_once(',').ok_or(NoPosition)?;
        Ok(Position {
            north: micro(north, 90)?,
            east: micro(east, 180)?,
            within: within.parse().map_err(|_| NoPosition)?,
        })
    }
}

/// Degrees in decimal notation, at most so many on either side, in millionths.
fn micro(text: &str, most: i32) -> Result<i32, NoPosition> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || 3 < whole.len() || !figures(whole) || 20 < part.len() || !figures(part) {
        return Err(NoPosition);
    }
    let kept: String = part.chars().chain("000000".chars()).take(PLACES).collect();
    let whole: i32 = whole.parse().map_err(|_| NoPosition)?;
    let part: i32 = kept.parse().map_err(|_| NoPosition)?;
    let all = whole.checked_mul(MICRO).and_then(|all| all.checked_add(part)).ok_or(NoPosition)?;
    if most * MICRO < all { Err(NoPosition) } else { Ok(sign * all) }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (north, east) = (Degrees(self.north), Degrees(self.east));
        write!(f, "geo:{north},{east};u={}", self.within)
    }
}

struct Degrees(i32);

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:06}", all / MICRO.unsigned_abs(), all % MICRO.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_back_as_written() {
        for text in ["geo:23.911200,112.184500;u=15", "geo:-0.000001,-180.000000;u=0"] {
            assert_eq!(text.parse::<Position>().unwrap().to_string(), text);
        }
        let more = "geo:23.91,112.18450012345;u=8".parse::<Position>().unwrap();
        assert_eq!(more.to_string(), "geo:23.910000,112.184500;u=8");
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in [
            "",
            "geo:",
            "geo:23,112",
            "geo:90.1,1;u=1",
            "geo:1,180.000001;u=1",
            "geo:1e1,2;u=1",
            "geo:1,2;u=-1",
            "geo:.5,2;u=1",
            "geo:1000,2;u=1",
        ] {
            assert!(text.parse::<Position>().is_err(), "{text}");
        }
    }
}
