//! 可分案的承办人：who can be given a case.

use zhixing_domain::{
    court::organisation::Organisation, ground::actor::Role, matter::context::Candidate,
};
use zhixing_law::day::Day;
use zhixing_store::query::case::OpenLoad;

/// Active judges of each team who are not away, with the cases each has open.
pub(super) fn of(organisation: &Organisation, today: Day, loads: &[OpenLoad]) -> Vec<Candidate> {
    let here = organisation.staff.iter().filter(|person| {
        person.active && person.roles.contains(&Role::Judge) && !organisation.away(person.id, today)
    });
    here.flat_map(|person| {
        person.teams.iter().map(|team| {
            let mine = |load: &&OpenLoad| load.handler == person.id && load.team == *team;
            let open: i64 = loads.iter().filter(mine).map(|load| load.cases).sum();
            Candidate {
                staff: person.id,
                name: person.name.clone(),
                team: team.clone(),
                open_load: u32::try_from(open).unwrap_or(u32::MAX),
            }
        })
    })
    .collect()
}
