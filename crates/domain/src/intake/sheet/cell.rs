//! 一格：what was typed into a cell, as the value of its field.

use serde_json::Value as Json;
use zhixing_law::{
    day::Day,
    error::{LawError, MoneyFault},
    money::Fen,
    number::half_width,
};

use super::Problem;
use crate::ground::{field::Shape, refusal::FieldProblem, refusal::seen, word::Word};

/// 所填：what a spreadsheet holds in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    Text(String),
    /// A number, in all its digits.
    Number(String),
    Day(Day),
    Formula,
    /// 错误值
    Broken,
}

/// So many digits a number of a spreadsheet keeps; of a longer one the last are lost.
const EXACT_DIGITS: usize = 15;

impl Typed {
    /// 空白
    pub fn is_blank(&self) -> bool {
        matches!(self, Typed::Text(text) if seen(text).is_empty())
    }
}

/// The value that a cell has in a field of this shape; none when it is blank.
///
/// # Errors
/// It is nothing that such a field can hold.
pub fn value(shape: Shape, typed: &Typed) -> Result<Option<Json>, Problem> {
    match typed {
        _ if typed.is_blank() => return Ok(None),
        Typed::Formula => return Err(Problem::Formula),
        Typed::Broken => return Err(Problem::Broken),
        Typed::Text(_) | Typed::Number(_) | Typed::Day(_) => {}
    }
    let read = match shape {
        Shape::Money { .. } => Json::from(amount(typed)?.get()),
        Shape::Day { .. } => Json::from(day(typed)?.to_string()),
        Shape::Yes => Json::from(yes(typed)?),
        Shape::Count { .. } => Json::from(count(typed)?),
        Shape::Choice(words) => Json::from(word(words, typed)?),
        _ => Json::from(text(typed)?),
    };
    Ok(Some(read))
}

fn invalid(expected: &'static str) -> Problem {
    Problem::Field(FieldProblem::Invalid { expected })
}

/// Letters, digits and signs in their ordinary width.
fn plain(text: &str) -> String {
    seen(text).chars().map(half_width).collect()
}

fn text(typed: &Typed) -> Result<String, Problem> {
    match typed {
        Typed::Text(text) if is_rounded(text) => Err(Problem::Rounded),
        Typed::Number(number) if !is_exact(number) => Err(Problem::Rounded),
        Typed::Text(text) | Typed::Number(text) => Ok(text.clone()),
        Typed::Day(day) => Ok(day.to_string()),
        Typed::Formula => Err(Problem::Formula),
        Typed::Broken => Err(Problem::Broken),
    }
}

fn is_exact(number: &str) -> bool {
    number.bytes().filter(u8::is_ascii_digit).count() <= EXACT_DIGITS
}

/// A long number that a spreadsheet has made short: `6.22848E+18`.
fn is_rounded(text: &str) -> bool {
    let text = text.trim();
    let Some((digits, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let digit = |c: char| c.is_ascii_digit();
    !digits.is_empty()
        && digits.chars().all(|c| digit(c) || c == '.')
        && !power.is_empty()
        && power.chars().all(digit)
}

fn amount(typed: &Typed) -> Result<Fen, Problem> {
    let text = match typed {
        Typed::Number(number) if is_exact(number) => number.clone(),
        Typed::Text(text) => plain(text),
        _ => String::new(),
    };
    let bare = text.trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    Fen::parse_yuan(bare).map_err(|error| match error {
        LawError::Money { fault: MoneyFault::Signed, .. } => {
            Problem::Field(FieldProblem::NotPositive)
        }
        _ => invalid("以元计的金额，用数字填写，最多两位小数，例如5289.00"),
    })
}

/// `2026-3-2`, `2026/03/02`, `2026.3.2`, `20260302` or `2026年3月2日`; a midnight behind it says nothing.
fn day(typed: &Typed) -> Result<Day, Problem> {
    let text = match typed {
        Typed::Day(day) => return Ok(*day),
        Typed::Number(number) => number.clone(),
        Typed::Text(text) => plain(text),
        Typed::Formula | Typed::Broken => String::new(),
    };
    written_day(&text).ok_or_else(|| invalid("日期，例如2026-03-02"))
}

fn written_day(text: &str) -> Option<Day> {
    let date = match text.split_once(' ') {
        Some((date, time)) if time.chars().all(|c| matches!(c, '0' | ':')) => date,
        Some(_) => return None,
        None => text,
    };
    let parts: Vec<&str> =
        date.trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let number = |text: &str| text.parse::<i16>().ok();
    let (year, month, date) = match parts.as_slice() {
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?)
        }
        [year, month, date] if year.len() == 4 => (*year, *month, *date),
        _ => return None,
    };
    let (month, date) = (i8::try_from(number(month)?).ok()?, i8::try_from(number(date)?).ok()?);
    Day::new(number(year)?, month, date).ok()
}

fn yes(typed: &Typed) -> Result<bool, Problem> {
    match typed {
        Typed::Text(text) => match seen(text).as_str() {
            "是" | "√" | "✓" => Ok(true),
            "否" | "×" => Ok(false),
            _ => Err(invalid("“是”或者“否”")),
        },
        _ => Err(invalid("“是”或者“否”")),
    }
}

fn count(typed: &Typed) -> Result<u32, Problem> {
    let text = match typed {
        Typed::Number(number) => number.clone(),
        Typed::Text(text) => plain(text),
        Typed::Day(_) | Typed::Formula | Typed::Broken => String::new(),
    };
    text.trim_end_matches('页').trim().parse().map_err(|_| invalid("整数"))
}

fn word(words: &'static [Word], typed: &Typed) -> Result<&'static str, Problem> {
    let Typed::Text(text) = typed else { return Err(Problem::Word(words)) };
    let said = plain(text);
    let known = words.iter().find(|word| plain(word.title) == said);
    known.map(|word| word.code).ok_or(Problem::Word(words))
}
