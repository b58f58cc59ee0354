//! 转入试算：what moving a matter under another mode would do to it, by doing it without writing anything down.

use zhixing_law::{day::Day, period, period::Limit};

use super::{rule::begins, run};
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
    let mut tried = Tried { late: late(&after, before, ctx)?, ..Tried::default() };
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

fn late(matter: &Matter, before: &Mode, ctx: &Context<'_>) -> Result<Vec<(String, Day)>, Refusal> {
    let due =
        |from: Day, limit: &Limit| period::end(from, limit, &[], ctx.calendar).map(|term| term.end);
    let mut found: Vec<(String, Day, Option<Day>)> = Vec::new();
    if let (Some(filed_on), Some(lane)) = (matter.filed_on, matter.lane.as_deref())
        && let Some(now) = ctx.mode.lane(lane)
    {
        let known = before.lane(lane).map(|lane| due(filed_on, &lane.limit)).transpose()?;
        found.push((now.name.clone(), due(filed_on, &now.limit)?, known));
    }
    for state in matter.nodes.iter().filter(|state| state.ended_on.is_none()) {
        if let Some(node) = ctx.mode.node(&state.key) {
            found.push((
                node.name.clone(),
                due(begins(matter, node.from, state.started_on), &node.limit)?,
                Some(state.due_on),
            ));
        }
    }
    for task in matter.tasks.iter().filter(|task| task.state.is_live()) {
        if let Some(rule) = ctx.mode.task(&task.key) {
            let from = begins(matter, rule.from, task.opened_on);
            found.push((rule.name.clone(), due(from, &rule.limit)?, Some(task.due_on)));
        }
    }
    let today = ctx.today;
    let newly = |(_, due, now): &(String, Day, Option<Day>)| {
        *due < today && now.is_none_or(|now| today <= now)
    };
    Ok(found.into_iter().filter(newly).map(|(name, due, _)| (name, due)).collect())
}
