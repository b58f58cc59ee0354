//! 变价：price floors, deposits, commissions, and what happens when a buyer backs out (§3.4).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::error::LawError;
use crate::money::{Fen, Rate};
use crate::sources::{auction, net_auction};

/// 一轮网络拍卖的价格底线。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Round {
    /// 起拍价（即保留价）的下限。
    pub start_min: Fen,
    /// 按该下限计算的保证金下限（5%）。
    pub deposit_min: Fen,
    /// 按该下限计算的保证金上限（20%），不小于下限。
    pub deposit_max: Fen,
}

/// 网络拍卖全程的价格底线。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Floors {
    /// 评估价或市价。
    pub appraisal: Fen,
    /// 第一次拍卖：不低于评估价的 70%。
    pub first: Round,
    /// 第二次拍卖：降幅不超过前次起拍价的 20%。
    pub second: Round,
    /// 变卖：二拍的起拍价。
    pub sale: Fen,
    /// 依据。
    pub basis: [Basis; 3],
    /// 计算过程。
    pub steps: Vec<String>,
}

fn positive(amount: Fen, place: &'static str) -> Result<Fen, LawError> {
    if amount.is_positive() {
        return Ok(amount);
    }
    Err(LawError::Parameter { place, reason: "应当大于零" })
}

/// Both bounds of the deposit are whole 分 within 5% to 20%. Below 5 分 there is no such sum: the smallest one is 1 分,
/// more than 20% of the price. A deposit must still be paid (网拍 17), so the lower bound is then the upper one too.
fn round(start_min: Fen) -> Result<Round, LawError> {
    let deposit_min = start_min.portion_at_least(5, 100)?;
    let deposit_max = start_min.portion_at_most(20, 100)?.max(deposit_min);
    Ok(Round { start_min, deposit_min, deposit_max })
}

/// The floors of both auctions and the sale, from the appraisal (网拍 10、17、26).
pub fn floors(appraisal: Fen) -> Result<Floors, LawError> {
    positive(appraisal, "评估价")?;
    let first = round(appraisal.portion_at_least(70, 100)?)?;
    let second = round(second_start_min(first.start_min)?)?;
    let deposits =
        |r: &Round| format!("保证金{}至{}元", r.deposit_min.grouped(), r.deposit_max.grouped());
    let steps = vec![
        format!(
            "一拍起拍价不低于评估价{}元的70%，即{}元，{}。",
            appraisal.grouped(),
            first.start_min.grouped(),
            deposits(&first)
        ),
        format!(
            "二拍起拍价降幅不超过20%，即不低于{}元，{}。",
            second.start_min.grouped(),
            deposits(&second)
        ),
        format!("二拍流拍的转入变卖，变卖价为二拍起拍价{}元。", second.start_min.grouped()),
    ];
    let basis = [net_auction("10"), net_auction("17"), net_auction("26")];
    Ok(Floors { appraisal, first, second, sale: second.start_min, basis, steps })
}

/// 二拍起拍价的下限：前次起拍价的 80%。
pub fn second_start_min(first_start: Fen) -> Result<Fen, LawError> {
    positive(first_start, "一拍起拍价")?.portion_at_least(80, 100)
}

/// Checks the start price and deposit that a panel has settled for the first auction.
pub fn check_first(appraisal: Fen, start: Fen, deposit: Fen) -> Result<(), LawError> {
    if start < floors(appraisal)?.first.start_min {
        return Err(LawError::Parameter {
            place: "一拍起拍价",
            reason: "不得低于评估价或市价的70%",
        });
    }
    check_deposit(start, deposit)
}

/// Checks the start price and deposit of the second auction against the first.
pub fn check_second(first_start: Fen, start: Fen, deposit: Fen) -> Result<(), LawError> {
    if start < second_start_min(first_start)? {
        return Err(LawError::Parameter {
            place: "二拍起拍价",
            reason: "降幅不得超过前次起拍价的20%",
        });
    }
    check_deposit(start, deposit)
}

fn check_deposit(start: Fen, deposit: Fen) -> Result<(), LawError> {
    let range = round(start)?;
    if (range.deposit_min..=range.deposit_max).contains(&deposit) {
        return Ok(());
    }
    Err(LawError::Parameter { place: "保证金", reason: "应为起拍价的5%至20%" })
}

