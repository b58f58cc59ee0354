//! 执行标的：what the title orders to be paid, and what is owed on a day.

use serde::{Deserialize, Serialize};
use zhixing_law::{
    checklist::filing::TitleKind, day::Day, error::LawError, fee, interest, money::Fen,
};

/// 债务项目种类
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// 实现债权的费用（诉讼费、保全费等由被执行人负担部分）
    Costs,
    /// 一般债务利息（按生效文书已计算的数额）
    GeneralInterest,
    /// 本金或其他主债务
    Principal,
}

/// 执行标的的一项
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimItem {
    pub kind: ItemKind,
    pub title: String,
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
}

/// 执行依据
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnforceableTitle {
    /// 执行依据的类别, which decides jurisdiction and materials
    pub category: TitleKind,
    /// 文书种类, for example 民事判决书
    pub kind: String,
    /// 作出机关
    pub issuer: String,
    /// 文书案号
    pub number: String,
    /// 生效日
    pub effective_on: Day,
    /// 履行期届满日: the last day to perform; delay interest runs from the next.
    pub due_on: Day,
    /// 主文
    pub operative_part: String,
}

/// 执行标的
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub title: EnforceableTitle,
    pub items: Vec<ClaimItem>,
    /// 案由
    pub cause: String,
    /// 是否请求加倍部分债务利息
    pub delay_interest: bool,
    /// 涉民生（劳动报酬、交通事故、抚养赡养等）
    #[serde(default)]
    pub livelihood: bool,
}

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

/// What is owed in all when the debt is discharged on `on`, nothing having been paid before.
///
/// The fee is charged on the amount enforced (费办2006第14、20、38条), here claim and doubled interest.
/// Interest stops on the day of deduction or performance (利息解释2014第3条).
pub fn owed(claim: &Claim, on: Day) -> Result<Owed, LawError> {
    let base = claim.interest_base()?;
    let (double_interest, days) = if claim.delay_interest && claim.title.due_on < on {
        let sum = interest::double_interest(base, claim.title.due_on, on, &[], &interest::Params::default())?;
        (sum.interest, sum.days)
    } else {
        (Fen::ZERO, 0)
    };
    let debt = claim.total()?.checked_add(double_interest)?;
    let fee = fee::application_fee(debt)?.fee;
    Ok(Owed {
        on,
        fee,
        costs: claim.of(ItemKind::Costs)?,
        general_interest: claim.of(ItemKind::GeneralInterest)?,
        principal: claim.of(ItemKind::Principal)?,
        double_interest,
        days,
        total: debt.checked_add(fee)?,
    })
}
