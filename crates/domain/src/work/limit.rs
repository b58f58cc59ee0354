//! 期限的计算：a limit from its day on, without what is not counted into it. One counting for 法定期限, tasks and nodes;
//! they differ in what stops them.

use zhixing_law::{
    calendar::Calendar,
    day::Day,
    error::LawError,
    exclusion::{Clock, Ground},
    limits::{self, LimitRule},
    period::{self, Interval, Limit},
};

use crate::{
    ground::word::words,
    work::deadline::{Exclusion, Extension},
};

words! {
    /// 停止计算：what a mode may say of the limit of a task or a node
    Stops {
        /// 所依据的法定期限有扣除规定的，依其规定
        Law = "law", "依法定期限的扣除规定";
        /// 本院自定的期限，案件中止、暂缓期间不计
        Stay = "stay", "中止、暂缓期间不计入";
        Nothing = "nothing", "照常计算，没有扣除";
    }
}

/// What stops a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoppedBy {
    /// What the law excludes from the limits on this clock.
    Law(Clock),
    /// 中止、暂缓
    Stay,
    Nothing,
}

impl StoppedBy {
    /// What stops a limit of the law: what its own rule names, and nothing where it names nothing.
    pub fn rule(rule: &LimitRule) -> StoppedBy {
        rule.clock.map_or(StoppedBy::Nothing, StoppedBy::Law)
    }

    /// What stops the limit of a task or a node: what the mode says; else what the limit of the law that it rests on
    /// says; else, for a court's own target, that nobody need work on a matter that rests.
    pub fn row(said: Option<Stops>, law: Option<&str>) -> StoppedBy {
        let by_law = law.map(|id| limits::find(id).map_or(StoppedBy::Nothing, StoppedBy::rule));
        match said {
            None => by_law.unwrap_or(StoppedBy::Stay),
            Some(Stops::Law) => by_law.unwrap_or(StoppedBy::Nothing),
            Some(Stops::Stay) => StoppedBy::Stay,
            Some(Stops::Nothing) => StoppedBy::Nothing,
        }
    }

    /// Whether a stretch on this ground is not counted.
    pub fn is_stopped(self, ground: Ground) -> bool {
        match self {
            StoppedBy::Law(clock) => ground.stops(clock),
            StoppedBy::Stay => ground.suspends(),
            StoppedBy::Nothing => false,
        }
    }

    /// As a page says it.
    pub fn title(self) -> &'static str {
        match self {
            StoppedBy::Law(_) => Stops::Law.title(),
            StoppedBy::Stay => Stops::Stay.title(),
            StoppedBy::Nothing => Stops::Nothing.title(),
        }
    }

    /// Of the stretches that stand those that are not counted, where they lie in what runs from `from`.
    pub fn stretches(
        self,
        exclusions: &[Exclusion],
        from: Day,
        due_on: Option<Day>,
    ) -> impl Iterator<Item = &Exclusion> {
        exclusions.iter().filter(move |known| {
            let stretch = &known.stretch;
            let inside = stretch.to.is_none_or(|to| from < to)
                && due_on.is_none_or(|due| stretch.from <= due);
            known.lifted.is_none() && self.is_stopped(stretch.ground) && inside
        })
    }
}

/// 计算结果
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The last day; none while it stands still.
    pub due_on: Option<Day>,
    pub excluded_days: i64,
}

/// Counts a limit from its day on, without what stops it, with its extensions. While something that began before its
/// end stops it without an end in sight, it has no last day.
///
/// # Errors
/// A day beyond the calendar.
pub fn count(
    stopped_by: StoppedBy,
    limit: &Limit,
    from: Day,
    extensions: &[Extension],
    exclusions: &[Exclusion],
    calendar: &Calendar,
) -> Result<Counted, LawError> {
    let mut closed = Vec::new();
    let mut open: Option<Day> = None;
    for Exclusion { stretch, .. } in stopped_by.stretches(exclusions, from, None) {
        match stretch.to {
            Some(to) => closed.push(Interval::new(stretch.from, to)?),
            None => open = Some(open.map_or(stretch.from, |known| known.min(stretch.from))),
        }
    }
    let mut end = period::end(from, limit, &closed, calendar)?;
    let mut excluded_days = end.excluded_days;
    for extension in extensions {
        end = period::extend(&end, &Limit::months(extension.months), &closed, calendar)?;
        excluded_days += end.excluded_days;
    }
    let stands = open.is_some_and(|since| since <= end.end);
    Ok(Counted { due_on: (!stands).then_some(end.end), excluded_days })
}

#[cfg(test)]
mod tests;
