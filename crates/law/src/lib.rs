//! 执行工作的法: what the law says about enforcement, as pure functions.
//!
//! Nothing here reads a clock, a file or a database. Every rule carries its source (law, edition,
//! article) and how well that source is known ([`basis::BasisMark`]).

#![warn(missing_docs)]

pub mod add_party;
pub mod approval;
pub mod asset;
pub mod auction;
pub mod basis;
pub mod calendar;
pub mod catalogue;
pub mod checklist;
pub mod closing;
pub mod day;
pub mod disclosure;
pub mod distribution;
pub mod edition;
pub mod error;
pub mod exclusion;
pub mod fee;
pub mod identity;
pub mod indicator;
pub mod instant;
pub mod interest;
pub mod limits;
pub mod mask;
pub mod measure;
pub mod money;
pub mod number;
pub mod objection;
pub mod panel;
pub mod period;
pub mod priority;
pub mod recheck;
pub mod referral;
pub mod routing;
pub mod sanction;
pub mod service;
mod sources;
pub mod waterfall;
