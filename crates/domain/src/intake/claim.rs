//! 执行标的：what the title orders to be paid, and what is owed on a day.

use zhixing_law::{
    checklist::filing::TitleKind, day::Day, error::LawError, fee, interest, money::Fen,
};

use crate::ground::{
    field::{Positive, Rows, Text, choices, fields, law_choices, parts},
    word::words,
};

words! {
    /// 债务项目种类
    ItemKind {
        /// 实现债权的费用（诉讼费、保全费等由被执行人负担部分）
        Costs = "costs", "实现债权的费用";
        /// 一般债务利息（按生效文书已计算的数额）
        GeneralInterest = "general_interest", "一般债务利息";
        Principal = "principal", "本金或其他主债务";
    }
}

choices! { ItemKind }

words! {
    /// 行为请求的种类
    DeedKind {
        Transfer = "transfer", "协助办理过户登记";
        Deliver = "deliver", "交付财物、票证";
        Vacate = "vacate", "迁出房屋、退出土地";
        Act = "act", "完成指定的行为";
        Refrain = "refrain", "停止、不为指定的行为";
    }
}

choices! { DeedKind }

law_choices! {
    TitleKind {
        Court = "court", "法院民事文书";
        Criminal = "criminal", "刑事裁判涉财产部分";
        Arbitration = "arbitration", "仲裁文书";
        Notarial = "notarial", "公证债权文书";
        Administrative = "administrative", "行政机关决定（非诉执行）";
    }
}

fields! {
    /// 执行标的的一项
    ClaimItem {
        kind: ItemKind = "种类";
        title: String as Text<100> = "名称";
        amount("amount_fen"): Fen as Positive = "金额";
    }
}

fields! {
    /// 请求履行的一项行为，照主文写明
    Deed {
        kind: DeedKind = "种类";
        content: String as Text<300> = "内容", "照主文写明做什么、对谁做";
    }
}

fields! {
    /// 执行依据. Its category decides jurisdiction and materials; delay interest runs from the day after `due_on`.
    EnforceableTitle {
        category: TitleKind = "执行依据的类别";
        kind: String as Text<30> = "文书种类", "例如民事判决书";
        issuer: String as Text<60> = "作出机关";
        number: String as Text<60> = "文号";
        effective_on: Day = "生效日期";
        due_on: Day = "履行届满日", "迟延履行利息自次日起算";
        operative_part: String as Text<2000> = "主文";
    }
}

/// So many items a claim has at most.
pub const ITEMS_MAX: usize = 50;

/// So many acts a claim asks for at most.
pub const DEEDS_MAX: usize = 20;

fields! {
    /// 执行标的
    Claim {
        title: EnforceableTitle = "执行依据";
        items: Vec<ClaimItem> as Rows<ClaimItem, ITEMS_MAX> = "标的明细";
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        deeds: Vec<Deed> as Option<Rows<Deed, DEEDS_MAX>> = "行为请求", "交付、过户、迁出等不以金额计的请求";
        cause: String as Text<50> = "案由";
        delay_interest: bool = "迟延履行利息", "是否请求加倍部分债务利息";
        #[serde(default)]
        livelihood: bool = "涉民生", "劳动报酬、交通事故、抚养赡养等";
    }
}

parts! { EnforceableTitle, Claim }

impl Claim {
    /// 申请执行标的额：the sum of the items.
    pub fn total(&self) -> Result<Fen, LawError> {
        Fen::sum(self.items.iter().map(|item| item.amount))
    }

    /// The sum of the items of a kind.
    pub fn of(&self, kind: ItemKind) -> Result<Fen, LawError> {
        Fen::sum(self.items.iter().filter(|item| item.kind == kind).map(|item| item.amount))
    }

    /// 计算加倍利息的基数：money debts other than general interest (利息解释2014第1条).
    pub fn interest_base(&self) -> Result<Fen, LawError> {
        self.total()?.checked_sub(self.of(ItemKind::GeneralInterest)?)
    }
}

/// 截至某日的应付总额，分项
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The day up to which delay interest is computed.
    pub on: Day,
    /// 执行费 (应缴国库)
    pub fee: Fen,
    pub costs: Fen,
    pub general_interest: Fen,
    pub principal: Fen,
    /// 加倍部分债务利息
    pub double_interest: Fen,
    /// Days for which the doubled part runs.
    pub days: i64,
    pub total: Fen,
}

impl Owed {
    /// What goes to the applicant: everything but the court's fee.
    pub fn to_applicant(&self) -> Result<Fen, LawError> {
        self.total.checked_sub(self.fee)
    }
}

/// 已清偿的部分，分项
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paid {
    pub fee: Fen,
    pub costs: Fen,
    pub general_interest: Fen,
    pub principal: Fen,
    pub double_interest: Fen,
}

/// 账目：what is owed in all, what has been discharged, what is left, what was too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub owed: Owed,
    pub paid: Paid,
    /// 尚欠, with the fee
    pub left: Fen,
    /// 余款, to be given back
    pub surplus: Fen,
    /// 余款 by sum, in the order of their days.
    pub surpluses: Vec<Fen>,
    /// 申请执行人放弃的部分
    pub waived: Fen,
}

/// What is owed in all when the debt is discharged on `on`, nothing having been paid before.
///
/// The fee is charged on the amount enforced (费办2006第14、20、38条), here claim and doubled interest.
/// Interest stops on the day of deduction or performance (利息解释2014第3条).
pub fn owed(claim: &Claim, on: Day) -> Result<Owed, LawError> {
    Ok(account(claim, &[], on)?.owed)
}

