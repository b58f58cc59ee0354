//! 清偿顺序：how one receipt is used up among what the respondent owes in one case (执行规定 34、民法典 561、利息解释 4).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::error::LawError;
use crate::money::Fen;
use crate::sources::{civil_code, costs, delay_interest, enforcement};

/// 应付的项目，in the order in which a receipt satisfies them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueItem {
    /// 申请执行费。
    ExecutionFee,
    /// 评估、拍卖等执行费用。
    DisposalCosts,
    /// 诉讼费、保全费等实现债权的费用。
    LitigationCosts,
    /// 一般债务利息、违约金。
    Interest,
    /// 主债务。
    Principal,
    /// 加倍部分债务利息、迟延履行金。
    DoubleInterest,
}

impl DueItem {
    /// Every item, first to last.
    pub const ORDER: [Self; 6] = [
        Self::ExecutionFee,
        Self::DisposalCosts,
        Self::LitigationCosts,
        Self::Interest,
        Self::Principal,
        Self::DoubleInterest,
    ];

    /// 项目名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::ExecutionFee => "申请执行费",
            Self::DisposalCosts => "评估拍卖等执行费用",
            Self::LitigationCosts => "诉讼费等实现债权的费用",
            Self::Interest => "一般债务利息",
            Self::Principal => "主债务",
            Self::DoubleInterest => "加倍部分债务利息",
        }
    }

    /// Why the item stands at this place.
    pub fn basis(self) -> Basis {
        match self {
            Self::ExecutionFee => costs("14、20、38"),
            Self::DisposalCosts => enforcement("34"),
            Self::LitigationCosts | Self::Interest | Self::Principal => civil_code("561"),
            Self::DoubleInterest => delay_interest("4"),
        }
    }
}

/// 各项应付数额。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dues {
    /// 申请执行费。
    pub execution_fee: Fen,
    /// 评估、拍卖等执行费用。
    pub disposal_costs: Fen,
    /// 诉讼费等实现债权的费用。
    pub litigation_costs: Fen,
    /// 一般债务利息。
    pub interest: Fen,
    /// 主债务。
    pub principal: Fen,
    /// 加倍部分债务利息。
    pub double_interest: Fen,
}

impl Dues {
    /// The amount due for one item.
    pub fn of(&self, item: DueItem) -> Fen {
        match item {
            DueItem::ExecutionFee => self.execution_fee,
            DueItem::DisposalCosts => self.disposal_costs,
            DueItem::LitigationCosts => self.litigation_costs,
            DueItem::Interest => self.interest,
            DueItem::Principal => self.principal,
            DueItem::DoubleInterest => self.double_interest,
        }
    }

    /// Everything together.
    pub fn total(&self) -> Result<Fen, LawError> {
        Fen::sum(DueItem::ORDER.map(|item| self.of(item)))
    }
}

/// 一项的清偿结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SplitLine {
    /// 项目。
    pub item: DueItem,
    /// 应付。
    pub due: Fen,
    /// 本次清偿。
    pub paid: Fen,
    /// 尚欠。
    pub left: Fen,
    /// 依据。
    pub basis: Basis,
}

/// 一笔款项的清偿结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Split {
    /// 收到的款项。
    pub receipt: Fen,
    /// 各项清偿，按顺序，只列应付数额大于零的项目。
    pub lines: Vec<SplitLine>,
    /// 归申请执行人的部分。
    pub to_applicant: Fen,
    /// 归法院的执行费用。
    pub to_court: Fen,
    /// 余款，退还被执行人。
    pub refund: Fen,
    /// 尚欠合计。
    pub left: Fen,
    /// 计算过程。
    pub steps: Vec<String>,
}

impl Split {
    /// What was paid for one item.
    pub fn paid(&self, item: DueItem) -> Fen {
        self.lines.iter().find(|l| l.item == item).map_or(Fen::ZERO, |l| l.paid)
    }
}

/// 依据：清偿后的余款退还被执行人。
pub const REFUND_BASIS: Basis = enforcement("34");

/// Uses up one receipt in the legal order; what is left over goes back to the respondent.
///
/// Errors when any amount is negative or the total does not fit.
pub fn split(receipt: Fen, dues: &Dues) -> Result<Split, LawError> {
    receipt.non_negative("收到的款项")?;
    dues.total()?;
    let mut rest = receipt;
    let (mut to_court, mut to_applicant, mut left) = (Fen::ZERO, Fen::ZERO, Fen::ZERO);
    let (mut lines, mut steps) = (Vec::new(), Vec::new());
    for item in DueItem::ORDER {
        let due = dues.of(item).non_negative(item.chinese())?;
        if due.is_zero() {
            continue;
        }
        let paid = rest.min(due);
        rest = rest.checked_sub(paid)?;
        let line = SplitLine { item, due, paid, left: due.checked_sub(paid)?, basis: item.basis() };
        left = left.checked_add(line.left)?;
        match item {
            DueItem::ExecutionFee | DueItem::DisposalCosts => {
                to_court = to_court.checked_add(paid)?;
            }
            _ => to_applicant = to_applicant.checked_add(paid)?,
        }
        steps.push(format!(
            "{}应付{}元，清偿{}元，尚欠{}元（{}）。",
            item.chinese(),
            due.grouped(),
            paid.grouped(),
            line.left.grouped(),
            line.basis
        ));
        lines.push(line);
    }
    if rest.is_positive() {
        steps.push(format!("余款{}元退还被执行人（{}）。", rest.grouped(), enforcement("34")));
    }
    Ok(Split { receipt, lines, to_applicant, to_court, refund: rest, left, steps })
}

#[cfg(test)]
mod tests;
