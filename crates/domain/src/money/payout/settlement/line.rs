//! 一项发放：a sum to one payee, made up of its parts.

use zhixing_law::money::Fen;

use crate::{
    ground::{court::FundAccount, id::PartyId, refusal::Refusal},
    money::payout::{Line, Part, Purpose},
};

/// The line of these parts; none where they come to nothing.
///
/// # Errors
/// They add up to more than there is money.
pub fn line(
    purpose: Purpose,
    party: Option<PartyId>,
    parts: Vec<Part>,
    account: FundAccount,
) -> Result<Option<Line>, Refusal> {
    let amount = Fen::sum(parts.iter().map(|part| part.amount))?;
    Ok(amount.is_positive().then_some(Line { purpose, party, amount, account, parts }))
}
