//! 怎样组织：shared work by its name, how people are spread over the teams, and what a court means to reach.

use serde::Deserialize;
use zhixing_law::{indicator::Indicator, period::Limit};

use super::list::one_or_more;
use crate::work::lateness::{LateKind, Level};

/// 集约事务：a piece of shared work as the source names it, the posts that do it, and the tasks in which it is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affair {
    pub key: String,
    pub name: String,
    /// 类别，例如“八类事务”
    pub group: String,
    /// 环节，例如“财产查控”；空的，不分环节
    #[serde(default)]
    pub stage: String,
    /// Posts whose work it is.
    #[serde(deserialize_with = "one_or_more")]
    pub post: Vec<String>,
    /// Kinds of tasks in which it is done; none, it is done in acts that need no task.
    #[serde(default)]
    pub tasks: Vec<String>,
    /// The source's words, or that the list is the court's own.
    pub basis: String,
}

/// 人员配比：the places of these teams, or of these posts, stand in these parts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proportion {
    pub key: String,
    pub name: String,
    #[serde(default)]
    pub teams: Vec<String>,
    #[serde(default)]
    pub posts: Vec<String>,
    /// One part for each of them, the teams first.
    pub parts: Vec<u32>,
    pub basis: String,
}

/// 指标目标
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub indicator: Indicator,
    /// 万分之几：9341 is 93.41 %.
    pub hundredths_of_percent: i64,
    /// 不高于：the value is to stay below.
    #[serde(default)]
    pub at_most: bool,
    pub basis: String,
}

/// 逾期催办的一级：who is told of what is late, and when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    pub level: Level,
    /// What of it is told; not said, everything that can be late.
    #[serde(default = "every_kind")]
    pub of: Vec<LateKind>,
    /// How long after the last day.
    pub late: Limit,
    pub basis: String,
}

fn every_kind() -> Vec<LateKind> {
    LateKind::ALL.to_vec()
}
