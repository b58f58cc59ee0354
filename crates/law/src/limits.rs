//! 期限表：every limit of enforcement work as a named rule (start, length, who may extend, source).
//!
//! A rule says how long; [`crate::period`] says when that ends.

use serde::Serialize;

use crate::basis::Basis;
use crate::calendar::Calendar;
use crate::day::Day;
use crate::error::LawError;
use crate::exclusion::Clock;
use crate::instant::Instant;
use crate::period::{Interval, Limit, PeriodEnd, end, explain, explain_at, latest_before};

pub mod afterwards;
pub mod control;
pub mod disposal;
pub mod filing;
pub mod funds;
pub mod relief;
pub mod sanction;
pub mod term;

pub use afterwards::*;
pub use control::*;
pub use disposal::*;
pub use filing::*;
pub use funds::*;
pub use relief::*;
pub use sanction::*;
pub use term::*;

/// 期限的性质。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 应当在期限内完成。
    Within,
    /// 须经过该期限之后方可进行。
    After,
    /// 应当在事件之前提早这么久进行。
    Before,
    /// 效力或幅度以此为限。
    AtMost,
}

/// 一项期限规则。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LimitRule {
    /// 编号，例如 `DL-A1`。
    pub id: &'static str,
    /// 事项。
    pub title: &'static str,
    /// 起算事件（性质为 [`Bound::Before`] 的，是其后的那个事件）。
    pub start: &'static str,
    /// 长度与算法。
    pub limit: Limit,
    /// 期限的性质。
    pub bound: Bound,
    /// 谁可以延长、例外；空串表示不得延长。
    pub extender: &'static str,
    /// 依据，最主要的在前。
    pub basis: &'static [Basis],
    /// 说明。
    pub note: &'static str,
    /// 哪些扣除期间使它停止计算；没有的，法律没有规定扣除。
    pub clock: Option<Clock>,
}

impl LimitRule {
    /// When the period that `start` sets off ends.
    ///
    /// For [`Bound::Before`] the answer is the last day on which the act may still be done; nothing can be excluded
    /// from what lies before the event, so `exclusions` do not move it.
    pub fn end(
        &self,
        start: Day,
        exclusions: &[Interval],
        calendar: &Calendar,
    ) -> Result<PeriodEnd, LawError> {
        if self.bound == Bound::Before {
            let day = latest_before(start, self.limit.length)?;
            return Ok(PeriodEnd {
                end: day,
                nominal: day,
                excluded_days: 0,
                rolled_from: None,
                assumed: false,
            });
        }
        end(start, &self.limit, exclusions, calendar)
    }

    /// “自立案起7日内”.
    pub fn parameters(&self) -> String {
        match self.bound {
            Bound::Within => format!("自{}起{}内", self.start, self.limit),
            Bound::After => format!("自{}起满{}之后", self.start, self.limit),
            Bound::Before => format!("{}之前{}", self.start, self.limit),
            Bound::AtMost => format!("自{}起不超过{}", self.start, self.limit),
        }
    }

    /// The working, one sentence per step, beginning with the rule and its source.
    pub fn explain(
        &self,
        start: Day,
        exclusions: &[Interval],
        calendar: &Calendar,
    ) -> Result<Vec<String>, LawError> {
        if self.bound == Bound::Before {
            let last = self.end(start, exclusions, calendar)?.end;
            let how = format!("自{start}向前推{}，最晚为{last}；提前不顺延。", self.limit);
            return Ok(vec![self.opening(), how]);
        }
        Ok(self.framed(explain(start, &self.limit, exclusions, calendar)?))
    }

    /// The working of a limit in hours, one sentence per step, beginning with the rule and its source.
    pub fn explain_at(&self, start: Instant, calendar: &Calendar) -> Result<Vec<String>, LawError> {
        Ok(self.framed(explain_at(start, &self.limit, calendar)?))
    }

    /// The rule and its source.
    fn opening(&self) -> String {
        let basis: Vec<String> = self.basis.iter().map(Basis::to_string).collect();
        format!("{}：{}（{}）。", self.title, self.parameters(), basis.join("、"))
    }

    /// A working between the rule and who may extend it.
    fn framed(&self, working: Vec<String>) -> Vec<String> {
        let mut steps = vec![self.opening()];
        steps.extend(working);
        if !self.extender.is_empty() {
            steps.push(format!("延长：{}。", self.extender));
        }
        steps
    }

    const fn bound(self, bound: Bound) -> Self {
        Self { bound, ..self }
    }

    const fn stopped_by(self, clock: Clock) -> Self {
        Self { clock: Some(clock), ..self }
    }
}

const fn rule(
    id: &'static str,
    title: &'static str,
    start: &'static str,
    limit: Limit,
    extender: &'static str,
    basis: &'static [Basis],
    note: &'static str,
) -> LimitRule {
    LimitRule { id, title, start, limit, bound: Bound::Within, extender, basis, note, clock: None }
}

/// Every limit of the catalogue, in its order.
pub fn all() -> impl Iterator<Item = &'static LimitRule> {
    filing::TABLE
        .iter()
        .chain(control::TABLE)
        .chain(sanction::TABLE)
        .chain(disposal::TABLE)
        .chain(funds::TABLE)
        .chain(term::TABLE)
        .chain(relief::TABLE)
        .chain(afterwards::TABLE)
}

/// The limit with this number, `DL-A1` or `A1`.
pub fn find(id: &str) -> Option<&'static LimitRule> {
    all().find(|rule| rule.id == id || rule.id.strip_prefix("DL-") == Some(id))
}

#[cfg(test)]
mod tests;
