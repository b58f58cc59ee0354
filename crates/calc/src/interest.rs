//! 迟延履行期间的债务利息：one sum, or an account with instalments, payments and general interest.

use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::interest::terms;
use zhixing_law::interest::{
    self, Applied, Balance, Entry, Obligation, Params, Payment, Tranche, Worked,
};
use zhixing_law::money::Fen;
use zhixing_law::period::Interval;

use crate::answer::{Answer, Place, Step, Table, Wrong, cite};
use crate::entry::{self, Span};

mod rate;

pub use rate::{LprTerm, Ordered, Rate, Tier};

/// Most instalments in one question.
pub const INSTALMENTS_MAX: usize = 100;

/// Most payments in one question.
pub const PAYMENTS_MAX: usize = 300;

/// Most stretches of the doubled part in one question: each instalment, and the costs, has one up to each payment and
/// one after the last. The working has a sentence for each, so that an answer stays below about 1 MB.
pub const STRETCHES_MAX: usize = 4_000;

/// 一期债务，按填写的内容。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// 本期本金，元。
    pub principal: String,
    /// 本期履行期限届满日。
    pub due: String,
}

/// 一次清偿，按填写的内容。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// 清偿日。
    pub on: String,
    /// 金额，元。
    pub amount: String,
}

/// 问：欠多少、何时到期、还了哪些，到某日利息多少。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// 各期债务；不分期的只有一期。
    pub instalments: Vec<Instalment>,
    /// 实现债权的费用，元。
    pub costs: Option<String>,
    /// 一般债务利息。
    pub general: Option<Ordered>,
    /// 已经清偿的各笔。
    pub payments: Vec<Paid>,
    /// 计算至何日：清偿日，或者账目的截止日。
    pub until: String,
    /// 扣除期间。
    pub exclusions: Vec<Span>,
    /// 履行期限届满之日当天是否计息；不填为不计。
    pub start_inclusive: Option<bool>,
    /// 2014 年 7 月 31 日及以前的年基数；不填按 [`terms::OLD_YEAR_BASE`]。
    pub old_year_base: Option<i64>,
}

impl Question {
    /// One sum that fell due on one day and is paid, in full, on another.
    pub fn single(principal: String, due: String, paid: String, exclusions: Vec<Span>) -> Self {
        Self {
            instalments: vec![Instalment { principal, due }],
            costs: None,
            general: None,
            payments: Vec::new(),
            until: paid,
            exclusions,
            start_inclusive: None,
            old_year_base: None,
        }
    }

    fn is_single(&self) -> bool {
        let nothing_else = self.costs.is_none() && self.general.is_none();
        self.instalments.len() == 1 && self.payments.is_empty() && nothing_else
    }
}

/// 利息。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    /// 计算至何日。
    pub until: Day,
    /// 加倍部分债务利息，已经清偿的也在内。
    pub interest: Fen,
    /// 一般债务利息，已经清偿的也在内。
    pub general: Fen,
    /// 计息天数，已扣除；分期或者分次清偿的各笔不同，见过程。
    pub days: Option<i64>,
    /// 扣除的天数。
    pub excluded_days: Option<i64>,
    /// 各次清偿的冲抵，按日期。
    pub entries: Vec<Entry>,
    /// 截止日的余额。
    pub balance: Balance,
}

const SINGLE: Table = &[
    ("没有计息天数", &["R-I1", "R-I2"]),
    ("止，共", &["R-I1", "R-I2", "R-I9"]),
    ("扣除非因", &["R-I3"]),
    ("贷款利率的两倍", &["R-I7"]),
    ("元×", &["R-I0"]),
];

