//! What a court does when it enforces a judgment. Pure: no async, no clock, no database, no sentences for users.
//!
//! Every act has one shape: a function takes the case as it stands, a command and a [`context::Context`],
//! and returns the [`outcome::Outcome`] (events that happened, effects that should follow) or a
//! [`refusal::Refusal`]. A case is the fold of its events ([`case::CaseFile`]).

pub mod act;
pub mod actor;
pub mod asset;
pub mod batch;
pub mod case;
pub mod claim;
pub mod closing;
pub mod condition;
pub mod context;
pub mod deduction;
pub mod document;
pub mod effect;
pub mod engine;
pub mod event;
pub mod facts;
pub mod filing;
pub mod flow;
pub mod fund;
pub mod id;
pub mod ledger;
pub mod measure;
pub mod message;
pub mod mode;
pub mod node;
pub mod outcome;
pub mod party;
pub mod payout;
pub mod policy;
pub mod refusal;
pub mod search;
pub mod service;
pub mod staff;
pub mod statement;
pub mod task;
pub mod triage;
