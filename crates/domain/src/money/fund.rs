//! 案款：what has come into the case's own account and what has left it.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, error::LawError, money::Fen};

use crate::{
    ground::court::FundAccount,
    ground::entry::Entry,
    ground::id::{DeductionId, ReceiptId},
};

pub mod doubt;
pub mod receive;
pub mod take_back;
pub mod taken_back;

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
    /// 撤销入案：the sum was another case's, or nobody's that is known; it lies in the pool again.
    TakenBack {
        receipt: ReceiptId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        reason: String,
    },
}

/// Folds an event into the register.
pub fn apply(funds: &mut Funds, event: &FundEvent, _entry: &Entry) {
    match event {
        FundEvent::Received {
            receipt,
            amount,
            on,
            discharge_on,
            payer,
            text,
            deduction,
            from,
            ..
        } => funds.receipts.push(Receipt {
            id: *receipt,
            amount: *amount,
            on: *on,
            discharge_on: *discharge_on,
            payer: payer.clone(),
            text: text.clone(),
            deduction: *deduction,
            from: from.clone(),
        }),
        FundEvent::TakenBack { receipt, .. } => funds.receipts.retain(|known| known.id != *receipt),
    }
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
