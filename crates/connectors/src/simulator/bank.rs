//! 银行模拟：the court's special account; statements by day, payouts with the odd rejection and return.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::chance::Chance;
use super::search_network::Transfer;
use crate::bank::payout::{
    Debtor, PayoutBatch, PayoutItem, PayoutOutcome, PayoutReturn, PayoutStatus, Reason,
};
use crate::bank::statement::{Direction, Statement, StatementLine};

/// 附言的写法：how a payer fills in the remittance text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mess {
    /// 案号 as it should be.
    Proper,
    /// Half width, without 号.
    HalfWidth,
    /// Full-width digits and spaces in between.
    Spaced,
    /// Only words.
    Words,
    /// Nothing at all.
    Nothing,
}

impl Mess {
    /// Draws one as people do: half of them get it right.
    pub fn draw(chance: &mut Chance) -> Self {
        match chance.below(10) {
            0..=4 => Self::Proper,
            5 | 6 => Self::HalfWidth,
            7 => Self::Spaced,
            8 => Self::Words,
            _ => Self::Nothing,
        }
    }

    /// The remittance text for a case.
    #[must_use]
    pub fn text(self, case_number: &str) -> String {
        match self {
            Self::Proper => format!("{case_number}执行款"),
            Self::HalfWidth => {
                case_number.replace('（', "(").replace('）', ")").replace('号', "") + "执行款"
            }
            Self::Spaced => case_number
                .chars()
                .flat_map(|c| {
                    let wide = c.to_digit(10).and_then(|digit| char::from_u32(0xff10 + digit));
                    [wide.unwrap_or(c), ' ']
                })
                .collect::<String>()
                .trim()
                .to_owned(),
            Self::Words => "还法院的钱".to_owned(),
            Self::Nothing => String::new(),
        }
    }
}

/// 银行模拟。
#[derive(Debug, Serialize, Deserialize)]
pub struct BankSim {
    seed: u64,
    account: Debtor,
    initial: Fen,
    lines: Vec<StatementLine>,
    batches: HashMap<String, PayoutReturn>,
    /// Percent of payouts that the bank rejects.
    pub reject: u8,
    /// Percent of payouts that leave and come back the next day (退汇).
    pub bounce: u8,
}

impl BankSim {
    /// An account with an initial balance.
    #[must_use]
    pub fn new(seed: u64, account: Debtor, initial: Fen) -> Self {
        Self {
            seed,
            account,
            initial,
            lines: Vec::new(),
            batches: HashMap::new(),
            reject: 0,
            bounce: 0,
        }
    }

    /// Balance at the end of a day.
    #[must_use]
    pub fn balance(&self, on: Day) -> Fen {
        let lines = self.lines.iter().filter(|line| line.booked_on <= on);
        lines.fold(self.initial, |sum, line| {
            let next = match line.direction {
                Direction::Credit => sum.checked_add(line.amount),
                Direction::Debit => sum.checked_sub(line.amount),
            };
            next.unwrap_or(sum)
        })
    }

    /// Money arrives: a deduction, a respondent's payment, anything. The same reference is booked once.
    pub fn credit(&mut self, today: Day, transfer: &Transfer) {
        let known = self
            .lines
            .iter()
            .any(|line| line.reference.as_deref() == Some(transfer.reference.as_str()));
        if known || !transfer.amount.is_positive() {
            return;
        }
        let own = transfer.to_account != self.account.account;
        self.lines.push(StatementLine {
            key: String::new(),
            reference: Some(transfer.reference.clone()),
            direction: Direction::Credit,
            amount: transfer.amount,
            booked_on: today,
            value_on: today,
            end_to_end_id: None,
            remittance: transfer.remittance.clone(),
            counterparty_name: filled(&transfer.payer_name),
            counterparty_account: filled(&transfer.payer_account),
            counterparty_bank: filled(&transfer.payer_bank),
            virtual_account: own.then(|| transfer.to_account.clone()),
            reversal: false,
            place: String::new(),
        });
    }

