//! The bank at the other end, where it is played: a demo court has nobody who carries files to a real one.

use zhixing_law::{day::Day, instant::Instant};

/// 对方: the bank at the other end of a demo court, which makes the files that people carry in and out.
pub trait Counterparty: Send + Sync {
    /// The bank's statement of a period: file name and bytes, as camt.053 or as the bank's CSV.
    fn statement(&self, from: Day, to: Day, csv: bool) -> (String, Vec<u8>);

    /// Executes a payment file (pain.001) and gives the bank's answer (pain.002).
    ///
    /// # Errors
    /// What the bank could not read, in its words.
    fn pay(&self, now: Instant, name: &str, batch: &[u8]) -> Result<Vec<u8>, String>;
}
