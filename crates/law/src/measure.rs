//! 控制措施的期限：the longest term of 查封、扣押、冻结, renewal, and when to warn.
//!
//! The end of a measure does not move for a rest day: after it the effect is gone, so renewal
//! must be finished on or before it.

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::calendar::Calendar;
use crate::day::Day;
use crate::error::LawError;
use crate::period::{Limit, end};
use crate::sources::{cpl_note, sealing};

/// 财产类别，决定控制期限的长短。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PropertyClass {
    /// 银行存款。
    Deposit,
    /// 互联网资金（支付机构余额等）：定性不明，从严按存款掌握。
    InternetFunds,
    /// 动产。
    Movable,
    /// 不动产。
    Immovable,
    /// 其他财产权：股权、证券、到期债权、知识产权等。
    OtherRight,
}

impl PropertyClass {
    /// Every class.
    pub const ALL: [Self; 5] =
        [Self::Deposit, Self::InternetFunds, Self::Movable, Self::Immovable, Self::OtherRight];

    /// 类别的中文名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Deposit => "银行存款",
            Self::InternetFunds => "互联网资金",
            Self::Movable => "动产",
            Self::Immovable => "不动产",
            Self::OtherRight => "其他财产权",
        }
    }
}

/// 最长期限及其依据。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// 长度，不顺延。
    pub limit: Limit,
    /// 依据。
    pub basis: Basis,
}

/// The terms in force from a day on.
struct Edition {
    from: (i16, i8, i8),
    deposit: Limit,
    movable: Limit,
    other: Limit,
    /// Renewal: the same, or half of it.
    renewal: Renewal,
    basis: Basis,
}

#[derive(PartialEq)]
enum Renewal {
    Same,
    Half,
}

/// Newest first. Before 2005 the texts set no limit; the oldest edition stands in.
const EDITIONS: [Edition; 2] = [
    Edition {
        from: (2015, 2, 4),
        deposit: Limit::years(1).no_roll(),
        movable: Limit::years(2).no_roll(),
        other: Limit::years(3).no_roll(),
        renewal: Renewal::Same,
        basis: cpl_note("485"),
    },
    Edition {
        from: (2005, 1, 1),
        deposit: Limit::months(6).no_roll(),
        movable: Limit::months(12).no_roll(),
        other: Limit::months(24).no_roll(),
        renewal: Renewal::Half,
        basis: Basis::memory("查封、扣押、冻结财产的规定", "2004", "29"),
    },
];

fn edition(on: Day) -> &'static Edition {
    let key = (on.year(), on.month(), on.day());
    let [newest, oldest] = &EDITIONS;
    if key >= newest.from { newest } else { oldest }
}

/// 最长期限：the longest term of a measure taken on that day.
pub fn longest(class: PropertyClass, on: Day) -> Term {
    let edition = edition(on);
    let limit = match class {
        PropertyClass::Deposit | PropertyClass::InternetFunds => edition.deposit,
        PropertyClass::Movable => edition.movable,
        PropertyClass::Immovable | PropertyClass::OtherRight => edition.other,
    };
    let basis = if class == PropertyClass::InternetFunds {
        Basis::design("互联网资金按存款的期限掌握（民诉解释第485条）")
    } else {
        edition.basis
    };
    Term { limit, basis }
}

/// 续行的最长期限：the longest term of a renewal done on that day.
pub fn longest_renewal(class: PropertyClass, on: Day) -> Term {
    let term = longest(class, on);
    if edition(on).renewal == Renewal::Same {
        return term;
    }
    Term { limit: Limit { length: term.limit.length / 2, ..term.limit }, ..term }
}

/// 届满日：the last possible end of a measure taken on `taken_on`.
pub fn latest_end(class: PropertyClass, taken_on: Day) -> Result<Day, LawError> {
    Ok(end(taken_on, &longest(class, taken_on).limit, &[], Calendar::builtin())?.end)
}

/// 续行后的届满日：the last possible end of a renewal done on `renewed_on`, counted from that day.
///
/// Errors when the measure had already ended on `current_end`: a lapsed measure cannot be renewed,
/// it must be taken anew (民诉解释 485、查扣冻规定 27).
pub fn renewed_end(
    class: PropertyClass,
    current_end: Day,
    renewed_on: Day,
) -> Result<Day, LawError> {
    if has_lapsed(current_end, renewed_on) {
        return Err(LawError::Order {
            earlier_name: "续行办理日",
            earlier: renewed_on,
            later_name: "原期限届满日",
            later: current_end,
        });
    }
    let limit = longest_renewal(class, renewed_on).limit;
    Ok(end(renewed_on, &limit, &[], Calendar::builtin())?.end)
}

/// Checks an end that a ruling states: not before the measure, not beyond the longest term.
pub fn check_end(class: PropertyClass, taken_on: Day, stated_end: Day) -> Result<Day, LawError> {
    if stated_end < taken_on {
        return Err(LawError::Order {
            earlier_name: "措施实施日",
            earlier: taken_on,
            later_name: "裁定载明的届满日",
            later: stated_end,
        });
    }
    if stated_end > latest_end(class, taken_on)? {
        return Err(LawError::Parameter {
            place: "控制措施的届满日",
            reason: "超过民诉解释第485条的最长期限（存款一年、动产二年、不动产及其他财产权三年）",
        });
    }
    Ok(stated_end)
}

/// 是否已因届满失效：after the end day, the effect is gone; on it, it still stands.
pub fn has_lapsed(ends_on: Day, today: Day) -> bool {
    today > ends_on
}

/// 续行预警的提前天数 (DL-B19)。
pub const WARNING_DAYS: [u32; 5] = [60, 30, 15, 7, 1];

/// The days on which to warn of an end, earliest first.
pub fn warning_days(ends_on: Day) -> Result<[Day; 5], LawError> {
    let mut days = [ends_on; 5];
    for (slot, before) in days.iter_mut().zip(WARNING_DAYS) {
        *slot = ends_on.plus_days(-i64::from(before))?;
    }
    Ok(days)
}

/// The warning that stands on `today`: the smallest of [`WARNING_DAYS`] already reached.
///
/// `None` while the end is further away than the first warning, and after the end.
pub fn warning_on(ends_on: Day, today: Day) -> Option<u32> {
    let left = today.days_until(ends_on);
    let left = u32::try_from(left).ok()?;
    WARNING_DAYS.into_iter().rfind(|before| left <= *before)
}

/// 依据：查封冻结届满失效、轮候自动生效。
pub const LAPSE_BASIS: Basis = sealing("27");

/// 依据：查封、扣押、冻结的价额以足以清偿债权额及执行费用为限。
pub const WITHIN_THE_DEBT: Basis = sealing("19");

#[cfg(test)]
mod tests;
