//! 扣除期间的事由 X1—X9：which stays stop which clock.

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::sources::{limits_2006, procedure, trial_limits};

/// 扣除的事由。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 公告（送达）期间。
    Announcement,
    /// 鉴定期间。
    Expertise,
    /// 管辖权异议及法院间管辖争议的处理期间。
    Jurisdiction,
    /// 专业机构审计、评估、资产清理的期间。
    Appraisal,
    /// 中止执行至恢复执行的期间。
    Stay,
    /// 达成和解或提供担保后决定暂缓的期间。
    SettlementOrGuarantee,
    /// 上级法院通知暂缓执行的期间。
    SuperiorStay,
    /// 拍卖、变卖查封、扣押财产的期间。
    Sale,
    /// 就法律适用请示上级法院的期间。
    Referral,
    /// 报请上级法院协调执行争议的期间。
    Coordination,
}

/// 被扣除的期限。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// 执行期限 (DL-G1、G1b、G2、G3)。
    Enforcement,
    /// 向上一级法院申请执行的六个月 (DL-G6)。
    Superior,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 10] = [
        Self::Announcement,
        Self::Expertise,
        Self::Jurisdiction,
        Self::Appraisal,
        Self::Stay,
        Self::SettlementOrGuarantee,
        Self::SuperiorStay,
        Self::Sale,
        Self::Referral,
        Self::Coordination,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Announcement => "announcement",
            Self::Expertise => "expertise",
            Self::Jurisdiction => "jurisdiction",
            Self::Appraisal => "appraisal",
            Self::Stay => "stay",
            Self::SettlementOrGuarantee => "settlement_or_guarantee",
            Self::SuperiorStay => "superior_stay",
            Self::Sale => "sale",
            Self::Referral => "referral",
            Self::Coordination => "coordination",
        }
    }

    /// 编号。
    pub fn id(self) -> &'static str {
        match self {
            Self::Announcement | Self::Expertise => "X1",
            Self::Jurisdiction => "X2",
            Self::Appraisal => "X3",
            Self::Stay => "X4",
            Self::SettlementOrGuarantee => "X5",
            Self::SuperiorStay => "X6",
            Self::Sale => "X7",
            Self::Referral | Self::Coordination => "X8",
        }
    }

    /// 事由的名称。
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Announcement => "公告期间",
            Self::Expertise => "鉴定期间",
            Self::Jurisdiction => "管辖权异议及管辖争议处理期间",
            Self::Appraisal => "审计、评估、资产清理期间",
            Self::Stay => "中止执行期间",
            Self::SettlementOrGuarantee => "和解或担保后暂缓执行期间",
            Self::SuperiorStay => "上级法院通知暂缓执行期间",
            Self::Sale => "拍卖、变卖期间",
            Self::Referral => "请示法律适用问题期间",
            Self::Coordination => "报请协调执行争议期间",
        }
    }

    /// Does a stretch on this ground stop that clock?
    pub fn stops(self, clock: Clock) -> bool {
        match clock {
            Clock::Enforcement => true,
            // 程序解释第13条的扣除清单不含拍卖、变卖与请示。
            Clock::Superior => !matches!(self, Self::Sale | Self::Referral),
        }
    }

    /// Whether the matter itself rests meanwhile: 中止、暂缓。
    pub fn suspends(self) -> bool {
        matches!(self, Self::Stay | Self::SettlementOrGuarantee | Self::SuperiorStay)
    }

    /// 依据。
    pub fn basis(self, clock: Clock) -> Basis {
        match (clock, self) {
            (Clock::Superior, _) => procedure("13"),
            (_, Self::Referral | Self::Coordination) => limits_2006("14").recalled(),
            _ => trial_limits("9"),
        }
    }
}

#[cfg(test)]
mod tests;
