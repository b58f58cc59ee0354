//! 填写：texts as people type them, read into the law's types; what cannot be read is named with its place.

use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::interest::terms::Times;
use zhixing_law::money::{Fen, Rate};
use zhixing_law::period::Interval;

use crate::answer::{Place, Wrong};

/// Longest text of one entry, in characters; a longer one is not a date, an amount or a number.
pub const TEXT_MAX: usize = 64;

/// Most excluded stretches in one question.
pub const EXCLUSIONS_MAX: usize = 100;

/// Longest period that may be asked, in its own unit.
pub const LENGTH_MAX: u32 = 100_000;

/// 扣除期间：both days as typed, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// 起日。
    pub from: String,
    /// 止日。
    pub to: String,
}

impl Span {
    /// Reads `2024-01-01..2024-01-31`, as the command line takes it; `at` counts from zero.
    pub fn parse(text: &str, at: usize) -> Result<Self, Wrong> {
        let place = Place::new(format!("exclusions[{at}]"), format!("第{}段扣除期间", at + 1));
        let text = plain(text, &place)?;
        let (from, to) = text.split_once("..").ok_or_else(|| {
            let message = format!("“{text}”应写成“2024-01-01..2024-01-31”。");
            Wrong::new(&place, "calc.span", message)
        })?;
        Ok(Self { from: from.to_owned(), to: to.to_owned() })
    }
}

/// The text without blanks around it; refuses what could not be repeated in a sentence.
pub(crate) fn plain<'a>(text: &'a str, place: &Place) -> Result<&'a str, Wrong> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        let message = "含有不可见的字符，请重新输入。";
        return Err(Wrong::new(place, "calc.characters", message));
    }
    if text.chars().count() > TEXT_MAX {
        let message = format!("超过{TEXT_MAX}个字，请核对后重新输入。");
        return Err(Wrong::new(place, "calc.too_long", message));
    }
    Ok(text)
}

pub(crate) fn day(text: &str, place: &Place) -> Result<Day, Wrong> {
    Day::parse(plain(text, place)?).map_err(|error| place.law(error))
}

pub(crate) fn yuan(text: &str, place: &Place) -> Result<Fen, Wrong> {
    Fen::parse_yuan(plain(text, place)?).map_err(|error| place.law(error))
}

pub(crate) fn percent(text: &str, place: &Place) -> Result<Rate, Wrong> {
    let text = plain(text, place)?;
    Rate::parse_percent(text.trim_end_matches('%')).map_err(|error| place.law(error))
}

/// A multiple such as `4` or `1.5`.
pub(crate) fn times(text: &str, place: &Place) -> Result<Times, Wrong> {
    Times::parse(plain(text, place)?).map_err(|error| place.law(error))
}

/// A moment in Beijing time: `2026-11-21 10:30`, the blank may be a `T`.
pub(crate) fn moment(text: &str, place: &Place) -> Result<Instant, Wrong> {
    let text = plain(text, place)?;
    let wrong = || {
        let message = format!("以小时计的期限须写明起算的时刻，“{text}”应写成“2026-11-21 10:30”。");
        Wrong::new(place, "calc.moment", message)
    };
    let (date, time) = text.split_once([' ', 'T']).ok_or_else(wrong)?;
    let (hour, minute) = time.split_once(':').ok_or_else(wrong)?;
    let number = |text: &str| {
        let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { text.parse::<i8>().ok() } else { None }
    };
    let (hour, minute) = (number(hour).ok_or_else(wrong)?, number(minute).ok_or_else(wrong)?);
    Instant::local_at(day(date, place)?, hour, minute).map_err(|_| wrong())
}

/// A whole number such as the length of a period, from 1 to `most`.
pub fn count(text: &str, path: &str, label: &str, most: u32) -> Result<u32, Wrong> {
    let place = Place::new(path, label);
    let text = plain(text, &place)?;
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = if all_digits { text.parse().ok() } else { None };
    value.filter(|value| (1..=most).contains(value)).ok_or_else(|| {
        let message = format!("“{text}”应为 1 至 {most} 的整数。");
        Wrong::new(&place, "calc.count", message)
    })
}

pub(crate) fn intervals(spans: &[Span]) -> Result<Vec<Interval>, Wrong> {
    Place::new("exclusions", "扣除期间").at_most(spans.len(), EXCLUSIONS_MAX)?;
    let read = |(at, span): (usize, &Span)| {
        let place = |field: &str, name: &str| {
            let number = at + 1;
            Place::new(format!("exclusions[{at}].{field}"), format!("第{number}段扣除期间的{name}"))
        };
        let from = day(&span.from, &place("from", "起日"))?;
        let to = place("to", "止日");
        Interval::new(from, day(&span.to, &to)?).map_err(|error| to.law(error))
    };
    spans.iter().enumerate().map(read).collect()
}

/// 没有起作用的扣除期间：a sentence for each that lies wholly outside the days after `after` up to `to`, so that nobody
/// believes it was taken out. `what` names those days: “计息期间”.
pub(crate) fn without_effect(
    exclusions: &[Interval],
    (after, to): (Day, Day),
    what: &str,
) -> Vec<String> {
    let why = if to <= after {
        format!("不起作用，本题没有{what}")
    } else {
        format!("不在{what}（{after}次日至{to}）之内")
    };
    let outside = |span: &Interval| to <= after || span.to() <= after || to < span.from();
    let said = |(at, span): (usize, &Interval)| {
        let (from, to) = (span.from(), span.to());
        format!("第{}段扣除期间（{from}至{to}）{why}，没有扣除任何一天，请核对起止日期。", at + 1)
    };
    exclusions.iter().enumerate().filter(|(_, span)| outside(span)).map(said).collect()
}
