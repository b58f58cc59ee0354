//! Ids: UUID v7 from the clock's time and a random source that can be seeded.

use std::sync::Mutex;

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use uuid::Uuid;
use zhixing_law::instant::Instant;

/// Makes ids. One source per process; a seeded one makes the same ids in the same order.
#[derive(Debug)]
pub struct Ids(Mutex<StdRng>);

impl Ids {
    /// Seeded: demo courts, simulations and tests.
    pub fn seeded(seed: u64) -> Ids {
        Ids(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// Seeded by the operating system.
    pub fn random() -> Ids {
        Ids(Mutex::new(unpredictable()))
    }

    /// From now on seeded by the operating system: a demo court is generated from a seed, but nobody may be
    /// able to foresee the session tokens of those who sign in to it.
    pub fn become_random(&self) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = unpredictable();
    }

    /// The next id at a time.
    pub fn next(&self, now: Instant) -> Uuid {
        let mut bytes = [0_u8; 10];
        self.fill(&mut bytes);
        let millis = u64::try_from(now.micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// Random bytes, for session tokens and salts.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(bytes);
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for randomness")]
fn unpredictable() -> StdRng {
    let mut seed = [0_u8; 32];
    rand::rng().fill_bytes(&mut seed);
    StdRng::from_seed(seed)
}
