//! 案款台账的分录：what each event moves between accounts. Money is moved, never made.

use serde::{Deserialize, Serialize};
use zhixing_law::money::Fen;

use crate::{
    ground::id::CaseId,
    matter::Matter,
    matter::event::Event,
    money::fund::FundEvent,
    money::payout::{LineResult, PayoutEvent},
    money::statement::StatementEvent,
};

/// 账户
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// 银行专户（资产）
    Bank,
    /// 不明款（负债）
    Pool,
    /// 一案一账号（负债）
    Case(CaseId),
    /// 付款在途（负债）
    InFlight,
}

impl Account {
    /// The account's key in the ledger.
    pub fn key(self) -> String {
        match self {
            Account::Bank => "bank".to_owned(),
            Account::Pool => "pool".to_owned(),
            Account::Case(case) => format!("case:{case}"),
            Account::InFlight => "in_flight".to_owned(),
        }
    }
}

/// 一笔分录：`amount` from `credit`'s side to `debit`'s. The bank is debited by what comes in; the others
/// are liabilities, credited by what is owed to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    pub debit: Account,
    pub credit: Account,
    pub amount: Fen,
    /// Stable code of the reason.
    pub reason: &'static str,
}

/// What an event of a case moves, given the case after it.
pub fn of_case(matter: &Matter, event: &Event) -> Vec<Transfer> {
    let case = Account::Case(matter.id);
    match event {
        Event::Fund(FundEvent::Received { amount, .. }) => vec![Transfer {
            debit: Account::Pool,
            credit: case,
            amount: *amount,
            reason: "received",
        }],
        Event::Fund(FundEvent::TakenBack { amount, .. }) => vec![Transfer {
            debit: case,
            credit: Account::Pool,
            amount: *amount,
            reason: "taken_back",
        }],
        Event::Payout(PayoutEvent::Exported { payout, .. }) => matter
            .payout(*payout)
            .map(|payout| Transfer {
                debit: case,
                credit: Account::InFlight,
                amount: payout.total,
                reason: "exported",
            })
            .into_iter()
            .collect(),
        Event::Payout(PayoutEvent::LineSettled { payout, line, result }) => {
            let line = matter
                .payout(*payout)
                .and_then(|payout| payout.lines.get(usize::try_from(*line).ok()?));
            let (credit, reason) = match result {
                LineResult::Paid { .. } => (Account::Bank, "paid"),
                LineResult::Rejected { .. } | LineResult::Returned { .. } => (case, "bounced"),
            };
            line.map(|line| Transfer {
                debit: Account::InFlight,
                credit,
                amount: line.amount,
                reason,
            })
            .into_iter()
            .collect()
        }
        // The statement's line has put the money into the pool; from there it goes back to its case.
        Event::Payout(PayoutEvent::LineReturned { payout, line, .. }) => matter
            .payout(*payout)
            .and_then(|payout| payout.lines.get(usize::try_from(*line).ok()?))
            .map(|line| Transfer {
                debit: Account::Pool,
                credit: case,
                amount: line.amount,
                reason: "returned",
            })
            .into_iter()
            .collect(),
        // The case was credited when the bank refused, and what went out then was never posted: here it is.
        Event::Payout(PayoutEvent::RejectionBooked { payout, line, .. }) => matter
            .payout(*payout)
            .and_then(|payout| payout.lines.get(usize::try_from(*line).ok()?))
            .map(|line| Transfer {
                debit: Account::Pool,
                credit: Account::Bank,
                amount: line.amount,
                reason: "rejection_booked",
            })
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// What an event of a statement moves: every credit line enters the pool first, known or not.
pub fn of_statement(event: &StatementEvent) -> Vec<Transfer> {
    match event {
        StatementEvent::Imported { lines, .. } => lines
            .iter()
            .filter(|line| line.credit)
            .map(|line| Transfer {
                debit: Account::Bank,
                credit: Account::Pool,
                amount: line.amount,
                reason: "statement",
            })
            .collect(),
        _ => Vec::new(),
    }
}
