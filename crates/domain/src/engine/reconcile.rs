//! 对账：brings the tasks and nodes of a matter to what the rules of its mode say.
//!
//! A rule says for each of what it stands, what must be so, whose it is and by when; nothing here waits for an event
//! to be named. So it does not matter in which order things happened, running it twice changes nothing, and under
//! another mode it makes of the same matter what that mode wants.

use std::collections::BTreeSet;

use zhixing_law::period;

use super::{
    apply::apply,
    deadline, lateness, limits,
    rule::{begins, holds, is_for},
};
use crate::{
    ground::{id::TaskId, refusal::Refusal, subject::Subject},
    matter::{
        Matter, Stage,
        context::Context,
        event::Event,
        scope::{Scope, Surroundings, subjects},
    },
    mode::{Node, TaskRule, condition::Condition, each::Each},
    work::{
        node::NodeEvent,
        task::{Task, TaskEvent},
    },
};

/// Tasks and nodes may make conditions of each other true; rules that are not at rest after so many rounds feed
/// themselves.
const ROUNDS_MAX: usize = 20;

type Step = fn(&Matter, &[&str], &mut Context<'_>) -> Result<Vec<Event>, Refusal>;

/// Brings tasks and nodes to what the rules say, applying each event as it is made, and returns the events. `done` are
/// the kinds of what happened in this command: what ends a task has done it, or has overtaken it.
///
/// # Errors
/// A condition of the mode that cannot be evaluated, or rules that never come to rest.
pub fn reconcile(
    matter: &mut Matter,
    done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    const STEPS: [Step; 7] = [
        deadline::follow,
        end_tasks,
        end_nodes,
        open_tasks,
        start_nodes,
        limits::follow,
        lateness::follow,
    ];
    let mut events = Vec::new();
    for _ in 0..ROUNDS_MAX {
        let before = events.len();
        for step in STEPS {
            let made = step(matter, done, ctx)?;
            for event in &made {
                apply(matter, event, ctx);
            }
            events.extend(made);
        }
        if events.len() == before {
            return Ok(events);
        }
    }
    Err(Refusal::Mode("流程规则互相触发，没有终点".to_owned()))
}

/// Whether the matter is past having the tasks of a rule: a closed case has only those that outlive it.
fn is_over(matter: &Matter, rule: &TaskRule) -> bool {
    matter.stage == Stage::Closed && !rule.after_closing
}

/// Whether a rule wants its task for a subject, whatever tasks there are.
fn wants(rule: &TaskRule, matter: &Matter, scope: &Scope<'_>) -> Result<bool, Refusal> {
    match &rule.needs {
        Some(needs) if is_for(matter, &rule.kinds) && !is_over(matter, rule) => holds(needs, scope),
        _ => Ok(false),
    }
}

fn end_tasks(matter: &Matter, done: &[&str], ctx: &mut Context<'_>) -> Result<Vec<Event>, Refusal> {
    let around = Surroundings::of(matter, ctx.today);
    let mut events = Vec::new();
    for task in matter.tasks.iter().filter(|task| task.state.is_live()) {
        // A task that no rule knows was raised by hand or comes from another mode: people end it.
        let Some(rule) = ctx.mode.task(&task.key) else { continue };
        let scope = around.on(rule.each, task.subject);
        let ends = match &rule.until {
            _ if is_over(matter, rule) => true,
            _ if rule.by_hand() => false,
            Some(until) => holds(until, &scope)? && !wants(rule, matter, &scope)?,
            None => !wants(rule, matter, &scope)?,
        };
        if ends {
            events.push(end(task, rule, is_over(matter, rule), done));
        }
    }
    Ok(events)
}

/// How a task ends that is wanted no longer: done by what happened, or overtaken by it.
fn end(task: &Task, rule: &TaskRule, over: bool, done: &[&str]) -> Event {
    let named = rule.done_by.iter().any(|kind| done.contains(&kind.as_str()));
    let merits = if rule.done_by.is_empty() { !over } else { named };
    let task = task.id;
    if merits {
        let result = String::new();
        return TaskEvent::Completed { task, result, automatic: true }.into();
    }
    TaskEvent::Withdrawn { task }.into()
}

fn open_tasks(
    matter: &Matter,
    done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let around = Surroundings::of(matter, ctx.today);
    let tasks = matter.tasks.iter().filter(|task| task.state.is_live());
    let live: BTreeSet<(&str, Subject)> =
        tasks.map(|task| (task.key.as_str(), task.subject)).collect();
    let mut events = Vec::new();
    let mode = ctx.mode;
    for rule in mode.task.iter().filter(|rule| is_for(matter, &rule.kinds)) {
        if opens_for_nobody(rule, done, &around) {
            continue;
        }
        for subject in subjects(matter, rule.each) {
            if live.contains(&(rule.key.as_str(), subject)) {
                continue;
            }
            let scope = around.on(rule.each, subject);
            let opens = wants(rule, matter, &scope)? || raised(rule, matter, done, &scope)?;
            if opens {
                events.push(open(matter, rule, subject, &scope, ctx)?);
            }
        }
    }
    Ok(events)
}

/// Whether a rule wants its task for none of what it stands for, and is not raised by what happened, which can be told
/// without looking at each.
fn opens_for_nobody(rule: &TaskRule, done: &[&str], around: &Surroundings<'_>) -> bool {
    let raised = rule.once_on.iter().any(|kind| done.contains(&kind.as_str()));
    let ruled_out = |needs: &Condition| needs.rules_out(rule.each.code(), &around.whole());
    rule.each != Each::Matter && !raised && rule.needs.as_ref().is_some_and(ruled_out)
}

/// Whether a task that is ended by hand is raised now: by what happened in this command, and once by it.
fn raised(
    rule: &TaskRule,
    matter: &Matter,
    done: &[&str],
    scope: &Scope<'_>,
) -> Result<bool, Refusal> {
    let named = rule.once_on.iter().any(|kind| done.contains(&kind.as_str()));
    if !named || is_over(matter, rule) {
        return Ok(false);
    }
    rule.when.as_ref().map_or(Ok(true), |when| holds(when, scope))
}

fn open(
    matter: &Matter,
    rule: &TaskRule,
    subject: Subject,
    scope: &Scope<'_>,
    ctx: &mut Context<'_>,
) -> Result<Event, Refusal> {
    let from = begins(matter, rule.from, ctx.today);
    let mut due_on = period::end(from, &rule.limit, &[], ctx.calendar)?.end;
    if let Some(last) = limits::not_after(rule, scope) {
        due_on = due_on.min(last);
    }
    Ok(TaskEvent::Opened {
        task: TaskId(ctx.id()),
        key: rule.key.clone(),
        subject,
        name: rule.name.clone(),
        node: rule.node.clone(),
        post: rule.post_in(matter.handler.is_some()),
        opened_on: ctx.today,
        due_on,
        basis: rule.basis.clone(),
        opens: rule.opens.clone(),
    }
    .into())
}

fn stands_at(matter: &Matter, node: &Node) -> bool {
    matter.nodes.iter().any(|known| known.key == node.key && known.ended_on.is_none())
}

fn end_nodes(
    matter: &Matter,
    _done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let around = Surroundings::of(matter, ctx.today);
    let mut events = Vec::new();
    for node in ctx.mode.node.iter().filter(|node| stands_at(matter, node)) {
        if !holds(&node.during, &around.whole())? {
            events.push(NodeEvent::Ended { node: node.key.clone(), on: ctx.today }.into());
        }
    }
    Ok(events)
}

fn start_nodes(
    matter: &Matter,
    done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let around = Surroundings::of(matter, ctx.today);
    let mut events = Vec::new();
    for node in ctx.mode.node.iter().filter(|node| is_for(matter, &node.kinds)) {
        let known = matter.nodes.iter().any(|known| known.key == node.key);
        if stands_at(matter, node) || (node.once && known) {
            continue;
        }
        let passed = !known && node.passed_on.iter().any(|kind| done.contains(&kind.as_str()));
        let stands = holds(&node.during, &around.whole())?;
        if stands || passed {
            events.push(start(matter, node, ctx)?);
        }
        if passed && !stands {
            events.push(NodeEvent::Ended { node: node.key.clone(), on: ctx.today }.into());
        }
    }
    Ok(events)
}

fn start(matter: &Matter, node: &Node, ctx: &Context<'_>) -> Result<Event, Refusal> {
    let from = begins(matter, node.from, ctx.today);
    let due_on = period::end(from, &node.limit, &[], ctx.calendar)?.end;
    let (name, basis) = (node.name.clone(), node.basis.clone());
    let (node, on) = (node.key.clone(), ctx.today);
    Ok(NodeEvent::Started { node, name, on, due_on, basis }.into())
}
