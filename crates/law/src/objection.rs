//! 执行异议的材料、裁定结果和救济：what an objection must bring, how it can be decided, what follows (§5.1, 5.3).

use crate::basis::Basis;
use crate::limits::{self, LimitRule};
use crate::routing::Route;
use crate::sources::{cpl, objection, procedure};

/// 异议的裁定结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// 异议不成立，裁定驳回异议。
    Dismissed,
    /// 异议成立，裁定撤销相关执行行为。
    Revoked,
    /// 异议部分成立，裁定变更相关执行行为。
    Altered,
    /// 异议成立或者部分成立，但执行行为无撤销、变更内容。
    Established,
    /// 案外人的理由成立，裁定中止对该标的的执行。
    Stayed,
    /// 准予撤回异议申请。
    Withdrawn,
    /// 立案后发现不符合受理条件，裁定驳回异议申请。
    ApplicationDismissed,
}

impl Decision {
    /// May an objection of this route be decided so?
    pub fn fits(self, route: Route) -> bool {
        match self {
            Self::Dismissed | Self::Withdrawn | Self::ApplicationDismissed => true,
            Self::Revoked | Self::Altered | Self::Established => route == Route::ConductObjection,
            Self::Stayed => route == Route::ThirdPartyObjection,
        }
    }

    /// 依据。
    pub fn basis(self, route: Route) -> Basis {
        match (self, route) {
            (Self::Withdrawn, _) => objection("13"),
            (Self::ApplicationDismissed, _) => objection("2"),
            (_, Route::ThirdPartyObjection) => cpl("238"),
            _ => objection("17"),
        }
    }

    /// What may be done against the ruling, and within which limit from its service; none against a permitted withdrawal.
    pub fn remedy(self, route: Route) -> Option<(&'static str, &'static LimitRule)> {
        match (self, route) {
            (Self::Withdrawn, _) => None,
            (Self::ApplicationDismissed, _) => Some(("向上一级人民法院申请复议", &limits::H8)),
            (_, Route::ThirdPartyObjection) => Some(("向本院提起执行异议之诉", &limits::H7)),
            _ => Some(("向上一级人民法院申请复议", &limits::H3)),
        }
    }

    /// 对异议标的能否处分 once the ruling has been made on an outsider's objection.
    pub fn disposal(self, route: Route) -> Disposal {
        match (route, self) {
            (Route::ThirdPartyObjection, Self::Stayed) => Disposal::Stayed,
            (Route::ThirdPartyObjection, Self::Dismissed) => Disposal::After(&limits::H7),
            _ => Disposal::Free,
        }
    }
}

/// 对异议标的的处分。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposal {
    /// 可以处分。
    Free,
    /// 期满以前不得处分，自裁定送达起算。
    After(&'static LimitRule),
    /// 已经裁定中止对该标的的执行。
    Stayed,
}

/// 审查期间不得处分异议标的: only an outsider's objection to the thing stops its disposal, one to an act does not stop
/// enforcement.
pub fn stops_disposal(route: Route) -> Option<Basis> {
    (route == Route::ThirdPartyObjection).then(|| procedure("15"))
}

/// 异议申请应当附具的材料，依次：申请书、身份证明、证据材料、送达地址和联系方式。
pub const MATERIALS: Basis = objection("1");

/// 异议、复议的审查：合议庭进行；办理实施的人不得参加。
pub const APART: Basis = objection("11");

#[cfg(test)]
mod tests;
