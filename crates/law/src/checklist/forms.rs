//! 现场笔录与文书的要素：what a record or a document must state (§5.9).

use serde::{Deserialize, Serialize};

use super::{CheckRule, Finding, Met, hard};
use crate::sources::{cpl, cpl_note, inquiry, sealing};

/// 要核查的记录或文书。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 执行笔录。
    Record,
    /// 查封、扣押笔录与清单。
    Sealing,
    /// 搜查笔录。
    Search,
    /// 财产报告。
    PropertyReport,
    /// 执行通知书。
    Notice,
}

/// 要素。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// 出示证件。
    Credentials,
    /// 在场人签名，拒签的注明。
    Signed,
    /// 起止时间。
    Times,
    /// 财产的所在地、种类、数量。
    Inventory,
    /// 保管人。
    Keeper,
    /// 被执行人或其成年家属、法定代表人到场，或者拒不到场的记录。
    Present,
    /// 公民案件：单位或基层组织派人参加。
    Witness,
    /// 清单交被执行人一份。
    CopyGiven,
    /// 着装并出示搜查令。
    Warrant,
    /// 搜查妇女由女执行人员进行，或没有这种情形。
    FemaleSearcher,
    /// 收入、存款、现金、理财、证券。
    Money,
    /// 不动产。
    Immovables,
    /// 动产。
    Movables,
    /// 债权、股权、投资权益、基金、信托、知识产权。
    Rights,
    /// 负担、共有、争议、他人占有。
    Burdens,
    /// 收到执行通知前一年的变动。
    YearBefore,
    /// 责令履行。
    Order,
    /// 迟延履行利息或迟延履行金的告知。
    DelayInterest,
    /// 纳入失信名单的风险提示。
    DishonestWarning,
    /// 唯一的案款收款账户。
    Account,
}

impl Element {
    /// 要素的表述。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Credentials => "出示证件",
            Self::Signed => "在场人签名或拒签的注明",
            Self::Times => "起止时间",
            Self::Inventory => "财产所在地、种类、数量",
            Self::Keeper => "保管人",
            Self::Present => "被执行人、成年家属或法定代表人到场情况",
            Self::Witness => "单位或基层组织派人参加",
            Self::CopyGiven => "清单交被执行人一份",
            Self::Warrant => "着装并出示搜查令",
            Self::FemaleSearcher => "搜查妇女由女执行人员进行",
            Self::Money => "收入、存款、现金、理财、证券",
            Self::Immovables => "不动产",
            Self::Movables => "动产",
            Self::Rights => "债权、股权、投资权益、知识产权等",
            Self::Burdens => "负担、共有、争议、他人占有",
            Self::YearBefore => "收到执行通知前一年的变动",
            Self::Order => "责令履行",
            Self::DelayInterest => "迟延履行利息的告知",
            Self::DishonestWarning => "失信风险提示",
            Self::Account => "唯一的收款账户",
        }
    }
}

const RECORD: CheckRule = hard("YS-1", "执行时出示证件，笔录签名", cpl("239"));
const SEALING: CheckRule = hard("YS-2", "查封、扣押的到场、清单与笔录", sealing("18"));
const SEARCH: CheckRule = hard("YS-3", "搜查的令状、到场与笔录", cpl_note("495—498"));
const REPORT: CheckRule = hard("YS-4", "财产报告的内容", inquiry("5、6"));
const NOTICE: CheckRule = hard("YS-5", "执行通知书的内容", cpl_note("480"));

/// The rules in their order.
pub(super) static RULES: &[CheckRule] = &[RECORD, SEALING, SEARCH, REPORT, NOTICE];

impl Form {
    /// 应当具备的要素。
    pub fn elements(self) -> &'static [Element] {
        use Element::*;
        match self {
            Self::Record => &[Credentials, Signed],
            Self::Sealing => {
                &[Credentials, Present, Witness, Times, Inventory, Keeper, CopyGiven, Signed]
            }
            Self::Search => {
                &[Credentials, Warrant, Present, Witness, FemaleSearcher, Times, Signed]
            }
            Self::PropertyReport => {
                &[Money, Immovables, Movables, Rights, Burdens, YearBefore, Signed]
            }
            Self::Notice => &[Order, DelayInterest, DishonestWarning, Account],
        }
    }

    fn rule(self) -> &'static CheckRule {
        match self {
            Self::Record => &RECORD,
            Self::Sealing => &SEALING,
            Self::Search => &SEARCH,
            Self::PropertyReport => &REPORT,
            Self::Notice => &NOTICE,
        }
    }
}

/// Checks a record or document: `present` are its elements, `excused` those that this case does not
/// call for (for example 基层组织 when the respondent is a company).
pub fn check(form: Form, label: &str, present: &[Element], excused: &[Element]) -> Finding {
    let missing: Vec<String> = form
        .elements()
        .iter()
        .filter(|e| !present.contains(e) && !excused.contains(e))
        .map(|e| e.chinese().to_owned())
        .collect();
    let finding = form.rule().unless(missing, "缺少：", "要素齐全。", vec![label.to_owned()]);
    // Excusing everything would let an empty record pass.
    if finding.met == Met::Yes && present.is_empty() {
        return form.rule().no("没有任何要素。");
    }
    finding
}

#[cfg(test)]
mod tests;
