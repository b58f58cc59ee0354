//! The clock: the machine's, or one that a demo court moves by hand.

use std::sync::Mutex;

use zhixing_law::{day::Day, instant::Instant};

/// Where the time comes from. Everything below this room is handed its values.
pub trait Clock: Send + Sync {
    fn now(&self) -> Instant;

    /// Today's civil date in Beijing.
    fn today(&self) -> Day {
        self.now().day()
    }

    /// Moves a manual clock forward; a real one cannot be moved.
    fn advance_to(&self, at: Instant) -> bool;

    /// Whether people can move it.
    fn is_manual(&self) -> bool;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let micros = since.map(|d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX)).unwrap_or(0);
        Instant::from_micros(micros).unwrap_or(Instant::EPOCH)
    }

    fn advance_to(&self, _at: Instant) -> bool {
        false
    }

    fn is_manual(&self) -> bool {
        false
    }
}

/// A clock that stands still until it is moved. Each reading is a microsecond later than the one before,
/// so that entries keep their order.
#[derive(Debug)]
pub struct ManualClock(Mutex<Instant>);

impl ManualClock {
    pub fn new(at: Instant) -> ManualClock {
        ManualClock(Mutex::new(at))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        let mut at = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *at = Instant::from_micros(at.micros() + 1).unwrap_or(*at);
        *at
    }

    fn advance_to(&self, to: Instant) -> bool {
        let mut at = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if to < *at {
            return false;
        }
        *at = to;
        true
    }

    fn is_manual(&self) -> bool {
        true
    }
}
