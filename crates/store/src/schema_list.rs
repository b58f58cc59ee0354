//! Every migration there is, in order, with its text. What runs them is [`crate::migrate`].

use crate::digest::Digest;

/// One migration of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order, from 1.
    pub no: i64,
    /// What it adds.
    pub name: &'static str,
    /// The text with type tokens (see `dialect`).
    pub text: &'static str,
}

impl Migration {
    /// SM3 of the text before the tokens are resolved, so that it is the same on both databases.
    pub fn checksum(&self) -> Digest {
        Digest::of(self.text.as_bytes())
    }
}

/// Every migration, in order. A landed one is never edited: add the next.
pub const MIGRATIONS: &[Migration] = &[
    Migration { no: 1, name: "kernel", text: include_str!("../migrations/0001_kernel.sql") },
    Migration {
        no: 2,
        name: "projection",
        text: include_str!("../migrations/0002_projection.sql"),
    },
    Migration { no: 3, name: "request", text: include_str!("../migrations/0003_request.sql") },
    Migration { no: 4, name: "warning", text: include_str!("../migrations/0004_warning.sql") },
    Migration { no: 5, name: "running", text: include_str!("../migrations/0005_running.sql") },
    Migration { no: 6, name: "version", text: include_str!("../migrations/0006_version.sql") },
    Migration { no: 7, name: "return", text: include_str!("../migrations/0007_return.sql") },
    Migration { no: 8, name: "watch", text: include_str!("../migrations/0008_watch.sql") },
    Migration { no: 9, name: "list", text: include_str!("../migrations/0009_list.sql") },
    Migration { no: 10, name: "mode", text: include_str!("../migrations/0010_mode.sql") },
    Migration { no: 11, name: "duty", text: include_str!("../migrations/0011_duty.sql") },
    Migration { no: 12, name: "sign_in", text: include_str!("../migrations/0012_sign_in.sql") },
    Migration { no: 13, name: "matter", text: include_str!("../migrations/0013_matter.sql") },
    Migration { no: 14, name: "raised", text: include_str!("../migrations/0014_raised.sql") },
    Migration { no: 15, name: "approval", text: include_str!("../migrations/0015_approval.sql") },
    Migration { no: 16, name: "deadline", text: include_str!("../migrations/0016_deadline.sql") },
    Migration { no: 17, name: "agreement", text: include_str!("../migrations/0017_agreement.sql") },
    Migration { no: 18, name: "access", text: include_str!("../migrations/0018_access.sql") },
    Migration {
        no: 19,
        name: "court_title",
        text: include_str!("../migrations/0019_court_title.sql"),
    },
    Migration { no: 20, name: "title", text: include_str!("../migrations/0020_title.sql") },
    Migration { no: 21, name: "spelling", text: include_str!("../migrations/0021_spelling.sql") },
    Migration { no: 22, name: "lateness", text: include_str!("../migrations/0022_lateness.sql") },
    Migration { no: 23, name: "panel", text: include_str!("../migrations/0023_panel.sql") },
];
