//! 模式的比较：which rows of two modes differ, each as it is written in both.

use super::overlay::{Composed, RowText};

/// A row that one mode has otherwise than the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub section: &'static str,
    pub id: String,
    /// What people call it, as the first has it where both do.
    pub name: String,
    /// As the first has it; none where it has no such row.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The rows that differ: those of the first in its order, then those that only the second has.
pub fn changes(one: &Composed, other: &Composed) -> Vec<Change> {
    let find = |rows: &[RowText], row: &RowText| {
        let same = |known: &&RowText| known.section == row.section && known.id == row.id;
        rows.iter().find(same).map(|known| known.text.clone())
    };
    let of_one = one.rows.iter().map(|row| (row, Some(row.text.clone()), find(&other.rows, row)));
    let added = other.rows.iter().filter(|row| find(&one.rows, row).is_none());
    of_one
        .chain(added.map(|row| (row, None, Some(row.text.clone()))))
        .filter(|(_, before, after)| before != after)
        .map(|(row, before, after)| Change {
            section: row.section,
            id: row.id.clone(),
            name: row.name.clone(),
            before,
            after,
        })
        .collect()
}
