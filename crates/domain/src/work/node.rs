//! 流程节点：where the case stands on the mode's line of nodes, with start, limit and end of each.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::ground::entry::Entry;

/// 节点进展
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeState {
    pub key: String,
    pub name: String,
    pub started_on: Day,
    /// The last day; none while it stands still.
    pub due_on: Option<Day>,
    /// Days that were not counted.
    pub excluded_days: i64,
    pub basis: String,
    pub ended_on: Option<Day>,
}

/// What happens to nodes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NodeEvent {
    Started {
        node: String,
        name: String,
        on: Day,
        due_on: Day,
        basis: String,
    },
    /// 重算：without a day while it stands still
    Moved {
        node: String,
        due_on: Option<Day>,
        excluded_days: i64,
    },
    Ended {
        node: String,
        on: Day,
    },
}

/// Folds an event into the line of nodes. A node that starts again (a second search) is a new entry.
pub fn apply(nodes: &mut Vec<NodeState>, event: &NodeEvent, _entry: &Entry) {
    match event {
        NodeEvent::Started { node, name, on, due_on, basis } => nodes.push(NodeState {
            key: node.clone(),
            name: name.clone(),
            started_on: *on,
            due_on: Some(*due_on),
            excluded_days: 0,
            basis: basis.clone(),
            ended_on: None,
        }),
        NodeEvent::Moved { node, due_on, excluded_days } => {
            if let Some(open) = open(nodes, node) {
                open.due_on = *due_on;
                open.excluded_days = *excluded_days;
            }
        }
        NodeEvent::Ended { node, on } => {
            if let Some(open) = open(nodes, node) {
                open.ended_on = Some(*on);
            }
        }
    }
}

fn open<'a>(nodes: &'a mut [NodeState], key: &str) -> Option<&'a mut NodeState> {
    nodes.iter_mut().find(|node| node.key == key && node.ended_on.is_none())
}
