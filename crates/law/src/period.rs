//! 期间：when a period ends (民诉法 85、民法典 201—203).
//!
//! The day of the event is not counted. Excluded days (扣除期间) push the end back one for one,
//! counted once however many grounds cover them. A last day that is a rest day moves to the next
//! workday, except where the limit does not roll (查封、扣押、冻结 ends).

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::day::Day;
use crate::error::LawError;
use crate::instant::Instant;

/// 期间的单位。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 小时。
    Hour,
    /// 自然日。
    Day,
    /// 工作日。
    Workday,
    /// 月。
    Month,
    /// 年。
    Year,
}

/// 末日遇休假日是否顺延。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// 顺延至休假日后的第一日。
    #[default]
    Forward,
    /// 不顺延。
    None,
}

/// 期限的长度与算法。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// 数量。
    pub length: u32,
    /// 单位。
    pub unit: Unit,
    /// 末日遇休假日是否顺延；不写为顺延。
    #[serde(default)]
    pub roll: Roll,
}

impl Limit {
    /// 若干自然日，末日顺延。
    pub const fn days(length: u32) -> Self {
        Self { length, unit: Unit::Day, roll: Roll::Forward }
    }

    /// 若干工作日。
    pub const fn workdays(length: u32) -> Self {
        Self { length, unit: Unit::Workday, roll: Roll::Forward }
    }

    /// 若干月，末日顺延。
    pub const fn months(length: u32) -> Self {
        Self { length, unit: Unit::Month, roll: Roll::Forward }
    }

    /// 若干年，末日顺延。
    pub const fn years(length: u32) -> Self {
        Self { length, unit: Unit::Year, roll: Roll::Forward }
    }

    /// 若干小时，不顺延。
    pub const fn hours(length: u32) -> Self {
        Self { length, unit: Unit::Hour, roll: Roll::None }
    }

    /// 同样的期限，末日不顺延。
    pub const fn no_roll(self) -> Self {
        Self { roll: Roll::None, ..self }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hour => "小时",
            Unit::Day => "日",
            Unit::Workday => "个工作日",
            Unit::Month => "个月",
            Unit::Year => "年",
        };
        write!(f, "{}{unit}", self.length)
    }
}

/// 扣除期间：both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Interval {
    from: Day,
    to: Day,
}

impl Interval {
    /// From `from` to `to`, both included.
    pub fn new(from: Day, to: Day) -> Result<Self, LawError> {
        if to < from { Err(LawError::Interval { from, to }) } else { Ok(Self { from, to }) }
    }

    /// 起日。
    pub fn from(self) -> Day {
        self.from
    }

    /// 止日。
    pub fn to(self) -> Day {
        self.to
    }

    /// Number of days, at least one.
    pub fn days(self) -> i64 {
        self.from.days_until(self.to) + 1
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            from: Day,
            to: Day,
        }
        let raw = Raw::deserialize(from)?;
        Self::new(raw.from, raw.to).map_err(serde::de::Error::custom)
    }
}

/// 期间届满的结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PeriodEnd {
    /// 届满日：扣除并顺延之后。
    pub end: Day,
    /// 只按长度推算的末日：未扣除、未顺延。
    pub nominal: Day,
    /// 期间内扣除的天数（各区间并集）。
    pub excluded_days: i64,
    /// 末日遇休假日而顺延的，顺延前的末日。
    pub rolled_from: Option<Day>,
    /// 结果用到了尚未公布放假安排的日期。
    pub assumed: bool,
}

impl PeriodEnd {
    /// The end before rolling, from which an extension is counted.
    pub fn before_rolling(&self) -> Day {
        self.rolled_from.unwrap_or(self.end)
    }
}

