//! 承办：whose a task is, and what the decisions about one task ask alike.

use crate::{
    ground::{refusal::Refusal, subject::Subject},
    matter::{Matter, context::Context},
    mode::HANDLER,
    work::task::{Task, TaskState},
};

/// The task that a command is about, while somebody still has to do something.
pub(super) fn live(matter: &Matter, on: Subject) -> Result<&Task, Refusal> {
    let task = matter.tasks.iter().find(|task| Subject::from(task.id) == on);
    let task = task.ok_or(Refusal::Missing("事项"))?;
    if task.state.is_live() {
        return Ok(task);
    }
    Err(Refusal::state("事项", task.state, TaskState::Open))
}

/// The live task that a command is about, if the actor is who does it.
pub(super) fn own<'a>(
    matter: &'a Matter,
    on: Subject,
    ctx: &Context<'_>,
) -> Result<&'a Task, Refusal> {
    let task = live(matter, on)?;
    if is_mine(matter, task, ctx) {
        return Ok(task);
    }
    Err(Refusal::NotYourPost { post: post_name(task, ctx) })
}

/// Tasks that somebody still has to do.
pub(super) fn live_ones(matter: &Matter) -> Vec<Subject> {
    let live = matter.tasks.iter().filter(|task| task.state.is_live());
    live.map(|task| task.id.into()).collect()
}

/// Whether the actor does this task: by post, by being the handler, or because it was assigned to them.
pub fn is_mine(matter: &Matter, task: &Task, ctx: &Context<'_>) -> bool {
    let actor = ctx.actor;
    if let Some((assignee, _)) = &task.assignee {
        return *assignee == actor.id;
    }
    if task.post == HANDLER {
        return matter.handler.as_ref().is_some_and(|(id, _)| *id == actor.id);
    }
    actor.posts.contains(&task.post)
}

fn post_name(task: &Task, ctx: &Context<'_>) -> String {
    if let Some((_, name)) = &task.assignee {
        return name.clone();
    }
    if task.post == HANDLER {
        return "承办人".to_owned();
    }
    ctx.mode.post(&task.post).map_or_else(|| task.post.clone(), |post| post.name.clone())
}
