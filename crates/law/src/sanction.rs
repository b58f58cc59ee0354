//! 惩戒的条件：失信、限制消费、罚款、拘留 (§2.4, 失信 2017、限消 2015、民诉法 114—119).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::calendar::Calendar;
use crate::day::Day;
use crate::error::LawError;
use crate::limits;
use crate::money::Fen;
use crate::period::{Limit, end};
use crate::sources::{cpl, cpl_note, dishonest, spending};

/// 纳入失信名单的情形 (失信规定 1)。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DishonestGround {
    /// （一）有履行能力而拒不履行。
    AbleButRefuses,
    /// （二）以伪造证据、暴力、威胁等方法妨碍、抗拒执行。
    Obstructs,
    /// （三）以虚假诉讼、虚假仲裁或者隐匿、转移财产等方法规避执行。
    Evades,
    /// （四）违反财产报告制度。
    BreachesReporting,
    /// （五）违反限制消费令。
    BreachesSpending,
    /// （六）无正当理由拒不履行执行和解协议。
    BreaksSettlement,
}

impl DishonestGround {
    /// Every ground, in the order of the article.
    pub const ALL: [Self; 6] = [
        Self::AbleButRefuses,
        Self::Obstructs,
        Self::Evades,
        Self::BreachesReporting,
        Self::BreachesSpending,
        Self::BreaksSettlement,
    ];

    /// 情形的表述。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::AbleButRefuses => "有履行能力而拒不履行生效法律文书确定义务",
            Self::Obstructs => "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
            Self::Evades => "以虚假诉讼、虚假仲裁或者隐匿、转移财产等方法规避执行",
            Self::BreachesReporting => "违反财产报告制度",
            Self::BreachesSpending => "违反限制消费令",
            Self::BreaksSettlement => "无正当理由拒不履行执行和解协议",
        }
    }

    /// The first ground has no term; it lasts until performance.
    pub fn has_term(self) -> bool {
        self != Self::AbleButRefuses
    }
}

/// 甄别的事实。
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DishonestFacts {
    /// 具备的情形。
    pub grounds: Vec<DishonestGround>,
    /// 未成年人。
    pub minor: bool,
    /// 提供了充分有效担保。
    pub full_guarantee: bool,
    /// 已被控制的财产足以清偿债务。
    pub controlled_enough: bool,
    /// 履行顺序在后。
    pub later_in_order: bool,
    /// 在宽限期内的，宽限期届满日。
    pub grace_ends_on: Option<Day>,
    /// 依申请执行人同意删除失信信息之日。
    pub deleted_on_consent: Option<Day>,
}

/// 甄别的结论。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DishonestVerdict {
    /// 应当纳入。
    List {
        /// 情形。
        grounds: Vec<DishonestGround>,
    },
    /// 不得或不能纳入。
    DoNotList {
        /// 理由。
        reason: &'static str,
        /// 依据。
        basis: Basis,
    },
}

/// 失信甄别：may this respondent be listed today?
pub fn dishonest_verdict(facts: &DishonestFacts, today: Day) -> Result<DishonestVerdict, LawError> {
    let no = |reason, basis| Ok(DishonestVerdict::DoNotList { reason, basis });
    if facts.minor {
        return no("未成年人不得纳入", dishonest("4"));
    }
    if facts.grace_ends_on.is_some_and(|end| today <= end) {
        return no("宽限期内", crate::sources::good_faith("16"));
    }
    let barred_until = match facts.deleted_on_consent {
        Some(deleted) => Some(limits::C6.end(deleted, &[], Calendar::builtin())?.end),
        None => None,
    };
    if barred_until.is_some_and(|end| today <= end) {
        return no("依申请执行人同意删除后六个月内", dishonest("10").recalled());
    }
    let mut grounds = facts.grounds.clone();
    grounds.sort_unstable();
    grounds.dedup();
    let shielded = facts.full_guarantee || facts.controlled_enough || facts.later_in_order;
    if shielded {
        // 第三条只排除第一条第一项的情形。
        grounds.retain(|g| *g != DishonestGround::AbleButRefuses);
        if grounds.is_empty() {
            return no("已有充分担保、足额控制财产或履行顺序在后", dishonest("3"));
        }
    }
    if grounds.is_empty() {
        return no("不具备第一条规定的情形", dishonest("1"));
    }
    Ok(DishonestVerdict::List { grounds })
}

/// 失信期限的届满日；第一项情形没有期限。
///
/// `extra_years`: 0, or 1–3 for 暴力、威胁情节严重或者具有多项失信行为.
pub fn dishonest_end(
    grounds: &[DishonestGround],
    decided_on: Day,
    extra_years: u8,
) -> Result<Option<Day>, LawError> {
    if extra_years > 3 {
        return Err(LawError::Parameter {
            place: "失信期限的延长", reason: "应为一至三年"
        });
    }
    if !grounds.iter().all(|g| g.has_term()) {
        return Ok(None);
    }
    let limit = Limit::years(2 + u32::from(extra_years)).no_roll();
    Ok(Some(end(decided_on, &limit, &[], Calendar::builtin())?.end))
}

/// 受限制消费的人。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictedRole {
    /// 被执行人本人（自然人）。
    Respondent,
    /// 单位的法定代表人。
    LegalRepresentative,
    /// 主要负责人。
    Principal,
    /// 影响债务履行的直接责任人员。
    DirectlyResponsible,
    /// 实际控制人。
    ActualController,
}

/// 依据：单位被限制消费后，四类人员同受限制。
pub const RESTRICTED_BASIS: Basis = spending("3");

/// 罚款的幅度：个人十万元以下，单位五万元以上一百万元以下 (民诉法 118)。
pub fn check_fine(natural: bool, amount: Fen) -> Result<Fen, LawError> {
    const PERSON_MAX: Fen = Fen::new(10_000_000);
    const UNIT_MIN: Fen = Fen::new(5_000_000);
    const UNIT_MAX: Fen = Fen::new(100_000_000);
    let fits = if natural {
        amount.is_positive() && amount <= PERSON_MAX
    } else {
        (UNIT_MIN..=UNIT_MAX).contains(&amount)
    };
    let reason = if natural {
        "对个人的罚款应为人民币十万元以下"
    } else {
        "对单位的罚款应为人民币五万元以上一百万元以下"
    };
    if fits { Ok(amount) } else { Err(LawError::Parameter { place: "罚款金额", reason }) }
}

/// 拘留的期限：十五日以下 (民诉法 118)。
pub fn check_detention(days: u32) -> Result<u32, LawError> {
    if (1..=limits::C9.limit.length).contains(&days) {
        return Ok(days);
    }
    Err(LawError::Parameter { place: "拘留日数", reason: "应为一日以上十五日以下" })
}

/// 同一妨害行为不得连续适用罚款、拘留；发生新的妨害行为可以再次适用 (民诉解释 184)。
pub fn may_sanction_again(same_conduct: bool) -> Result<(), LawError> {
    if same_conduct {
        return Err(LawError::Parameter {
            place: "罚款、拘留",
            reason: "对同一妨害行为不得连续适用，可以一并适用；有新的妨害行为的另行决定",
        });
    }
    Ok(())
}

/// 依据：罚款、拘留。
pub const FINE_BASIS: Basis = cpl("118、119");
/// 依据：连续适用。
pub const REPEAT_BASIS: Basis = cpl_note("183、184");

#[cfg(test)]
mod tests;
