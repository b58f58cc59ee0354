//! 变更、追加被执行人：who may be added, for how much, and by what remedy (变更追加规定 10—25).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::sources::add_party;

/// 救济途径。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// 裁定送达之日起十日内向上一级法院申请复议。
    Reconsideration,
    /// 裁定送达之日起十五日内提起执行异议之诉。
    Suit,
}

/// 变更、追加的事由。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 公民死亡或宣告死亡：遗产管理人、继承人、受遗赠人。
    Estate,
    /// 宣告失踪：财产代管人。
    Custodian,
    /// 法人或其他组织合并：合并后的主体。
    Merger,
    /// 法人或其他组织分立：分立后的主体。
    Division,
    /// 个人独资企业：出资人。
    SoleProprietor,
    /// 合伙企业：普通合伙人。
    GeneralPartner,
    /// 有限合伙企业：未足额出资的有限合伙人。
    LimitedPartner,
    /// 法人分支机构：法人；法人财产不足时其他分支机构的财产。
    Branch,
    /// 其他非法人组织：依法承担责任的主体。
    OtherUnincorporated,
    /// 未缴纳或未足额缴纳出资的股东、出资人。
    UnpaidCapital,
    /// 抽逃出资的股东、出资人。
    WithdrawnCapital,
    /// 未履行出资义务即转让股权的原股东。
    FormerShareholder,
    /// 不能证明财产独立的一人公司股东。
    SoleShareholder,
    /// 未经清算即注销：有限公司股东、股份公司董事和控股股东。
    DeregisteredUnliquidated,
    /// 无偿接受财产的股东、出资人、主管部门。
    GratuitousRecipient,
    /// 注销时书面承诺承担责任的第三人。
    DeregistrationPromise,
    /// 执行中书面承诺代为履行的第三人。
    EnforcementPromise,
    /// 依行政命令调拨、划转财产的接受人。
    AdministrativeTransfer,
}

impl Ground {
    /// Every ground, in the order of the articles.
    pub const ALL: [Self; 18] = [
        Self::Estate,
        Self::Custodian,
        Self::Merger,
        Self::Division,
        Self::SoleProprietor,
        Self::GeneralPartner,
        Self::LimitedPartner,
        Self::Branch,
        Self::OtherUnincorporated,
        Self::UnpaidCapital,
        Self::WithdrawnCapital,
        Self::FormerShareholder,
        Self::SoleShareholder,
        Self::DeregisteredUnliquidated,
        Self::GratuitousRecipient,
        Self::DeregistrationPromise,
        Self::EnforcementPromise,
        Self::AdministrativeTransfer,
    ];

    /// 依据。
    pub fn basis(self) -> Basis {
        add_party(match self {
            Self::Estate | Self::Custodian => "10",
            Self::Merger => "11",
            Self::Division => "12",
            Self::SoleProprietor => "13",
            Self::GeneralPartner | Self::LimitedPartner => "14",
            Self::Branch => "15",
            Self::OtherUnincorporated => "16",
            Self::UnpaidCapital => "17",
            Self::WithdrawnCapital => "18",
            Self::FormerShareholder => "19",
            Self::SoleShareholder => "20",
            Self::DeregisteredUnliquidated => "21",
            Self::GratuitousRecipient => "22",
            Self::DeregistrationPromise => "23",
            Self::EnforcementPromise => "24",
            Self::AdministrativeTransfer => "25",
        })
    }

    /// 可以变更、追加的人。
    pub fn party(self) -> &'static str {
        match self {
            Self::Estate => "遗产管理人、继承人、受遗赠人",
            Self::Custodian => "失踪人的财产代管人",
            Self::Merger => "合并后存续或新设的主体",
            Self::Division => "分立后新设的主体",
            Self::SoleProprietor => "个人独资企业的出资人",
            Self::GeneralPartner => "普通合伙人",
            Self::LimitedPartner => "未按期足额出资的有限合伙人",
            Self::Branch => "法人（及其他分支机构的财产）",
            Self::OtherUnincorporated => "依法承担责任的主体",
            Self::UnpaidCapital => "未缴纳或未足额缴纳出资的股东、出资人",
            Self::WithdrawnCapital => "抽逃出资的股东、出资人",
            Self::FormerShareholder => "未履行出资义务即转让股权的原股东",
            Self::SoleShareholder => "一人公司的股东",
            Self::DeregisteredUnliquidated => "有限公司股东，股份公司董事、控股股东",
            Self::GratuitousRecipient => "无偿接受财产的股东、出资人、主管部门",
            Self::DeregistrationPromise => "注销登记时书面承诺的第三人",
            Self::EnforcementPromise => "执行中书面承诺的第三人",
            Self::AdministrativeTransfer => "财产的接受人",
        }
    }

    /// 责任范围。
    pub fn liability(self) -> &'static str {
        match self {
            Self::Estate => "遗产范围内",
            Self::Custodian => "代管的财产范围内",
            Self::Merger | Self::SoleProprietor | Self::GeneralPartner => "全部债务",
            Self::Division | Self::SoleShareholder | Self::DeregisteredUnliquidated => "连带责任",
            Self::LimitedPartner | Self::UnpaidCapital | Self::FormerShareholder => {
                "未足额缴纳出资的范围内"
            }
            Self::WithdrawnCapital => "抽逃出资的范围内",
            Self::Branch | Self::OtherUnincorporated => "法人或责任主体的财产",
            Self::GratuitousRecipient | Self::AdministrativeTransfer => "接受的财产范围内",
            Self::DeregistrationPromise | Self::EnforcementPromise => "承诺的范围内",
        }
    }

    /// 救济途径 (30—32)。
    pub fn remedy(self) -> Remedy {
        match self {
            Self::LimitedPartner
            | Self::UnpaidCapital
            | Self::WithdrawnCapital
            | Self::FormerShareholder
            | Self::SoleShareholder
            | Self::DeregisteredUnliquidated => Remedy::Suit,
            _ => Remedy::Reconsideration,
        }
    }
}

#[cfg(test)]
mod tests;
