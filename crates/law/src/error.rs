//! 错误：what can be wrong with a value handed to the law.

use crate::day::Day;

/// 输入或计算有误。Each sentence names the place and what to do about it, because calculators show it as it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// 日期不存在或写法不对。
    #[error("日期{}，请按“2026-11-21”的格式填写 1900 年以后真实存在的日期。", fault_of(text))]
    Date {
        /// 填写的内容。
        text: String,
    },
    /// 推算出的日期超出 1900—9999 年。
    #[error("自{from}起推算的日期超出可表示的范围（1900 年至 9999 年），请检查期限长度。")]
    DateRange {
        /// 起算的日期。
        from: Day,
    },
    /// 时刻写法不对或超出范围。
    #[error("时刻{}，请按“2026-11-21T02:03:04Z”的格式填写。", fault_of(text))]
    Instant {
        /// 填写的内容。
        text: String,
    },
    /// 金额写法不对。
    #[error("金额{}：{fault}。", fault_of(text))]
    Money {
        /// 填写的内容。
        text: String,
        /// 哪里不对。
        fault: MoneyFault,
    },
    /// 金额计算溢出。
    #[error("金额计算结果超出可表示的范围，请检查输入的金额是否多写了位数。")]
    MoneyOverflow,
    /// 金额应为正数或非负数。
    #[error("{place}不能为负数，请填写零或正数。")]
    Negative {
        /// 哪一项。
        place: &'static str,
    },
    /// 利率写法不对。
    #[error("利率{}，请填写百分数，最多七位小数，例如“4.35”。", fault_of(text))]
    Rate {
        /// 填写的内容。
        text: String,
    },
    /// 该日没有这一利率，或者这里没有它的数据。
    #[error("{series}的数据自{first}起，没有{on}的利率，请另行查明当日的利率，按固定利率填写。")]
    RateUnknown {
        /// 利率的名称。
        series: &'static str,
        /// 查询的日期。
        on: Day,
        /// 数据起始日。
        first: Day,
    },
    /// 期间的止日早于起日。
    #[error("扣除期间的止日{to}早于起日{from}，请核对两个日期。")]
    Interval {
        /// 起日。
        from: Day,
        /// 止日。
        to: Day,
    },
    /// 两个日期的先后颠倒。
    #[error("{later_name}{later}早于{earlier_name}{earlier}，请核对两个日期。")]
    Order {
        /// 应当在先的日期叫什么。
        earlier_name: &'static str,
        /// 应当在先的日期。
        earlier: Day,
        /// 应当在后的日期叫什么。
        later_name: &'static str,
        /// 应当在后的日期。
        later: Day,
    },
    /// 该年没有公布的放假安排。
    #[error("没有 {year} 年的放假安排数据（现有 {first}—{last} 年），请换用已公布的年份。")]
    CalendarYear {
        /// 查询的年份。
        year: i16,
        /// 数据起始年。
        first: i16,
        /// 数据截止年。
        last: i16,
    },
    /// 号码（案号、证件号、账号等）不对。
    #[error("{what}{}：{reason}。", fault_of(text))]
    Number {
        /// 什么号码。
        what: &'static str,
        /// 填写的内容。
        text: String,
        /// 为什么不对、怎么改。
        reason: &'static str,
    },
    /// 参数不在允许的范围内。
    #[error("{place}不在允许的范围内：{reason}。")]
    Parameter {
        /// 哪一项。
        place: &'static str,
        /// 允许的范围。
        reason: &'static str,
    },
}

/// 金额哪里不对。
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// 空白。
    #[error("请填写以元为单位的数字")]
    Empty,
    /// 有数字以外的字符。
    #[error("只能写数字、小数点和千位分隔逗号，例如“5,289.00”")]
    Malformed,
    /// 小数超过两位。
    #[error("小数最多两位（到分）")]
    Decimals,
    /// 超过十万亿元。
    #[error("超过上限 10000000000000 元")]
    TooLarge,
    /// 不允许负数。
    #[error("不能为负数")]
    Signed,
    /// 大写金额读不懂。
    #[error("不是规范的大写金额，例如“伍仟贰佰捌拾玖元整”")]
    Capital,
}

/// What is wrong with a text: where nothing was typed, nothing is invalid.
fn fault_of(text: &str) -> String {
    if text.trim().is_empty() {
        return "没有填写".to_owned();
    }
    format!("“{}”无效", quoted(text))
}

/// Longer input is cut off where a sentence repeats it.
const QUOTED_CHARS: usize = 40;

/// What was filled in, as a sentence can repeat it: one line of bounded length.
fn quoted(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(QUOTED_CHARS)
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    if text.chars().nth(QUOTED_CHARS).is_some() {
        out.push('…');
    }
    out
}

impl LawError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Date { .. } => "law.date",
            Self::DateRange { .. } => "law.date_range",
            Self::Instant { .. } => "law.instant",
            Self::Money { .. } => "law.money",
            Self::MoneyOverflow => "law.money_overflow",
            Self::Negative { .. } => "law.negative",
            Self::Rate { .. } => "law.rate",
            Self::RateUnknown { .. } => "law.rate_unknown",
            Self::Interval { .. } => "law.interval",
            Self::Order { .. } => "law.order",
            Self::CalendarYear { .. } => "law.calendar_year",
            Self::Number { .. } => "law.number",
            Self::Parameter { .. } => "law.parameter",
        }
    }
}

#[cfg(test)]
mod tests;
