//! What a decision returns when it is not a refusal.

use crate::{
    ground::id::{CaseId, ReceiptId},
    ground::refusal::Refusal,
    matter::effect::Effect,
    matter::event::Event,
    papers::kind::Offer,
};

/// 决定的结果：what happened, and what should now be done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    pub events: Vec<Event>,
    pub effects: Vec<Effect>,
    pub beside: Vec<Beside>,
}

/// 牵连：what must happen with a decision in the same transaction, or the decision does not happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Beside {
    /// 编号：the matter takes the next number of its kind.
    Number,
    /// Another matter begins with this.
    Begin(CaseId, Box<Outcome>),
    /// 制作文书：the paper is made as it would be by hand, by whoever decided.
    Paper(Offer),
    /// 款项回到不明款
    ToPool { receipt: ReceiptId, reason: String },
    /// This is written into another matter that there is.
    In(CaseId, Box<Outcome>),
}

/// The result of every decision.
pub type Decision = Result<Outcome, Refusal>;

impl Outcome {
    /// One event and nothing else.
    pub fn of(event: impl Into<Event>) -> Outcome {
        Outcome { events: vec![event.into()], ..Outcome::default() }
    }

    /// Adds an event.
    pub fn and(mut self, event: impl Into<Event>) -> Outcome {
        self.events.push(event.into());
        self
    }

    /// Adds what happens in the same transaction.
    pub fn beside(mut self, beside: Beside) -> Outcome {
        self.beside.push(beside);
        self
    }

    /// Adds an effect.
    pub fn then(mut self, effect: Effect) -> Outcome {
        self.effects.push(effect);
        self
    }
}
