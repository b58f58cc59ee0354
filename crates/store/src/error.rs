//! What can go wrong in storage. A missing row is an `Option`, not an error.

mod chinese;
mod fault;

pub use fault::{ArchiveFault, NotAllowed, SchemaFault};

use zhixing_law::instant::Instant;

/// Which promise of the schema a statement would have broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// A row with this key is there already.
    Unique,
    /// The row refers to one that does not exist, or is referred to.
    ForeignKey,
    /// A `CHECK` is false.
    Check,
    /// A column that must have a value has none.
    NotNull,
    /// Recorded history may not be changed or deleted.
    AppendOnly,
}

/// An error of the storage room.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed the thing since it was read.
    #[error("{what} has changed since it was read")]
    Stale {
        /// What was stale: a table or a concept.
        what: &'static str,
    },
    /// Stored data is not what the program wrote.
    #[error("corrupt data in {table}.{column}: {reason}")]
    Corrupt {
        /// Table (or the first table of the query).
        table: String,
        /// Column that could not be read.
        column: String,
        /// What was wrong with it.
        reason: String,
    },
    /// A constraint of the schema refused the statement.
    #[error("constraint {kind:?} refused: {message}")]
    Constraint {
        /// Which kind of constraint.
        kind: Constraint,
        /// The database's own message, for the log.
        message: String,
    },
    /// The value cannot be stored (a NUL character, a fraction in JSON, a number out of range).
    #[error("value cannot be stored: {0}")]
    BadValue(String),
    /// The caller asked for what the rules of storage refuse.
    #[error("not allowed: {0}")]
    NotAllowed(NotAllowed),
    /// The schema is missing, newer than this program, or was changed by hand.
    #[error("migration: {0}")]
    Migration(#[from] SchemaFault),
    /// Another process has the data directory open.
    #[error("data directory is in use by another process: {0}")]
    InUse(String),
    /// The text is not a database address this program understands.
    #[error("not a database address: {0}")]
    Address(String),
    /// An archive (backup, anchor file) cannot be used.
    #[error("archive: {0}")]
    Archive(#[from] ArchiveFault),
    /// The clock stands behind what has been recorded.
    #[error("the clock says {now}, the docket goes to {last}")]
    ClockBehind {
        /// The clock.
        now: Instant,
        /// The newest time in the docket.
        last: Instant,
    },
    /// The file system failed.
    #[error("file system: {0}")]
    Io(#[from] std::io::Error),
    /// The database failed.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
}

impl StoreError {
    /// True when the connection was cut: what was sent last may have been done all the same.
    pub fn is_cut(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(e)) => {
                e.code().is_some_and(|code| code.starts_with("57P"))
            }
            Self::Database(sqlx::Error::Io(_) | sqlx::Error::Protocol(_)) => true,
            _ => false,
        }
    }

    /// True when the same transaction, begun again from its start, may succeed: the database
    /// gave up one of two transactions that waited for each other, or was busy.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Stale { .. } => false,
            Self::Database(sqlx::Error::Database(e)) => {
                matches!(e.code().as_deref(), Some("40001" | "40P01" | "5" | "517" | "261"))
            }
            Self::Database(sqlx::Error::PoolTimedOut) => true,
            _ => false,
        }
    }

    /// True when there is no room left to write: the disk is full, or what the server may use of it.
    pub fn is_out_of_room(&self) -> bool {
        match self {
            Self::Io(error) => error.kind() == std::io::ErrorKind::StorageFull,
            // SQLite: full; the log or its shared index cannot grow. PostgreSQL: disk full.
            Self::Database(sqlx::Error::Database(e)) => {
                matches!(e.code().as_deref(), Some("13" | "778" | "4874" | "53100"))
            }
            _ => false,
        }
    }

    /// True when the statement was refused by a constraint of this kind.
    pub fn is_constraint(&self, wanted: Constraint) -> bool {
        matches!(self, Self::Constraint { kind, .. } if *kind == wanted)
    }

    pub(crate) fn corrupt(table: &str, column: &str, reason: impl ToString) -> Self {
        Self::Corrupt {
            table: table.to_owned(),
            column: column.to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::error::ErrorKind;
        let kind = match &error {
            sqlx::Error::Database(e) if e.message().contains("append_only") => {
                Some(Constraint::AppendOnly)
            }
            sqlx::Error::Database(e) => match e.kind() {
                ErrorKind::UniqueViolation => Some(Constraint::Unique),
                ErrorKind::ForeignKeyViolation => Some(Constraint::ForeignKey),
                ErrorKind::NotNullViolation => Some(Constraint::NotNull),
                ErrorKind::CheckViolation => Some(Constraint::Check),
                _ => None,
            },
            _ => None,
        };
        match kind {
            Some(kind) => Self::Constraint { kind, message: error.to_string() },
            None => Self::Database(error),
        }
    }
}
