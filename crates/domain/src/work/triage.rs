//! 繁简分流：two decision tables of the mode, at filing and after the search, explained and kept.

use serde::{Deserialize, Serialize};

use crate::{
    ground::entry::{By, Entry},
    ground::id::StaffId,
    ground::word::words,
};

pub mod assign;
pub mod change;
pub mod override_lane;
pub mod run;

words! {
    /// 分流轮次
    Round {
        /// 立案时
        First = "first", "第一次分流";
        /// 查控反馈后
        Second = "second", "第二次分流";
    }
}

/// 一个事实，as it was when the rule fired
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub name: String,
    pub value: String,
}

/// 分流结果
#[derive(Debug, Clone, PartialEq)]
pub struct TriageResult {
    pub round: Round,
    pub lane: String,
    pub lane_name: String,
    pub rule: String,
    pub rule_name: String,
    pub condition: String,
    pub inputs: Vec<Input>,
    pub by: By,
    /// Reason, when a person overrode the table.
    pub reason: String,
}

/// What happens in triage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TriageEvent {
    Decided {
        round: Round,
        lane: String,
        lane_name: String,
        rule: String,
        rule_name: String,
        condition: String,
        inputs: Vec<Input>,
    },
    Overridden {
        round: Round,
        lane: String,
        lane_name: String,
        reason: String,
    },
    /// 分案
    Assigned {
        staff: StaffId,
        name: String,
        team: String,
        load: u32,
    },
}

/// Whether a round has been decided, or a later one has: then it does not run by itself any more.
pub fn is_done(results: &[TriageResult], round: Round) -> bool {
    results.iter().any(|result| result.round == round || result.round == Round::Second)
}

/// Folds an event into the register; lane and handler are the matter's own.
pub fn apply(results: &mut Vec<TriageResult>, event: &TriageEvent, entry: &Entry) {
    match event {
        TriageEvent::Decided { round, lane, lane_name, rule, rule_name, condition, inputs } => {
            results.push(TriageResult {
                round: *round,
                lane: lane.clone(),
                lane_name: lane_name.clone(),
                rule: rule.clone(),
                rule_name: rule_name.clone(),
                condition: condition.clone(),
                inputs: inputs.clone(),
                by: By::from(entry),
                reason: String::new(),
            });
        }
        TriageEvent::Overridden { round, lane, lane_name, reason } => {
            results.push(TriageResult {
                round: *round,
                lane: lane.clone(),
                lane_name: lane_name.clone(),
                rule: "override".to_owned(),
                rule_name: "人工调整".to_owned(),
                condition: String::new(),
                inputs: Vec::new(),
                by: By::from(entry),
                reason: reason.clone(),
            });
        }
        TriageEvent::Assigned { .. } => {}
    }
}
