//! The errors that this room makes itself, told apart by what they are; their words are for the log.

/// What the rules of storage refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// A transaction was asked of a database that was opened to read.
    #[error("the database is open read-only")]
    ReadOnly,
    /// An archive goes into an empty database.
    #[error("the database to restore into is not empty")]
    NotEmpty,
    /// The counter of a court in operation is not moved.
    #[error("case numbers of this kind are in use")]
    SerialsInUse,
    /// A statement was sent before its transaction began.
    #[error("the transaction has not begun")]
    NotBegun,
    /// Only a clock that stands behind the docket is declared right.
    #[error("the clock is not behind the docket")]
    ClockIsNotBehind,
}

/// In which way the schema is not this program's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaFault {
    /// Nothing has been kept here.
    #[error("the database has no schema yet")]
    None,
    /// A newer program made it.
    #[error("the database is at {database}, this program knows {program}: use a newer program")]
    Newer {
        /// Migrations of the database.
        database: usize,
        /// Migrations of the program.
        program: usize,
    },
    /// A migration of this program has not run.
    #[error("{0} has not run")]
    Behind(String),
    /// A migration that ran is not this program's.
    #[error("migration {0} is not the one that landed in this database")]
    Other(String),
    /// A migration failed.
    #[error("{name}: {message}")]
    Failed {
        /// Its number and name.
        name: String,
        /// The database's own words.
        message: String,
    },
    /// A migration's text is wrong: found by the tests and never in a court.
    #[error("{0}")]
    Text(String),
}

/// Why an archive cannot be used or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveFault {
    /// The text is not an anchor.
    #[error("anchor: {0}")]
    Anchor(String),
    /// The directory to write into holds something.
    #[error("{0} is not empty")]
    Occupied(String),
    /// A file is missing.
    #[error("{0} is missing")]
    Missing(String),
    /// A file cannot be read.
    #[error("{file}: {message}")]
    Unreadable {
        /// File.
        file: String,
        /// The system's own words.
        message: String,
    },
    /// A file is not what it was when the archive was written.
    #[error("{0} was changed")]
    Changed(String),
    /// A file's content is not what this program writes.
    #[error("{file}: {message}")]
    Content {
        /// File.
        file: String,
        /// Where or what.
        message: String,
    },
    /// Another version of the program wrote it.
    #[error("{0}")]
    OtherProgram(String),
    /// What was restored is not what was taken.
    #[error("the restored state is not that of the archive")]
    OtherState,
}

impl ArchiveFault {
    /// A file that could not be opened.
    pub(crate) fn of_file(file: &str, error: &std::io::Error) -> Self {
        let file = file.to_owned();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing(file),
            _ => Self::Unreadable { file, message: error.to_string() },
        }
    }
}
