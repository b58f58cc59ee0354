//! 登记号：the number of a matter that is no case, in the court's own register.

use std::fmt;

use serde::{Deserialize, Serialize};

/// “来访〔2026〕1号”: by register and year, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterNumber {
    /// 登记簿
    pub word: String,
    pub year: i16,
    pub serial: u32,
}

impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.word, self.year, self.serial)
    }
}
