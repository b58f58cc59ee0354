//! 财产类型：how each kind of property is found, controlled and turned into money (§6.1, 6.3).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::measure::PropertyClass;
use crate::sources::{preservation, sealing};

mod table;

/// 财产类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetKind {
    /// 银行存款。
    Deposit,
    /// 互联网资金。
    InternetFunds,
    /// 不动产。
    Immovable,
    /// 机动车。
    Vehicle,
    /// 船舶、航空器。
    Vessel,
    /// 其他动产（设备、存货等）。
    Movable,
    /// 有限公司、非上市公司股权。
    Equity,
    /// 上市股票、证券。
    Securities,
    /// 基金、理财、信托。
    WealthProduct,
    /// 保险（收益、现金价值）。
    Insurance,
    /// 住房公积金。
    ProvidentFund,
    /// 工资等收入。
    Income,
    /// 股息、红利。
    Dividend,
    /// 到期债权。
    MatureClaim,
    /// 知识产权。
    IntellectualProperty,
    /// 购买而未过户的财产。
    BoughtUntransferred,
}

/// 一类财产的查、控、处。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Handling {
    /// 查：从哪里查。
    pub find: &'static str,
    /// 控：怎样控制。
    pub control: &'static str,
    /// 处：怎样变价。
    pub dispose: &'static str,
    /// 协助单位。
    pub assists: &'static str,
    /// 要点。
    pub points: &'static str,
    /// 依据。
    pub basis: Basis,
}

impl AssetKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Deposit,
        Self::InternetFunds,
        Self::Immovable,
        Self::Vehicle,
        Self::Vessel,
        Self::Movable,
        Self::Equity,
        Self::Securities,
        Self::WealthProduct,
        Self::Insurance,
        Self::ProvidentFund,
        Self::Income,
        Self::Dividend,
        Self::MatureClaim,
        Self::IntellectualProperty,
        Self::BoughtUntransferred,
    ];

    /// 类型的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Deposit => "银行存款",
            Self::InternetFunds => "互联网资金",
            Self::Immovable => "不动产",
            Self::Vehicle => "机动车",
            Self::Vessel => "船舶、航空器",
            Self::Movable => "其他动产",
            Self::Equity => "股权",
            Self::Securities => "上市股票、证券",
            Self::WealthProduct => "基金、理财、信托",
            Self::Insurance => "保险",
            Self::ProvidentFund => "住房公积金",
            Self::Income => "工资等收入",
            Self::Dividend => "股息红利",
            Self::MatureClaim => "到期债权",
            Self::IntellectualProperty => "知识产权",
            Self::BoughtUntransferred => "购买而未过户的财产",
        }
    }

    /// The class that decides how long control may last; `None` where the ruling decides (收入) or
    /// the thing bought does (未过户财产).
    pub fn class(self) -> Option<PropertyClass> {
        Some(match self {
            Self::Deposit => PropertyClass::Deposit,
            Self::InternetFunds => PropertyClass::InternetFunds,
            Self::Immovable => PropertyClass::Immovable,
            Self::Vehicle | Self::Vessel | Self::Movable => PropertyClass::Movable,
            Self::Equity
            | Self::Securities
            | Self::WealthProduct
            | Self::Insurance
            | Self::ProvidentFund
            | Self::Dividend
            | Self::MatureClaim
            | Self::IntellectualProperty => PropertyClass::OtherRight,
            Self::Income | Self::BoughtUntransferred => return None,
        })
    }

    /// 查、控、处与要点。
    pub fn handling(self) -> Handling {
        match self {
            Self::Deposit => table::DEPOSIT,
            Self::InternetFunds => table::INTERNET_FUNDS,
            Self::Immovable => table::IMMOVABLE,
            Self::Vehicle => table::VEHICLE,
            Self::Vessel => table::VESSEL,
            Self::Movable => table::MOVABLE,
            Self::Equity => table::EQUITY,
            Self::Securities => table::SECURITIES,
            Self::WealthProduct => table::WEALTH_PRODUCT,
            Self::Insurance => table::INSURANCE,
            Self::ProvidentFund => table::PROVIDENT_FUND,
            Self::Income => table::INCOME,
            Self::Dividend => table::DIVIDEND,
            Self::MatureClaim => table::MATURE_CLAIM,
            Self::IntellectualProperty => table::INTELLECTUAL_PROPERTY,
            Self::BoughtUntransferred => table::BOUGHT_UNTRANSFERRED,
        }
    }
}

/// 不得查封、扣押、冻结的财产 (查扣冻 3)。
pub const EXEMPT: [&str; 8] = [
    "被执行人及其所扶养家属生活所必需的衣服、家具、炊具、餐具及其他家庭生活必需的物品",
    "必需的生活费用（有最低生活保障标准的从其标准）",
    "完成义务教育所必需的物品",
    "未公开的发明或者未发表的著作",
    "身体缺陷所必需的辅助工具、医疗物品",
    "勋章及其他荣誉表彰的物品",
    "依条约、协定免于查封、扣押、冻结的财产",
    "法律或者司法解释规定的其他财产",
];

/// 依据：不得查封的财产。
pub const EXEMPT_BASIS: Basis = sealing("3");
/// 依据：超标的查封。
pub const EXCESS_BASIS: Basis = sealing("19");
/// 依据：保全中的超标的。
pub const EXCESS_PRESERVATION_BASIS: Basis = preservation("15");

#[cfg(test)]
mod tests;
