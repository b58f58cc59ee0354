//! 分次清偿的账单：payments against one document, with interest running in between.

use serde::{Deserialize, Serialize};

use super::series::Series;
use super::terms::{Times, year_base};
use super::{
    CARRIED_FORWARD, DAILY_RATE, Params, floating_interest, general_interest, old_interest, old_to,
    stretch,
};
use crate::basis::Basis;
use crate::day::Day;
use crate::error::LawError;
use crate::money::{Fen, Rate};
use crate::period::Interval;
use crate::sources::delay_interest;

/// 一般债务利息的利率。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeneralRate {
    /// 固定年利率。
    Fixed(Rate),
    /// 浮动：利率序列乘以倍数。
    Floating {
        /// 利率序列。
        series: Series,
        /// 倍数。
        times: Times,
    },
}

/// What one stretch of general interest came to, and how.
struct Grown {
    interest: Fen,
    how: String,
    floating: bool,
    carried_forward: bool,
}

impl GeneralRate {
    fn interest(
        self,
        principal: Fen,
        (from, to): (Day, Day),
        year_base: i64,
    ) -> Result<Grown, LawError> {
        match self {
            Self::Fixed(rate) => {
                let grown = general_interest(principal, rate, from, to, year_base)?;
                let how = format!("{}元×{rate}×{}日÷{year_base}", principal.grouped(), grown.days);
                Ok(Grown { interest: grown.interest, how, floating: false, carried_forward: false })
            }
            Self::Floating { series, times } => {
                let grown = floating_interest(principal, series, times, (from, to), year_base)?;
                let how = format!(
                    "{}元按{}的{times}倍自{from}次日起至{to}",
                    principal.grouped(),
                    series.chinese()
                );
                let carried_forward = series.assumed(to)?;
                Ok(Grown { interest: grown.interest, how, floating: true, carried_forward })
            }
        }
    }
}

/// 一般债务利息的约定。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct General {
    /// 利率。
    pub rate: GeneralRate,
    /// 起算日；当日不计，自次日起。
    pub from: Day,
    /// 止算日；不填计至实际清偿之日。
    #[serde(default)]
    pub until: Option<Day>,
    /// 年基数，[`super::terms::YEAR_BASES`] 之内；文书没有写明的为 [`super::terms::YEAR_BASE`]。
    pub year_base: i64,
}

/// 一期债务；不分期的只有一期。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tranche {
    /// 本期本金。
    pub principal: Fen,
    /// 本期履行期限届满日。
    pub due_on: Day,
}

/// 生效文书确定的金钱债务。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// 各期本金。
    pub tranches: Vec<Tranche>,
    /// 实现债权的费用（诉讼费、保全费、律师费等），计入加倍部分的基数。
    #[serde(default)]
    pub costs: Fen,
    /// 一般债务利息。
    #[serde(default)]
    pub general: Option<General>,
}

/// 一次清偿。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// 清偿日。
    pub on: Day,
    /// 金额。
    pub amount: Fen,
}

/// 某日的余额。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Balance {
    /// 实现债权的费用。
    pub costs: Fen,
    /// 一般债务利息。
    pub interest: Fen,
    /// 本金。
    pub principal: Fen,
    /// 加倍部分债务利息（含 2014-07-31 及以前的迟延履行利息）。
    pub double_interest: Fen,
    /// 合计。
    pub total: Fen,
}

/// 一次清偿的冲抵结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// 清偿日。
    pub on: Day,
    /// 金额。
    pub amount: Fen,
    /// 冲抵前的应付余额。
    pub before: Balance,
    /// 冲费用。
    pub to_costs: Fen,
    /// 冲一般债务利息。
    pub to_interest: Fen,
    /// 冲本金。
    pub to_principal: Fen,
    /// 冲加倍部分。
    pub to_double_interest: Fen,
    /// 超过全部债务的部分，应当退还。
    pub surplus: Fen,
}

/// 账单计算过程的一步。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worked {
    /// 一句话，含算式。
    pub text: String,
    /// 这一步适用了什么。
    pub applied: Applied,
}

/// 账单的一步适用了什么，只写实际适用的。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Applied {
    /// 一段一般债务利息。
    General {
        /// 按浮动利率。
        floating: bool,
    },
    /// 提示：所用利率沿用最后一次已知的公布；每份账单只提示一次。
    CarriedForward,
    /// 一段加倍部分。
    Doubled {
        /// 按旧规定的天数：2014-07-31 及以前，已扣除。
        old_days: i64,
        /// 按日万分之一点七五的天数，已扣除。
        new_days: i64,
        /// 扣除的天数。
        excluded_days: i64,
    },
    /// 一次清偿的冲抵。
    SetOff {
        /// 2014-07-31 及以前的清偿，债务与迟延履行利息按比例并还。
        in_proportion: bool,
    },
    /// 截止日的归总。
    Balance,
}

