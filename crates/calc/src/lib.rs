//! 执行计算：the public calculators as questions and answers. A question is what somebody typed; an answer is the
//! law's result, its working sentence by sentence, and the rules that the working applies. The command line and the
//! web ask here and nowhere else, so that both say the same to the last 分.
//!
//! Nothing here computes: every figure comes from `law`. This room reads what was typed, names the place that is
//! wrong, and joins each sentence of the working to its rule.

#![warn(missing_docs)]

pub mod answer;
pub mod check;
pub mod distribution;
pub mod entry;
pub mod fee;
pub mod floors;
pub mod interest;
pub mod period;
pub mod rules;
pub mod words;
pub mod workdays;

pub use answer::{Answer, Step, Wrong};
pub use entry::Span;
