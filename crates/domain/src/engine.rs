//! The one engine: a decision, then what the mode makes of its events, until nothing more follows.

use crate::{
    case::CaseFile,
    context::Context,
    event::{Event, Recorded},
    flow,
    node::NodeEvent,
    outcome::{Decision, Outcome},
    refusal::Refusal,
    task::TaskEvent,
};

/// More events than this from one command means a mode whose rules feed themselves.
const EVENTS_MAX: usize = 2_000;

/// Completes a decision with the mode's reactions. `file` is the case before the decision; the case after
/// it is returned with everything that happened.
///
/// # Errors
/// A condition of the mode that cannot be evaluated, or rules that never come to rest.
pub fn complete(
    file: &CaseFile,
    decided: Outcome,
    ctx: &mut Context<'_>,
) -> Result<(CaseFile, Outcome), Refusal> {
    let mut after = file.clone();
    let mut done = Outcome { events: Vec::new(), effects: decided.effects };
    let mut step = decided.events;
    while !step.is_empty() {
        if EVENTS_MAX < done.events.len() {
            return Err(Refusal::Mode("流程规则互相触发，没有终点".to_owned()));
        }
        // A step is applied whole before anything reacts to it: whoever reacts sees all of it.
        for event in &step {
            after.apply(&Recorded {
                seq: 0,
                event: event.clone(),
                happened_at: ctx.now,
                recorded_at: ctx.now,
                actor: ctx.actor.id,
                actor_name: ctx.actor.name.clone(),
            });
        }
        let mut next = Outcome::default();
        for event in &step {
            let outcome = flow::react(&after, event, ctx)?;
            next.events.extend(unseen(&next.events, outcome.events));
            next.effects.extend(outcome.effects);
        }
        done.events.append(&mut step);
        done.effects.append(&mut next.effects);
        step = next.events;
    }
    Ok((after, done))
}

/// Two events of one step may call for the same reaction; it happens once.
fn unseen(known: &[Event], reactions: Vec<Event>) -> Vec<Event> {
    reactions.into_iter().filter(|new| !known.iter().any(|old| same_reaction(old, new))).collect()
}

fn same_reaction(old: &Event, new: &Event) -> bool {
    match (old, new) {
        (
            Event::Task(TaskEvent::Opened { key: a, .. }),
            Event::Task(TaskEvent::Opened { key: b, .. }),
        ) => a == b,
        (
            Event::Node(NodeEvent::Started { node: a, .. }),
            Event::Node(NodeEvent::Started { node: b, .. }),
        ) => a == b,
        (
            Event::Task(TaskEvent::Completed { .. }) | Event::Node(NodeEvent::Ended { .. }),
            _,
        ) => old == new,
        _ => false,
    }
}

/// Runs a decision on a case and completes it.
pub fn run(
    file: &CaseFile,
    ctx: &mut Context<'_>,
    decide: impl FnOnce(&CaseFile, &mut Context<'_>) -> Decision,
) -> Result<(CaseFile, Outcome), Refusal> {
    let decided = decide(file, ctx)?;
    complete(file, decided, ctx)
}
