//! What a decision returns when it is not a refusal.

use crate::{ground::refusal::Refusal, matter::effect::Effect, matter::event::Event};

/// 决定的结果：what happened, and what should now be done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    pub events: Vec<Event>,
    pub effects: Vec<Effect>,
}

/// The result of every decision.
pub type Decision = Result<Outcome, Refusal>;

impl Outcome {
    /// One event and nothing else.
    pub fn of(event: impl Into<Event>) -> Outcome {
        Outcome { events: vec![event.into()], effects: Vec::new() }
    }

    /// Adds an event.
    pub fn and(mut self, event: impl Into<Event>) -> Outcome {
        self.events.push(event.into());
        self
    }

    /// Adds an effect.
    pub fn then(mut self, effect: Effect) -> Outcome {
        self.effects.push(effect);
        self
    }
}
