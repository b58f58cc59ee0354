//! 案款：what has come into the case's own account and what has left it.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, error::LawError, money::Fen};

use crate::{
    ground::court::FundAccount,
    ground::entry::Entry,
    ground::id::{DeductionId, ReceiptId},
    ground::refusal::{FieldProblem, Refusal},
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    property::deduction::{Deduction, DeductionEvent, DeductionState},
    property::measure::MeasureEvent,
};

/// 到账
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub id: ReceiptId,
    pub amount: Fen,
    pub on: Day,
    /// The day on which the debt counts as discharged to this amount (利息解释2014第3条).
    pub discharge_on: Day,
    pub payer: String,
    pub text: String,
    pub deduction: Option<DeductionId>,
    /// 来款账户, as far as the bank named it: where a surplus goes back to.
    pub from: Option<FundAccount>,
}

/// 本案案款
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funds {
    pub receipts: Vec<Receipt>,
    /// Sum sent out and confirmed by the bank.
    pub paid_out: Fen,
    /// Sum exported to the bank and not yet confirmed.
    pub in_flight: Fen,
}

impl Funds {
    /// 已到账
    pub fn received(&self) -> Fen {
        Fen::sum(self.receipts.iter().map(|receipt| receipt.amount)).unwrap_or_default()
    }

    /// 账户余额：received, less what is out or on its way.
    pub fn balance(&self) -> Fen {
        let out = self.paid_out.checked_add(self.in_flight).unwrap_or_default();
        self.received().checked_sub(out).unwrap_or_default()
    }

    /// The last day on which money discharged the debt, none while nothing has come.
    pub fn discharged_on(&self) -> Option<Day> {
        self.receipts.iter().map(|receipt| receipt.discharge_on).max()
    }
}

/// What happens to case money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FundEvent {
    /// 案款到账
    Received {
        receipt: ReceiptId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        on: Day,
        discharge_on: Day,
        payer: String,
        text: String,
        deduction: Option<DeductionId>,
        /// Whether it came through the pool of unknown receipts.
        claimed: bool,
        /// 来款账户
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<FundAccount>,
    },
}

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

/// Folds an event into the case.
pub fn apply(matter: &mut Matter, event: &FundEvent, _entry: &Entry) {
    let FundEvent::Received {
        receipt, amount, on, discharge_on, payer, text, deduction, from, ..
    } = event;
    matter.funds.receipts.push(Receipt {
        id: *receipt,
        amount: *amount,
        on: *on,
        discharge_on: *discharge_on,
        payer: payer.clone(),
        text: text.clone(),
        deduction: *deduction,
        from: from.clone(),
    });
}

/// Moves a sum between the parts of the case's money as a payout goes through.
pub(crate) fn export(funds: &mut Funds, amount: Fen) -> Result<(), LawError> {
    funds.in_flight = funds.in_flight.checked_add(amount)?;
    Ok(())
}

/// The bank has paid.
pub(crate) fn settle(funds: &mut Funds, amount: Fen) -> Result<(), LawError> {
    funds.in_flight = funds.in_flight.checked_sub(amount)?;
    funds.paid_out = funds.paid_out.checked_add(amount)?;
    Ok(())
}

/// 退汇：money that the bank had paid out has come back.
pub(crate) fn come_back(funds: &mut Funds, amount: Fen) -> Result<(), LawError> {
    funds.paid_out = funds.paid_out.checked_sub(amount)?;
    Ok(())
}

/// The bank has refused to pay.
pub(crate) fn bounce(funds: &mut Funds, amount: Fen) -> Result<(), LawError> {
    funds.in_flight = funds.in_flight.checked_sub(amount)?;
    Ok(())
}
