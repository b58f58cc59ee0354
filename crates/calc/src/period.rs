//! 期间：when a period ends.

use zhixing_law::calendar::Calendar;
use zhixing_law::day::{Day, Weekday};
use zhixing_law::instant::Instant;
use zhixing_law::limits::{self, Bound, LimitRule};
use zhixing_law::period::{self, Interval, Limit, PeriodEnd, Unit};

use crate::answer::{Answer, Place, Step, Table, Wrong, cite};
use crate::entry::{self, LENGTH_MAX, Span};

/// 多长的期限。
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Length {
    /// 自定的长度、单位和顺延方式。
    Own(Limit),
    /// 期限表中的一条，例如 `DL-A1`。
    Rule(String),
}

/// 问：期间自何日起、多长、扣除哪些。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// 起算事由发生之日；以小时计的，须有时刻。
    pub from: String,
    /// 期限。
    pub length: Length,
    /// 扣除期间。
    pub exclusions: Vec<Span>,
}

/// 届满。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// 届满日。
    pub end: Day,
    /// 以小时计的，届满的时刻（北京时间，`2026-11-22 11:00`）。
    pub at: Option<String>,
    /// 届满日是星期几。
    pub weekday: Weekday,
    /// 只按长度推算的末日。
    pub nominal: Day,
    /// 扣除的天数。
    pub excluded_days: i64,
    /// 顺延前的末日。
    pub rolled_from: Option<Day>,
    /// 用到了尚未公布放假安排的年份。
    pub assumed: bool,
}

const RULES: Table = &[
    ("不计算在内", &["G-1"]),
    ("个工作日，按长度", &["G-8"]),
    ("个月，按长度", &["G-2"]),
    ("年，按长度", &["G-2"]),
    ("按长度推算", &["G-1"]),
    ("小时，于", &["G-1"]),
    ("没有对应日", &["G-2"]),
    ("应扣除", &["G-11"]),
    ("顺延至", &["G-3"]),
    ("末日不因休假日顺延", &["G-3"]),
    ("放假安排公布至", &["G-12"]),
];

/// When the period ends.
///
/// # Errors
/// A date that does not exist, a length out of range, an exclusion that ends before it begins or that cannot be taken
/// out, an unknown limit.
pub fn answer(question: &Question) -> Result<Answer<End>, Wrong> {
    let length = Place::new("length", "期限");
    let (limit, rule) = match &question.length {
        Length::Own(limit) if !(1..=LENGTH_MAX).contains(&limit.length) => {
            let message = format!("长度应为 1 至 {LENGTH_MAX} 的整数。");
            return Err(Wrong::new(&length, "calc.count", message));
        }
        Length::Own(limit) => (*limit, None),
        // What must be done on the very day has the length zero there.
        Length::Rule(id) => {
            let rule = named(id)?;
            (rule.limit, Some(rule))
        }
    };
    let exclusions = entry::intervals(&question.exclusions)?;
    no_exclusions_where_none_count(&limit, rule, &exclusions)?;
    let from = Place::new("from", "起算日");
    if limit.unit == Unit::Hour {
        let start = entry::moment(&question.from, &from)?;
        return in_hours(start, &limit, rule, &length);
    }
    let start = entry::day(&question.from, &from)?;
    let calendar = Calendar::builtin();
    let (end, steps) = match rule {
        Some(rule) => {
            (rule.end(start, &exclusions, calendar), rule.explain(start, &exclusions, calendar))
        }
        None => (
            period::end(start, &limit, &exclusions, calendar),
            period::explain(start, &limit, &exclusions, calendar),
        ),
    };
    let (end, steps) = (end.map_err(|e| length.law(e))?, steps.map_err(|e| length.law(e))?);
    let counted = (start, end.before_rolling());
    let idle = entry::without_effect(&exclusions, counted, "期间");
    Ok(Answer::new(shown(end), joined(steps, rule)).cautioned(idle))
}

/// 期限表中的一条。
fn named(id: &str) -> Result<&'static LimitRule, Wrong> {
    let place = Place::new("rule", "期限规则");
    let id = entry::plain(id, &place)?;
    limits::find(id).ok_or_else(|| {
        let message = format!("期限表中没有“{id}”，请从规则目录的“期限”一章选择。");
        Wrong::new(&place, "calc.rule", message)
    })
}

fn shown(end: PeriodEnd) -> End {
    End {
        end: end.end,
        at: None,
        weekday: end.end.weekday(),
        nominal: end.nominal,
        excluded_days: end.excluded_days,
        rolled_from: end.rolled_from,
        assumed: end.assumed,
    }
}

/// A named limit opens with itself, and may close with who can extend it.
fn joined(steps: Vec<String>, rule: Option<&'static LimitRule>) -> Vec<Step> {
    let mut steps = cite(steps, RULES);
    if let Some(rule) = rule {
        let last = steps.len().saturating_sub(1);
        for (at, step) in steps.iter_mut().enumerate() {
            let extends = at == last && step.text.starts_with("延长");
            if at == 0 || extends || rule.bound == Bound::Before {
                step.rules = vec![rule.id];
            }
        }
    }
    steps
}

/// Exclusions that would change nothing are refused, so that nobody believes they did.
fn no_exclusions_where_none_count(
    limit: &Limit,
    rule: Option<&LimitRule>,
    exclusions: &[Interval],
) -> Result<(), Wrong> {
    let (code, message) = match rule {
        _ if exclusions.is_empty() => return Ok(()),
        _ if limit.unit == Unit::Hour => {
            ("calc.hours", "以小时计的期限没有扣除期间，请删去扣除期间。")
        }
        Some(rule) if rule.bound == Bound::Before => {
            ("calc.before", "自事件向前推算的期限没有扣除期间，请删去扣除期间。")
        }
        _ => return Ok(()),
    };
    Err(Wrong::new(&Place::new("exclusions", "扣除期间"), code, message))
}

fn in_hours(
    start: Instant,
    limit: &Limit,
    rule: Option<&'static LimitRule>,
    place: &Place,
) -> Result<Answer<End>, Wrong> {
    let calendar = Calendar::builtin();
    let steps = match rule {
        Some(rule) => rule.explain_at(start, calendar),
        None => period::explain_at(start, limit, calendar),
    };
    let steps = steps.map_err(|e| place.law(e))?;
    let end = period::end_at(start, limit, calendar).map_err(|e| place.law(e))?;
    let day = end.day();
    let result = End {
        end: day,
        at: Some(end.local()),
        weekday: day.weekday(),
        nominal: day,
        excluded_days: 0,
        rolled_from: None,
        assumed: false,
    };
    Ok(Answer::new(result, joined(steps, rule)))
}
