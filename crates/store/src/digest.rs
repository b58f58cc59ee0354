//! SM3 digests (GB/T 32905-2016) over values with a canonical, unambiguous encoding.

use std::fmt;
use std::str::FromStr;

use sm3::Digest as _;
use sm3::Sm3;

use crate::error::StoreError;

/// A 256-bit SM3 digest; shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of bytes as they are.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sm3::digest(bytes).into())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Takes 32 bytes that were stored before.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sm3:{self}")
    }
}

impl FromStr for Digest {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let bad = || StoreError::BadValue("an SM3 digest is 64 hexadecimal digits".to_owned());
        if text.len() != 64 || !text.is_ascii() {
            return Err(bad());
        }
        let mut bytes = [0_u8; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| bad())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| bad())?;
        }
        Ok(Self(bytes))
    }
}

/// Builds a digest field by field. Each field is preceded by its length in eight bytes, and an
/// absent field is a length that no field can have, so two different lists of fields never
/// produce the same input.
pub struct Hasher(Sm3);

impl Hasher {
    /// Begins with a purpose, so that a digest made for one use is never valid for another.
    pub fn new(purpose: &str) -> Self {
        let mut hasher = Self(Sm3::new());
        hasher.text(purpose);
        hasher
    }

    /// Adds bytes as one field.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds text as one field.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds an integer as one field of eight bytes.
    pub fn int(&mut self, value: i64) -> &mut Self {
        self.bytes(&value.to_be_bytes())
    }

    /// Adds an absent field.
    pub fn absent(&mut self) -> &mut Self {
        self.0.update(u64::MAX.to_be_bytes());
        self
    }

    /// Ends the list.
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// A digest of bytes that arrive in pieces (a file, an archive), with no length fields: it equals
/// [`Digest::of`] over all of them.
pub struct Stream(Sm3);

impl Default for Stream {
    fn default() -> Self {
        Self(Sm3::new())
    }
}

impl Stream {
    /// Adds the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests;
