//! 核算：how what has come in is shared among the court, the applicants and the respondent.

use zhixing_law::{
    distribution::{self, Scheme},
    money::Fen,
    waterfall::DueItem,
};

pub mod line;
pub mod refund;

use self::line::line;
use super::{Line, Part, Purpose, account::account};
use crate::{
    ground::refusal::{Need, Refusal},
    intake::claim::Owed,
    intake::party::{Party, PartyRole},
    matter::Matter,
    matter::context::Context,
};

/// 结算方案：what a payout of everything now in the account would look like, each sum with its article.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    pub owed: Owed,
    pub available: Fen,
    pub lines: Vec<Line>,
    /// What stays unpaid of the debt.
    pub unpaid: Fen,
}

/// 核算：the waterfall of what has come in over what is owed, less what earlier payouts covered.
///
/// # Errors
/// Several applicants who have not declared their shares.
pub fn settlement(matter: &Matter, ctx: &Context<'_>) -> Result<Settlement, Refusal> {
    let account = account(matter, ctx.today)?;
    let mut lines = Vec::new();
    let fee = vec![part(DueItem::ExecutionFee, account.paid.fee)];
    let treasury = ctx.court.treasury_account.clone();
    lines.extend(line(
        Purpose::Fee,
        None,
        rest(fee, matter.payout_covered(Purpose::Fee))?,
        treasury,
    )?);
    let debt = vec![
        part(DueItem::LitigationCosts, account.paid.costs),
        part(DueItem::Interest, account.paid.general_interest),
        part(DueItem::Principal, account.paid.principal),
        part(DueItem::DoubleInterest, account.paid.double_interest),
    ];
    lines.extend(applicants(matter, debt)?);
    let used = Fen::sum(lines.iter().map(|line| line.amount))?;
    let rest = matter.undistributed().checked_sub(used)?.at_least_zero();
    lines.extend(refund::lines(matter, &account, rest)?);
    let unpaid = account.left;
    Ok(Settlement { owed: account.owed, available: matter.undistributed(), lines, unpaid })
}

fn part(item: DueItem, amount: Fen) -> Part {
    Part { title: item.chinese().to_owned(), amount, basis: item.basis().to_string() }
}

/// What is left of the parts after earlier payouts covered the first of them: sums are paid in that order.
fn rest(parts: Vec<Part>, covered: Fen) -> Result<Vec<Part>, Refusal> {
    let mut covered = covered;
    let mut left = Vec::with_capacity(parts.len());
    for part in parts {
        let before = part.amount.min(covered);
        covered = covered.checked_sub(before)?;
        let amount = part.amount.checked_sub(before)?;
        if amount.is_positive() {
            left.push(Part { amount, ..part });
        }
    }
    Ok(left)
}

/// The applicants' lines. Several applicants of one title share by their declared parts of the claim
/// (执行规定2020第55条第三款); each gets what brings them to their part of everything paid so far.
fn applicants(matter: &Matter, debt: Vec<Part>) -> Result<Vec<Line>, Refusal> {
    let due = Fen::sum(debt.iter().map(|part| part.amount))?;
    let parts = rest(debt, matter.payout_covered(Purpose::Applicant))?;
    let now = Fen::sum(parts.iter().map(|part| part.amount))?;
    let account = |party: &Party| party.details.account.clone().unwrap_or_default();
    let applicants: Vec<&Party> = matter.parties_of(PartyRole::Applicant).collect();
    if now.is_zero() {
        return Ok(Vec::new());
    }
    if let [only] = applicants.as_slice() {
        return Ok(line(Purpose::Applicant, Some(only.id), parts, account(only))?
            .into_iter()
            .collect());
    }
    let shares: Option<Vec<Fen>> =
        applicants.iter().map(|party| party.details.claim_share).collect();
    let basis = distribution::basis(Scheme::SameTitle);
    let shares = shares.filter(|shares| !shares.is_empty());
    let shares =
        shares.ok_or(Refusal::Prerequisite { needs: Need::ApplicantShares, basis: Some(basis) })?;
    let mut wanted = Vec::with_capacity(shares.len());
    for (party, target) in applicants.iter().zip(distribution::proportional(due, &shares)?) {
        let covered = matter.payout_covered_for(Purpose::Applicant, party.id);
        wanted.push(target.checked_sub(covered)?.at_least_zero());
    }
    // Rounding may have given one of them a 分 too many before; what there is now is never exceeded.
    let mut lines = Vec::new();
    for (party, amount) in applicants.iter().zip(distribution::proportional(now, &wanted)?) {
        let title = format!("按份额受偿（本次共{}元）", now.grouped());
        let parts = vec![Part { title, amount, basis: basis.to_string() }];
        lines.extend(line(Purpose::Applicant, Some(party.id), parts, account(party))?);
    }
    Ok(lines)
}
