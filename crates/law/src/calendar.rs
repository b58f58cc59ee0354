//! 历：which days are workdays, from the published holiday arrangements.

use std::sync::OnceLock;

use crate::day::{Day, Weekday};
use crate::error::LawError;

const BUILTIN: &str = include_str!("../data/workdays.txt");

/// 办公日历：workdays and rest days, including 调休.
///
/// Inside the published years the data decides; outside them weekends and the statutory holidays
/// with a fixed date (元旦, 劳动节, 国庆节) are assumed, and [`Calendar::assumed`] says so.
#[derive(Debug, Clone)]
pub struct Calendar {
    first: i16,
    last: i16,
    origin: i32,
    workdays: Vec<bool>,
}

impl Calendar {
    /// 国务院历年放假安排，2004—2026 年。
    pub fn builtin() -> &'static Self {
        static CALENDAR: OnceLock<Calendar> = OnceLock::new();
        CALENDAR.get_or_init(|| {
            // The embedded file is read by a test, so the weekend-only calendar is never the answer.
            Self::parse(BUILTIN).unwrap_or(Self {
                first: 1,
                last: 0,
                origin: 0,
                workdays: Vec::new(),
            })
        })
    }

    /// Reads arrangements in the form of `data/workdays.txt`; years must be consecutive.
    ///
    /// A court adds next year's lines here as soon as the State Council publishes them.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let mut entries = Vec::new();
        let wrong = |line: &str| LawError::Date { text: line.to_owned() };
        for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let mut words = line.split_whitespace();
            let year = words.next().unwrap_or_default();
            let works = match words.next() {
                Some("休") => false,
                Some("班") => true,
                _ => return Err(wrong(line)),
            };
            let day = |t: &str| Day::parse(&format!("{year}-{t}"));
            let anchor = day("01-01")?;
            entries.push((anchor, anchor, None));
            for word in words {
                let (from, to) = word.split_once("..").unwrap_or((word, word));
                let (from, to) = (day(from)?, day(to)?);
                if to < from {
                    return Err(LawError::Interval { from, to });
                }
                entries.push((from, to, Some(works)));
            }
        }
        let years = || entries.iter().map(|(from, _, _)| from.year());
        let (Some(first), Some(last)) = (years().min(), years().max()) else {
            return Err(wrong(text));
        };
        if let Some(gap) = (first..=last).find(|y| !years().any(|have| have == *y)) {
            return Err(LawError::CalendarYear { year: gap, first, last });
        }
        let origin = Day::new(first, 1, 1)?.epoch_days();
        let mut workdays = Vec::new();
        let end = Day::new(last, 12, 31)?.epoch_days();
        for number in origin..=end {
            let day = Day::from_epoch_days(number).ok_or_else(|| wrong(text))?;
            workdays.push(!day.weekday().is_weekend());
        }
        for (from, to, works) in entries {
            let Some(works) = works else { continue };
            for number in from.epoch_days()..=to.epoch_days() {
                let slot = usize::try_from(number - origin).ok();
                if let Some(cell) = slot.and_then(|i| workdays.get_mut(i)) {
                    *cell = works;
                }
            }
        }
        Ok(Self { first, last, origin, workdays })
    }

    /// The first and last year with published data.
    pub fn years(&self) -> (i16, i16) {
        (self.first, self.last)
    }

    /// 工作日（含调休上班的周六、周日）。
    pub fn is_workday(&self, day: Day) -> bool {
        self.works(day.epoch_days())
    }

    /// Is the day with this number a workday? Numbers spare the walk over many days the calendar arithmetic.
    pub(crate) fn works(&self, number: i32) -> bool {
        let slot = usize::try_from(number - self.origin).ok();
        match slot.and_then(|i| self.workdays.get(i)) {
            Some(works) => *works,
            // 1970-01-01 was a Thursday.
            None if (number + 3).rem_euclid(7) >= 5 => false,
            None => !Day::from_epoch_days(number).is_some_and(fixed_holiday),
        }
    }

    /// 休息日：周末与法定休假日，不含调休上班日。
    pub fn is_rest_day(&self, day: Day) -> bool {
        !self.is_workday(day)
    }

    /// True when no arrangement has been published for the day's year.
    pub fn assumed(&self, day: Day) -> bool {
        !(self.first..=self.last).contains(&day.year())
    }

    /// The day itself when it is a workday, else the first workday after it.
    pub fn next_workday(&self, day: Day) -> Result<Day, LawError> {
        let mut number = day.epoch_days();
        while !self.works(number) {
            number += 1;
        }
        Day::from_epoch_days(number).ok_or(LawError::DateRange { from: day })
    }

    /// The `count`-th workday after `day`; `day` itself is not counted.
    pub fn plus_workdays(&self, day: Day, count: u32) -> Result<Day, LawError> {
        // More workdays than days to the end of the range must fail before they are walked.
        day.plus_days(i64::from(count))?;
        let (mut number, mut left) = (day.epoch_days(), count);
        while left > 0 {
            number += 1;
            left -= u32::from(self.works(number));
        }
        Day::from_epoch_days(number).ok_or(LawError::DateRange { from: day })
    }

    /// Number of workdays after `from` up to and including `to`; zero when `to` is not later.
    pub fn workdays_between(&self, from: Day, to: Day) -> u32 {
        let range = from.epoch_days() + 1..=to.epoch_days();
        let count =
            range.filter_map(Day::from_epoch_days).filter(|day| self.is_workday(*day)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Every day of a published year with whether it is a workday.
    pub fn year(&self, year: i16) -> Result<Vec<(Day, bool)>, LawError> {
        if !(self.first..=self.last).contains(&year) {
            return Err(LawError::CalendarYear { year, first: self.first, last: self.last });
        }
        let (start, end) = (Day::new(year, 1, 1)?, Day::new(year, 12, 31)?);
        Ok((start.epoch_days()..=end.epoch_days())
            .filter_map(Day::from_epoch_days)
            .map(|day| (day, self.is_workday(day)))
            .collect())
    }

    /// Why the day is a rest day or a workday, in a few words.
    pub fn describe(&self, day: Day) -> &'static str {
        let weekend = day.weekday().is_weekend();
        match (self.is_workday(day), weekend) {
            (true, true) => "调休上班日",
            (true, false) => "工作日",
            (false, true) if day.weekday() == Weekday::Saturday => "星期六",
            (false, true) => "星期日",
            (false, false) => "法定休假日",
        }
    }
}

/// 全国年节及纪念日放假办法（2024 修订）中日期固定的节日。
fn fixed_holiday(day: Day) -> bool {
    matches!((day.month(), day.day()), (1, 1) | (5, 1 | 2) | (10, 1..=3))
}

#[cfg(test)]
mod tests;
