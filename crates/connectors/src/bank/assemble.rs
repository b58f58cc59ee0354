//! From the lines of a file to a statement: duplicates, zero amounts, keys, the sums.

use std::collections::HashMap;

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::statement::{Direction, Statement, StatementLine};
use crate::digest::sm3_hex;
use crate::finding::{Code, Finding};

/// The head of a statement, before the lines are checked.
pub(super) struct Head {
    pub(super) place: String,
    pub(super) statement_no: String,
    pub(super) account: String,
    pub(super) account_name: Option<String>,
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) opening: Fen,
    pub(super) closing: Fen,
    pub(super) digest: String,
}

/// Checks the lines and the sums. `None` only together with a finding that refuses the file.
pub(super) fn statement(
    head: Head,
    lines: Vec<StatementLine>,
    findings: &mut Vec<Finding>,
) -> Option<Statement> {
    let before = findings.len();
    check_period(&head, &lines, findings);
    let mut kept = distinct(lines, findings);
    assign_keys(&head.account, &mut kept);
    check_balance(&head, &kept, findings);
    let refused = findings
        .iter()
        .skip(before)
        .any(|finding| finding.treatment == crate::finding::Treatment::FileRefused);
    if refused {
        return None;
    }
    Some(Statement {
        statement_no: head.statement_no,
        account: head.account,
        account_name: head.account_name,
        from: head.from,
        to: head.to,
        opening: head.opening,
        closing: head.closing,
        lines: kept,
        digest: head.digest,
    })
}

fn check_period(head: &Head, lines: &[StatementLine], findings: &mut Vec<Finding>) {
    if head.to < head.from {
        let problem = format!("截止日期{}早于起始日期{}", head.to, head.from);
        findings.push(Finding::refuse(Code::DateInvalid, &head.place, problem));
        return;
    }
    for line in lines {
        if line.booked_on < head.from || line.booked_on > head.to {
            let problem =
                format!("记账日期{}不在对账期间{}至{}内", line.booked_on, head.from, head.to);
            findings.push(Finding::refuse(Code::DateInvalid, &line.place, problem));
        }
    }
}

/// Leaves out zero amounts and repetitions of one reference; a reference with two contents is refused. References begin
/// again each day at many banks, and a correction (冲正) has that of what it takes back: they are told apart by the day
/// and the side.
fn distinct(lines: Vec<StatementLine>, findings: &mut Vec<Finding>) -> Vec<StatementLine> {
    let mut kept: Vec<StatementLine> = Vec::with_capacity(lines.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in lines {
        if line.amount.is_zero() {
            findings.push(Finding::exclude(Code::AmountZero, &line.place, "金额为零"));
            continue;
        }
        let key = line.reference.as_ref().map(|reference| by_reference(&line, reference));
        let first = key.as_ref().and_then(|key| seen.get(key)).copied();
        if let Some(first) = first.and_then(|index| kept.get(index)) {
            let same = same_content(first, &line);
            let reference = line.reference.as_deref().unwrap_or_default();
            findings.push(if same {
                let problem = format!("流水号{reference}与{}重复", first.place);
                Finding::exclude(Code::Duplicate, &line.place, problem)
            } else {
                let problem = format!("流水号{reference}与{}相同但内容不一致", first.place);
                Finding::refuse(Code::Contradiction, &line.place, problem)
            });
            continue;
        }
        if let Some(key) = key {
            seen.insert(key, kept.len());
        }
        kept.push(line);
    }
    kept
}

fn same_content(a: &StatementLine, b: &StatementLine) -> bool {
    let b = StatementLine { place: a.place.clone(), ..b.clone() };
    *a == b
}

/// The key of a line with a reference of the bank's.
fn by_reference(line: &StatementLine, reference: &str) -> String {
    let side = if line.direction == Direction::Credit { '+' } else { '-' };
    format!("ref:{}{side}{reference}", line.booked_on)
}

/// See [`StatementLine::key`].
fn assign_keys(account: &str, lines: &mut [StatementLine]) {
    let mut equal: HashMap<String, u32> = HashMap::new();
    for line in lines {
        line.key = match &line.reference {
            Some(reference) => by_reference(line, reference),
            None => {
                let text = format!(
                    "{account}\n{}\n{}\n{:?}\n{}\n{}\n{}\n{}\n{}\n{}",
                    line.booked_on,
                    line.value_on,
                    line.direction,
                    line.amount,
                    line.end_to_end_id.as_deref().unwrap_or_default(),
                    line.remittance,
                    line.counterparty_name.as_deref().unwrap_or_default(),
                    line.counterparty_account.as_deref().unwrap_or_default(),
                    line.virtual_account.as_deref().unwrap_or_default(),
                );
                let digest = sm3_hex(text.as_bytes());
                let number = equal.entry(digest.clone()).or_default();
                *number += 1;
                format!("sm3:{digest}#{number}")
            }
        };
    }
}

/// The balance before some lines, from the one after them; `None` beyond what can be represented.
pub(super) fn opening(closing: Fen, lines: &[StatementLine]) -> Option<Fen> {
    lines.iter().try_fold(closing, |sum, line| match line.direction {
        Direction::Credit => sum.checked_sub(line.amount).ok(),
        Direction::Debit => sum.checked_add(line.amount).ok(),
    })
}

fn check_balance(head: &Head, lines: &[StatementLine], findings: &mut Vec<Finding>) {
    let sum = lines.iter().try_fold(head.opening, |sum, line| match line.direction {
        Direction::Credit => sum.checked_add(line.amount),
        Direction::Debit => sum.checked_sub(line.amount),
    });
    if sum.as_ref().is_ok_and(|sum| *sum == head.closing) {
        return;
    }
    let computed = sum.map_or_else(|_| "（超出范围）".to_owned(), Fen::grouped);
    let problem = format!(
        "期初余额{}加减{}笔发生额后为{computed}，与期末余额{}不符",
        head.opening.grouped(),
        lines.len(),
        head.closing.grouped()
    );
    findings.push(Finding::refuse(Code::Balance, &head.place, problem));
}