/// The interest, and what has been set off and is left.
///
/// # Errors
/// Dates, amounts and terms that are not ones, a payment of nothing or after the last day, an instalment of nothing, too
/// many of anything.
pub fn answer(question: &Question) -> Result<Answer<Interest>, Wrong> {
    let until = entry::day(&question.until, &Place::new("until", "清偿日或者截止日"))?;
    bounded(question)?;
    let (obligation, opening) = obligation(question, until)?;
    let payments = payments(&question.payments, until)?;
    let exclusions = entry::intervals(&question.exclusions)?;
    let params = params(question)?;
    let answered = if question.is_single() {
        single(&obligation, until, &exclusions, &params)
    } else {
        account(&obligation, &payments, until, &exclusions, &params)
            .map(|(result, steps)| Answer::new(result, opening.into_iter().chain(steps).collect()))
    };
    let law = |error| Place::new("instalments", "债务").law(error);
    let answer = answered.map_err(law)?;
    let idle = idle(&obligation, &answer.result, &exclusions, &params).map_err(law)?;
    Ok(answer.cautioned(idle))
}

/// The exclusions from which nothing was taken: before the first day that could count, or after the last. What is owed
/// besides general interest bears the doubled part until it has all been paid.
fn idle(
    obligation: &Obligation,
    found: &Interest,
    exclusions: &[Interval],
    params: &Params,
) -> Result<Vec<String>, LawError> {
    let Some(due_on) = obligation.tranches.iter().map(|part| part.due_on).min() else {
        return Ok(Vec::new());
    };
    let after = if params.start_inclusive { due_on.plus_days(-1)? } else { due_on };
    let mut left = Fen::sum(obligation.tranches.iter().map(|part| part.principal))?
        .checked_add(obligation.costs)?;
    let mut last = found.until;
    for entry in &found.entries {
        left = left.checked_sub(entry.to_principal)?.checked_sub(entry.to_costs)?;
        if left.is_zero() {
            last = entry.on;
            break;
        }
    }
    Ok(entry::without_effect(exclusions, (after, last), "计息期间"))
}

/// Lists that are too long, each by itself or both together.
fn bounded(question: &Question) -> Result<(), Wrong> {
    let (instalments, payments) = (question.instalments.len(), question.payments.len());
    Place::new("instalments", "债务").at_most(instalments, INSTALMENTS_MAX)?;
    let place = Place::new("payments", "清偿");
    place.at_most(payments, PAYMENTS_MAX)?;
    let stretches = (instalments + 1) * (payments + 1);
    if stretches <= STRETCHES_MAX {
        return Ok(());
    }
    let message = format!(
        "{instalments}期债务和{payments}笔清偿要分{stretches}段计息，最多{STRETCHES_MAX}段，请分次计算。"
    );
    Err(Wrong::new(&place, "calc.too_many", message))
}

/// The terms of the law where nothing was filled in.
fn params(question: &Question) -> Result<Params, Wrong> {
    let defaults = Params::default();
    let place = Place::new("old_year_base", "2014年7月31日及以前的年基数");
    let old_year_base = question.old_year_base.unwrap_or(defaults.old_year_base);
    Ok(Params {
        start_inclusive: question.start_inclusive.unwrap_or(defaults.start_inclusive),
        old_year_base: terms::old_year_base(old_year_base).map_err(|e| place.law(e))?,
        ..defaults
    })
}

/// The debt, and what is to be said of its rate beforehand.
fn obligation(question: &Question, until: Day) -> Result<(Obligation, Option<Step>), Wrong> {
    let list = Place::new("instalments", "债务");
    if question.instalments.is_empty() {
        return Err(Wrong::new(&list, "calc.too_few", "请至少填写一笔本金和它的履行期限届满日。"));
    }
    let only = question.instalments.len() == 1;
    let place = |at: usize, field: &str, name: &str| {
        let label = if only { name.to_owned() } else { format!("第{}期的{name}", at + 1) };
        Place::new(format!("instalments[{at}].{field}"), label)
    };
    let costs_at = Place::new("costs", "实现债权的费用");
    let costs = question.costs.as_deref().map_or(Ok(Fen::ZERO), |t| entry::yuan(t, &costs_at))?;
    let read = |(at, given): (usize, &Instalment)| {
        let principal_at = place(at, "principal", "本金");
        let principal = entry::yuan(&given.principal, &principal_at)?;
        // A single one of nothing may say when the costs fell due; among others it would only shift that day unseen.
        if principal.is_zero() && !(only && costs.is_positive()) {
            return Err(Wrong::new(&principal_at, "calc.zero", "应当大于零，请填写尚欠的本金。"));
        }
        let due_on = entry::day(&given.due, &place(at, "due", "履行期限届满日"))?;
        Ok(Tranche { principal, due_on })
    };
    let tranches = question.instalments.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let general = question.general.as_ref().map(|given| rate::read(given, until)).transpose()?;
    let (general, opening) = general.map_or((None, None), |(terms, said)| (Some(terms), said));
    Ok((Obligation { tranches, costs, general }, opening))
}

