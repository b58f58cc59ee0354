//! 模式版本：which mode a court or a matter runs under, and the files that a version is made of.

use serde::{Deserialize, Serialize};

/// 模式的一个版本
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeVersion {
    pub key: String,
    pub version: u32,
}

impl ModeVersion {
    pub fn new(key: &str, version: u32) -> ModeVersion {
        ModeVersion { key: key.to_owned(), version }
    }
}

impl std::fmt::Display for ModeVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.key, self.version)
    }
}

/// 模式文件：one file of a version, as it was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeFile {
    /// Path from the folder of modes, for example `base/nodes.toml`.
    pub name: String,
    pub text: String,
}

/// The folder of what every mode begins with.
pub const BASE: &str = "base";

impl ModeFile {
    /// Whether it is part of the base, not of the mode itself.
    pub fn is_base(&self) -> bool {
        self.name.split_once('/').is_some_and(|(folder, _)| folder == BASE)
    }
}
