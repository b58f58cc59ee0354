//! 验证的例子：what a mode makes of a case, told beside the mode; [`super::told`] reads them each time it is checked.

use serde::Deserialize;

use crate::matter::kind::MatterKind;

/// 一个例子：given what is known of a case on a day, the lane to which each round leads and the tasks that it then has.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    pub key: String,
    pub name: String,
    /// What the matter is.
    #[serde(rename = "for", default = "first")]
    pub kind: MatterKind,
    /// The day on which all this is so.
    pub on: String,
    /// What is known, each as `name = value`; of the rest nothing is.
    pub given: Vec<String>,
    /// Events of the day, on which tasks are raised.
    #[serde(default)]
    pub happens: Vec<String>,
    /// `rule lane`, or `rule lane last-day`, to which the first round leads.
    #[serde(default)]
    pub first: String,
    /// The same of the second round.
    #[serde(default)]
    pub second: String,
    /// The tasks of the case as a whole, each `key` or `key last-day`: these, and no others.
    #[serde(default)]
    pub tasks: Option<Vec<String>>,
}

fn first() -> MatterKind {
    MatterKind::First
}
