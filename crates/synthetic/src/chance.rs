//! What a made-up court draws besides numbers, from the simulators' chance.

use uuid::Uuid;
pub use zhixing_connectors::simulator::chance::Chance;

/// Words and ids from a source of chance.
pub trait Draw {
    /// One of some words; empty when there are none.
    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str;

    /// A UUID of version 7 at a time in milliseconds.
    fn id(&mut self, millis: u64) -> Uuid;
}

impl Draw for Chance {
    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        self.pick(of).copied().unwrap_or_default()
    }

    fn id(&mut self, millis: u64) -> Uuid {
        let (a, b) = (self.draw().to_be_bytes(), self.draw().to_be_bytes());
        let mut bytes = [0_u8; 10];
        for (to, from) in bytes.iter_mut().zip(a.iter().chain(&b)) {
            *to = *from;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}
