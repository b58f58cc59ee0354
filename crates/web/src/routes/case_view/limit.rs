//! 事项和节点的期限：what is not counted into it and why, or why it stands still.

use zhixing_domain::{
    engine::limits::{node_from, task_from},
    mode::Node,
    work::{limit::StoppedBy, node::NodeState, task::Task},
};
use zhixing_law::day::Day;

use super::Seen;

/// Of a task that is under way, where anything is excluded.
pub fn of_task(seen: Seen<'_>, task: &Task) -> Option<String> {
    let rule = seen.mode.task(&task.key).filter(|_| task.state.is_live())?;
    let from = task_from(seen.file, task, rule);
    said(seen, rule.stopped_by(), from, task.due_on, task.excluded_days)
}

/// Of a node that the matter stands at, where anything is excluded.
pub fn of_node(seen: Seen<'_>, state: &NodeState, node: &Node) -> Option<String> {
    if state.ended_on.is_some() {
        return None;
    }
    let from = node_from(seen.file, state, node);
    said(seen, node.stopped_by(), from, state.due_on, state.excluded_days)
}

fn said(
    seen: Seen<'_>,
    by: StoppedBy,
    from: Day,
    due_on: Option<Day>,
    days: i64,
) -> Option<String> {
    let known = by.stretches(&seen.file.deadlines.exclusions, from, due_on);
    // What stands still does so on what is not over; what ends later, on what is.
    let mut grounds: Vec<&str> = known
        .filter(|known| known.is_open() == due_on.is_none())
        .map(|known| known.stretch.ground.chinese())
        .collect();
    grounds.dedup();
    let grounds = grounds.join("、");
    match (due_on, days) {
        (None, _) => Some(format!("停止计算：{grounds}")),
        (Some(_), 0) => None,
        (Some(_), days) => Some(format!("已扣除{days}日：{grounds}")),
    }
}
