//! The one engine: a decision, then what the mode makes of its events, until nothing more follows.

mod apart;
pub mod apply;
pub mod approve;
mod deadline;
pub mod flow;
mod lateness;
pub mod limits;
pub mod reconcile;
mod rule;
pub mod switch;
pub mod why;

use self::apply::apply;
use crate::{
    ground::refusal::Refusal,
    matter::Matter,
    matter::context::Context,
    matter::event::Event,
    matter::outcome::{Decision, Outcome},
    work::pinned::ModeEvent,
};

/// More events than this from one command means a mode whose rules feed themselves.
const EVENTS_MAX: usize = 2_000;

/// Completes a decision: its events are applied, tasks and nodes are brought to what the mode's rules make of the
/// matter after them, and each event gets the papers, rounds of triage and messages that the mode attaches to it.
/// `matter` is the matter before the decision; the matter after it is returned with everything that happened.
///
/// # Errors
/// A condition of the mode that cannot be evaluated, or rules that never come to rest.
pub fn complete(
    matter: &Matter,
    decided: Outcome,
    ctx: &mut Context<'_>,
) -> Result<(Matter, Outcome), Refusal> {
    let mut after = matter.clone();
    let mut done = decided;
    if matter.version == 0 {
        // The first thing that a matter's docket says is under which mode all the rest came about.
        done.events.insert(0, ModeEvent::Pinned { mode: ctx.mode.of() }.into());
    }
    for event in &done.events {
        apply(&mut after, event, ctx);
    }
    approve::follow(&mut after, &mut done, ctx)?;
    apart::follow(matter, &after, &mut done);
    let kinds: Vec<String> = done.events.iter().map(Event::kind).collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    done.events.extend(reconcile::reconcile(&mut after, &kinds, ctx)?);
    let mut next = 0;
    while let Some(event) = done.events.get(next).cloned() {
        next += 1;
        if EVENTS_MAX < next {
            return Err(Refusal::Mode("流程规则互相触发，没有终点".to_owned()));
        }
        let follows = flow::follow(&after, &event, ctx)?;
        for reaction in follows.events {
            apply(&mut after, &reaction, ctx);
            done.events.push(reaction);
        }
        for effect in follows.effects {
            // Two events of one command may ask for the same thing; it is asked once.
            if !done.effects.contains(&effect) {
                done.effects.push(effect);
            }
        }
    }
    Ok((after, done))
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
