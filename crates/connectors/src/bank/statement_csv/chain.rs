//! 余额栏：balances that follow one from the other prove that no row between them is missing.

use zhixing_law::money::Fen;

use super::table::Posted;
use crate::bank::statement::Direction;

/// What the column of balances says.
pub(super) enum Chain {
    /// There is none, or not in every row.
    None,
    /// Each follows from the one before.
    Whole { opening: Fen, closing: Fen },
    /// The balance of this row follows from no neighbour.
    Broken { line: u64 },
}

/// Looks at the balances in the order of the file and in the other one (many banks list the newest first); rows in that
/// order are turned round.
pub(super) fn chain(posted: &mut [Posted]) -> Chain {
    if posted.is_empty() || posted.iter().any(|one| one.balance.is_none()) {
        return Chain::None;
    }
    let Some(broken) = first_break(posted.iter()) else { return whole(posted) };
    if first_break(posted.iter().rev()).is_some() {
        return Chain::Broken { line: broken };
    }
    posted.reverse();
    whole(posted)
}

/// The balance before a row, by its own balance.
fn before(posted: &Posted) -> Option<Fen> {
    let balance = posted.balance?;
    match posted.line.direction {
        Direction::Credit => balance.checked_sub(posted.line.amount).ok(),
        Direction::Debit => balance.checked_add(posted.line.amount).ok(),
    }
}

/// The first row whose balance does not follow from the row before it.
fn first_break<'p>(posted: impl Iterator<Item = &'p Posted>) -> Option<u64> {
    let mut last: Option<Fen> = None;
    for one in posted {
        let begins = before(one);
        if begins.is_none() || last.is_some_and(|last| Some(last) != begins) {
            return Some(one.row);
        }
        last = one.balance;
    }
    None
}

fn whole(posted: &[Posted]) -> Chain {
    let opening = posted.first().and_then(before);
    let closing = posted.last().and_then(|last| last.balance);
    match (opening, closing) {
        (Some(opening), Some(closing)) => Chain::Whole { opening, closing },
        _ => Chain::None,
    }
}
