//! The one engine: a decision, then what the mode makes of its events, until nothing more follows.

pub mod flow;

use std::collections::VecDeque;

use crate::{
    ground::entry::Entry,
    ground::refusal::Refusal,
    matter::Matter,
    matter::context::Context,
    matter::event::Event,
    matter::outcome::{Decision, Outcome},
};

/// More events than this from one command means a mode whose rules feed themselves.
const EVENTS_MAX: usize = 2_000;

/// Completes a decision with the mode's reactions. `file` is the case before the decision; the case after
/// it is returned with everything that happened.
///
/// The decision's own events are applied whole before anything reacts to them. Each reaction is applied as
/// soon as it is made, so that what reacts next already sees it: a node that starts can end in the same
/// command, and nothing opens twice.
///
/// # Errors
/// A condition of the mode that cannot be evaluated, or rules that never come to rest.
pub fn complete(
    matter: &Matter,
    decided: Outcome,
    ctx: &mut Context<'_>,
) -> Result<(Matter, Outcome), Refusal> {
    let mut after = matter.clone();
    let mut done = Outcome { events: Vec::new(), effects: decided.effects };
    let mut waiting = VecDeque::new();
    for event in decided.events {
        apply(&mut after, &event, ctx);
        waiting.push_back(event);
    }
    while let Some(event) = waiting.pop_front() {
        if EVENTS_MAX < done.events.len() + waiting.len() {
            return Err(Refusal::Mode("流程规则互相触发，没有终点".to_owned()));
        }
        let next = flow::react(&after, &event, ctx)?;
        for reaction in next.events {
            apply(&mut after, &reaction, ctx);
            waiting.push_back(reaction);
        }
        for effect in next.effects {
            // Two events of one command may ask for the same thing; it is asked once.
            if !done.effects.contains(&effect) {
                done.effects.push(effect);
            }
        }
        done.events.push(event);
    }
    Ok((after, done))
}

fn apply(matter: &mut Matter, event: &Event, ctx: &Context<'_>) {
    let entry = Entry {
        seq: matter.version + 1,
        happened_at: ctx.happened_at,
        recorded_at: ctx.now,
        actor: ctx.actor.id,
        actor_name: ctx.actor.name.clone(),
    };
    matter.apply(event, &entry);
}

/// Runs a decision on a case and completes it.
pub fn run(
    matter: &Matter,
    ctx: &mut Context<'_>,
    decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
) -> Result<(Matter, Outcome), Refusal> {
    let decided = decide(matter, ctx)?;
    complete(matter, decided, ctx)
}
