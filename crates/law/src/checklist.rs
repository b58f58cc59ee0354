//! 核查清单：every condition of a step, each with what was found, on what evidence, on what ground.
//!
//! A check returns all findings at once, because the person who must mend a file needs the whole
//! list. Facts that nobody stated count as missing: an empty file fails every rule.

use serde::Serialize;

use crate::basis::Basis;

pub mod completed;
pub mod dossier;
pub mod filing;
pub mod forms;
pub mod terminate;

/// 一项核查的结论。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// 满足。
    Yes,
    /// 不满足。
    No,
    /// 本案不适用。
    NotApplicable,
}

/// 不满足时的后果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 硬性条件：不满足则不得进行。
    Hard,
    /// 提示：不满足则应补办或说明，不阻止进行。
    Soft,
}

/// 一项核查结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// 规则编号，例如 `F-1`、`ZB-07`。
    pub id: &'static str,
    /// 条件。
    pub title: &'static str,
    /// 结论。
    pub met: Met,
    /// 硬性条件或提示。
    pub level: Level,
    /// 查明的情况，不满足的写明缺什么。
    pub detail: String,
    /// 证据，材料的名称或编号。
    pub evidence: Vec<String>,
    /// 依据。
    pub basis: Basis,
}

impl Finding {
    /// A hard condition that is not met.
    pub fn blocks(&self) -> bool {
        self.level == Level::Hard && self.met == Met::No
    }
}

/// True when no hard condition is unmet. An empty list of findings does not pass.
pub fn passes(findings: &[Finding]) -> bool {
    !findings.is_empty() && !findings.iter().any(Finding::blocks)
}

/// The hard conditions that are not met.
pub fn gaps(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.blocks())
}

/// 一条核查规则。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CheckRule {
    /// 规则编号。
    pub id: &'static str,
    /// 条件。
    pub title: &'static str,
    /// 硬性条件或提示。
    pub level: Level,
    /// 依据。
    pub basis: Basis,
}

const fn hard(id: &'static str, title: &'static str, basis: Basis) -> CheckRule {
    CheckRule { id, title, level: Level::Hard, basis }
}

const fn soft(id: &'static str, title: &'static str, basis: Basis) -> CheckRule {
    CheckRule { id, title, level: Level::Soft, basis }
}

impl CheckRule {
    fn finding(&self, met: Met, detail: impl Into<String>, evidence: Vec<String>) -> Finding {
        Finding {
            id: self.id,
            title: self.title,
            met,
            level: self.level,
            detail: detail.into(),
            evidence,
            basis: self.basis,
        }
    }

    fn yes(&self, detail: impl Into<String>, evidence: Vec<String>) -> Finding {
        self.finding(Met::Yes, detail, evidence)
    }

    fn no(&self, detail: impl Into<String>) -> Finding {
        self.finding(Met::No, detail, Vec::new())
    }

    fn not_applicable(&self, detail: impl Into<String>) -> Finding {
        self.finding(Met::NotApplicable, detail, Vec::new())
    }

    /// Met when nothing is wrong; otherwise the detail lists what is, after `prefix`.
    fn unless(
        &self,
        wrong: Vec<String>,
        prefix: &str,
        good: &str,
        evidence: Vec<String>,
    ) -> Finding {
        if wrong.is_empty() {
            return self.yes(good, evidence);
        }
        self.finding(Met::No, format!("{prefix}{}。", wrong.join("、")), evidence)
    }
}

/// Every checklist rule, for the catalogue.
pub fn rules() -> impl Iterator<Item = &'static CheckRule> {
    filing::RULES
        .iter()
        .chain(completed::RULES)
        .chain(terminate::RULES)
        .chain(terminate::review::RULES)
        .chain(terminate::timing::RULES)
        .chain(dossier::RULES)
        .chain(forms::RULES)
}

#[cfg(test)]
mod tests;
