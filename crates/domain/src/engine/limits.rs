//! 时限的重算：the limits of tasks and nodes that are under way follow what is excluded, as 法定期限 do, and the limits of
//! the mode when the matter is moved to another.

use super::rule::{begins, day, is_for};
use crate::{
    ground::refusal::Refusal,
    matter::{
        Matter,
        context::Context,
        event::Event,
        scope::{Scope, Surroundings},
    },
    mode::{Node, TaskRule},
    work::{
        limit::{Counted, StoppedBy, count},
        node::{NodeEvent, NodeState},
        task::{Task, TaskEvent},
    },
};
use zhixing_law::{day::Day, error::LawError, period::Limit};

/// The kind of event with which a matter comes under other limits.
const UNDER_ANOTHER_MODE: &str = "mode.moved";

/// What the limits of live tasks and open nodes come to now.
///
/// # Errors
/// A day beyond the calendar.
pub(super) fn follow(
    matter: &Matter,
    done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if matter.deadlines.exclusions.is_empty() && !done.contains(&UNDER_ANOTHER_MODE) {
        return Ok(Vec::new());
    }
    let around = Surroundings::of(matter, ctx.today);
    let mut events = Vec::new();
    for task in matter.tasks.iter().filter(|task| task.state.is_live()) {
        // A task of another mode keeps the limit that it came with.
        let rule = ctx.mode.task(&task.key).filter(|rule| is_for(matter, &rule.kinds));
        let Some(rule) = rule else { continue };
        let now = of_task(matter, task, rule, &around.on(rule.each, task.subject), ctx)?;
        if (now.due_on, now.excluded_days) != (task.due_on, task.excluded_days) {
            let Counted { due_on, excluded_days } = now;
            events.push(TaskEvent::Moved { task: task.id, due_on, excluded_days }.into());
        }
    }
    for state in matter.nodes.iter().filter(|state| state.ended_on.is_none()) {
        let Some(node) = ctx.mode.node(&state.key) else { continue };
        let Counted { due_on, excluded_days } = of_node(matter, state, node, ctx)?;
        if (due_on, excluded_days) != (state.due_on, state.excluded_days) {
            let node = state.key.clone();
            events.push(NodeEvent::Moved { node, due_on, excluded_days }.into());
        }
    }
    Ok(events)
}

/// The day from which the limit of a task runs.
pub fn task_from(matter: &Matter, task: &Task, rule: &TaskRule) -> Day {
    begins(matter, rule.from, task.opened_on)
}

/// The day from which the limit of a node runs.
pub fn node_from(matter: &Matter, state: &NodeState, node: &Node) -> Day {
    begins(matter, node.from, state.started_on)
}

/// The limit of a task that is under way.
fn of_task(
    matter: &Matter,
    task: &Task,
    rule: &TaskRule,
    scope: &Scope<'_>,
    ctx: &Context<'_>,
) -> Result<Counted, LawError> {
    let mut counted = match &task.raised {
        // Who raised it may have set an earlier day: its days are kept, whatever the kind of work has.
        Some(_) => {
            let days = u32::try_from(task.opened_on.days_until(task.set_on)).unwrap_or(0);
            let limit = Limit::days(days).no_roll();
            counted(matter, rule.stopped_by(), &limit, task.opened_on, ctx)?
        }
        None => {
            let from = task_from(matter, task, rule);
            counted(matter, rule.stopped_by(), &rule.limit, from, ctx)?
        }
    };
    if let Some(last) = not_after(rule, scope) {
        counted.due_on = Some(counted.due_on.map_or(last, |due| due.min(last)));
    }
    Ok(counted)
}

/// The day that a task may not outlast: what is answered after the end that it is about has answered nothing, and a
/// stay of the matter does not put that end off.
pub(super) fn not_after(rule: &TaskRule, scope: &Scope<'_>) -> Option<Day> {
    rule.not_after.and_then(|name| day(scope.fact(name)))
}

fn of_node(
    matter: &Matter,
    state: &NodeState,
    node: &Node,
    ctx: &Context<'_>,
) -> Result<Counted, LawError> {
    let from = node_from(matter, state, node);
    counted(matter, node.stopped_by(), &node.limit, from, ctx)
}

fn counted(
    matter: &Matter,
    stopped_by: StoppedBy,
    limit: &Limit,
    from: Day,
    ctx: &Context<'_>,
) -> Result<Counted, LawError> {
    count(stopped_by, limit, from, &[], &matter.deadlines.exclusions, ctx.calendar)
}
