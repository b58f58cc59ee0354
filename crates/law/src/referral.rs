//! 拒执罪移送：which conduct may be referred, and what must have gone before (法释〔2024〕13号，2024-12-01 起).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::day::Day;

const fn source(article: &'static str) -> Basis {
    Basis::text("办理拒不执行判决、裁定刑事案件的解释", "法释〔2024〕13号", article)
}

/// 移送的行为。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conduct {
    /// 恶意无偿处分财产、放弃债权或担保、恶意延期、虚假和解转让。
    GivesAway,
    /// 以明显不合理的高价受让、为他人债务担保等方式减损财产。
    Diminishes,
    /// 伪造、毁灭履行能力的证据，或妨碍作证。
    Falsifies,
    /// 恐吓、辱骂、聚众、消极抗拒，致执行无法进行，情节恶劣。
    Defies,
    /// 毁损、抢夺案卷、车辆、器械、服装、证件。
    Damages,
    /// 拒绝报告或虚假报告财产、违反限制消费令。
    BreachesReportOrSpending,
    /// 拒不交付指定的财物、票证，或拒不迁出、退出。
    WithholdsThing,
    /// 拒不履行协助行使人身权益等作为义务。
    RefusesAct,
    /// 违反人身安全保护令、禁止从事相关职业决定。
    BreachesProtection,
    /// 以虚假诉讼、仲裁、公证等方式妨害执行。
    SimulatesSuit,
    /// 聚众冲击执行现场。
    StormsSite,
    /// 以暴力方法攻击执行人员。
    Attacks,
    /// 致使申请执行人自杀、自残或造成其他严重后果。
    CausesHarm,
}

/// 情形的分组。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 无须先行制裁。
    Direct,
    /// 须经罚款或拘留后仍拒不执行。
    AfterSanction,
    /// 情节特别严重。
    EspeciallySerious,
}

impl Conduct {
    /// Every conduct.
    pub const ALL: [Self; 13] = [
        Self::GivesAway,
        Self::Diminishes,
        Self::Falsifies,
        Self::Defies,
        Self::Damages,
        Self::BreachesReportOrSpending,
        Self::WithholdsThing,
        Self::RefusesAct,
        Self::BreachesProtection,
        Self::SimulatesSuit,
        Self::StormsSite,
        Self::Attacks,
        Self::CausesHarm,
    ];

    /// 行为的表述。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::GivesAway => "恶意无偿处分财产、放弃债权或担保、虚假和解转让",
            Self::Diminishes => "高价受让、为他人担保等减损财产",
            Self::Falsifies => "伪造、毁灭履行能力证据或妨碍作证",
            Self::Defies => "恐吓、辱骂、聚众或消极抗拒进场，情节恶劣",
            Self::Damages => "毁损、抢夺案卷、车辆、器械、证件",
            Self::BreachesReportOrSpending => "拒报、假报财产或违反限制消费令",
            Self::WithholdsThing => "拒交指定财物、票证或拒不迁出",
            Self::RefusesAct => "拒不履行协助行使人身权益等作为义务",
            Self::BreachesProtection => "违反人身安全保护令、从业禁止",
            Self::SimulatesSuit => "虚假诉讼、仲裁、公证妨害执行",
            Self::StormsSite => "聚众冲击执行现场",
            Self::Attacks => "暴力攻击执行人员",
            Self::CausesHarm => "致使申请执行人自杀、自残等严重后果",
        }
    }

    /// 所属分组。
    pub fn group(self) -> Group {
        use Conduct::*;
        match self {
            GivesAway | Diminishes | Falsifies | Defies | Damages => Group::Direct,
            BreachesReportOrSpending | WithholdsThing | RefusesAct | BreachesProtection => {
                Group::AfterSanction
            }
            SimulatesSuit | StormsSite | Attacks | CausesHarm => Group::EspeciallySerious,
        }
    }

    /// 依据。
    pub fn basis(self) -> Basis {
        if self.group() == Group::EspeciallySerious { source("4") } else { source("3") }
    }
}

/// 先行的罚款或拘留。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorSanction {
    /// 决定书。
    pub decision: String,
    /// 送达日。
    pub served_on: Day,
}

/// 移送的事实。
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReferralFacts {
    /// 行为。
    pub conduct: Option<Conduct>,
    /// 行为发生日（持续的，最近一日）。
    pub done_on: Option<Day>,
    /// 行为的证据。
    pub evidence: Vec<String>,
    /// 被执行人有能力执行全部或部分（扣除生活必需）的证据。
    pub ability: Vec<String>,
    /// 致使判决、裁定全部或部分无法执行的材料。
    pub unenforceable: Vec<String>,
    /// 先行的罚款、拘留。
    pub sanctions: Vec<PriorSanction>,
}

/// What is missing for a referral; empty means that it may be made.
pub fn gaps(facts: &ReferralFacts) -> Vec<String> {
    let Some(conduct) = facts.conduct else {
        return vec!["没有写明拒不执行的行为".to_owned()];
    };
    let mut gaps = Vec::new();
    if facts.evidence.is_empty() {
        gaps.push(format!("没有“{}”的证据", conduct.chinese()));
    }
    if facts.ability.is_empty() {
        gaps.push("没有被执行人有能力执行的证据".to_owned());
    }
    if facts.unenforceable.is_empty() {
        gaps.push("没有致使无法执行的材料".to_owned());
    }
    let Some(done_on) = facts.done_on else {
        gaps.push("没有写明行为发生日".to_owned());
        return gaps;
    };
    let sanctioned = facts.sanctions.iter().any(|s| s.served_on <= done_on);
    if conduct.group() == Group::AfterSanction && !sanctioned {
        gaps.push("没有在先的罚款或拘留决定及送达，须制裁后仍拒不执行才能移送".to_owned());
    }
    gaps
}

#[cfg(test)]
mod tests;
