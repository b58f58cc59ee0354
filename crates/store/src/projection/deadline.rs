//! 法定期限：with what the list of those that run shows of the case.

use uuid::Uuid;
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::work::deadline::Deadline;
use zhixing_law::day::Day;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    (0_u128..).zip(&file.deadlines.all).map(|(place, deadline)| row(file, place, deadline))
}

fn row(file: &Matter, place: u128, deadline: &Deadline) -> ProjRow {
    let mut key = shown::key(file);
    // Pages are turned by ids; a deadline has none of its own beside its place among those of the case.
    key.push(("deadline_id", V::from(Uuid::from_u128(place))));
    let state = match (deadline.ended_on, deadline.due_on) {
        (Some(_), _) => "ended",
        (None, Some(_)) if deadline.opens() => "opens",
        (None, Some(_)) => "running",
        (None, None) => "stopped",
    };
    let open = file.deadlines.exclusions.iter().filter(|known| known.is_open());
    let grounds: Vec<&str> = open.map(|known| known.stretch.ground.chinese()).collect();
    let stopped_by = if state == "stopped" { grounds.join("、") } else { String::new() };
    let extensions = i64::try_from(deadline.extensions.len()).unwrap_or(i64::MAX);
    let cols = vec![
        ("deadline", V::from(&deadline.key)),
        ("name", V::from(&deadline.name)),
        ("from_on", V::from(deadline.from)),
        ("due_on", V::from(deadline.due_on)),
        // What stands still comes last.
        ("sorts_on", V::from(deadline.due_on.unwrap_or(Day::LAST))),
        ("state", V::from(state)),
        ("excluded_days", V::from(deadline.excluded_days)),
        ("extensions", V::from(extensions)),
        ("stopped_by", V::from(stopped_by)),
        ("ended_on", V::from(deadline.ended_on)),
        ("basis", V::from(&deadline.basis)),
        ("number", V::from(shown::number(file))),
        ("respondents", V::from(shown::names(file, PartyRole::Respondent))),
        ("handler_id", V::from(file.handler.as_ref().map(|(id, _)| id.0))),
        ("handler_name", V::from(shown::handler_name(file))),
        ("team", V::from(file.team.clone().unwrap_or_default())),
    ];
    ProjRow { table: "case_deadline", key, cols }
}
