//! The ground: words that every concept uses and that know no concept.

pub mod act;
pub mod actor;
pub mod book;
pub mod court;
pub mod entry;
pub mod fault;
pub mod field;
pub mod id;
pub mod number;
pub mod progress;
pub mod refusal;
pub mod register;
pub mod subject;
pub mod upcast;
pub mod version;
pub mod word;