    /// Money leaves, and no report says so: a payment that is debited before it is refused, a fee.
    pub fn debit(
        &mut self,
        today: Day,
        reference: &str,
        (name, account): (&str, &str),
        amount: Fen,
    ) {
        self.lines.push(StatementLine {
            key: String::new(),
            reference: Some(reference.to_owned()),
            direction: Direction::Debit,
            amount,
            booked_on: today,
            value_on: today,
            end_to_end_id: None,
            remittance: String::new(),
            counterparty_name: filled(name),
            counterparty_account: filled(account),
            counterparty_bank: None,
            virtual_account: None,
            reversal: false,
            place: String::new(),
        });
    }

    /// Executes a batch. A batch id that was executed before gives the same return and moves nothing.
    pub fn pay(&mut self, today: Day, batch: &PayoutBatch) -> PayoutReturn {
        if let Some(known) = self.batches.get(&batch.batch_id) {
            return known.clone();
        }
        let items = batch.items.iter().map(|item| self.pay_one(today, item)).collect();
        let report = PayoutReturn {
            batch_id: batch.batch_id.clone(),
            whole: None,
            reason: None,
            items,
            digest: String::new(),
        };
        self.batches.insert(batch.batch_id.clone(), report.clone());
        report
    }

    fn pay_one(&mut self, today: Day, item: &PayoutItem) -> PayoutOutcome {
        // By what the bank sees, not by our id: the same payment has the same fate however ids are made.
        let seen = format!("{} {} {today}", item.creditor_account, item.amount);
        let mut chance = Chance::for_name(self.seed, &seen);
        let reject = |code: &str, text: &str| PayoutOutcome {
            end_to_end_id: item.end_to_end_id.clone(),
            status: PayoutStatus::Rejected,
            amount: Some(item.amount),
            reason: Some(Reason { code: code.to_owned(), text: text.to_owned() }),
            bank_reference: None,
        };
        if chance.percent(self.reject) {
            return reject("AC01", "收款账号与户名不符");
        }
        if self.balance(today) < item.amount {
            return reject("AM04", "账户余额不足");
        }
        let reference = format!("ZF{:08}", self.lines.len() + 1);
        let line = StatementLine {
            key: String::new(),
            reference: Some(reference.clone()),
            direction: Direction::Debit,
            amount: item.amount,
            booked_on: today,
            value_on: today,
            end_to_end_id: Some(item.end_to_end_id.clone()),
            remittance: item.remittance.clone(),
            counterparty_name: Some(item.creditor_name.clone()),
            counterparty_account: Some(item.creditor_account.clone()),
            counterparty_bank: Some(item.creditor_bank.clone()),
            virtual_account: None,
            reversal: false,
            place: String::new(),
        };
        if chance.percent(self.bounce)
            && let Ok(tomorrow) = today.plus_days(1)
        {
            self.lines.push(StatementLine {
                reference: Some(format!("TH{reference}")),
                direction: Direction::Credit,
                booked_on: tomorrow,
                value_on: tomorrow,
                remittance: format!("退汇 {}", item.remittance),
                reversal: true,
                ..line.clone()
            });
        }
        self.lines.push(line);
        PayoutOutcome {
            end_to_end_id: item.end_to_end_id.clone(),
            status: PayoutStatus::Settled,
            amount: Some(item.amount),
            reason: None,
            bank_reference: Some(reference),
        }
    }

    /// The statement of a period, both days included; write it with `camt053::write` or
    /// `statement_csv::write`.
    #[must_use]
    pub fn statement(&self, from: Day, to: Day) -> Statement {
        let opening = from.plus_days(-1).map_or(self.initial, |before| self.balance(before));
        let mut lines: Vec<StatementLine> = self
            .lines
            .iter()
            .filter(|line| (from..=to).contains(&line.booked_on))
            .cloned()
            .collect();
        lines.sort_by_key(|line| line.booked_on);
        Statement {
            statement_no: format!("{from}/{to}").replace('-', ""),
            account: self.account.account.clone(),
            account_name: Some(self.account.name.clone()),
            from,
            to,
            opening,
            closing: self.balance(to),
            lines,
            digest: String::new(),
        }
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
