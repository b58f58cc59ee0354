//! 费用：申请执行费、保全申请费、保全担保 (诉讼费用交纳办法 14, 20, 38).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::error::LawError;
use crate::money::{Fen, Rate};
use crate::sources::{costs, preservation};

/// 收费的结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Charge {
    /// 计费基数。
    pub amount: Fen,
    /// 应交费用。
    pub fee: Fen,
    /// 依据。
    pub basis: Basis,
    /// 计算过程。
    pub steps: Vec<String>,
}

/// One step of a scale: up to `to`, at `rate` on the part above the step before.
struct Bracket {
    to: Fen,
    rate: Rate,
}

const fn yuan(n: i64) -> Fen {
    Fen::new(n * 100)
}

const EXECUTION_FLAT_TO: Fen = yuan(10_000);
const EXECUTION_FLAT: Fen = yuan(50);
const EXECUTION: [Bracket; 4] = [
    Bracket { to: yuan(500_000), rate: Rate::from_ppm(15_000) },
    Bracket { to: yuan(5_000_000), rate: Rate::from_ppm(10_000) },
    Bracket { to: yuan(10_000_000), rate: Rate::from_ppm(5_000) },
    Bracket { to: Fen::new(i64::MAX), rate: Rate::from_ppm(1_000) },
];

const PRESERVATION_FLAT_TO: Fen = yuan(1_000);
const PRESERVATION_FLAT: Fen = yuan(30);
const PRESERVATION_CAP: Fen = yuan(5_000);
const PRESERVATION: [Bracket; 2] = [
    Bracket { to: yuan(100_000), rate: Rate::percent(1) },
    Bracket { to: Fen::new(i64::MAX), rate: Rate::from_ppm(5_000) },
];

/// 没有执行金额或者价额的案件，每件 50 元至 500 元。
pub const WITHOUT_AMOUNT: (Fen, Fen) = (yuan(50), yuan(500));

/// 依据：申请执行费。
pub const EXECUTION_BASIS: Basis = costs("14");
/// 依据：保全申请费。
pub const PRESERVATION_BASIS: Basis = costs("14");

/// 申请执行费：not paid in advance, borne by the respondent.
///
/// Errors on a negative amount; for a case without an amount see [`WITHOUT_AMOUNT`].
pub fn application_fee(amount: Fen) -> Result<Charge, LawError> {
    amount.non_negative("执行金额")?;
    let (fee, steps) = scale(amount, EXECUTION_FLAT_TO, EXECUTION_FLAT, &EXECUTION)?;
    Ok(Charge { amount, fee, basis: EXECUTION_BASIS, steps })
}

/// 执行到位金额的申请执行费：the fee on what has been enforced, when `received` came in for a debt of `debt`.
///
/// The fee is computed on the amount enforced and paid after enforcement, on top of the debt (费办 14、20、38;
/// whether the base is this or the sum claimed differs from place to place, R-F5): from 50 元 on, what came in is the
/// greatest enforced amount that fits into it together with its own fee. Less than 50 元 enforces nothing, and the fee
/// is still the 50 元 that every case costs, more than came in: take no more than the receipt. The fee never shrinks
/// when more comes in, and is the fee on the whole debt once that is covered.
///
/// Errors on a negative amount.
pub fn realized(received: Fen, debt: Fen) -> Result<Fen, LawError> {
    received.non_negative("到位金额")?;
    debt.non_negative("执行金额")?;
    let of = |amount: Fen| total(amount, EXECUTION_FLAT_TO, EXECUTION_FLAT, &EXECUTION);
    let (mut low, mut high) = (0, debt.min(received).get());
    while low < high {
        let middle = low + (high - low) / 2 + (high - low) % 2;
        let enforced = Fen::new(middle);
        if of(enforced)?.checked_add(enforced).is_ok_and(|sum| sum <= received) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    of(Fen::new(low))
}

/// 保全申请费：at most 5 000 元.
pub fn preservation_fee(amount: Fen) -> Result<Charge, LawError> {
    amount.non_negative("保全金额")?;
    let (fee, mut steps) = scale(amount, PRESERVATION_FLAT_TO, PRESERVATION_FLAT, &PRESERVATION)?;
    if fee > PRESERVATION_CAP {
        steps.push(format!("超过{}元的，按{0}元交纳。", PRESERVATION_CAP.grouped()));
    }
    Ok(Charge { amount, fee: fee.min(PRESERVATION_CAP), basis: PRESERVATION_BASIS, steps })
}

fn scale(
    amount: Fen,
    flat_to: Fen,
    flat: Fen,
    brackets: &[Bracket],
) -> Result<(Fen, Vec<String>), LawError> {
    let mut steps =
        vec![format!("不超过{}元的部分，每件{}元。", flat_to.grouped(), flat.grouped())];
    let mut below = flat_to;
    for bracket in brackets {
        if amount <= below {
            break;
        }
        let part = amount.min(bracket.to).checked_sub(below)?;
        steps.push(format!(
            "超过{}元的{}元，按{}交纳{}元。",
            below.grouped(),
            part.grouped(),
            bracket.rate,
            part.at_rate(bracket.rate)?.grouped()
        ));
        below = bracket.to;
    }
    let fee = total(amount, flat_to, flat, brackets)?;
    steps.push(format!("合计{}元。", fee.grouped()));
    Ok((fee, steps))
}

/// The fee by a scale, rounded once.
fn total(amount: Fen, flat_to: Fen, flat: Fen, brackets: &[Bracket]) -> Result<Fen, LawError> {
    let mut below = flat_to;
    let mut numerator = i128::from(flat.get()) * i128::from(Rate::ONE.ppb());
    for bracket in brackets {
        if amount <= below {
            break;
        }
        let part = amount.min(bracket.to).checked_sub(below)?;
        numerator += i128::from(part.get()) * i128::from(bracket.rate.ppb());
        below = bracket.to;
    }
    crate::money::round_half_up(numerator, i128::from(Rate::ONE.ppb())).map(Fen::new)
}

/// 申请保全的阶段，决定担保数额。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreservationStage {
    /// 诉前。
    BeforeSuit,
    /// 诉讼中。
    InSuit,
    /// 生效后、申请执行前。
    BeforeEnforcement,
}

/// 保全担保的最高数额：诉前相当于请求保全的数额，诉讼中不超过 30%，执行前可以不要求。
pub fn preservation_security(
    amount: Fen,
    stage: PreservationStage,
) -> Result<(Fen, Basis), LawError> {
    amount.non_negative("请求保全的数额")?;
    Ok(match stage {
        PreservationStage::BeforeSuit => (amount, preservation("5")),
        PreservationStage::InSuit => (amount.portion_at_most(30, 100)?, preservation("5")),
        PreservationStage::BeforeEnforcement => (Fen::ZERO, preservation("9")),
    })
}

#[cfg(test)]
mod tests;
