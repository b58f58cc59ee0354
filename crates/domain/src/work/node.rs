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
    pub due_on: Day,
    pub basis: String,
    pub ended_on: Option<Day>,
}

/// What happens to nodes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NodeEvent {
    Started { node: String, name: String, on: Day, due_on: Day, basis: String },
    Ended { node: String, on: Day },
}

/// Folds an event into the line of nodes. A node that starts again (a second search) is a new entry.
pub fn apply(nodes: &mut Vec<NodeState>, event: &NodeEvent, _entry: &Entry) {
    match event {
        NodeEvent::Started { node, name, on, due_on, basis } => nodes.push(NodeState {
            key: node.clone(),
            name: name.clone(),
            started_on: *on,
            due_on: *due_on,
            basis: basis.clone(),
            ended_on: None,
        }),
        NodeEvent::Ended { node, on } => {
            let open = nodes.iter_mut().find(|n| n.key == *node && n.ended_on.is_none());
            if let Some(open) = open {
                open.ended_on = Some(*on);
            }
        }
    }
}
