//! 退汇：money that the bank had paid out comes back, a day or a week later, as a credit on the statement.
//!
//! It is never income of the case: the payout is reopened, the money is in the case's account again, and
//! somebody has to see to the account it went to.

use zhixing_law::{day::Day, money::Fen};

use super::{LineResult, LineState, Payout, PayoutEvent, PayoutState};
use crate::{
    ground::id::{PayoutId, ReceiptId},
    ground::refusal::{FieldProblem, Refusal},
    ground::word::Word,
    matter::Matter,
    matter::outcome::{Decision, Outcome},
};

/// What the bank statement shows of a payment that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    pub receipt: ReceiptId,
    pub amount: Fen,
    pub on: Day,
    /// The bank's words.
    pub reason: String,
    /// The bank's reference.
    pub reference: String,
}

/// The line of a payout that a returned sum belongs to: paid and of the same amount, to that account before any
/// other, the latest before earlier ones. Where none is out, one that the bank has refused to pay.
pub fn line_of_return(matter: &Matter, amount: Fen, account: &str) -> Option<(PayoutId, u32)> {
    type Fits = fn(&Payout, Option<&LineResult>) -> bool;
    let among = |fits: Fits| {
        let lines = matter.payouts.iter().flat_map(|payout| {
            (0_u32..)
                .zip(payout.lines.iter().zip(&payout.results))
                .filter(move |(_, (_, result))| fits(payout, result.as_ref()))
                .map(move |(place, (line, _))| (payout.id, place, line))
        });
        let fits: Vec<_> = lines.filter(|(_, _, line)| line.amount == amount).collect();
        let same = fits.iter().rev().find(|(_, _, line)| line.account.account == account);
        same.or(fits.last()).map(|(payout, place, _)| (*payout, *place))
    };
    among(out).or_else(|| among(|_, result| refused(result)))
}

/// The most lines of a case of which sums are tried.
const MOST: usize = 16;

/// The lines of a case's payouts that a returned sum belongs to: the one of [`line_of_return`]; else, where the bank
/// has sent several back as one, all lines of one payout or the only lines of the case that add up to it. None where
/// nothing adds up or more than one answer does: a sum is never put where it may not belong.
pub fn lines_of_return(matter: &Matter, amount: Fen, account: &str) -> Vec<(PayoutId, u32)> {
    if let Some(one) = line_of_return(matter, amount, account) {
        return vec![one];
    }
    let lines: Vec<(PayoutId, u32, Fen)> = matter
        .payouts
        .iter()
        .flat_map(|payout| {
            let lines = (0_u32..).zip(payout.lines.iter().zip(&payout.results));
            lines
                .filter(|(_, (_, result))| out(payout, result.as_ref()) || refused(result.as_ref()))
                .map(|(place, (line, _))| (payout.id, place, line.amount))
        })
        .collect();
    let is_sum = |some: &[(PayoutId, u32, Fen)]| {
        Fen::sum(some.iter().map(|(_, _, amount)| *amount)) == Ok(amount)
    };
    let chosen = |some: Vec<(PayoutId, u32, Fen)>| {
        some.into_iter().map(|(payout, place, _)| (payout, place)).collect()
    };
    for payout in matter.payouts.iter().rev() {
        let of_one: Vec<_> = lines.iter().filter(|(id, _, _)| *id == payout.id).copied().collect();
        if is_sum(&of_one) && !of_one.is_empty() {
            return chosen(of_one);
        }
    }
    if MOST < lines.len() {
        return Vec::new();
    }
    let picks = (1_u32..1 << lines.len()).map(|mask| {
        let taken = (0_u32..).zip(&lines).filter(|(bit, _)| (mask >> bit) & 1 == 1);
        taken.map(|(_, line)| *line).collect::<Vec<_>>()
    });
    let mut sums = picks.filter(|some| is_sum(some));
    match (sums.next(), sums.next()) {
        (Some(only), None) => chosen(only),
        _ => Vec::new(),
    }
}

fn refused(result: Option<&LineResult>) -> bool {
    matches!(result, Some(LineResult::Rejected { .. }))
}

/// Whether the money of a line is out: paid, or sent to the bank and not answered yet.
fn out(payout: &Payout, result: Option<&LineResult>) -> bool {
    match result {
        Some(LineResult::Paid { .. }) => true,
        Some(LineResult::Rejected { .. } | LineResult::Returned { .. }) => false,
        None => matches!(payout.state, PayoutState::Exported | PayoutState::Bounced),
    }
}

/// 退汇：the line is reopened as returned. Money that came back before the bank's answer to the batch was
/// imported is settled as paid first, so that every account is moved by entries. Of a line that the bank had
/// refused to pay the case has the money already: the way out and back is only written down, once.
pub fn came_back(matter: &Matter, id: PayoutId, line: u32, money: &CameBack) -> Decision {
    let payout = matter.payout(id).ok_or(Refusal::Missing("案款发放"))?;
    let index = usize::try_from(line).unwrap_or(usize::MAX);
    let sent = payout.lines.get(index).ok_or(Refusal::Missing("发放明细"))?;
    let result = payout.results.get(index).and_then(Option::as_ref);
    if !out(payout, result) && !refused(result) {
        let state = result.map_or(Word::from(payout.state), |result| result.word().into());
        return Err(Refusal::state("发放明细", state, LineState::Paid));
    }
    if sent.amount != money.amount {
        let expected = "与原付款相同的金额";
        return Err(Refusal::field("amount_fen", FieldProblem::Invalid { expected }));
    }
    let CameBack { receipt, on, reason, .. } = money.clone();
    if refused(result) {
        return Ok(Outcome::of(PayoutEvent::RejectionBooked { payout: id, line, receipt, on }));
    }
    let mut outcome = Outcome::default();
    if result.is_none() {
        let result = LineResult::Paid { on: money.on, reference: money.reference.clone() };
        outcome = outcome.and(PayoutEvent::LineSettled { payout: id, line, result });
    }
    Ok(outcome
        .and(PayoutEvent::LineReturned { payout: id, line, receipt, on, reason })
        .and(PayoutEvent::Bounced { payout: id }))
}
