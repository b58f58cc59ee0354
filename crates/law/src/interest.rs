//! 迟延履行期间的债务利息：general interest, the doubled part, and payments set off in their order.
//!
//! Total = 一般债务利息 (as the document orders) + 加倍部分 = what is left of the money debts other
//! than general interest × 0.0175% a day. Days run from the day after the period of performance
//! ends up to and including the day of payment. Up to and including 2014-07-31 the old rule stands in: twice the
//! benchmark loan rate, repaid together with the debt in proportion.

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::day::Day;
use crate::error::LawError;
use crate::money::{Fen, Rate, round_half_up};
use crate::period::{Interval, excluded_within};
use crate::sources::delay_interest;

pub mod benchmark;
mod foreign;
pub mod series;
mod statement;
pub mod terms;

pub use foreign::{Asked, ForeignInterest, MiddleRate, foreign_double_interest};
pub use statement::{
    Applied, Balance, Entry, General, GeneralRate, Obligation, Payment, Statement, Tranche, Worked,
    statement,
};

/// 加倍部分的日利率：万分之一点七五。
pub const DAILY_RATE: Rate = Rate::from_ppm(175);

/// [`DAILY_RATE`] as notices write it out.
pub const DAILY_RATE_WORDS: &str = "日万分之一点七五";

/// 新规定施行日 2014-08-01.
pub fn switch_on() -> Result<Day, LawError> {
    Day::new(2014, 8, 1)
}

/// 旧规定的最后一日 2014-07-31：施行前的利息按之前的规定，施行日当天起按新规定 (利息解释 7)。
fn old_to() -> Result<Day, LawError> {
    switch_on()?.plus_days(-1)
}

/// 口径参数 (Q14)。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// 履行期限届满之日当天是否计息。
    pub start_inclusive: bool,
    /// 旧规定的年基数，[`terms::OLD_YEAR_BASES`] 之一。
    pub old_year_base: i64,
    /// 旧规定的贷款利率（年）；不填按中国人民银行公布的基准利率及实际迟延期限对应档。
    pub old_rate: Option<Rate>,
}

impl Default for Params {
    fn default() -> Self {
        Self { start_inclusive: false, old_year_base: terms::OLD_YEAR_BASE, old_rate: None }
    }
}

impl Params {
    /// The day after which interest runs on a debt due on that day.
    fn after(&self, due_on: Day) -> Result<Day, LawError> {
        if self.start_inclusive { due_on.plus_days(-1) } else { Ok(due_on) }
    }

    fn base(&self) -> Result<i64, LawError> {
        terms::old_year_base(self.old_year_base)
    }
}

/// 加倍部分债务利息的计算结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoubleInterest {
    /// 计息本金：一般债务利息以外尚未清偿的金钱债务。
    pub principal: Fen,
    /// 履行期限届满日。
    pub due_on: Day,
    /// 清偿日。
    pub paid_on: Day,
    /// 计息天数，已扣除。
    pub days: i64,
    /// 扣除的天数。
    pub excluded_days: i64,
    /// 其中 2014-07-31 及以前的天数，已扣除。
    pub old_days: i64,
    /// 2014-07-31 及以前按旧规定计算的利息。
    pub old_interest: Fen,
    /// 2014-08-01 起按新规定计算的加倍部分。
    pub new_interest: Fen,
    /// 合计。
    pub interest: Fen,
    /// 依据。
    pub basis: Basis,
    /// 计算过程。
    pub steps: Vec<String>,
}

/// The part of a stretch that lies before and after the switch, exclusions taken out.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    old_days: i64,
    new_days: i64,
    excluded: i64,
}

/// Days in (`after`, `to`]: up to and including 2014-07-31, and from 2014-08-01.
fn stretch(after: Day, to: Day, exclusions: &[Interval]) -> Result<Stretch, LawError> {
    let old_to = old_to()?;
    let part = |from: Day, to: Day| {
        if to <= from {
            return (0, 0);
        }
        let excluded = excluded_within(exclusions, from, to);
        (from.days_until(to) - excluded, excluded)
    };
    let (old_days, old_excluded) = part(after, to.min(old_to));
    let (new_days, new_excluded) = part(after.max(old_to), to);
    Ok(Stretch { old_days, new_days, excluded: old_excluded + new_excluded })
}

