//! 执行工作的法: what the law says about enforcement, as pure functions.
//!
//! Nothing here reads a clock, a file or a database. Every rule carries its source (law, edition,
//! article) and how well that source is known ([`basis::BasisMark`]).

pub mod basis;
pub mod calendar;
pub mod day;
pub mod error;
pub mod identity;
pub mod instant;
pub mod limits;
pub mod mask;
pub mod measure;
pub mod money;
pub mod number;
pub mod period;
mod sources;