/// 申请执行人竞买应补交的保证金：none, unless its claim is smaller than the deposit (网拍 17).
pub fn applicant_deposit(claim: Fen, deposit: Fen) -> Result<Fen, LawError> {
    claim.non_negative("债权数额")?;
    Ok(deposit.non_negative("保证金")?.checked_sub(claim)?.at_least_zero())
}

/// 财产类别，决定传统拍卖的次数。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goods {
    /// 动产：两次。
    Movable,
    /// 不动产及其他财产权：三次。
    Immovable,
}

/// 传统拍卖各次保留价的下限：评估价起，每次降低不超过 20% (拍变 5、24、25)。
pub fn traditional_floors(appraisal: Fen, goods: Goods) -> Result<Vec<Fen>, LawError> {
    let rounds = if goods == Goods::Movable { 2 } else { 3 };
    let mut floors = vec![positive(appraisal, "评估价")?];
    while let (Some(last), true) = (floors.last().copied(), floors.len() < rounds) {
        floors.push(last.portion_at_least(80, 100)?);
    }
    Ok(floors)
}

/// 直接变卖的最低价：评估价的二分之一 (拍变 32)。
pub fn direct_sale_min(appraisal: Fen) -> Result<Fen, LawError> {
    positive(appraisal, "评估价")?.portion_at_least(1, 2)
}

/// 传统拍卖佣金的上限，由买受人支付；网络拍卖没有佣金 (拍变 29)。
pub fn commission_max(price: Fen) -> Result<Fen, LawError> {
    const SCALE: [(i64, i32); 5] = [
        (200_000_000, 50_000),
        (1_000_000_000, 30_000),
        (5_000_000_000, 20_000),
        (10_000_000_000, 10_000),
        (i64::MAX, 5_000),
    ];
    positive(price, "成交价")?;
    let (mut below, mut numerator) = (0i64, 0i128);
    for (to, ppm) in SCALE {
        if price.get() <= below {
            break;
        }
        let part = price.get().min(to) - below;
        numerator += i128::from(part) * i128::from(Rate::from_ppm(ppm).ppb());
        below = to;
    }
    Ok(Fen::new(crate::money::round_half_up(numerator, i128::from(Rate::ONE.ppb()))?))
}

/// 悔拍保证金的用途。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forfeiture {
    /// 不予退还的保证金。
    pub deposit: Fen,
    /// 弥补拍卖产生的费用损失。
    pub to_costs: Fen,
    /// 弥补重新拍卖的价差。
    pub to_difference: Fen,
    /// 冲抵本案被执行人的债务，及与拍卖财产相关的被执行人的债务。
    pub to_debt: Fen,
    /// 保证金不足以弥补的费用与价差。
    pub shortfall: Fen,
    /// 依据。
    pub basis: Basis,
    /// 计算过程。
    pub steps: Vec<String>,
}

/// 悔拍：the deposit of a buyer who did not pay makes good the costs, then the difference to the
/// price of the new auction, then the debt (网拍 24).
pub fn forfeit(
    deposit: Fen,
    costs: Fen,
    old_price: Fen,
    new_price: Fen,
) -> Result<Forfeiture, LawError> {
    deposit.non_negative("保证金")?;
    costs.non_negative("拍卖费用损失")?;
    old_price.non_negative("原成交价")?;
    new_price.non_negative("重新拍卖成交价")?;
    let difference = old_price.checked_sub(new_price)?.at_least_zero();
    let to_costs = deposit.min(costs);
    let rest = deposit.checked_sub(to_costs)?;
    let to_difference = rest.min(difference);
    let to_debt = rest.checked_sub(to_difference)?;
    let made_good = to_costs.checked_add(to_difference)?;
    let shortfall = costs.checked_add(difference)?.checked_sub(made_good)?;
    let mut steps = vec![
        format!("保证金{}元不予退还。", deposit.grouped()),
        format!("先弥补拍卖费用损失{}元。", to_costs.grouped()),
        format!(
            "次弥补重新拍卖的价差：价差{}元，弥补{}元。",
            difference.grouped(),
            to_difference.grouped()
        ),
        format!("余{}元冲抵被执行人的债务。", to_debt.grouped()),
    ];
    if shortfall.is_positive() {
        steps.push(format!("仍有{}元未能弥补。", shortfall.grouped()));
    }
    let basis = net_auction("24");
    Ok(Forfeiture { deposit, to_costs, to_difference, to_debt, shortfall, basis, steps })
}

/// 依据：传统拍卖。
pub const TRADITIONAL_BASIS: Basis = auction("5、10、24、25");

#[cfg(test)]
mod tests;
