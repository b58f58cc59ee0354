//! 同一笔还是另一笔：two lines of the bank's that say the same are one payment in two files, or two payments.

use std::collections::{BTreeMap, BTreeSet};

use zhixing_connectors::bank::statement::{Statement, StatementLine};
use zhixing_connectors::finding::{Code, Finding};
use zhixing_domain::money::agreement::{self, Stated};
use zhixing_law::money::Fen;

use crate::{
    error::{Error, refused_file},
    work::Work,
};

/// Equal lines without a reference that one account may hold.
const EQUAL_MAX: u32 = 200;

/// What the statements before it in the same file have brought in: the database does not know of them yet.
#[derive(Default)]
pub(super) struct InFile {
    stated: Vec<Stated>,
    keys: BTreeMap<String, Fen>,
}

/// The lines of a statement.
pub(super) struct ToldApart {
    pub(super) lines: Vec<StatementLine>,
    /// Keys of those that were brought in before.
    pub(super) known: BTreeSet<String>,
    /// The bank has stated that period with those balances before.
    pub(super) stated_before: bool,
}

/// The lines of a statement under keys of their own. The bank's reference is one. Where the bank gives none, a line is
/// known by what it says, and its number among those that say the same; and a statement that begins where another of
/// that day ended has none of that other's lines, so that its numbers go on from those.
pub(super) async fn told_apart(
    work: &mut Work<'_>,
    bank: &Statement,
    file: &mut InFile,
) -> Result<ToldApart, Error> {
    let mut lines = bank.lines.clone();
    let this =
        Stated { from: bank.from, to: bank.to, opening: bank.opening, closing: bank.closing };
    let court = work.meta.court.clone();
    let mut others = work.tx.stated(&court, &bank.account).await?;
    others.extend_from_slice(&file.stated);
    let keys: Vec<String> = lines.iter().map(|line| line.key.clone()).collect();
    let mut sums = work.tx.known_bank_refs(&court, &bank.account, &keys).await?;
    sums.extend(keys.iter().filter_map(|key| Some((key.clone(), *file.keys.get(key)?))));
    contradicted(&lines, &sums)?;
    let known: BTreeSet<String> = sums.into_keys().collect();
    let stated_before = others.contains(&this);
    if !stated_before && agreement::goes_on(&this, &others) {
        let mut taken: BTreeSet<String> = lines.iter().map(|line| line.key.clone()).collect();
        for line in lines.iter_mut().filter(|line| line.reference.is_none()) {
            if !known.contains(&line.key) {
                continue;
            }
            if let Some(free) =
                free(work, bank, line, |key| taken.contains(key) || file.keys.contains_key(key))
                    .await?
            {
                taken.insert(free.clone());
                line.key = free;
            }
        }
    }
    file.stated.push(this);
    file.keys.extend(lines.iter().map(|line| (line.key.clone(), line.amount)));
    Ok(ToldApart { lines, known, stated_before })
}

/// A reference that came before on the same day and side is the same movement only if the sum is: money must not vanish
/// because a bank numbered two movements alike.
fn contradicted(lines: &[StatementLine], known: &BTreeMap<String, Fen>) -> Result<(), Error> {
    let other = |line: &&StatementLine| known.get(&line.key).is_some_and(|sum| *sum != line.amount);
    let findings: Vec<Finding> = lines
        .iter()
        .filter(other)
        .map(|line| {
            let before = known.get(&line.key).copied().unwrap_or_default();
            let problem = format!(
                "与已导入的同日同号流水金额不同：这次{}元，上次{}元",
                line.amount.grouped(),
                before.grouped()
            );
            Finding::refuse(Code::Contradiction, &line.place, problem)
        })
        .collect();
    if findings.is_empty() { Ok(()) } else { Err(refused_file(&findings)) }
}

/// The next number of a line among those that say the same which nobody has.
async fn free(
    work: &mut Work<'_>,
    bank: &Statement,
    line: &StatementLine,
    is_taken: impl Fn(&String) -> bool,
) -> Result<Option<String>, Error> {
    let Some((said, _)) = line.key.rsplit_once('#') else { return Ok(None) };
    let keys: Vec<String> = (1..=EQUAL_MAX).map(|number| format!("{said}#{number}")).collect();
    let court = work.meta.court.clone();
    let known = work.tx.known_bank_refs(&court, &bank.account, &keys).await?;
    Ok(keys.into_iter().find(|key| !known.contains_key(key) && !is_taken(key)))
}