/// When a period that `start` sets off ends. `start` itself is not counted (G-1).
///
/// Errors: a limit in hours (use [`end_at`]), or an end beyond the year 9999.
pub fn end(
    start: Day,
    limit: &Limit,
    exclusions: &[Interval],
    calendar: &Calendar,
) -> Result<PeriodEnd, LawError> {
    if limit.unit == Unit::Workday {
        return end_in_workdays(start, limit, exclusions, calendar);
    }
    let nominal = nominal(start, limit)?;
    let (mut last, mut excluded_days) = (nominal, 0);
    let mut counted_to = start;
    for interval in sorted(exclusions).iter() {
        // A period of no days has none that could be excluded.
        if interval.from > last || counted_to >= last {
            break;
        }
        if interval.to <= counted_to {
            continue;
        }
        let days = if interval.from > counted_to {
            interval.days()
        } else {
            counted_to.days_until(interval.to)
        };
        excluded_days += days;
        last = last.plus_days(days)?;
        counted_to = interval.to;
    }
    let (end, rolled_from, assumed) = roll(last, limit.roll, calendar)?;
    Ok(PeriodEnd { end, nominal, excluded_days, rolled_from, assumed })
}

/// When an extended period ends: the extension is counted from the end before rolling, so that a
/// holiday is not given twice.
pub fn extend(
    previous: &PeriodEnd,
    extension: &Limit,
    exclusions: &[Interval],
    calendar: &Calendar,
) -> Result<PeriodEnd, LawError> {
    end(previous.before_rolling(), extension, exclusions, calendar)
}

fn nominal(start: Day, limit: &Limit) -> Result<Day, LawError> {
    let too_long = || LawError::DateRange { from: start };
    let months = |n: u32| i32::try_from(n).map_err(|_| too_long());
    match limit.unit {
        Unit::Day | Unit::Workday => start.plus_days(i64::from(limit.length)),
        Unit::Month => start.plus_months(months(limit.length)?),
        Unit::Year => {
            start.plus_months(months(limit.length.checked_mul(12).ok_or_else(too_long)?)?)
        }
        Unit::Hour => Err(LawError::Parameter {
            place: "期限单位",
            reason: "以小时计的期限须填写起算的时刻，不能只填日期",
        }),
    }
}

fn sorted(exclusions: &[Interval]) -> Cow<'_, [Interval]> {
    if exclusions.is_sorted() {
        return Cow::Borrowed(exclusions);
    }
    let mut copy = exclusions.to_vec();
    copy.sort_unstable();
    Cow::Owned(copy)
}

fn roll(last: Day, roll: Roll, calendar: &Calendar) -> Result<(Day, Option<Day>, bool), LawError> {
    if roll == Roll::None {
        return Ok((last, None, false));
    }
    let end = calendar.next_workday(last)?;
    let assumed = calendar.assumed(last) || calendar.assumed(end);
    Ok((end, (end != last).then_some(last), assumed))
}

fn end_in_workdays(
    start: Day,
    limit: &Limit,
    exclusions: &[Interval],
    calendar: &Calendar,
) -> Result<PeriodEnd, LawError> {
    let nominal = calendar.plus_workdays(start, limit.length)?;
    let exclusions = sorted(exclusions);
    let mut ahead = exclusions.iter().map(|i| (i.from.epoch_days(), i.to.epoch_days())).peekable();
    let (mut number, mut left, mut excluded_days) = (start.epoch_days(), limit.length, 0);
    while left > 0 {
        number += 1;
        while ahead.next_if(|(_, to)| *to < number).is_some() {}
        match ahead.peek() {
            // The whole stretch is passed at once.
            Some((from, to)) if *from <= number => {
                excluded_days += i64::from(to - number) + 1;
                number = *to;
            }
            _ => left -= u32::from(calendar.works(number)),
        }
    }
    let day = Day::from_epoch_days(number).ok_or(LawError::DateRange { from: start })?;
    let assumed = calendar.assumed(start) || calendar.assumed(day);
    Ok(PeriodEnd { end: day, nominal, excluded_days, rolled_from: None, assumed })
}

/// When a period in hours ends: the hour of the event is not counted (G-1). Other units end with
/// the last day, at 24:00 Beijing time.
pub fn end_at(start: Instant, limit: &Limit, calendar: &Calendar) -> Result<Instant, LawError> {
    if limit.unit != Unit::Hour {
        let last = end(start.day(), limit, &[], calendar)?.end;
        return Instant::local_at(last.plus_days(1)?, 0, 0);
    }
    let (hour, _) = start.local_time();
    let whole_hour = Instant::local_at(start.day(), hour, 0)?;
    whole_hour.plus_secs((i64::from(limit.length) + 1) * 3_600)
}

