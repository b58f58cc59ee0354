//! 分次清偿的账单：payments against one document, with interest running in between.

use serde::{Deserialize, Serialize};

use super::series::Series;
use super::{
    DAILY_RATE, Params, check_year_base, floating_interest, old_interest, stretch, switch_on,
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
        /// 倍数，百分之一为单位：四倍为 400。
        times: u32,
    },
}

impl GeneralRate {
    fn interest(
        self,
        principal: Fen,
        (from, to): (Day, Day),
        year_base: i64,
    ) -> Result<(Fen, String), LawError> {
        match self {
            Self::Fixed(rate) => {
                let days = from.days_until(to);
                let grown = principal.interest(rate, days, year_base)?;
                Ok((grown, format!("{}元×{rate}×{days}日÷{year_base}", principal.grouped())))
            }
            Self::Floating { series, times } => {
                let grown = floating_interest(principal, series, times, (from, to), year_base)?;
                let how = format!(
                    "{}元按{}的{}.{:02}倍自{from}次日起至{to}",
                    principal.grouped(),
                    series.chinese(),
                    times / 100,
                    times % 100
                );
                Ok((grown.interest, how))
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
    /// 年基数，一般为 365。
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
    /// 加倍部分债务利息（含 2014-08-01 以前的迟延履行利息）。
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
    pub steps: Vec<String>,
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
    let (mut entries, mut steps) = (Vec::new(), Vec::new());
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
        book.accrue(payment.on, &mut steps)?;
        let entry = book.pay(payment)?;
        steps.push(format!(
            "{}清偿{}元：冲费用{}元、一般利息{}元、本金{}元、加倍部分{}元，余本金{}元。",
            entry.on,
            entry.amount.grouped(),
            entry.to_costs.grouped(),
            entry.to_interest.grouped(),
            entry.to_principal.grouped(),
            entry.to_double_interest.grouped(),
            book.principal()?.grouped()
        ));
        entries.push(entry);
    }
    book.accrue(as_of, &mut steps)?;
    let balance = book.balance()?;
    steps.push(format!(
        "截至{as_of}，尚欠费用{}元、一般利息{}元、本金{}元、加倍部分{}元，合计{}元。",
        balance.costs.grouped(),
        balance.interest.grouped(),
        balance.principal.grouped(),
        balance.double_interest.grouped(),
        balance.total.grouped()
    ));
    Ok(Statement { entries, as_of, balance, basis: delay_interest("1—4"), steps })
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
            check_year_base(general.year_base)?;
        }
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
        })
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

    fn accrue(&mut self, to: Day, steps: &mut Vec<String>) -> Result<(), LawError> {
        self.accrue_general(to, steps)?;
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
            steps.push(format!(
                "加倍部分：{}元自{after}次日起至{to}共{}日（已扣除{}日），{}元。",
                base.principal.grouped(),
                days.old_days + days.new_days,
                days.excluded,
                grown.grouped()
            ));
        }
        // Payments come in the order of their days, so `to` is never before `last`.
        self.counted_to = Some(to);
        Ok(())
    }

    fn accrue_general(&mut self, to: Day, steps: &mut Vec<String>) -> Result<(), LawError> {
        let Some(general) = self.obligation.general else { return Ok(()) };
        let from = self.counted_to.map_or(general.from, |l| l.max(general.from));
        let to = general.until.map_or(to, |u| u.min(to));
        let principal = self.principal()?;
        if to <= from || principal.is_zero() {
            return Ok(());
        }
        let (grown, how) = general.rate.interest(principal, (from, to), general.year_base)?;
        self.interest = self.interest.checked_add(grown)?;
        steps.push(format!("一般债务利息：{how}={}元。", grown.grouped()));
        Ok(())
    }

    fn pay(&mut self, payment: Payment) -> Result<Entry, LawError> {
        let before = self.balance()?;
        let mut for_debt = payment.amount;
        let mut for_double = Fen::ZERO;
        if payment.on < switch_on()? && self.double.is_positive() {
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