/// 账单。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// 各次清偿，按日期。
    pub entries: Vec<Entry>,
    /// 截止日。
    pub as_of: Day,
    /// 截止日的余额。
    pub balance: Balance,
    /// 依据。
    pub basis: Basis,
    /// 计算过程。
    pub steps: Vec<Worked>,
}

struct Book<'a> {
    obligation: &'a Obligation,
    exclusions: &'a [Interval],
    params: &'a Params,
    counted_to: Option<Day>,
    tranches: Vec<Tranche>,
    costs: Fen,
    interest: Fen,
    double: Fen,
    /// The caution about the last rate known has been given.
    warned: bool,
    steps: Vec<Worked>,
}

/// Runs the account of an obligation through its payments up to `as_of`.
///
/// From 2014-08-01 a payment satisfies costs, then general interest, then principal (earliest due
/// first), then the doubled part (利息解释 4、民法典 561); before that, debt and delay interest are
/// repaid together in proportion (旧规定).
pub fn statement(
    obligation: &Obligation,
    payments: &[Payment],
    as_of: Day,
    exclusions: &[Interval],
    params: &Params,
) -> Result<Statement, LawError> {
    let mut book = Book::open(obligation, exclusions, params)?;
    let mut payments = payments.to_vec();
    payments.sort_by_key(|p| p.on);
    let mut entries = Vec::new();
    for payment in payments {
        payment.amount.non_negative("清偿金额")?;
        if payment.on > as_of {
            return Err(LawError::Order {
                earlier_name: "清偿日",
                earlier: payment.on,
                later_name: "截止日",
                later: as_of,
            });
        }
        book.accrue(payment.on)?;
        entries.push(book.pay(payment)?);
    }
    book.accrue(as_of)?;
    let balance = book.balance()?;
    let closing = format!(
        "截至{as_of}，尚欠费用{}元、一般利息{}元、本金{}元、加倍部分{}元，合计{}元。",
        balance.costs.grouped(),
        balance.interest.grouped(),
        balance.principal.grouped(),
        balance.double_interest.grouped(),
        balance.total.grouped()
    );
    book.step(closing, Applied::Balance);
    Ok(Statement { entries, as_of, balance, basis: delay_interest("1—4、7"), steps: book.steps })
}

impl<'a> Book<'a> {
    fn open(
        obligation: &'a Obligation,
        exclusions: &'a [Interval],
        params: &'a Params,
    ) -> Result<Self, LawError> {
        obligation.costs.non_negative("实现债权的费用")?;
        for tranche in &obligation.tranches {
            tranche.principal.non_negative("本金")?;
        }
        if let Some(general) = obligation.general {
            year_base(general.year_base)?;
        }
        params.base()?;
        let mut tranches = obligation.tranches.clone();
        tranches.sort_by_key(|t| t.due_on);
        Ok(Self {
            obligation,
            exclusions,
            params,
            counted_to: None,
            tranches,
            costs: obligation.costs,
            interest: Fen::ZERO,
            double: Fen::ZERO,
            warned: false,
            steps: Vec::new(),
        })
    }

    fn step(&mut self, text: impl Into<String>, applied: Applied) {
        self.steps.push(Worked { text: text.into(), applied });
    }

    fn principal(&self) -> Result<Fen, LawError> {
        Fen::sum(self.tranches.iter().map(|t| t.principal))
    }

    fn balance(&self) -> Result<Balance, LawError> {
        let principal = self.principal()?;
        let total = Fen::sum([self.costs, self.interest, principal, self.double])?;
        Ok(Balance {
            costs: self.costs,
            interest: self.interest,
            principal,
            double_interest: self.double,
            total,
        })
    }

