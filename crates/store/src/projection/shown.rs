//! What the rows of many tables show of a case.

use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;

use super::ProjRow;
use crate::value::V;

/// Rows before and after, for [`crate::Tx::save_rows`].
pub(crate) type BeforeAfter = (Vec<ProjRow>, Vec<ProjRow>);

/// The key of a row that belongs to a case.
pub(crate) fn key(file: &Matter) -> Vec<(&'static str, V)> {
    vec![("court_id", V::from(&file.court)), ("case_id", V::from(file.id.0))]
}

/// 案号 or 登记号, empty while the matter has none.
pub(crate) fn number(file: &Matter) -> String {
    file.known_as().unwrap_or_default()
}

/// The names of the parties in a role, joined with 、.
pub(crate) fn names(file: &Matter, role: PartyRole) -> String {
    let names: Vec<&str> = file.parties_of(role).map(|party| party.details.name.as_str()).collect();
    names.join("、")
}

/// The filing day as lists sort by it, empty (before every day) while the case is not filed.
pub(crate) fn filed_key(file: &Matter) -> String {
    file.filed_on.map(|day| day.to_string()).unwrap_or_default()
}

/// The name of the handler, empty while there is none.
pub(crate) fn handler_name(file: &Matter) -> String {
    file.handler.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()
}

/// What lists of things of a case show of the case itself.
pub(super) fn of_case(file: &Matter) -> [(&'static str, V); 5] {
    [
        ("number", V::from(number(file))),
        ("respondents", V::from(names(file, PartyRole::Respondent))),
        ("handler_id", V::from(file.handler.as_ref().map(|(id, _)| id.0))),
        ("handler_name", V::from(handler_name(file))),
        ("team", V::from(file.team.clone().unwrap_or_default())),
    ]
}
