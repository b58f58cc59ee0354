//! Property (财产): searches, what was found, what holds it, what is taken.

pub mod asset;
pub mod deduction;
pub mod measure;
pub mod search;