    fn accrue(&mut self, to: Day) -> Result<(), LawError> {
        self.accrue_general(to)?;
        let last = self.counted_to;
        // Costs share the earliest due date; they belong to the base of the doubled part.
        let first_due = self.tranches.first().map(|t| t.due_on);
        let costs = first_due.map(|due_on| Tranche { principal: self.costs, due_on });
        let bases: Vec<Tranche> = self.tranches.iter().copied().chain(costs).collect();
        for base in bases.iter().filter(|b| b.principal.is_positive()) {
            let due = self.params.after(base.due_on)?;
            let after = last.map_or(due, |l| l.max(due));
            if to <= after {
                continue;
            }
            let days = stretch(after, to, self.exclusions)?;
            let old = old_interest(
                base.principal,
                base.due_on,
                (after, to),
                self.exclusions,
                self.params,
            )?;
            let new = base.principal.interest(DAILY_RATE, days.new_days, 1)?;
            let grown = old.checked_add(new)?;
            self.double = self.double.checked_add(grown)?;
            let (old_days, new_days) = (days.old_days, days.new_days);
            let under_old_rule = match old_days {
                0 => String::new(),
                _ => format!("，其中2014年7月31日及以前{old_days}日按同期贷款利率的两倍"),
            };
            let text = format!(
                "加倍部分：{}元自{after}次日起至{to}共{}日（已扣除{}日）{under_old_rule}，{}元。",
                base.principal.grouped(),
                old_days + new_days,
                days.excluded,
                grown.grouped()
            );
            self.step(text, Applied::Doubled { old_days, new_days, excluded_days: days.excluded });
        }
        // Payments come in the order of their days, so `to` is never before `last`.
        self.counted_to = Some(to);
        Ok(())
    }

    fn accrue_general(&mut self, to: Day) -> Result<(), LawError> {
        let Some(general) = self.obligation.general else { return Ok(()) };
        let from = self.counted_to.map_or(general.from, |l| l.max(general.from));
        let to = general.until.map_or(to, |u| u.min(to));
        let principal = self.principal()?;
        if to <= from || principal.is_zero() {
            return Ok(());
        }
        let grown = general.rate.interest(principal, (from, to), general.year_base)?;
        self.interest = self.interest.checked_add(grown.interest)?;
        let text = format!("一般债务利息：{}={}元。", grown.how, grown.interest.grouped());
        self.step(text, Applied::General { floating: grown.floating });
        if grown.carried_forward && !self.warned {
            self.warned = true;
            self.step(CARRIED_FORWARD, Applied::CarriedForward);
        }
        Ok(())
    }

    fn pay(&mut self, payment: Payment) -> Result<Entry, LawError> {
        let before = self.balance()?;
        let mut for_debt = payment.amount;
        let mut for_double = Fen::ZERO;
        let in_proportion = payment.on <= old_to()? && self.double.is_positive();
        if in_proportion {
            let paid = payment.amount.min(before.total);
            let debt = before.total.checked_sub(self.double)?;
            for_debt = paid.portion(i128::from(debt.get()), i128::from(before.total.get()))?;
            for_double = paid.checked_sub(for_debt)?;
        }
        let mut rest = for_debt;
        let to_costs = take(&mut self.costs, &mut rest)?;
        let to_interest = take(&mut self.interest, &mut rest)?;
        let mut to_principal = Fen::ZERO;
        for tranche in &mut self.tranches {
            to_principal = to_principal.checked_add(take(&mut tranche.principal, &mut rest)?)?;
        }
        rest = rest.checked_add(for_double)?;
        let to_double_interest = take(&mut self.double, &mut rest)?;
        let spent = Fen::sum([to_costs, to_interest, to_principal, to_double_interest])?;
        let how = if in_proportion {
            "（2014年7月31日及以前，债务与迟延履行利息按比例并还）"
        } else {
            ""
        };
        let text = format!(
            "{}清偿{}元{how}：冲费用{}元、一般利息{}元、本金{}元、加倍部分{}元，余本金{}元。",
            payment.on,
            payment.amount.grouped(),
            to_costs.grouped(),
            to_interest.grouped(),
            to_principal.grouped(),
            to_double_interest.grouped(),
            self.principal()?.grouped()
        );
        self.step(text, Applied::SetOff { in_proportion });
        Ok(Entry {
            on: payment.on,
            amount: payment.amount,
            before,
            to_costs,
            to_interest,
            to_principal,
            to_double_interest,
            surplus: payment.amount.checked_sub(spent)?,
        })
    }
}

/// Pays as much of `due` as `rest` allows; returns the amount.
fn take(due: &mut Fen, rest: &mut Fen) -> Result<Fen, LawError> {
    let paid = (*due).min(*rest);
    *due = due.checked_sub(paid)?;
    *rest = rest.checked_sub(paid)?;
    Ok(paid)
}

#[cfg(test)]
mod tests;