/// The account after the applicants gave up on `waived_on` what was still left of the debt: interest stops
/// then, no further fee comes up, and whatever comes in later is given back.
pub fn account_waived(
    claim: &Claim,
    sums: &[(Day, Fen)],
    waived_on: Day,
) -> Result<Account, LawError> {
    let mut sums = sums.to_vec();
    sums.sort_by_key(|(day, _)| *day);
    let (before, after): (Vec<_>, Vec<_>) = sums.into_iter().partition(|s| s.0 <= waived_on);
    let mut account = account(claim, &before, waived_on)?;
    let unpaid_fee = account.owed.fee.checked_sub(account.paid.fee)?;
    account.waived = account.left.checked_sub(unpaid_fee)?;
    account.left = Fen::ZERO;
    account.owed.fee = account.paid.fee;
    account.owed.total = account.owed.total.checked_sub(unpaid_fee)?;
    for (_, sum) in after {
        account.surplus = account.surplus.checked_add(sum)?;
        account.surpluses.push(sum);
    }
    Ok(account)
}

/// The account of a claim through the sums that discharged it, each on its day, up to `on` (or the last sum).
///
/// A sum pays first the court's fee on what is enforced with it (执行规定2020第34条, 费办2006第14、20条), then
/// costs, general interest and principal (民法典第561条), the doubled interest last (利息解释2014第4条); the
/// doubled interest runs on what is left.
pub fn account(claim: &Claim, sums: &[(Day, Fen)], on: Day) -> Result<Account, LawError> {
    let mut sums = sums.to_vec();
    sums.sort_by_key(|(day, _)| *day);
    let on = sums.last().map_or(on, |(day, _)| on.max(*day));
    let costs = claim.of(ItemKind::Costs)?;
    let general_interest = claim.of(ItemKind::GeneralInterest)?;
    let principal = claim.of(ItemKind::Principal)?;
    // Costs and principal are one base, so that they are rounded once; a due day not yet past bears nothing.
    let due_on = if claim.delay_interest { claim.title.due_on } else { on };
    let base = interest::Obligation {
        tranches: vec![interest::Tranche { principal: claim.interest_base()?, due_on }],
        costs: Fen::ZERO,
        general: None,
    };
    let run = |payments: &[interest::Payment], to: Day| {
        interest::statement(&base, payments, to, &[], &interest::Params::default())
    };
    let mut paid = Paid::default();
    let mut payments: Vec<interest::Payment> = Vec::with_capacity(sums.len());
    let mut received = Fen::ZERO;
    for (day, sum) in sums {
        received = received.checked_add(sum)?;
        let debt = claim.total()?.checked_add(accrued(&run(&payments, day)?)?)?;
        let fee = fee::realized(received, debt)?;
        let to_fee = sum.min(fee.checked_sub(paid.fee)?.at_least_zero());
        paid.fee = paid.fee.checked_add(to_fee)?;
        let rest = sum.checked_sub(to_fee)?;
        let to_costs = rest.min(costs.checked_sub(paid.costs)?);
        paid.costs = paid.costs.checked_add(to_costs)?;
        let rest_after_costs = rest.checked_sub(to_costs)?;
        let to_interest =
            rest_after_costs.min(general_interest.checked_sub(paid.general_interest)?);
        paid.general_interest = paid.general_interest.checked_add(to_interest)?;
        payments.push(interest::Payment { on: day, amount: rest.checked_sub(to_interest)? });
    }
    let book = run(&payments, on)?;
    let base_paid = Fen::sum(book.entries.iter().map(|entry| entry.to_principal))?;
    // Before 2014-08-01 debt and interest were repaid in proportion, so less may have reached the costs.
    paid.costs = paid.costs.min(base_paid);
    paid.principal = base_paid.checked_sub(paid.costs)?;
    paid.double_interest = Fen::sum(book.entries.iter().map(|entry| entry.to_double_interest))?;
    let double_interest = accrued(&book)?;
    let fee = fee_on(claim, double_interest)?;
    let total = claim.total()?.checked_add(double_interest)?.checked_add(fee)?;
    let days = if double_interest.is_zero() { 0 } else { due_on.days_until(on) };
    let owed = Owed { on, fee, costs, general_interest, principal, double_interest, days, total };
    let discharged = Fen::sum([
        paid.fee,
        paid.costs,
        paid.general_interest,
        paid.principal,
        paid.double_interest,
    ])?;
    let surpluses: Vec<Fen> = book.entries.iter().map(|entry| entry.surplus).collect();
    let surplus = Fen::sum(surpluses.iter().copied())?;
    let left = total.checked_sub(discharged)?;
    Ok(Account { owed, paid, left, surplus, surpluses, waived: Fen::ZERO })
}

/// The doubled interest that has come up so far, paid or not.
fn accrued(book: &interest::Statement) -> Result<Fen, LawError> {
    let paid = Fen::sum(book.entries.iter().map(|entry| entry.to_double_interest))?;
    paid.checked_add(book.balance.double_interest)
}

fn fee_on(claim: &Claim, double_interest: Fen) -> Result<Fen, LawError> {
    Ok(fee::application_fee(claim.total()?.checked_add(double_interest)?)?.fee)
}
