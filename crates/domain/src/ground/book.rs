//! 册：whatever is kept entry by entry and has no flow: the organisation of a court, a bank statement, a payment batch.
//!
//! A book has its own stream in the docket. What is worked on with limits is a matter and not a book.

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::entry::By;

/// What a kind of book must say of itself; reading, writing and rebuilding follow.
pub trait Book: Sized + Send + Sync {
    /// What is written into it.
    type Event: Serialize + DeserializeOwned + Send + Sync;

    /// What its kinds of entry begin with, for example `statement`.
    const PREFIX: &'static str;

    /// 空册 of a stream, before the first entry.
    fn open(stream: Uuid, court: &str) -> Self;

    /// Entries folded so far; 0 before the first.
    fn version(&self) -> i64;

    /// Folds an event in.
    fn fold(&mut self, event: &Self::Event, by: &By);

    /// Kind of an event as the docket has it, for example `statement.imported`.
    fn kind(event: &Self::Event) -> &'static str;

    /// What an event is about.
    fn subject(event: &Self::Event) -> String;
}
