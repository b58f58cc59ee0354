//! 财产类型：how each kind of property is found, controlled and turned into money (§6.1, 6.3).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::measure::PropertyClass;
use crate::sources::{
    cpl, cpl_note, delegation, enforcement, equity, inquiry, preservation, sealing,
};

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
        let h = |find, control, dispose, assists, points, basis| Handling {
            find,
            control,
            dispose,
            assists,
            points,
            basis,
        };
        match self {
            Self::Deposit => h(
                "网络查控",
                "冻结，须定额",
                "扣划",
                "商业银行、人民银行",
                "保留必需生活费；信用证保证金可冻不可扣；准备金、备付金不可冻",
                cpl_note("484、485"),
            ),
            Self::InternetFunds => h(
                "网络查控",
                "冻结",
                "扣划",
                "支付机构",
                "期限按一年掌握",
                Basis::design("互联网资金按存款管理"),
            ),
            Self::Immovable => h(
                "网络查控、现场",
                "登记查封并张贴封条或公告；未登记的通知占有人并公告",
                "评估、网络拍卖、变卖、抵债",
                "不动产登记机构",
                "房地一并查封；以登记先后为准；已过户的不得查封",
                sealing("2、7、8、21、23"),
            ),
            Self::Vehicle => h(
                "网络查控",
                "登记查封并实际扣押",
                "网络拍卖",
                "公安交通管理机关",
                "未扣到的可通知协查；终本时可认定不能处置",
                inquiry("16"),
            ),
            Self::Vessel => h(
                "网络查控",
                "登记并扣押",
                "网络拍卖；船舶可委托海事法院",
                "海事、渔政、民航机关",
                "",
                delegation("3"),
            ),
            Self::Movable => h(
                "现场、搜查",
                "封条、扣押、清单",
                "网络拍卖、变卖",
                "基层组织到场",
                "生产性设备可继续使用",
                cpl("256、257"),
            ),
            Self::Equity => h(
                "网络查控",
                "协助公示冻结，自公示时生效",
                "网络拍卖，可分割拍卖",
                "市场监督管理机关、公司",
                "未实缴、章程限制不妨碍拍卖；增资减资须报告",
                equity("4—8、13、14"),
            ),
            Self::Securities => h(
                "网络查控",
                "冻结",
                "变价、扣划",
                "证券登记结算机构、证券公司",
                "国有股、法人股的冻结期限另见DL-B16",
                cpl_note("485"),
            ),
            Self::WealthProduct => h(
                "网络查控、线下",
                "冻结",
                "赎回、拍卖",
                "管理人、银行",
                "终本前须查",
                cpl_note("485"),
            ),
            Self::Insurance => h(
                "线下函查",
                "冻结",
                "解除合同取现金价值（各地口径）",
                "保险公司",
                "终本前须查",
                cpl_note("485"),
            ),
            Self::ProvidentFund => h(
                "网络查控、线下（自然人）",
                "冻结",
                "符合提取条件时扣划",
                "公积金中心",
                "终本前须查；扣划口径各地不一",
                cpl_note("485"),
            ),
            Self::Income => h(
                "社保、单位",
                "扣留",
                "提取",
                "所在单位",
                "擅自支付的责令追回；保留必需生活费",
                cpl("254"),
            ),
            Self::Dividend => h(
                "函查公司",
                "冻结预期收益，禁止支付",
                "到期向申请执行人或法院支付",
                "公司",
                "终本前须查",
                enforcement("36"),
            ),
            Self::MatureClaim => h(
                "申报、账册",
                "冻结债权并发履行通知",
                "十五日无异议的强制执行",
                "第三人",
                "见DL-B22；不得再追次债务人的债务人",
                enforcement("45—53"),
            ),
            Self::IntellectualProperty => h(
                "函查",
                "禁止转让裁定与协助执行",
                "拍卖",
                "国家知识产权局等",
                "保全阶段商标一年、专利六个月",
                enforcement("35"),
            ),
            Self::BoughtUntransferred => h(
                "申报、合同",
                "同类财产的方式",
                "同类财产的方式",
                "出卖人、登记机构",
                "申请执行人付清或出卖人同意优先受偿的可以查封",
                sealing("16、17"),
            ),
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
