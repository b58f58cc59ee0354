//! 付款批次：a batch, its lines and the bank's answers.

use zhixing_domain::money::batch::{Batch, BatchLine};
use zhixing_domain::money::payout::LineResult;

use super::ProjRow;
use crate::value::V;

/// Every row of a batch; none for a batch of which nothing is known.
pub fn rows(batch: &Batch) -> Vec<ProjRow> {
    if batch.version == 0 {
        return Vec::new();
    }
    let mut rows = vec![head(batch)];
    rows.extend((0_i64..).zip(&batch.lines).map(|(place, line)| row(batch, place, line)));
    rows
}

fn head(batch: &Batch) -> ProjRow {
    let count = |wanted: fn(&LineResult) -> bool| {
        let results = batch.lines.iter().filter_map(|line| batch.result(&line.end_to_end));
        V::from(i64::try_from(results.filter(|r| wanted(r)).count()).unwrap_or(i64::MAX))
    };
    let created = batch.created.as_ref();
    let cols = vec![
        ("no", V::from(&batch.no)),
        ("made_on", V::from(batch.on)),
        ("total_fen", V::from(batch.total)),
        ("line_count", V::from(i64::try_from(batch.lines.len()).unwrap_or(i64::MAX))),
        ("paid_count", count(|result| matches!(result, LineResult::Paid { .. }))),
        ("rejected_count", count(LineResult::is_back)),
        ("state", V::from(batch.state())),
        ("created_by", V::from(created.map(|by| by.name.clone()).unwrap_or_default())),
        ("created_at", V::from(created.map(|by| by.at))),
        ("version", V::from(batch.version)),
    ];
    ProjRow { table: "batch", key: key(batch), cols }
}

fn key(batch: &Batch) -> Vec<(&'static str, V)> {
    vec![("court_id", V::from(&batch.court)), ("batch_id", V::from(batch.id.0))]
}

fn row(batch: &Batch, place: i64, line: &BatchLine) -> ProjRow {
    let (outcome, paid_on, reference, reason) = match batch.result(&line.end_to_end) {
        None => ("", None, "", ""),
        Some(LineResult::Paid { on, reference }) => ("paid", Some(*on), reference.as_str(), ""),
        Some(LineResult::Rejected { reason } | LineResult::Returned { reason, .. }) => {
            ("rejected", None, "", reason.as_str())
        }
    };
    let mut key = key(batch);
    key.push(("place", V::from(place)));
    let cols = vec![
        ("end_to_end", V::from(&line.end_to_end)),
        ("case_id", V::from(line.case.0)),
        ("number", V::from(&line.number)),
        ("payout_id", V::from(line.payout.0)),
        ("line", V::from(line.line)),
        ("amount_fen", V::from(line.amount)),
        ("payee_name", V::from(&line.payee.name)),
        ("payee_bank", V::from(&line.payee.bank)),
        ("payee_account", V::from(&line.payee.account)),
        ("text", V::from(&line.text)),
        ("outcome", V::from(outcome)),
        ("paid_on", V::from(paid_on)),
        ("reference", V::from(reference)),
        ("reason", V::from(reason)),
    ];
    ProjRow { table: "batch_line", key, cols }
}
