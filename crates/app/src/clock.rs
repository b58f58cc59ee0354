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

/// The machine's clock as a server believes it. A clock that jumps (a broken time server, a hand that slipped) is
/// believed only when it has stood by the jump for a while; until then time goes on from where it was. So half a minute
/// in another year puts nothing off by years.
#[derive(Debug)]
pub struct SteadyClock {
    since: std::time::Instant,
    believed: Mutex<Believed>,
}

impl Default for SteadyClock {
    #[expect(clippy::disallowed_methods, reason = "what the machine's clock is compared with")]
    fn default() -> SteadyClock {
        let offset = SystemClock.now().micros();
        let believed = Mutex::new(Believed { offset, doubted: None });
        SteadyClock { since: std::time::Instant::now(), believed }
    }
}

impl Clock for SteadyClock {
    fn now(&self) -> Instant {
        let steady = i64::try_from(self.since.elapsed().as_micros()).unwrap_or(i64::MAX);
        let mut believed = self.believed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let told = believed.tell(SystemClock.now().micros(), steady);
        Instant::from_micros(told).unwrap_or(Instant::EPOCH)
    }

    fn advance_to(&self, _at: Instant) -> bool {
        false
    }

    fn is_manual(&self) -> bool {
        false
    }
}

/// More than this between two readings, against a clock that only counts, is a jump.
const JUMP_MICROS: i64 = 60 * 1_000_000;

/// How long a jump must stand before it is believed: longer than a time server takes to mend itself.
const STAND_MICROS: i64 = 600 * 1_000_000;

/// What the wall clock is ahead of the one that only counts, in microseconds.
#[derive(Debug)]
struct Believed {
    offset: i64,
    /// Another offset that has been seen, and since when.
    doubted: Option<(i64, i64)>,
}

impl Believed {
    fn tell(&mut self, wall: i64, steady: i64) -> i64 {
        let seen = wall.saturating_sub(steady);
        let near = |offset: i64| seen.abs_diff(offset) <= JUMP_MICROS.unsigned_abs();
        if near(self.offset) {
            *self = Believed { offset: seen, doubted: None };
        } else if let Some((offset, since)) = self.doubted.filter(|(offset, _)| near(*offset)) {
            if STAND_MICROS <= steady - since {
                tracing::error!(jump_secs = (seen - self.offset) / 1_000_000, "the clock was set");
                *self = Believed { offset: seen, doubted: None };
            } else {
                self.doubted = Some((offset, since));
            }
        } else {
            tracing::warn!(
                jump_secs = (seen - self.offset) / 1_000_000,
                "the clock jumped and is not believed yet"
            );
            self.doubted = Some((seen, steady));
        }
        steady.saturating_add(self.offset)
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

#[cfg(test)]
mod tests {
    use super::Believed;

    const SECOND: i64 = 1_000_000;
    const YEARS: i64 = 3 * 365 * 24 * 3_600 * SECOND;

    /// What is told, second by second, of a wall clock that is ahead by `ahead(second)`.
    fn told(seconds: i64, ahead: impl Fn(i64) -> i64) -> Vec<i64> {
        let mut believed = Believed { offset: 0, doubted: None };
        let tell = |n: i64| believed.tell(n * SECOND + ahead(n), n * SECOND) - n * SECOND;
        (0..seconds).map(tell).collect()
    }

    #[test]
    fn half_a_minute_in_another_year_is_not_seen() {
        let there_and_back = |n: i64| if (10..40).contains(&n) { YEARS } else { 0 };
        assert_eq!(told(100, there_and_back), vec![0; 100]);
        let to_and_fro = |n: i64| if n % 2 == 0 { YEARS } else { -YEARS };
        assert!(told(2_000, to_and_fro).iter().all(|told| *told == 0));
    }

    #[test]
    fn a_clock_that_was_set_is_believed_after_a_while_and_a_slow_drift_at_once() {
        let set = told(700, |n| if n < 10 { 0 } else { -YEARS });
        assert_eq!((set[609], set[610]), (0, -YEARS));
        let drift = told(700, |n| n * SECOND / 10);
        assert_eq!(drift[699], 699 * SECOND / 10);
    }
}
