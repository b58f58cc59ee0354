//! 合议庭：how many sit on it, who presides, in which order they speak, how it decides, and what its record says (§5.8).

use crate::basis::Basis;
use crate::sources::{cpl, panel_conduct};

/// 合议庭的成员人数，必须是单数；至少三人。
pub const ODD: Basis = cpl("40").excerpt();

/// 审判长由院长或者庭长指定审判员一人担任；院长或者庭长参加的，由院长或者庭长担任。
pub const PRESIDING: Basis = cpl("44").recalled();

/// 评议实行少数服从多数；制作笔录，由成员签名；不同意见如实记入笔录。
pub const DECIDES: Basis = cpl("45").recalled();

/// 成员的指定和调整，全程留痕。
pub const APPOINTED: Basis = panel_conduct("2").excerpt();

/// 承办法官先发表意见，其他成员依次发表，审判长最后；不得以书面意见或者委托他人代替评议。
pub const ORDER: Basis = panel_conduct("6").recalled();

/// 按多数意见作出决定，少数意见记入笔录。
pub const MAJORITY: Basis = panel_conduct("7").excerpt();

/// 合议庭最少的人数，人。
pub const LEAST: usize = 3;

/// Whether so many can sit together.
pub const fn may_sit(members: usize) -> bool {
    LEAST <= members && members % 2 == 1
}

/// Whether so many of the members are the majority.
pub const fn carries(agree: usize, members: usize) -> bool {
    members < agree.saturating_mul(2)
}

#[cfg(test)]
mod tests;
