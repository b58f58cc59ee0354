//! 只做一次: what the docket may say only once about one thing, whatever was sent again and whoever died.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use zhixing_store::docket::{ATTEMPT, Entry};

/// Kinds of entries, and by what of their body each is known: the same thing never happens to the same one again.
const ONCE: &[(&str, &[&str])] = &[
    ("search.requested", &["request_no"]),
    ("search.completed", &["search"]),
    ("measure.ordered", &["request_no"]),
    ("measure.ordered", &["measure"]),
    ("measure.repeated", &["request_no"]),
    ("measure.confirmed", &["measure"]),
    ("measure.released", &["measure"]),
    ("measure.spent", &["measure"]),
    ("measure.lapsed", &["measure"]),
    ("measure.warned", &["measure", "days", "ends_on"]),
    ("deduction.ordered", &["request_no"]),
    ("deduction.repeated", &["request_no"]),
    ("deduction.deducted", &["deduction"]),
    ("deduction.arrived", &["deduction"]),
    ("fund.received", &["receipt"]),
    ("asset.found", &["asset"]),
    ("asset.screened", &["asset"]),
    ("document.made", &["document"]),
    ("document.issued", &["document"]),
    ("task.opened", &["task"]),
    ("task.completed", &["task"]),
    ("task.withdrawn", &["task"]),
    ("message.queued", &["message"]),
    ("message.sent", &["message"]),
    ("payout.proposed", &["payout"]),
    ("payout.approved", &["payout"]),
    ("payout.exported", &["payout"]),
    ("payout.line_settled", &["payout", "line"]),
    ("payout.line_returned", &["payout", "line"]),
    ("payout.paid", &["payout"]),
    ("batch.created", &["no"]),
];

/// Entries that a matter has at most one of.
const ONE_EACH: &[&str] = &[
    "filing.accepted",
    "filing.interviewed",
    "closing.closed",
    "objection.decided",
    "visit.answered",
];

/// Looks at every stream of the court.
pub(crate) fn must_be_once(streams: &[Vec<Entry>]) {
    let mut entries = BTreeSet::new();
    let mut seen: BTreeMap<(&str, String), &Entry> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for entry in streams.iter().flatten() {
        assert!(entries.insert(entry.entry_id), "an entry twice: {entry:?}");
        known.insert(entry.kind.as_str());
        let body: Value = serde_json::from_str(&entry.body).unwrap();
        for (kind, names) in ONCE.iter().filter(|(kind, _)| *kind == entry.kind) {
            let part = |name: &&str| match body.get(*name) {
                Some(value) => value.to_string(),
                None => panic!("{kind} has no {name}: {body}"),
            };
            let key = names.iter().map(part).collect::<Vec<_>>().join(" ");
            let named = format!("{names:?} {key}");
            if let Some(first) = seen.insert((kind, named), entry) {
                panic!("twice: {first:?}\nand {entry:?}");
            }
        }
        if ONE_EACH.contains(&entry.kind.as_str()) {
            let named = entry.stream_id.to_string();
            if let Some(first) = seen.insert((entry.kind.as_str(), named), entry) {
                panic!("twice: {first:?}\nand {entry:?}");
            }
        }
    }
    one_command_one_moment(streams);
    for kind in ["deduction.arrived", "payout.paid", "task.completed", "fund.received"] {
        assert!(known.contains(kind), "the year had no {kind}: nothing was looked at");
    }
}

/// What a command wrote in a stream stands together and was written at one time: it was applied once.
fn one_command_one_moment(streams: &[Vec<Entry>]) {
    for stream in streams {
        let mut ended = BTreeSet::new();
        let mut last = None;
        for entry in stream.iter().filter(|entry| entry.kind != ATTEMPT) {
            let now = (entry.command_id, entry.recorded_at);
            if last.is_some_and(|last| last != now) {
                ended.extend(last.map(|(command, _)| command));
            }
            assert!(!ended.contains(&entry.command_id), "a command was applied twice: {entry:?}");
            last = Some(now);
        }
    }
}
