//! 节点：the line of nodes of a case.

use zhixing_domain::matter::Matter;
use zhixing_law::day::Day;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    (0_i64..).zip(&file.nodes).map(|(place, node)| {
        let mut key = shown::key(file);
        key.push(("place", V::from(place)));
        let cols = vec![
            ("node", V::from(&node.key)),
            ("name", V::from(&node.name)),
            ("started_on", V::from(node.started_on)),
            // What stands still comes last, and is late for nobody.
            ("due_on", V::from(node.due_on.unwrap_or(Day::LAST))),
            ("ended_on", V::from(node.ended_on)),
            ("basis", V::from(&node.basis)),
        ];
        ProjRow { table: "case_node", key, cols }
    })
}
