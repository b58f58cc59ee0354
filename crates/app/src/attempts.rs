//! 被拒绝的操作: so many lines a minute of one person, and then commands wait.
//!
//! Whoever is refused again and again fills the dockets of cases with lines that nobody reads. After a burst,
//! commands of that person are not answered for a while, and one line says so.

use std::{
    collections::HashSet,
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use zhixing_domain::ground::id::StaffId;

use crate::error::Error;

/// Refused commands of one person in a minute that are each written down.
pub const ATTEMPTS_MAX: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not zero");

/// So many of them must be free again before commands of a person who has had theirs are answered.
const RESTED: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");

/// How long that takes.
const WAIT_SECS: u32 = 20;

/// People remembered before those that have rested are forgotten.
const KEYS_MAX: usize = 10_000;

/// What a refused command leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A line of its own.
    Own,
    /// A line of its own, and one that says that no more come.
    Last,
}

/// The refused commands of each person lately.
pub struct Attempts {
    lines: DefaultKeyedRateLimiter<StaffId>,
    over: Mutex<HashSet<StaffId>>,
}

impl Default for Attempts {
    fn default() -> Attempts {
        let lines = RateLimiter::keyed(Quota::per_minute(ATTEMPTS_MAX));
        Attempts { lines, over: Mutex::default() }
    }
}

impl Attempts {
    /// Lets a command pass, unless its person has been refused too often.
    ///
    /// # Errors
    /// [`Error::TooOften`]
    pub fn pass(&self, person: StaffId) -> Result<(), Error> {
        let mut over = self.over.lock().unwrap_or_else(PoisonError::into_inner);
        if !over.contains(&person) {
            return Ok(());
        }
        match self.lines.check_key_n(&person, RESTED) {
            Ok(Ok(())) => {
                over.remove(&person);
                Ok(())
            }
            _ => Err(Error::TooOften(WAIT_SECS)),
        }
    }

    /// Counts a refused command.
    pub(crate) fn count(&self, person: StaffId) -> Line {
        if KEYS_MAX < self.lines.len() {
            self.lines.retain_recent();
        }
        if self.lines.check_key(&person).is_ok() {
            return Line::Own;
        }
        let mut over = self.over.lock().unwrap_or_else(PoisonError::into_inner);
        if over.insert(person) { Line::Last } else { Line::Own }
    }
}
