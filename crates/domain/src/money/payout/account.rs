//! 账目：what is owed, paid and left by what has come in.

use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::refusal::Refusal,
    intake::claim::{self, Account},
    matter::Matter,
};

/// 账目：owed, paid and left by what has come in. Interest stops where money last discharged the debt
/// (利息解释2014第3条); with nothing received it runs to `today`.
pub fn account(matter: &Matter, today: Day) -> Result<Account, Refusal> {
    let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let receipts = &matter.funds.receipts;
    let sums: Vec<(Day, Fen)> = receipts.iter().map(|r| (r.discharge_on, r.amount)).collect();
    let on = matter.funds.discharged_on().unwrap_or(today);
    Ok(match &*matter.waiver {
        Some(waiver) => claim::account_waived(claim, &sums, waiver.on)?,
        None => claim::account(claim, &sums, on)?,
    })
}

/// 尚欠：what is left of the debt and the fee on a day, money taken and on its way counted as paid.
pub fn outstanding(matter: &Matter, on: Day) -> Result<Fen, Refusal> {
    let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    Ok(match &*matter.waiver {
        Some(waiver) => claim::account_waived(claim, &matter.discharges(), waiver.on)?.left,
        None => claim::account(claim, &matter.discharges(), on)?.left,
    })
}
