//! The newest time that is known to be in the docket, so that the usual entry is let in without asking for it.

use std::sync::atomic::{AtomicI64, Ordering};

use zhixing_law::instant::Instant;

/// An entry may be this far ahead of the clock, in seconds, before the clock is not believed: the
/// clocks of two nodes are never quite the same.
pub const BEHIND_SECS: i64 = 300;

/// The newest time that this process knows of in the docket, in microseconds; 0 while it knows none.
#[derive(Debug, Default)]
pub(crate) struct Guard(AtomicI64);

impl Guard {
    /// Whether an entry of this time can be appended for all this process knows.
    pub(crate) fn admits(&self, at: Instant) -> bool {
        let newest = self.0.load(Ordering::Relaxed);
        0 < newest && newest <= at.micros().saturating_add(BEHIND_SECS * 1_000_000)
    }

    pub(crate) fn raise(&self, at: Instant) {
        self.0.fetch_max(at.micros(), Ordering::Relaxed);
    }

    pub(crate) fn set(&self, at: Instant) {
        self.0.store(at.micros(), Ordering::Relaxed);
    }
}
