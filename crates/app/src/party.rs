//! 当事人：shares of several applicants, and the accounts that money goes to.

use zhixing_domain::{
    ground::act::Act,
    ground::court::FundAccount,
    ground::id::{CaseId, PartyId},
    ground::subject::Subject,
    intake::party,
};
use zhixing_law::money::Fen;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 登记份额
pub async fn declare_shares(
    app: &App,
    meta: &Meta,
    case: CaseId,
    shares: &[(PartyId, Fen)],
    ground: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::DeclareShares, Some(Subject::Filing), |file, ctx| {
        party::declare_shares(file, shares, ground, ctx)
    })
    .await
}

/// 更正收款账户
pub async fn correct_account(
    app: &App,
    meta: &Meta,
    case: CaseId,
    party: PartyId,
    account: &FundAccount,
    ground: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::CorrectAccount, Some(Subject::Filing), |file, ctx| {
        party::correct_account(file, party, account, ground, ctx)
    })
    .await
}
