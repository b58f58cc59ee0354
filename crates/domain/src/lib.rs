//! What a court does when it enforces a judgment. Pure: no async, no clock, no database, no sentences for users.
//!
//! Every act has one shape: a function takes the matter as it stands, a command and a [`matter::context::Context`],
//! and returns the [`matter::outcome::Outcome`] (events that happened, effects that should follow) or a
//! [`ground::refusal::Refusal`]. A matter is the fold of its events ([`matter::Matter`]).
//!
//! Concepts live in wings. A file that stands directly in a wing is a register: state, events and fold of one concept,
//! which knows only the ground and other registers. A file in the folder of that name decides something about it, knows
//! registers and the matter, and never another decision.

pub mod begin;
pub mod closing;
pub mod command;
pub mod court;
pub mod engine;
pub mod ground;
pub mod intake;
pub mod matter;
pub mod mode;
pub mod money;
pub mod outreach;
pub mod papers;
pub mod policy;
pub mod property;
pub mod remedy;
pub mod roof;
pub mod work;
