//! 金额：integer 分, exact rates, and the one way of rounding.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{LawError, MoneyFault};

mod words;

/// 10^13 元, the largest amount that a person may enter.
const ENTRY_MAX_FEN: i64 = 1_000_000_000_000_000;

/// 金额，单位：分。May be negative as the result of a subtraction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(i64);

impl Fen {
    /// 零元。
    pub const ZERO: Self = Self(0);

    /// From a number of 分.
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// The number of 分.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Sum, or an error when it cannot be represented.
    pub fn checked_add(self, other: Self) -> Result<Self, LawError> {
        self.0.checked_add(other.0).map(Self).ok_or(LawError::MoneyOverflow)
    }

    /// Difference, or an error when it cannot be represented.
    pub fn checked_sub(self, other: Self) -> Result<Self, LawError> {
        self.0.checked_sub(other.0).map(Self).ok_or(LawError::MoneyOverflow)
    }

    /// Sum of many.
    pub fn sum<I: IntoIterator<Item = Self>>(amounts: I) -> Result<Self, LawError> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Exactly zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The amount, or zero when it is negative.
    pub fn at_least_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Refuses a negative amount, naming the `place`.
    pub fn non_negative(self, place: &'static str) -> Result<Self, LawError> {
        if self.is_negative() { Err(LawError::Negative { place }) } else { Ok(self) }
    }

    /// `self × numerator ÷ denominator`, rounded half up to the 分.
    pub fn portion(self, numerator: i128, denominator: i128) -> Result<Self, LawError> {
        let product = i128::from(self.0).checked_mul(numerator).ok_or(LawError::MoneyOverflow)?;
        round_half_up(product, denominator).map(Self)
    }

    /// The smallest amount that is at least `self × numerator ÷ denominator`: a legal minimum.
    pub(crate) fn portion_at_least(
        self,
        numerator: i64,
        denominator: i64,
    ) -> Result<Self, LawError> {
        let (n, d) = self.ratio(numerator, denominator)?;
        let up = i128::from(n.rem_euclid(d) != 0);
        i64::try_from(n.div_euclid(d) + up).map(Self).map_err(|_| LawError::MoneyOverflow)
    }

    /// The largest amount that is at most `self × numerator ÷ denominator`: a legal maximum.
    pub(crate) fn portion_at_most(
        self,
        numerator: i64,
        denominator: i64,
    ) -> Result<Self, LawError> {
        let (n, d) = self.ratio(numerator, denominator)?;
        i64::try_from(n.div_euclid(d)).map(Self).map_err(|_| LawError::MoneyOverflow)
    }

    fn ratio(self, numerator: i64, denominator: i64) -> Result<(i128, i128), LawError> {
        if denominator <= 0 {
            return Err(LawError::MoneyOverflow);
        }
        Ok((i128::from(self.0) * i128::from(numerator), i128::from(denominator)))
    }

    /// `self × rate`, rounded half up to the 分.
    pub fn at_rate(self, rate: Rate) -> Result<Self, LawError> {
        self.portion(i128::from(rate.0), i128::from(Rate::ONE.0))
    }

    /// Simple interest: `self × rate × days ÷ base`, where `rate` is for `base` days.
    pub fn interest(self, rate: Rate, days: i64, base: i64) -> Result<Self, LawError> {
        let numerator =
            i128::from(rate.0).checked_mul(i128::from(days)).ok_or(LawError::MoneyOverflow)?;
        self.portion(numerator, i128::from(Rate::ONE.0) * i128::from(base))
    }

    /// Reads yuan: `5289`, `5289.00`, `5,289.00`. No sign, at most two decimals, at most 10^13 元.
    pub fn parse_yuan(text: &str) -> Result<Self, LawError> {
        if text.starts_with(['-', '−', '－']) {
            return Err(fault(text, MoneyFault::Signed));
        }
        parse(text)
    }

    /// “5,289.00”.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", plain.as_str()),
        };
        let (yuan, cents) = digits.split_once('.').unwrap_or((digits, "00"));
        let mut out = String::from(sign);
        for (i, c) in yuan.chars().enumerate() {
            if i > 0 && (yuan.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        out.push('.');
        out.push_str(cents);
        out
    }

    /// 大写金额：“伍仟贰佰捌拾玖元整” (支付结算办法 附一 的写法).
    pub fn capital(self) -> String {
        words::capital(self)
    }

    /// Reads 大写金额; 零, 整/正, 元/圆 and the prefix 人民币 are treated leniently.
    pub fn parse_capital(text: &str) -> Result<Self, LawError> {
        words::parse(text)
    }
}

