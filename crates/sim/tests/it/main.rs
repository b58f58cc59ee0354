//! The simulator's promises.

mod at_once;
mod bulk;
/// The storage room's own: the same test on both databases.
#[path = "../../../store/tests/it/support.rs"]
#[expect(dead_code, reason = "the storage room's tests do more with it")]
mod databases;
mod demo;
mod lanes;
mod matters;
mod papers;
mod race;
mod record;
mod remake;
/// The storage room's own: what a court says when it is dropped.
#[path = "../../../store/tests/it/replayed.rs"]
mod replayed;
mod sheet;
#[expect(dead_code, reason = "the years do more with it")]
mod storm;
mod story;
mod support;
mod unsent;
mod warning;
