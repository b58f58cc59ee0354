//! 认领前的疑点：what speaks against money being this case's. Whoever claims it says that they have seen each, and whoever
//! confirms sees the same.

use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::refusal::{Refusal, seen},
    ground::word::words,
    matter::{Matter, Stage},
    money::payout::account,
};

words! {
    /// 认领的疑点
    ClaimDoubt {
        Stranger = "stranger", "付款人不是本案当事人";
        Closed = "closed", "案件已经结案";
        AboveOwed = "above_owed", "金额超过本案尚欠的数额";
    }
}

/// What speaks against `amount` from `payer` being the case's, on a day.
///
/// # Errors
/// The case is not filed: no money can be its own.
pub fn doubts(
    matter: &Matter,
    payer: &str,
    amount: Fen,
    on: Day,
) -> Result<Vec<ClaimDoubt>, Refusal> {
    let payer = seen(payer);
    let known = matter.parties.iter().any(|party| seen(&party.details.name) == payer);
    let left = account::outstanding(matter, on)?;
    let holds = |doubt: &ClaimDoubt| match doubt {
        ClaimDoubt::Stranger => !known,
        ClaimDoubt::Closed => matter.stage == Stage::Closed,
        ClaimDoubt::AboveOwed => left < amount,
    };
    Ok(ClaimDoubt::ALL.iter().copied().filter(holds).collect())
}
