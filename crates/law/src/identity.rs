//! 证件与号码：identity numbers, credit codes, organisation codes, bank cards, telephones.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::error::LawError;
use crate::number::half_width;

pub mod document;

/// 性别。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男。
    Male,
    /// 女。
    Female,
}

impl Sex {
    /// “男” or “女”.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

/// 公民身份号码 (GB 11643)：what the number itself says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdNumber {
    /// 规范写法，末位 X 大写。
    pub text: String,
    /// 出生日期。
    pub born_on: Day,
    /// 性别。
    pub sex: Sex,
}

impl IdNumber {
    /// 周岁：counted on the birthday (Feb 29 counts from Feb 28 in common years).
    pub fn age_on(&self, day: Day) -> i16 {
        let reached = (day.month(), day.day()) >= (self.born_on.month(), self.born_on.day())
            || self.born_on.plus_months(12 * i32::from(day.year() - self.born_on.year()))
                == Ok(day);
        day.year() - self.born_on.year() - i16::from(!reached)
    }
}

/// 委托诉讼代理人一至二人 (民诉法61)。
pub const AGENTS_MAX: usize = 2;

fn wrong(what: &'static str, text: &str, reason: &'static str) -> LawError {
    LawError::Number { what, text: text.to_owned(), reason }
}

/// Blanks and separators out, full-width to half-width, upper case.
fn clean(text: &str) -> String {
    super::number::normalise(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '‑' | '–' | '—' | '－' | '·' | '.'))
        .map(|c| match c {
            '×' | 'Х' | 'х' => 'X',
            _ => half_width(c).to_ascii_uppercase(),
        })
        .collect()
}

const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];

/// Checks a citizen's identity number: length, region, birth date, checksum.
pub fn id_number(text: &str) -> Result<IdNumber, LawError> {
    const WHAT: &str = "公民身份号码";
    let text_clean = clean(text);
    let digits: Vec<u32> = text_clean.chars().map_while(|c| c.to_digit(10)).collect();
    let (Some(body), 18) = (digits.get(..17), text_clean.chars().count()) else {
        return Err(wrong(WHAT, text, "应为 18 位，前 17 位为数字"));
    };
    if !ID_PROVINCES.iter().any(|p| text_clean.starts_with(p)) {
        return Err(wrong(WHAT, text, "前两位不是省级行政区划代码"));
    }
    let part = |range| text_clean.get(range).unwrap_or_default();
    let birth = format!("{}-{}-{}", part(6..10), part(10..12), part(12..14));
    let born_on =
        Day::parse(&birth).map_err(|_| wrong(WHAT, text, "第 7 至 14 位不是真实的出生日期"))?;
    let sum: u32 = body.iter().zip(ID_WEIGHTS).map(|(d, w)| d * w).sum();
    let expected = "10X98765432".chars().nth((sum % 11) as usize);
    if text_clean.chars().last() != expected {
        return Err(wrong(WHAT, text, "校验位不符，请逐位核对"));
    }
    let odd = body.last().is_some_and(|d| d % 2 == 1);
    let sex = if odd { Sex::Male } else { Sex::Female };
    Ok(IdNumber { text: text_clean, born_on, sex })
}

const CREDIT_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS: [usize; 17] =
    [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Checks a unified social credit code (GB 32100) and returns it in its written norm.
pub fn credit_code(text: &str) -> Result<String, LawError> {
    let seen = document::credit_code_seen(text)?;
    if seen.sound {
        return Ok(seen.text);
    }
    Err(wrong("统一社会信用代码", text, "校验位不符，请逐位核对"))
}

const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Checks an organisation code (GB 11714) and returns it as `12345678-9`.
pub fn organisation_code(text: &str) -> Result<String, LawError> {
    const WHAT: &str = "组织机构代码";
    let clean = clean(text);
    let values: Vec<u32> =
        clean.chars().filter(char::is_ascii_alphanumeric).filter_map(|c| c.to_digit(36)).collect();
    let (Some(body), 9, 9) = (values.get(..8), values.len(), clean.chars().count()) else {
        return Err(wrong(WHAT, text, "应为 8 位数字或大写字母加 1 位校验码"));
    };
    let sum: u32 = body.iter().zip(ORG_WEIGHTS).map(|(v, w)| v * w).sum();
    let expected = "0X987654321".chars().nth((sum % 11) as usize);
    if clean.chars().last() != expected {
        return Err(wrong(WHAT, text, "校验位不符，请逐位核对"));
    }
    let (head, check) = clean.split_at(8);
    Ok(format!("{head}-{check}"))
}

/// Checks a bank card number: 12–19 digits and the Luhn check; returns the digits.
pub fn bank_card(text: &str) -> Result<String, LawError> {
    const WHAT: &str = "银行卡号";
    let clean = clean(text);
    let digits: Vec<u32> = clean.chars().map_while(|c| c.to_digit(10)).collect();
    if !(12..=19).contains(&digits.len()) || digits.len() != clean.chars().count() {
        return Err(wrong(WHAT, text, "应为 12 至 19 位数字"));
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| match (i % 2, d * 2) {
            (0, _) => *d,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    if sum.is_multiple_of(10) {
        Ok(clean)
    } else {
        Err(wrong(WHAT, text, "校验位不符，请逐位核对"))
    }
}

/// Checks an account that need not be a card (对公账户 has no common checksum): 6–32 digits.
pub fn bank_account(text: &str) -> Result<String, LawError> {
    let clean = clean(text);
    if (6..=32).contains(&clean.len()) && clean.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(clean);
    }
    Err(wrong("银行账号", text, "应为 6 至 32 位数字"))
}

/// Checks a telephone number, mobile or fixed (with area code), a company's hotline, or one abroad (with `+` and the
/// country's code); returns it without separators.
pub fn phone(text: &str) -> Result<String, LawError> {
    let clean = clean(text);
    let digits = clean.strip_prefix("+86").unwrap_or(&clean).to_owned();
    let abroad = digits.strip_prefix('+').unwrap_or_default();
    let all = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if (8..=15).contains(&abroad.len()) && all(abroad) && !abroad.starts_with('0') {
        return Ok(digits);
    }
    let mut head = digits.bytes();
    let fits = match (head.next(), head.next()) {
        (Some(b'1'), Some(b'3'..=b'9')) => digits.len() == 11,
        (Some(b'0'), Some(b'1'..=b'9')) => (10..=12).contains(&digits.len()),
        (Some(b'4' | b'8'), Some(b'0')) => digits.get(2..3) == Some("0") && digits.len() == 10,
        _ => false,
    };
    if all(&digits) && fits {
        return Ok(digits);
    }
    let reason = "手机应为 11 位，固定电话应带区号，境外电话以“+”和国家或者地区代码开头，例如“0758-5520000”“+852 21234567”";
    Err(wrong("电话号码", text, reason))
}

/// Is the number a mobile number, to which messages can be sent?
pub fn is_mobile(text: &str) -> bool {
    phone(text).is_ok_and(|digits| digits.starts_with('1'))
}

#[cfg(test)]
mod tests;
