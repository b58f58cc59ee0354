//! 时钟: what stands in the docket when a person declared the clock right that stood behind it.

use zhixing_domain::ground::entry::NoteKind;

/// The kind of that entry, in the court's lines of who did what to accounts and settings.
pub const ACCEPTED: &str = NoteKind::ClockAccepted.code();
