//! 流水用语：the name of each kind of docket entry stands beside its event; here they are found in all streams.

use zhixing_domain::{
    court::organisation::StaffKind,
    ground::entry::NoteKind,
    matter::event,
    money::{batch::BatchKind, statement::StatementKind},
};

/// The name of an entry's kind, for example `measure.renewed`. A kind that nothing writes is named as it is.
pub fn title(kind: &str) -> &str {
    event::title(kind)
        .or_else(|| StatementKind::from_code(kind).map(StatementKind::title))
        .or_else(|| BatchKind::from_code(kind).map(BatchKind::title))
        .or_else(|| StaffKind::from_code(kind).map(StaffKind::title))
        .or_else(|| NoteKind::from_code(kind).map(NoteKind::title))
        .unwrap_or(kind)
}