/// The last day on which something due `days` natural days before `event` may be done: 期日前公告、
/// 届满前申请. Such counts do not roll; doing it earlier is always safe.
pub fn latest_before(event: Day, days: u32) -> Result<Day, LawError> {
    event.plus_days(-i64::from(days))
}

/// 期满前交邮的不算过期 (G-4)：the postmark counts when there is one.
pub fn in_time(end: Day, received: Day, postmarked: Option<Day>) -> bool {
    postmarked.map_or(received, |p| p.min(received)) <= end
}

/// 各扣除期间并集的天数 (G-11), wherever they lie.
pub fn union_days(exclusions: &[Interval]) -> i64 {
    let mut total = 0;
    let mut counted_to: Option<Day> = None;
    for interval in sorted(exclusions).iter() {
        match counted_to {
            Some(to) if interval.to <= to => continue,
            Some(to) if interval.from <= to => total += to.days_until(interval.to),
            _ => total += interval.days(),
        }
        counted_to = Some(interval.to);
    }
    total
}

/// 并集中落在 `after` 之后、`to` 以前（含当日）的天数。
pub fn excluded_within(exclusions: &[Interval], after: Day, to: Day) -> i64 {
    let mut total = 0;
    let mut counted_to = after;
    for interval in sorted(exclusions).iter() {
        if interval.from > to {
            break;
        }
        let last = interval.to.min(to);
        if last <= counted_to {
            continue;
        }
        total += if interval.from > counted_to {
            interval.from.days_until(last) + 1
        } else {
            counted_to.days_until(last)
        };
        counted_to = last;
    }
    total
}

/// The working of [`end`], one sentence per step, for a reader.
pub fn explain(
    start: Day,
    limit: &Limit,
    exclusions: &[Interval],
    calendar: &Calendar,
) -> Result<Vec<String>, LawError> {
    let result = end(start, limit, exclusions, calendar)?;
    let mut steps = vec![
        format!("期间开始之日{start}不计算在内，自次日起算（民事诉讼法第85条、民法典第201条）。"),
        format!(
            "期限{limit}，按长度推算的末日为{}（{}）。",
            result.nominal,
            calendar.describe(result.nominal)
        ),
    ];
    let by_month = matches!(limit.unit, Unit::Month | Unit::Year);
    if by_month && result.nominal.day() != start.day() {
        steps.push("到期月没有对应日，以该月末日为末日（民法典第202条）。".to_owned());
    }
    if result.excluded_days > 0 {
        steps.push(format!(
            "期间内应扣除{}日（各扣除期间取并集，重叠部分只扣一次），末日推至{}。",
            result.excluded_days,
            result.before_rolling()
        ));
    }
    match result.rolled_from {
        Some(from) => steps.push(format!(
            "{from}为{}，顺延至其后第一个工作日{}（民事诉讼法第85条第3款）。",
            calendar.describe(from),
            result.end
        )),
        None if limit.roll == Roll::None && calendar.is_rest_day(result.end) => {
            steps.push("本期限的末日不因休假日顺延。".to_owned());
        }
        None => {}
    }
    if result.assumed {
        steps.push(format!(
            "放假安排公布至{}年，其后按周末与日期固定的法定节日推定，公布后应当复核。",
            calendar.years().1
        ));
    }
    steps.push(format!("届满日：{}（{}）。", result.end, result.end.weekday().chinese()));
    Ok(steps)
}

/// The working of [`end_at`] for a period in hours, one sentence per step.
///
/// Errors: a limit in another unit (use [`explain`]), or an end beyond the year 9999.
pub fn explain_at(
    start: Instant,
    limit: &Limit,
    calendar: &Calendar,
) -> Result<Vec<String>, LawError> {
    if limit.unit != Unit::Hour {
        return Err(LawError::Parameter {
            place: "期限单位",
            reason: "不以小时计的期限只填日期，不填时刻",
        });
    }
    let end = end_at(start, limit, calendar)?;
    Ok(vec![
        format!(
            "期间开始的时（{}）不计算在内，自次时起算（民事诉讼法第85条、民法典第201条）。",
            start.local()
        ),
        format!("期限{limit}，于{}届满，不顺延。", end.local()),
    ])
}

#[cfg(test)]
mod tests;
