//! Papers (文书): documents, their service, messages to parties.

pub mod document;
pub mod kind;
pub mod message;
pub mod service;
