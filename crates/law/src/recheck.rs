//! 终本后的定期查询：every six months for five years, or the stricter quarterly rhythm (DL-I4, DL-I5).

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::error::LawError;
use crate::limits;

/// 节奏。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// 每六个月（规范，默认）。
    #[default]
    HalfYearly,
    /// 每三个月（更严，可选）。
    Quarterly,
}

impl Rhythm {
    fn months(self) -> u32 {
        match self {
            Self::HalfYearly => limits::I4.limit.length,
            Self::Quarterly => limits::I5.limit.length,
        }
    }

    /// How many queries the five years hold.
    pub fn count(self) -> u32 {
        60 / self.months()
    }
}

/// The days by which each query is due, counted from the day of 终本; ends do not roll.
pub fn schedule(closed_on: Day, rhythm: Rhythm) -> Result<Vec<Day>, LawError> {
    (1..=rhythm.count())
        .map(|n| {
            let months = i32::try_from(n * rhythm.months())
                .map_err(|_| LawError::DateRange { from: closed_on })?;
            closed_on.plus_months(months)
        })
        .collect()
}

/// The window in which `today` lies, numbered from 1, and its last day; `None` outside the five years.
///
/// The n-th window runs from the day after the (n−1)-th end to the n-th end.
pub fn window(closed_on: Day, rhythm: Rhythm, today: Day) -> Result<Option<(u32, Day)>, LawError> {
    if today <= closed_on {
        return Ok(None);
    }
    let ends = schedule(closed_on, rhythm)?;
    Ok((1..).zip(ends).find(|(_, end)| today <= *end))
}

#[cfg(test)]
mod tests;