fn payments(given: &[Paid], until: Day) -> Result<Vec<Payment>, Wrong> {
    let read = |(at, given): (usize, &Paid)| {
        let place = |field: &str, name: &str| {
            Place::new(format!("payments[{at}].{field}"), format!("第{}笔清偿的{name}", at + 1))
        };
        let on_at = place("on", "日期");
        let on = entry::day(&given.on, &on_at)?;
        if until < on {
            let error = LawError::Order {
                earlier_name: "清偿日",
                earlier: on,
                later_name: "截止日",
                later: until,
            };
            return Err(on_at.law(error));
        }
        let amount_at = place("amount", "金额");
        let amount = entry::yuan(&given.amount, &amount_at)?;
        // It would cut a stretch in two, each rounded by itself, and change the result by a 分.
        if amount.is_zero() {
            let message = "应当大于零，没有实际清偿的请删去这一笔。";
            return Err(Wrong::new(&amount_at, "calc.zero", message));
        }
        Ok(Payment { on, amount })
    };
    given.iter().enumerate().map(read).collect()
}

fn single(
    obligation: &Obligation,
    until: Day,
    exclusions: &[Interval],
    params: &Params,
) -> Result<Answer<Interest>, LawError> {
    let Some(sum) = obligation.tranches.first() else {
        let (result, steps) = account(obligation, &[], until, exclusions, params)?;
        return Ok(Answer::new(result, steps));
    };
    let grown = interest::double_interest(sum.principal, sum.due_on, until, exclusions, params)?;
    let balance = Balance {
        principal: sum.principal,
        double_interest: grown.interest,
        total: sum.principal.checked_add(grown.interest)?,
        ..Balance::default()
    };
    let result = Interest {
        until,
        interest: grown.interest,
        general: Fen::ZERO,
        days: Some(grown.days),
        excluded_days: Some(grown.excluded_days),
        entries: Vec::new(),
        balance,
    };
    Ok(Answer::new(result, cite(grown.steps, SINGLE)))
}

fn account(
    obligation: &Obligation,
    payments: &[Payment],
    until: Day,
    exclusions: &[Interval],
    params: &Params,
) -> Result<(Interest, Vec<Step>), LawError> {
    let kept = interest::statement(obligation, payments, until, exclusions, params)?;
    let paid = |part: fn(&Entry) -> Fen| Fen::sum(kept.entries.iter().map(part));
    let result = Interest {
        until,
        interest: paid(|e| e.to_double_interest)?.checked_add(kept.balance.double_interest)?,
        general: paid(|e| e.to_interest)?.checked_add(kept.balance.interest)?,
        days: None,
        excluded_days: None,
        entries: kept.entries,
        balance: kept.balance,
    };
    Ok((result, kept.steps.into_iter().map(cited).collect()))
}

/// A step of an account cites what it applied, and nothing else.
fn cited(step: Worked) -> Step {
    let rules = match step.applied {
        Applied::General { floating: false } => vec!["R-I0", "R-I11"],
        Applied::General { floating: true } => vec!["R-I0", "R-I10", "R-I11", "R-I12"],
        Applied::CarriedForward => vec!["R-I10"],
        Applied::Doubled { old_days, new_days, excluded_days } => {
            let applied = [("R-I0", new_days), ("R-I7", old_days), ("R-I3", excluded_days)];
            let applied = applied.into_iter().filter(|(_, days)| 0 < *days);
            applied.map(|(rule, _)| rule).chain(["R-I9"]).collect()
        }
        Applied::SetOff { in_proportion: true } => vec!["R-I7", "R-I5"],
        Applied::SetOff { in_proportion: false } => vec!["R-I4", "R-I5"],
        Applied::Balance => Vec::new(),
    };
    Step { text: step.text, rules }
}
