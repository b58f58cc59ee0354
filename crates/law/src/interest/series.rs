//! 利率序列：benchmark loan rates and, from 2019-08-20, the loan prime rate (LPR), by day.

use serde::{Deserialize, Serialize};

use super::benchmark::{self, Tier};
use crate::basis::Basis;
use crate::day::Day;
use crate::error::LawError;
use crate::money::Rate;

/// 依据：LPR 历次公布，凭记忆，使用前应核对。
pub const LPR_BASIS: Basis =
    Basis::memory("贷款市场报价利率(LPR)", "全国银行间同业拆借中心历次公布", "");

/// LPR 的期限。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LprTerm {
    /// 一年期。
    OneYear,
    /// 五年期以上。
    FiveYears,
}

/// 一条利率序列。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// 贷款基准利率。
    Benchmark(Tier),
    /// 贷款市场报价利率，2019-08-20 起；以前的日期按首次公布的利率。
    Lpr(LprTerm),
    /// 2019-08-20 以前按贷款基准利率，以后按 LPR（五年以上档按五年期以上，其余按一年期）。
    BenchmarkThenLpr(Tier),
}

/// 自该日起一年期、五年期以上的 LPR，万分之一为单位。
struct Change(i16, i8, i8, [i32; 2]);

/// 贷款市场报价利率首次按新机制公布之日。
const LPR_FROM: (i16, i8, i8) = (2019, 8, 20);

/// Oldest first; only the days on which one of them changed.
const LPR: [Change; 15] = [
    Change(LPR_FROM.0, LPR_FROM.1, LPR_FROM.2, [425, 485]),
    Change(2019, 9, 20, [420, 485]),
    Change(2019, 11, 20, [415, 480]),
    Change(2020, 2, 20, [405, 475]),
    Change(2020, 4, 20, [385, 465]),
    Change(2021, 12, 20, [380, 465]),
    Change(2022, 1, 20, [370, 460]),
    Change(2022, 5, 20, [370, 445]),
    Change(2022, 8, 22, [365, 430]),
    Change(2023, 6, 20, [355, 420]),
    Change(2023, 8, 21, [345, 420]),
    Change(2024, 2, 20, [345, 395]),
    Change(2024, 7, 22, [335, 385]),
    Change(2024, 10, 21, [310, 360]),
    Change(2025, 5, 20, [300, 350]),
];

/// The last publication known here; the rate after it is only carried forward.
const LPR_KNOWN_TO: (i16, i8, i8) = (2025, 10, 20);

impl Series {
    /// 序列的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Benchmark(_) => "同期贷款基准利率",
            Self::Lpr(LprTerm::OneYear) => "一年期贷款市场报价利率",
            Self::Lpr(LprTerm::FiveYears) => "五年期以上贷款市场报价利率",
            Self::BenchmarkThenLpr(_) => "贷款基准利率（2019年8月20日起为贷款市场报价利率）",
        }
    }

    /// 依据。
    pub fn basis(self) -> Basis {
        match self {
            Self::Benchmark(_) => benchmark::BASIS,
            Self::Lpr(_) | Self::BenchmarkThenLpr(_) => LPR_BASIS,
        }
    }

    /// The changes, oldest first; before the first nothing is known.
    fn changes(self) -> Result<Vec<(Day, Rate)>, LawError> {
        match self {
            Self::Benchmark(tier) => benchmark::changes(tier),
            Self::Lpr(term) => lpr(term),
            Self::BenchmarkThenLpr(tier) => {
                let term = if tier == Tier::Longer { LprTerm::FiveYears } else { LprTerm::OneYear };
                let mut changes = benchmark::changes(tier)?;
                changes.extend(lpr(term)?);
                Ok(changes)
            }
        }
    }

    /// The rate in force on a day. Before the first publication known here it is refused, not guessed.
    pub fn rate(self, on: Day) -> Result<Rate, LawError> {
        let changes = self.changes()?;
        let current = changes.iter().rfind(|(day, _)| *day <= on);
        match current {
            Some((_, rate)) => Ok(*rate),
            None => {
                let first = self.known_from()?;
                Err(LawError::RateUnknown { series: self.chinese(), on, first })
            }
        }
    }

    /// The first day whose rate is known here; of the loan prime rate (贷款市场报价利率) also the first that had one.
    pub fn known_from(self) -> Result<Day, LawError> {
        let (year, month, day) = match self {
            Self::Benchmark(_) | Self::BenchmarkThenLpr(_) => benchmark::KNOWN_FROM,
            Self::Lpr(_) => LPR_FROM,
        };
        Day::new(year, month, day)
    }

    /// Is the rate on that day only carried forward from the last one known?
    pub fn assumed(self, on: Day) -> Result<bool, LawError> {
        // The benchmark was not published again after 2015, so nothing is missing from it.
        let (year, month, day) = LPR_KNOWN_TO;
        match self {
            Self::Benchmark(_) => Ok(false),
            Self::Lpr(_) | Self::BenchmarkThenLpr(_) => {
                Ok(on >= Day::new(year, month, day)?.plus_months(1)?)
            }
        }
    }

    /// The stretches of (`after`, `to`] with one rate each: (from, to, rate), days counted from→to.
    pub fn segments(self, after: Day, to: Day) -> Result<Vec<(Day, Day, Rate)>, LawError> {
        let mut out = Vec::new();
        let mut from = after;
        for (day, rate) in self.changes()? {
            // A new rate counts from its own day, the first day after the boundary.
            let boundary = day.plus_days(-1)?;
            if boundary > from && boundary < to && self.rate(boundary)? != rate {
                out.push((from, boundary, self.rate(boundary)?));
                from = boundary;
            }
        }
        out.push((from, to, self.rate(to)?));
        Ok(out)
    }
}

fn lpr(term: LprTerm) -> Result<Vec<(Day, Rate)>, LawError> {
    let dated = |c: &Change| {
        let [one, five] = c.3;
        let basis_points = if term == LprTerm::OneYear { one } else { five };
        Day::new(c.0, c.1, c.2).map(|day| (day, Rate::from_ppm(basis_points * 100)))
    };
    LPR.iter().map(dated).collect()
}

#[cfg(test)]
mod tests;
