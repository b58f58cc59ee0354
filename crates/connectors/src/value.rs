//! Checked values of single fields, shared by every format.

use zhixing_law::day::Day;
use zhixing_law::error::{LawError, MoneyFault};
use zhixing_law::money::Fen;
use zhixing_law::number::half_width;

use crate::finding::Code;

/// A closed list with a code on the wire and a Chinese word.
pub trait Word: Sized + Copy + PartialEq + 'static {
    /// Every value with its code on the wire and its Chinese word.
    const TABLE: &'static [(Self, &'static str, &'static str)];

    /// The code on the wire.
    fn code(self) -> &'static str {
        Self::TABLE.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// The Chinese word.
    fn chinese(self) -> &'static str {
        Self::TABLE.iter().find(|row| row.0 == self).map_or("", |row| row.2)
    }

    /// The value of a code on the wire.
    fn from_code(code: &str) -> Option<Self> {
        Self::TABLE.iter().find(|row| row.1 == code).map(|row| row.0)
    }
}

/// A number as schemas, databases and spreadsheets lawfully write it (`.05`, `5.`, `+5.00`, `￥5,289.00元`, full
/// width), in the one form that is read.
fn plain_number(text: &str) -> String {
    let half: String = text.trim().chars().map(half_width).collect();
    let bare = half.trim_start_matches(['￥', '¥']).trim_end_matches(['元', '圆']).trim();
    let bare = bare.strip_prefix('+').unwrap_or(bare);
    let bare = bare.strip_suffix('.').filter(|rest| !rest.is_empty()).unwrap_or(bare);
    match bare.strip_prefix('.') {
        Some(decimals) if decimals.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("0.{decimals}")
        }
        _ => bare.to_owned(),
    }
}

/// An amount of yuan, exact to the fen. A bank may write more decimals as long as they are zeros.
pub(crate) fn amount(text: &str) -> Result<Fen, (Code, String)> {
    let text = plain_number(text);
    let text = match text.split_once('.') {
        Some((yuan, decimals)) if decimals.len() > 2 => {
            let kept = decimals.get(..2).unwrap_or_default();
            let rest = decimals.get(2..).unwrap_or("1");
            if rest.bytes().all(|byte| byte == b'0') { format!("{yuan}.{kept}") } else { text }
        }
        _ => text,
    };
    Fen::parse_yuan(&text).map_err(|error| match error {
        LawError::Money { fault: MoneyFault::Signed, .. } => {
            (Code::AmountNegative, format!("金额“{}”为负数或带有符号", shorten(&text)))
        }
        LawError::Money { fault: MoneyFault::Decimals, .. } => {
            (Code::AmountInvalid, format!("金额“{}”超过两位小数", shorten(&text)))
        }
        _ => (Code::AmountInvalid, format!("“{}”不是有效金额", shorten(&text))),
    })
}

/// A signed amount (balances only).
pub(crate) fn signed_amount(text: &str) -> Result<Fen, (Code, String)> {
    let text = text.trim();
    match text.strip_prefix('-') {
        Some(rest) => amount(rest).map(|fen| Fen::new(-fen.get())),
        None => amount(text),
    }
}

/// `2026-11-21`, `20261121`, `2026/11/21` or `2026年11月21日`. A time of day after it is looked at only when it is
/// another place's (`…T16:30:00Z`): then the day is the one in Beijing.
pub(crate) fn day(text: &str) -> Result<Day, (Code, String)> {
    let wrong = || (Code::DateInvalid, format!("“{}”不是有效日期", shorten(text)));
    let trimmed = text.trim();
    let (date, time) = trimmed.split_once(['T', ' ']).unwrap_or((trimmed, ""));
    let normal: String = date
        .chars()
        .filter(|c| *c != '日')
        .map(|c| if matches!(c, '/' | '年' | '月' | '.') { '-' } else { c })
        .collect();
    let parts: Vec<&str> = normal.split('-').collect();
    let iso = match parts.as_slice() {
        [all] if all.len() == 8 && all.is_ascii() => {
            let (year, rest) = all.split_at(4);
            let (month, day) = rest.split_at(2);
            format!("{year}-{month}-{day}")
        }
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => return Err(wrong()),
    };
    let day = Day::parse(&iso).map_err(|_| wrong())?;
    day.plus_days(days_to_beijing(time)).map_err(|_| wrong())
}

/// Minutes that Beijing is ahead of UTC.
const BEIJING: i64 = 8 * 60;
const DAY_MINUTES: i64 = 24 * 60;

/// How many days later it is in Beijing at a time of day with an offset; 0 without one.
fn days_to_beijing(time: &str) -> i64 {
    let (clock, offset) = match time.rfind(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return 0,
    };
    let minutes = |text: &str| {
        let mut parts = text.split(':').map(|part| part.parse::<i64>().ok());
        Some(parts.next()?? * 60 + parts.next()??)
    };
    let behind = match offset.split_at(1) {
        ("Z", _) => Some(0),
        ("+", text) => minutes(text),
        (_, text) => minutes(text).map(|minutes| -minutes),
    };
    match (minutes(clock), behind) {
        (Some(clock), Some(offset)) => (clock - offset + BEIJING).div_euclid(DAY_MINUTES),
        _ => 0,
    }
}

/// The first characters of a text, for findings.
pub(crate) fn shorten(text: &str) -> String {
    let mut short: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}

/// Whether a text holds characters that no field may hold (controls, bidirectional overrides).
pub(crate) fn has_forbidden(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    })
}

/// ASCII letters and digits only, within a length.
pub(crate) fn is_token(text: &str, longest: usize) -> bool {
    !text.is_empty() && text.len() <= longest && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// ASCII digits only, exactly so many.
pub(crate) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// A bank account: digits, letters and hyphens, 4 to 40.
pub(crate) fn is_account(text: &str) -> bool {
    (4..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && text.bytes().any(|b| b.is_ascii_digit())
        && !text.starts_with('-')
}
