//! 案款到账：credits the case account; a deduction awaiting arrival is matched with it.

use zhixing_law::{day::Day, money::Fen};

use super::FundEvent;
use crate::{
    ground::{
        court::FundAccount,
        id::ReceiptId,
        refusal::{FieldProblem, Refusal},
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::deduction::{Deduction, DeductionEvent, DeductionState},
    property::measure::MeasureEvent,
};

/// Money that the bank statement shows for this case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub receipt: ReceiptId,
    pub amount: Fen,
    pub on: Day,
    pub payer: String,
    pub text: String,
    pub claimed: bool,
    /// 来款账户, none where the bank did not name one
    pub from: Option<FundAccount>,
}

/// 案款到账：credits the case account; a deduction awaiting arrival is matched with it. Money that comes before the
/// holder's answer is that answer.
pub fn receive(matter: &Matter, incoming: &Incoming, _ctx: &mut Context<'_>) -> Decision {
    if matter.number.is_none() {
        return Err(Refusal::CaseNotFiled);
    }
    if matter.funds.receipts.iter().any(|known| known.id == incoming.receipt) {
        return Ok(Outcome::default());
    }
    if !incoming.amount.is_positive() {
        return Err(Refusal::field("amount_fen", FieldProblem::NotPositive));
    }
    let unanswered = unanswered(matter, incoming);
    let deduction = awaited(matter, incoming).or(unanswered);
    let discharge_on = deduction.and_then(|d| d.deducted_on).unwrap_or(incoming.on);
    let taken = unanswered.map_or_else(Outcome::default, |d| taken(matter, d, incoming));
    let outcome = taken.and(FundEvent::Received {
        receipt: incoming.receipt,
        amount: incoming.amount,
        on: incoming.on,
        discharge_on,
        payer: incoming.payer.clone(),
        text: incoming.text.clone(),
        deduction: deduction.map(|d| d.id),
        claimed: incoming.claimed,
        from: incoming.from.clone(),
    });
    Ok(match deduction {
        Some(d) => {
            outcome.and(DeductionEvent::Arrived { deduction: d.id, receipt: incoming.receipt })
        }
        None => outcome,
    })
}

/// The deduction that a sum is the arrival of: named by its request number, or else the first of that amount.
fn awaited<'a>(matter: &'a Matter, incoming: &Incoming) -> Option<&'a Deduction> {
    let under_way = || matter.deductions.iter().filter(|d| d.state == DeductionState::Deducted);
    let named = under_way().find(|d| incoming.text.contains(&d.request_no));
    named.or_else(|| under_way().find(|d| d.actual == incoming.amount))
}

/// The deduction that the holder has carried out without a word, or whose answer is late: the money has come from the
/// very account. Nobody shall ask for it once more.
fn unanswered<'a>(matter: &'a Matter, incoming: &Incoming) -> Option<&'a Deduction> {
    if awaited(matter, incoming).is_some() {
        return None;
    }
    let from = incoming.from.as_ref().map(|account| account.account.as_str())?;
    let of_account = |d: &Deduction| matter.asset(d.asset).is_some_and(|a| a.number == from);
    let fits = |d: &&Deduction| {
        d.state == DeductionState::Ordered && incoming.amount <= d.amount && of_account(d)
    };
    matter.deductions.iter().find(fits)
}

/// What the money says that the holder has not said.
fn taken(matter: &Matter, deduction: &Deduction, incoming: &Incoming) -> Outcome {
    let (id, actual, on) = (deduction.id, incoming.amount, incoming.on);
    let outcome = Outcome::of(DeductionEvent::Deducted { deduction: id, actual, on });
    match matter.measure(deduction.measure).filter(|measure| measure.is_spent_by(actual)) {
        Some(measure) => outcome.and(MeasureEvent::Spent { measure: measure.id }),
        None => outcome,
    }
}
