//! 工作日：how many workdays a year and its months have.

use zhixing_law::calendar::Calendar;

use crate::answer::{Answer, Place, Step, Wrong};
use crate::entry;

/// 一年的工作日。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workdays {
    /// 年份。
    pub year: i16,
    /// 工作日。
    pub workdays: usize,
    /// 休假日。
    pub rest_days: usize,
    /// 各月的工作日。
    pub months: [usize; 12],
}

/// The workdays of a year whose holidays have been published.
///
/// # Errors
/// A year that is not one, or without published arrangements.
pub fn answer(year: &str) -> Result<Answer<Workdays>, Wrong> {
    let place = Place::new("year", "年份");
    let text = entry::plain(year, &place)?;
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = text.parse().ok().filter(|_| is_year).ok_or_else(|| {
        Wrong::new(&place, "calc.year", format!("“{text}”应为四位数字，例如“2026”。"))
    })?;
    let days = Calendar::builtin().year(year).map_err(|error| place.law(error))?;
    let mut months = [0; 12];
    for (day, works) in &days {
        let month = usize::try_from(day.month() - 1).ok().and_then(|at| months.get_mut(at));
        if let (Some(count), true) = (month, works) {
            *count += 1;
        }
    }
    let workdays = months.iter().sum();
    let rest_days = days.len() - workdays;
    let text = format!("{year}年共{}日，工作日{workdays}日，休假日{rest_days}日。", days.len());
    let steps = vec![Step { text, rules: vec!["G-12"] }];
    Ok(Answer::new(Workdays { year, workdays, rest_days, months }, steps))
}
