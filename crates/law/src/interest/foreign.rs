//! 外币债务的加倍部分 (利息解释 5)：in the foreign currency, or, when the applicant asks for it, in renminbi at the
//! middle rate of the day from which the interest runs.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{DoubleInterest, Params, double_interest_in, stretch};
use crate::basis::Basis;
use crate::day::Day;
use crate::error::LawError;
use crate::money::Fen;
use crate::period::Interval;
use crate::sources::delay_interest;

/// 人民币中间价：renminbi for 100 units of the currency, in parts of 1/10000 元, as it is published (“712.35”).
///
/// Stored and sent as that text, and read through [`MiddleRate::parse`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MiddleRate(i64);

impl MiddleRate {
    /// Reads the published figure: 元 for 100 units, above zero, at most six digits and four decimals.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::Number {
            what: "人民币中间价",
            text: text.to_owned(),
            reason: "应为每 100 外币折合人民币的元数，最多四位小数，例如“712.35”",
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |s: &str, most: usize| {
            (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, 6) || !digits(decimals, 4) {
            return Err(wrong());
        }
        let parts: i64 = format!("{whole}{decimals:0<4}").parse().map_err(|_| wrong())?;
        if parts == 0 { Err(wrong()) } else { Ok(Self(parts)) }
    }

    /// 折合人民币, rounded half up to the 分.
    pub fn convert(self, amount: Fen) -> Result<Fen, LawError> {
        amount.portion(i128::from(self.0), 100 * 10_000)
    }
}

impl std::fmt::Display for MiddleRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl Serialize for MiddleRate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MiddleRate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// 申请执行人主张的币种。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// 以该种外币计算。
    Foreign,
    /// 以人民币计算：按加倍部分债务利息起算之日的中间价折算。
    Renminbi(MiddleRate),
}

/// 外币债务加倍部分的计算结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForeignInterest {
    /// 币种名称，例如“美元”。
    pub currency: String,
    /// 外币本金，以其百分之一为单位。
    pub foreign_principal: Fen,
    /// 结果的币种：外币或人民币。
    pub asked: Asked,
    /// 计算结果，金额按 `asked` 的币种。
    pub double: DoubleInterest,
    /// 依据。
    pub basis: Basis,
    /// 计算过程。
    pub steps: Vec<String>,
}

/// 外币债务的加倍部分. `principal` is in hundredths of the currency; `middle` must be the rate of the day
/// from which the interest runs.
///
/// Errors on a negative principal, an empty currency, and when a day counts that still falls under the old rule, up to
/// and including 2014-07-31 as in [`DoubleInterest::old_days`]: that rule knew no foreign debts.
pub fn foreign_double_interest(
    currency: &str,
    principal: Fen,
    (due_on, paid_on): (Day, Day),
    exclusions: &[Interval],
    params: &Params,
    asked: Asked,
) -> Result<ForeignInterest, LawError> {
    principal.non_negative("外币本金")?;
    if currency.trim().is_empty() {
        return Err(LawError::Parameter {
            place: "币种", reason: "应写明，例如“美元”"
        });
    }
    let after = params.after(due_on)?;
    if stretch(after, paid_on, exclusions)?.old_days > 0 {
        return Err(LawError::Parameter {
            place: "外币债务的计息期间",
            reason: "2014 年 7 月 31 日及以前的部分适用当时的规定，请另行计算",
        });
    }
    let dates = (due_on, paid_on);
    let (double, mut steps) = match asked {
        Asked::Foreign => {
            let double = double_interest_in(currency, principal, dates, exclusions, params)?;
            (
                double,
                vec![format!(
                    "生效法律文书确定给付{currency}，以{currency}计算（利息解释第5条）。"
                )],
            )
        }
        Asked::Renminbi(middle) => {
            let converted = middle.convert(principal)?;
            let double = double_interest_in("元", converted, dates, exclusions, params)?;
            let first = after.plus_days(1)?;
            let said = format!(
                "{}{currency}按起算之日{first}的中间价（100{currency}折合人民币{middle}元）折合人民币{}元（利息解释第5条）。",
                principal.grouped(),
                converted.grouped()
            );
            (double, vec![said])
        }
    };
    steps.extend(double.steps.iter().cloned());
    Ok(ForeignInterest {
        currency: currency.to_owned(),
        foreign_principal: principal,
        asked,
        double,
        basis: delay_interest("5"),
        steps,
    })
}

#[cfg(test)]
mod tests;
