//! 请求单号：which case and what of it a request number stands for.

use uuid::Uuid;
use zhixing_domain::matter::Matter;

use super::ProjRow;
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    let searches = file.searches.iter().map(|s| (&s.request_no, "search", s.id.0));
    let measures = file.measures.iter().map(|m| (&m.request_no, "measure", m.id.0));
    let deductions = file.deductions.iter().map(|d| (&d.request_no, "deduction", d.id.0));
    searches.chain(measures).chain(deductions).map(|request| row(file, request))
}

fn row(file: &Matter, (number, kind, id): (&String, &str, Uuid)) -> ProjRow {
    let key = vec![("court_id", V::from(&file.court)), ("request_no", V::from(number))];
    let cols =
        vec![("case_id", V::from(file.id.0)), ("kind", V::from(kind)), ("subject_id", V::from(id))];
    ProjRow { table: "case_request", key, cols }
}
