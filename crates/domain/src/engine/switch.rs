//! 转入试算：what moving a matter under another mode would do to it, by doing it without writing anything down.

use zhixing_law::{day::Day, period, period::Limit};

use super::run;
use crate::{
    ground::refusal::Refusal,
    matter::{Matter, context::Context, event::Event},
    mode::Mode,
    work::pinned::switch,
    work::task::TaskEvent,
};

/// What moving one matter comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tried {
    /// Names of the tasks that would open.
    pub opened: Vec<String>,
    /// Names of the tasks that would end.
    pub ended: Vec<String>,
    /// What would be late under the new limits and is not late now, with the day it would have been due on.
    pub late: Vec<(String, Day)>,
}

/// 试算 the move of a matter from `before`, which it is under, to `ctx.mode`.
///
/// # Errors
/// What the move itself would be refused for.
pub fn try_move(matter: &Matter, before: &Mode, ctx: &mut Context<'_>) -> Result<Tried, Refusal> {
    let (after, outcome) = run(matter, ctx, |matter, ctx| switch::move_to(matter, "试算", ctx))?;
    let mut tried = Tried { late: late(matter, &after, before, ctx)?, ..Tried::default() };
    for event in &outcome.events {
        match event {
            Event::Task(TaskEvent::Opened { name, .. }) => tried.opened.push(name.clone()),
            Event::Task(TaskEvent::Completed { task, .. } | TaskEvent::Withdrawn { task, .. }) => {
                tried.ended.extend(after.task(*task).map(|task| task.name.clone()));
            }
            _ => {}
        }
    }
    Ok(tried)
}

/// What is past its last day in the matter as moved, and was not before.
fn late(
    matter: &Matter,
    after: &Matter,
    before: &Mode,
    ctx: &Context<'_>,
) -> Result<Vec<(String, Day)>, Refusal> {
    let due =
        |from: Day, limit: &Limit| period::end(from, limit, &[], ctx.calendar).map(|term| term.end);
    let mut found: Vec<(String, Option<Day>, Option<Day>)> = Vec::new();
    if let (Some(filed_on), Some(lane)) = (after.filed_on, after.lane.as_deref())
        && let Some(now) = ctx.mode.lane(lane)
    {
        let known = before.lane(lane).map(|lane| due(filed_on, &lane.limit)).transpose()?;
        found.push((now.name.clone(), Some(due(filed_on, &now.limit)?), known));
    }
    for state in after.nodes.iter().filter(|state| state.ended_on.is_none()) {
        let mut before = matter.nodes.iter();
        let known = before.rfind(|node| node.key == state.key && node.ended_on.is_none());
        found.push((state.name.clone(), state.due_on, known.and_then(|node| node.due_on)));
    }
    for task in after.tasks.iter().filter(|task| task.state.is_live()) {
        let known = matter.task(task.id).and_then(|task| task.due_on);
        found.push((task.name.clone(), task.due_on, known));
    }
    let is_late = |due: Option<Day>| due.filter(|due| *due < ctx.today);
    let newly = found.into_iter().filter(|(_, _, known)| is_late(*known).is_none());
    Ok(newly.filter_map(|(name, due, _)| is_late(due).map(|due| (name, due))).collect())
}
