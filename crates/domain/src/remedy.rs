//! Remedies (救济): what is decided about an act of enforcement.

pub mod objection;