/// 旧规定的利息：本金 × 贷款利率 × 2 × 天数 ÷ 年基数, over (`after`, `to`] up to 2014-07-31.
fn old_interest(
    principal: Fen,
    due_on: Day,
    (after, to): (Day, Day),
    exclusions: &[Interval],
    params: &Params,
) -> Result<Fen, LawError> {
    let to = to.min(old_to()?);
    if to <= after {
        return Ok(Fen::ZERO);
    }
    let mut rate_days: i128 = 0;
    if let Some(rate) = params.old_rate {
        let days = after.days_until(to) - excluded_within(exclusions, after, to);
        rate_days = i128::from(rate.ppb()) * i128::from(days);
    } else {
        let tier = benchmark::Tier::of(due_on, to);
        for (from, until, rate) in series::Series::Benchmark(tier).segments(after, to)? {
            let days = from.days_until(until) - excluded_within(exclusions, from, until);
            rate_days += i128::from(rate.ppb()) * i128::from(days);
        }
    }
    principal.portion(rate_days * 2, i128::from(Rate::ONE.ppb()) * i128::from(params.base()?))
}

/// 加倍部分债务利息 for one sum paid on one day. Paid in time means no days and no interest.
pub fn double_interest(
    principal: Fen,
    due_on: Day,
    paid_on: Day,
    exclusions: &[Interval],
    params: &Params,
) -> Result<DoubleInterest, LawError> {
    double_interest_in("元", principal, (due_on, paid_on), exclusions, params)
}

/// The same, with the currency's name in the working.
fn double_interest_in(
    unit: &str,
    principal: Fen,
    (due_on, paid_on): (Day, Day),
    exclusions: &[Interval],
    params: &Params,
) -> Result<DoubleInterest, LawError> {
    principal.non_negative("本金")?;
    let base = params.base()?;
    let after = params.after(due_on)?;
    let days = stretch(after, paid_on, exclusions)?;
    let old = old_interest(principal, due_on, (after, paid_on), exclusions, params)?;
    let new = principal.interest(DAILY_RATE, days.new_days, 1)?;
    let interest = old.checked_add(new)?;
    let total = days.old_days + days.new_days;
    let first = after.plus_days(1)?;
    let mut steps = vec![if total == 0 {
        format!("{paid_on}清偿，没有计息天数。")
    } else {
        format!("自{first}起至{paid_on}止，共{}日。", total + days.excluded)
    }];
    if days.excluded > 0 {
        steps.push(format!(
            "扣除非因被执行人申请的中止、暂缓期间{}日，计{total}日（利息解释第3条）。",
            days.excluded
        ));
    }
    if days.old_days > 0 {
        steps.push(format!(
            "2014年7月31日及以前{}日，按同期贷款利率的两倍、年{base}日计算，为{}{unit}。",
            days.old_days,
            old.grouped()
        ));
    }
    if days.new_days > 0 {
        steps.push(format!(
            "{}{unit}×{DAILY_RATE}×{}日={}{unit}（利息解释第1条）。",
            principal.grouped(),
            days.new_days,
            new.grouped()
        ));
    }
    steps.push(format!("加倍部分合计{}{unit}。", interest.grouped()));
    Ok(DoubleInterest {
        principal,
        due_on,
        paid_on,
        days: total,
        excluded_days: days.excluded,
        old_days: days.old_days,
        old_interest: old,
        new_interest: new,
        interest,
        basis: delay_interest("1—3、7"),
        steps,
    })
}

/// 一般债务利息的计算结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GeneralInterest {
    /// 天数。
    pub days: i64,
    /// 利息。
    pub interest: Fen,
    /// 计算过程。
    pub steps: Vec<String>,
}

