//! 合议: a row for each member, with what its list shows of the case.

use zhixing_domain::matter::Matter;
use zhixing_domain::work::panel::{Member, Panel, seated::awaited};

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.panels.iter().flat_map(move |panel| {
        let waits = awaited(file, panel);
        let seat = move |(place, member): (usize, &Member)| {
            let waited_for = waits.contains(&member.staff);
            seat(file, panel, member, place == 0, waited_for)
        };
        panel.members.iter().enumerate().map(seat)
    })
}

fn seat(file: &Matter, panel: &Panel, member: &Member, presides: bool, waits: bool) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("panel_id", V::from(panel.id.0)));
    key.push(("staff_id", V::from(member.staff.0)));
    let ended = panel.conclusion.as_ref();
    let mut cols = vec![
        ("name", V::from(&member.name)),
        ("presides", V::from(presides)),
        ("topic", V::from(panel.topic.code())),
        ("state", V::from(panel.state.code())),
        ("carried", V::from(ended.map(|known| known.carried))),
        ("vote", V::from(member.said.as_ref().map_or("", |said| said.vote.code()))),
        ("signed", V::from(member.signed.is_some())),
        ("waits", V::from(waits)),
        ("convened_on", V::from(panel.convened_on)),
        ("since", V::from(ended.map_or(panel.convened_on, |known| known.on))),
    ];
    cols.extend(shown::of_case(file));
    ProjRow { table: "case_panel_seat", key, cols }
}
