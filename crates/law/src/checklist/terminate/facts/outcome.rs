//! Property and what became of it, the interview, the ruling.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::money::Fen;

/// 财产类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PropertyKind {
    /// 银行存款。
    Deposit,
    /// 互联网金融资金。
    InternetFunds,
    /// 机动车。
    Vehicle,
    /// 船舶、航空器。
    Vessel,
    /// 不动产。
    Immovable,
    /// 其他。
    Other,
}

/// 处置的方式。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisposalWay {
    /// 拍卖成交。
    Auction,
    /// 变卖。
    Sale,
    /// 以物抵债。
    InKind,
    /// 划拨。
    Transfer,
    /// 强制管理。
    Management,
    /// 扣留、提取。
    Withheld,
}

impl DisposalWay {
    /// 方式的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Auction => "拍卖成交",
            Self::Sale => "变卖",
            Self::InKind => "以物抵债",
            Self::Transfer => "划拨",
            Self::Management => "强制管理",
            Self::Withheld => "扣留提取",
        }
    }
}

/// 处置的结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disposal {
    /// 方式。
    pub way: DisposalWay,
    /// 完成日；强制管理为开始日。
    pub on: Day,
    /// 所得金额；强制管理可为空。
    pub amount: Option<Fen>,
}

/// 一项已查明的财产。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// 名称。
    pub label: String,
    /// 类型。
    pub kind: PropertyKind,
    /// 余额或价值。
    pub amount: Option<Fen>,
    /// 不可执行的原因。
    #[serde(default)]
    pub unenforceable: Option<String>,
    /// 车船已登记查封但没有实际扣押到。
    #[serde(default)]
    pub sealed_not_seized: bool,
    /// 处置结果。
    #[serde(default)]
    pub disposal: Option<Disposal>,
}

impl Property {
    /// How this property came to its end, for the evidence list.
    pub(in crate::checklist) fn how(&self) -> Option<String> {
        let what = match (&self.disposal, &self.unenforceable) {
            (Some(d), _) => format!("{}{}", d.on, d.way.chinese()),
            (None, Some(reason)) => reason.clone(),
            (None, None) if self.sealed_not_seized => "已登记查封，未能实际扣押".to_owned(),
            (None, None) => return None,
        };
        Some(format!("{}：{what}", self.label))
    }
}

/// 申请执行人对终本的意见。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意。
    Agrees,
    /// 不同意。
    Disagrees,
}

/// 终本约谈。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// 约谈日。
    pub held_on: Day,
    /// 已告知执行情况、调查措施、财产情况、终本依据与后果。
    pub told: bool,
    /// 是否同意终本。
    pub opinion: Option<Opinion>,
    /// 笔录。
    pub evidence: String,
}

/// 终本裁定应当写明的事项。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingElement {
    /// 申请执行的债权。
    Claim,
    /// 执行经过与采取的措施。
    Measures,
    /// 查明的财产。
    Property,
    /// 已实现的债权。
    Realised,
    /// 继续履行的义务与恢复执行的权利。
    Continuing,
}

impl RulingElement {
    /// Every element.
    pub const ALL: [Self; 5] =
        [Self::Claim, Self::Measures, Self::Property, Self::Realised, Self::Continuing];

    /// 事项的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Claim => "申请执行的债权",
            Self::Measures => "执行经过与措施",
            Self::Property => "查明的财产",
            Self::Realised => "已实现的债权",
            Self::Continuing => "继续履行义务与恢复执行的权利",
        }
    }
}

/// 终本裁定。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// 案号。
    pub number: String,
    /// 裁定的类型确为终结本次执行程序。
    pub terminates_round: bool,
    /// 已写明的事项。
    pub elements: Vec<RulingElement>,
}
