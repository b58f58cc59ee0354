//! 伪造历史：one statement for each way of changing what has been written down. Used where a whole court's docket is there.

use zhixing_store::docket::Entry;

/// Ways there are.
pub(crate) const WAYS: u64 = 5;

/// Changes the docket at an entry of a stream that has so many: an edit, a deletion, a truncation, an insertion, a
/// reordering.
pub(crate) fn forgery(way: u64, at: &Entry, entries: usize, sqlite: bool) -> String {
    let id = at.stream_id;
    let id = if sqlite { format!("X'{}'", id.simple()) } else { format!("'{id}'") };
    let (of, here, next) = (format!("stream_id = {id}"), at.seq, entries + 1);
    match way % WAYS {
        0 => format!("UPDATE docket SET actor_name = '某人' WHERE seq = {here} AND {of}"),
        1 => format!("DELETE FROM docket WHERE seq = {here} AND {of}"),
        2 => format!("DELETE FROM docket WHERE seq > {here} AND {of}"),
        3 => format!(
            "INSERT INTO docket SELECT court_id, stream_id, {next}, entry_id, command_id, kind, \
             event_version, body, subject, actor_id, actor_name, ground, source, happened_at, \
             recorded_at, prev_hash, hash FROM docket WHERE seq = {here} AND {of}"
        ),
        _ => format!(
            "UPDATE docket SET body = (SELECT d.body FROM docket d WHERE d.seq = {here} \
             AND d.{of}) WHERE seq = {here} + 1 AND {of}"
        ),
    }
}