fn fault(text: &str, fault: MoneyFault) -> LawError {
    LawError::Money { text: text.to_owned(), fault }
}

fn parse(text: &str) -> Result<Fen, LawError> {
    if text.is_empty() {
        return Err(fault(text, MoneyFault::Empty));
    }
    let (yuan, cents) = match text.split_once('.') {
        Some((y, c)) => (y, Some(c)),
        None => (text, None),
    };
    let yuan = ungroup(yuan).ok_or_else(|| fault(text, MoneyFault::Malformed))?;
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(&yuan) || cents.is_some_and(|c| !all_digits(c)) {
        return Err(fault(text, MoneyFault::Malformed));
    }
    let cents = match cents {
        None => 0,
        Some(c) if c.len() > 2 => return Err(fault(text, MoneyFault::Decimals)),
        Some(c) => {
            let n: i64 = c.parse().map_err(|_| fault(text, MoneyFault::Malformed))?;
            if c.len() == 1 { n * 10 } else { n }
        }
    };
    let large = || fault(text, MoneyFault::TooLarge);
    let yuan: i64 = yuan.parse().map_err(|_| large())?;
    let fen = yuan.checked_mul(100).and_then(|y| y.checked_add(cents)).ok_or_else(large)?;
    if fen > ENTRY_MAX_FEN { Err(large()) } else { Ok(Fen(fen)) }
}

/// Removes thousands separators; `None` when they are not every three digits.
fn ungroup(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let mut groups = text.split(',');
    let first = groups.next()?;
    if !(1..=3).contains(&first.len()) || groups.any(|g| g.len() != 3) {
        return None;
    }
    Some(text.replace(',', ""))
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", magnitude / 100, magnitude % 100)
    }
}

impl fmt::Debug for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// 四舍五入：the only rounding in the law; halves go away from zero.
///
/// Errors when the denominator is not positive or the result does not fit.
pub fn round_half_up(numerator: i128, denominator: i128) -> Result<i64, LawError> {
    if denominator <= 0 {
        return Err(LawError::MoneyOverflow);
    }
    let quotient = numerator / denominator;
    let rest = (numerator % denominator).unsigned_abs();
    let up = rest >= denominator.unsigned_abs() - rest;
    let rounded = if up { quotient + numerator.signum() } else { quotient };
    i64::try_from(rounded).map_err(|_| LawError::MoneyOverflow)
}

/// 利率、比例：exact, in parts per billion (加倍利息日利率 0.0175% is 175 000).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rate(i64);

impl Rate {
    /// 100%.
    pub const ONE: Self = Self(1_000_000_000);

    /// From parts per billion.
    pub const fn from_ppb(ppb: i64) -> Self {
        Self(ppb)
    }

    /// From parts per million.
    pub const fn from_ppm(ppm: i32) -> Self {
        Self(ppm as i64 * 1_000)
    }

    /// From whole percents.
    pub const fn percent(percent: i32) -> Self {
        Self(percent as i64 * 10_000_000)
    }

    /// Parts per billion.
    pub const fn ppb(self) -> i64 {
        self.0
    }

    /// Reads a percentage such as `4.35` (meaning 4.35%), at most seven decimals, at most 10000%.
    pub fn parse_percent(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::Rate { text: text.to_owned() };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || whole.len() > 5 || decimals.len() > 7 {
            return Err(wrong());
        }
        let ppb: i64 = format!("{whole}{decimals:0<7}").parse().map_err(|_| wrong())?;
        if ppb > Self::ONE.0 * 100 { Err(wrong()) } else { Ok(Self(ppb)) }
    }
}

impl fmt::Display for Rate {
    /// As a percentage without trailing zeros: `0.0175%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        let decimals = format!("{:07}", magnitude % 10_000_000);
        let decimals = decimals.trim_end_matches('0');
        let dot = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{}{dot}{decimals}%", magnitude / 10_000_000)
    }
}

#[cfg(test)]
mod tests;
