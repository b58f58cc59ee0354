//! 审批权限：which act of enforcement needs whose approval, and which posts must stay apart (§5.8).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::sources::{
    add_party, case_funds, cpl, cpl_note, delegation, enforcement, limits_2006, net_auction,
    objection,
};

/// 须经审批的事项。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// 罚款。
    Fine,
    /// 拘留。
    Detention,
    /// 提前解除拘留。
    EarlyRelease,
    /// 拘传。
    Summons,
    /// 搜查。
    Search,
    /// 强制迁出公告。
    EvictionNotice,
    /// 限制消费令。
    SpendingRestriction,
    /// 失信决定。
    DishonestListing,
    /// 终结本次执行程序（申请执行人未签字确认的）。
    TerminateThisRound,
    /// 延长执行期限。
    ExtendTerm,
    /// 执行中的重大事项。
    MajorMatter,
    /// 网络拍卖的起拍价、降幅、加价幅度、保证金、优先购买权顺序。
    AuctionTerms,
    /// 异议、复议的审查。
    ObjectionReview,
    /// 变更、追加当事人。
    AddParty,
    /// 案款发给申请执行人以外的人。
    PayOther,
    /// 案款发放。
    Payout,
    /// 案款缓发。
    DelayPayout,
    /// 提存。
    Escrow,
    /// 赴省外执行。
    OutOfProvince,
    /// 紧急情况下先采取措施、后发执行通知。
    UrgentMeasure,
}

/// 审批人。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// 院长。
    President,
    /// 合议庭。
    Panel,
    /// 合议庭审查核实并经院长批准。
    PanelThenPresident,
    /// 三名以上执行员讨论并报院长批准。
    ThreeOfficersThenPresident,
    /// 执行局长或分管院领导。
    BureauChief,
    /// 本省高级人民法院。
    HighCourt,
    /// 经批准，规定未写明何人；默认执行局长。
    Unspecified,
}

impl Approver {
    /// 审批人的称谓。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::President => "院长",
            Self::Panel => "合议庭",
            Self::PanelThenPresident => "合议庭审查核实并经院长批准",
            Self::ThreeOfficersThenPresident => "三名以上执行员讨论并报院长批准",
            Self::BureauChief => "执行局长或分管院领导",
            Self::HighCourt => "本省高级人民法院",
            Self::Unspecified => "经批准（规定未写明，默认执行局长）",
        }
    }
}

impl Matter {
    /// Every matter.
    pub const ALL: [Self; 20] = [
        Self::Fine,
        Self::Detention,
        Self::EarlyRelease,
        Self::Summons,
        Self::Search,
        Self::EvictionNotice,
        Self::SpendingRestriction,
        Self::DishonestListing,
        Self::TerminateThisRound,
        Self::ExtendTerm,
        Self::MajorMatter,
        Self::AuctionTerms,
        Self::ObjectionReview,
        Self::AddParty,
        Self::PayOther,
        Self::Payout,
        Self::DelayPayout,
        Self::Escrow,
        Self::OutOfProvince,
        Self::UrgentMeasure,
    ];

    /// 事项的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Fine => "罚款",
            Self::Detention => "拘留",
            Self::EarlyRelease => "提前解除拘留",
            Self::Summons => "拘传",
            Self::Search => "搜查令",
            Self::EvictionNotice => "强制迁出公告",
            Self::SpendingRestriction => "限制消费令",
            Self::DishonestListing => "失信决定",
            Self::TerminateThisRound => "终结本次执行程序",
            Self::ExtendTerm => "延长执行期限",
            Self::MajorMatter => "重大事项",
            Self::AuctionTerms => "网络拍卖定价等事项",
            Self::ObjectionReview => "异议、复议审查",
            Self::AddParty => "变更、追加当事人",
            Self::PayOther => "案款发给申请执行人以外的人",
            Self::Payout => "案款发放",
            Self::DelayPayout => "案款缓发",
            Self::Escrow => "案款提存",
            Self::OutOfProvince => "赴省外执行",
            Self::UrgentMeasure => "紧急先采取措施",
        }
    }

    /// The least authority that the texts require; a court may ask for more.
    pub fn approver(self) -> Approver {
        match self {
            Self::Fine
            | Self::Detention
            | Self::EarlyRelease
            | Self::Summons
            | Self::Search
            | Self::EvictionNotice
            | Self::SpendingRestriction
            | Self::DishonestListing
            | Self::ExtendTerm => Approver::President,
            Self::TerminateThisRound => Approver::PanelThenPresident,
            Self::MajorMatter => Approver::ThreeOfficersThenPresident,
            Self::AuctionTerms | Self::ObjectionReview | Self::AddParty | Self::PayOther => {
                Approver::Panel
            }
            Self::Payout | Self::DelayPayout | Self::Escrow => Approver::BureauChief,
            Self::OutOfProvince => Approver::HighCourt,
            Self::UrgentMeasure => Approver::Unspecified,
        }
    }

    /// 依据。
    pub fn basis(self) -> Basis {
        match self {
            Self::Fine | Self::Detention | Self::Summons => cpl("119"),
            Self::EarlyRelease => cpl_note("182"),
            Self::Search => cpl("259"),
            Self::EvictionNotice => cpl("261"),
            Self::SpendingRestriction => Basis::text("限制被执行人高消费的规定", "2010", "5"),
            Self::DishonestListing => crate::sources::good_faith(""),
            Self::TerminateThisRound => cpl_note("517"),
            Self::ExtendTerm => enforcement("63"),
            Self::MajorMatter => enforcement("5"),
            Self::AuctionTerms => net_auction("27"),
            Self::ObjectionReview => objection("11"),
            Self::AddParty => add_party("28"),
            Self::PayOther => case_funds("11"),
            Self::Payout => case_funds("12"),
            Self::DelayPayout => case_funds("10"),
            Self::Escrow => case_funds("17"),
            Self::OutOfProvince => delegation("1"),
            Self::UrgentMeasure => limits_2006("3"),
        }
    }
}

/// 不得由同一人担任的两个岗位。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Separation {
    /// 编号。
    pub id: &'static str,
    /// 一方。
    pub one: &'static str,
    /// 另一方。
    pub other: &'static str,
    /// 依据。
    pub basis: Basis,
}

/// 审执分离。
pub const REVIEW_APART: Separation = Separation {
    id: "SP-1",
    one: "执行实施人员",
    other: "同案异议、复议的审查人员",
    basis: objection("11"),
};

/// 承办与支付分离。
pub const PAYMENT_APART: Separation = Separation {
    id: "SP-2",
    one: "承办人",
    other: "案款支付的财务人员",
    basis: Basis::design("承办与财务支付分离"),
};

/// 提请与签批分离。
pub const ASKING_APART: Separation = Separation {
    id: "SP-3",
    one: "提请人",
    other: "签批人",
    basis: Basis::design("提请与签批分离"),
};

/// 逐级签批。
pub const STEPS_APART: Separation = Separation {
    id: "SP-4",
    one: "前一环节的签批人",
    other: "后一环节的签批人",
    basis: Basis::design("逐级签批，一人不签两级"),
};

/// 岗位分离。
pub const SEPARATIONS: [Separation; 4] = [REVIEW_APART, PAYMENT_APART, ASKING_APART, STEPS_APART];

#[cfg(test)]
mod tests;
