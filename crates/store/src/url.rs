//! Where a court's data is.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::StoreError;

/// The address of a database: `sqlite:PATH` (a directory or a file) or `postgres://…`.
///
/// `Debug` and `Display` never show a password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// One file on a local disk.
    Sqlite(PathBuf),
    /// The full PostgreSQL address, with its secret.
    Postgres(String),
}

impl DatabaseUrl {
    /// The SQLite database of a data directory.
    pub fn in_dir(dir: &Path) -> Self {
        Self::Sqlite(dir.join("zhixing.db"))
    }

    /// The data directory of a SQLite database, `None` on PostgreSQL.
    pub fn dir(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(file) => Some(match file.parent() {
                Some(dir) if !dir.as_os_str().is_empty() => dir,
                _ => Path::new("."),
            }),
            Self::Postgres(_) => None,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let Some(path) = text.strip_prefix("sqlite:") else {
            let scheme = text.split(':').next().unwrap_or_default().to_owned();
            return Err(StoreError::Address(format!("{scheme}:… (sqlite: or postgres: expected)")));
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path == ":memory:" {
            return Err(StoreError::Address("sqlite: needs a path".to_owned()));
        }
        let is_file = [".db", ".sqlite", ".sqlite3"].iter().any(|end| path.ends_with(end)) || {
            let path = Path::new(path);
            path.is_file()
        };
        let path = PathBuf::from(path);
        Ok(if is_file { Self::Sqlite(path) } else { Self::in_dir(&path) })
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let authority_end = rest.find(['/', '?']).unwrap_or(rest.len());
                let (authority, path) = rest.split_at(authority_end);
                let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
                let path = path.split('?').next().unwrap_or_default();
                write!(f, "postgres://…@{host}{path}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
