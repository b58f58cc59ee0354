//! Checked values of single fields, shared by every format.

use zhixing_law::day::Day;
use zhixing_law::error::{LawError, MoneyFault};
use zhixing_law::money::Fen;

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

/// An amount of yuan, exact to the fen. A bank may write more decimals as long as they are zeros.
pub(crate) fn amount(text: &str) -> Result<Fen, (Code, String)> {
    let text = text.trim();
    let text = match text.split_once('.') {
        Some((yuan, decimals)) if decimals.len() > 2 => {
            let kept = decimals.get(..2).unwrap_or_default();
            let rest = decimals.get(2..).unwrap_or("1");
            if rest.bytes().all(|byte| byte == b'0') {
                format!("{yuan}.{kept}")
            } else {
                text.to_owned()
            }
        }
        _ => text.to_owned(),
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

/// `2026-11-21`, `20261121`, `2026/11/21` or `2026年11月21日`; a time of day after it is ignored.
pub(crate) fn day(text: &str) -> Result<Day, (Code, String)> {
    let wrong = || (Code::DateInvalid, format!("“{}”不是有效日期", shorten(text)));
    let trimmed = text.trim();
    let date = trimmed.split(['T', ' ']).next().unwrap_or_default();
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
    Day::parse(&iso).map_err(|_| wrong())
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
