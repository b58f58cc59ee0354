//! 同一笔还是另一笔：two lines of the bank's that say the same are one payment in two files, or two payments.

use std::collections::BTreeSet;

use zhixing_connectors::bank::statement::{Statement, StatementLine};
use zhixing_domain::money::agreement::{self, Stated};

use crate::{error::Error, work::Work};

/// Equal lines without a reference that one account may hold.
const EQUAL_MAX: u32 = 200;

/// The lines of a statement.
pub(super) struct ToldApart {
    pub(super) lines: Vec<StatementLine>,
    /// The bank has stated that period with those balances before.
    pub(super) stated_before: bool,
}

/// The lines of a statement under keys of their own. The bank's reference is one. Where the bank gives none, a line is
/// known by what it says, and its number among those that say the same; and a statement that begins where another of
/// that day ended has none of that other's lines, so that its numbers go on from those.
pub(super) async fn told_apart(work: &mut Work<'_>, bank: &Statement) -> Result<ToldApart, Error> {
    let mut lines = bank.lines.clone();
    let this =
        Stated { from: bank.from, to: bank.to, opening: bank.opening, closing: bank.closing };
    let court = work.meta.court.clone();
    let others = work.tx.stated(&court, &bank.account).await?;
    let stated_before = others.contains(&this);
    if stated_before || !agreement::goes_on(&this, &others) {
        return Ok(ToldApart { lines, stated_before });
    }
    let mut taken = BTreeSet::new();
    for line in &mut lines {
        let Some((said, _)) = line.key.rsplit_once('#').filter(|_| line.reference.is_none()) else {
            continue;
        };
        let keys: Vec<String> = (1..=EQUAL_MAX).map(|number| format!("{said}#{number}")).collect();
        let known = work.tx.known_bank_refs(&court, &bank.account, &keys).await?;
        let free = keys.into_iter().find(|key| !known.contains(key) && !taken.contains(key));
        if let Some(free) = free {
            taken.insert(free.clone());
            line.key = free;
        }
    }
    Ok(ToldApart { lines, stated_before })
}
