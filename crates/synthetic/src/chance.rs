//! Chance from a seed (SplitMix64), the same on every machine.

use uuid::Uuid;

/// A stream of numbers that looks random and follows from its seed.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw().checked_rem(end).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of some words; empty when there are none.
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let place = self.below(of.len() as u64);
        usize::try_from(place).ok().and_then(|place| of.get(place).copied()).unwrap_or("")
    }

    /// A UUID of version 7 at a time in milliseconds.
    pub fn id(&mut self, millis: u64) -> Uuid {
        let (a, b) = (self.draw().to_be_bytes(), self.draw().to_be_bytes());
        let mut bytes = [0_u8; 10];
        for (to, from) in bytes.iter_mut().zip(a.iter().chain(&b)) {
            *to = *from;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}