/// 一般债务利息：本金 × 年利率 × 天数 ÷ 年基数, as the document orders it.
pub fn general_interest(
    principal: Fen,
    rate: Rate,
    from: Day,
    to: Day,
    year_base: i64,
) -> Result<GeneralInterest, LawError> {
    principal.non_negative("本金")?;
    terms::year_base(year_base)?;
    if to < from {
        return Err(order(from, to));
    }
    let days = from.days_until(to);
    let interest = principal.interest(rate, days, year_base)?;
    let steps = vec![format!(
        "{}元×{rate}×{days}日÷{year_base}={}元。",
        principal.grouped(),
        interest.grouped()
    )];
    Ok(GeneralInterest { days, interest, steps })
}

/// What is said where a rate is used beyond the last publication known here.
const CARRIED_FORWARD: &str = "所用利率在最后一次已知的公布之后，应当核对最新公布的利率。";

/// 浮动利率的一般债务利息：the series' rate of each day × `times`.
pub fn floating_interest(
    principal: Fen,
    series: series::Series,
    times: terms::Times,
    (from, to): (Day, Day),
    year_base: i64,
) -> Result<GeneralInterest, LawError> {
    principal.non_negative("本金")?;
    terms::year_base(year_base)?;
    if to < from {
        return Err(order(from, to));
    }
    let (mut rate_days, mut steps) = (0i128, Vec::new());
    for (start, end, rate) in series.segments(from, to)? {
        let days = start.days_until(end);
        rate_days += i128::from(rate.ppb()) * i128::from(days) * i128::from(times.hundredths());
        steps.push(format!("自{start}次日起至{end}共{days}日，{}{rate}。", series.chinese()));
    }
    let whole = i128::from(Rate::ONE.ppb()) * i128::from(year_base);
    let whole = whole * i128::from(terms::Times::ONE.hundredths());
    let interest = principal.portion(rate_days, whole)?;
    if times != terms::Times::ONE {
        steps.push(format!("按上述利率的{times}倍计算。"));
    }
    if series.assumed(to)? {
        steps.push(CARRIED_FORWARD.to_owned());
    }
    steps.push(format!("{}元的利息合计{}元。", principal.grouped(), interest.grouped()));
    Ok(GeneralInterest { days: from.days_until(to), interest, steps })
}

fn order(from: Day, to: Day) -> LawError {
    LawError::Order {
        earlier_name: "计息起日", earlier: from, later_name: "计息止日", later: to
    }
}

/// More days than lie between the first and the last day that this library knows.
const DAYS_MAX: i64 = 3_000_000;

/// 旧规定的并还：how a payment made before 2014-08-01 divides into debt and interest.
///
/// 清偿的债务 = 款项 ÷ (1 + 利率 × 2 × 天数 ÷ 年基数); returns (debt, interest).
pub fn old_rule_split(
    payment: Fen,
    days: i64,
    rate: Rate,
    year_base: i64,
) -> Result<(Fen, Fen), LawError> {
    payment.non_negative("款项")?;
    terms::year_base(year_base)?;
    if days < 0 {
        return Err(LawError::Negative { place: "迟延天数" });
    }
    if days > DAYS_MAX {
        return Err(LawError::Parameter {
            place: "迟延天数",
            reason: "超出 1900 年至 9999 年之间的天数，请核对起止日期",
        });
    }
    if rate < Rate::default() {
        return Err(LawError::Negative { place: "贷款利率" });
    }
    let whole = i128::from(Rate::ONE.ppb()) * i128::from(year_base);
    let added = i128::from(rate.ppb()) * 2 * i128::from(days);
    let debt = round_half_up(i128::from(payment.get()) * whole, whole + added).map(Fen::new)?;
    Ok((debt, payment.checked_sub(debt)?))
}

/// 迟延履行金 (非金钱义务，民诉解释 505)：twice the proven loss, or what the court sets without one.
///
/// Errors when neither a loss nor an amount set by the court is given.
pub fn delay_fine(loss: Option<Fen>, set_by_court: Option<Fen>) -> Result<Fen, LawError> {
    match (loss, set_by_court) {
        (Some(loss), _) if loss.is_positive() => loss.checked_add(loss),
        (_, Some(amount)) => amount.non_negative("法院酌定的迟延履行金"),
        _ => Err(LawError::Parameter {
            place: "迟延履行金",
            reason: "已造成损失的填写损失数额，没有造成损失的填写法院酌定的数额",
        }),
    }
}

#[cfg(test)]
mod tests;
