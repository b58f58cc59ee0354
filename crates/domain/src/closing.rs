//! Closing (结案): the ways in which a case ends.

pub mod closure;
pub mod performed;
pub mod waived;
