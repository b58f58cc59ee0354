//! 银行流水：a statement and its receipts.

use zhixing_domain::money::statement::{
    RULE_MARKED_RETURN, Receipt, ReceiptState, ReceiptWord, Statement, is_return,
};
use zhixing_law::money::Fen;

use super::ProjRow;
use crate::value::V;

/// Every row of a statement; none for a statement of which nothing is known.
pub fn rows(statement: &Statement) -> Vec<ProjRow> {
    if statement.version == 0 {
        return Vec::new();
    }
    let mut rows = vec![head(statement)];
    rows.extend(statement.receipts.iter().map(|receipt| row(statement, receipt)));
    rows
}

fn head(statement: &Statement) -> ProjRow {
    let count = |word: ReceiptWord| {
        let of = statement.receipts.iter().filter(|receipt| receipt.state.word() == word);
        V::from(i64::try_from(of.count()).unwrap_or(i64::MAX))
    };
    let credit = statement.receipts.iter().filter(|r| r.line.credit).map(|r| r.line.amount);
    let imported = statement.imported.as_ref();
    let cols = vec![
        ("account", V::from(&statement.account)),
        ("from_on", V::from(statement.from)),
        ("to_on", V::from(statement.to)),
        ("opening_fen", V::from(statement.opening)),
        ("closing_fen", V::from(statement.closing)),
        ("file_hash", V::from(statement.file.clone())),
        ("file_name", V::from(&statement.file_name)),
        ("format", V::from(&statement.format)),
        ("imported_by", V::from(imported.map(|by| by.name.clone()).unwrap_or_default())),
        ("imported_at", V::from(imported.map(|by| by.at))),
        ("line_count", V::from(i64::try_from(statement.receipts.len()).unwrap_or(i64::MAX))),
        ("unknown_count", count(ReceiptWord::Unknown)),
        ("claimed_count", count(ReceiptWord::Claimed)),
        ("matched_count", count(ReceiptWord::Matched)),
        ("credit_fen", V::from(Fen::sum(credit).unwrap_or_default())),
        ("repeated", V::from(statement.repeated)),
        ("version", V::from(statement.version)),
    ];
    let key =
        vec![("court_id", V::from(&statement.court)), ("statement_id", V::from(statement.id.0))];
    ProjRow { table: "statement", key, cols }
}

fn row(statement: &Statement, receipt: &Receipt) -> ProjRow {
    let line = &receipt.line;
    let (case, number) = match &receipt.state {
        ReceiptState::Claimed { case, number, .. } | ReceiptState::Matched { case, number, .. } => {
            (Some(case.0), number.clone())
        }
        ReceiptState::Unknown | ReceiptState::Outgoing => (None, String::new()),
    };
    let claim = match &receipt.state {
        ReceiptState::Claimed { by, reason, .. } => Some((by, reason)),
        _ => None,
    };
    let matched = match &receipt.state {
        ReceiptState::Matched { on, by_rule, .. } => Some((*on, by_rule.clone())),
        _ => None,
    };
    let marked = match &receipt.state {
        ReceiptState::Unknown => line.returned,
        ReceiptState::Claimed { returned, .. } => *returned,
        ReceiptState::Matched { .. } | ReceiptState::Outgoing => false,
    };
    let rule = match &matched {
        Some((_, rule)) => rule.as_str(),
        None if marked => RULE_MARKED_RETURN,
        None => "",
    };
    let confirmed = receipt.confirmed.as_ref();
    let cols = vec![
        ("statement_id", V::from(statement.id.0)),
        ("account", V::from(&statement.account)),
        ("bank_ref", V::from(&line.bank_ref)),
        ("amount_fen", V::from(line.amount)),
        ("booked_on", V::from(line.booked_on)),
        ("payer", V::from(&line.payer)),
        ("payer_account", V::from(&line.payer_account)),
        ("text", V::from(&line.text)),
        ("state", V::from(receipt.state.word().code())),
        ("case_id", V::from(case)),
        ("number", V::from(number)),
        ("claimed_by", V::from(claim.map(|(by, _)| by.staff.0))),
        ("claimed_name", V::from(claim.map(|(by, _)| by.name.clone()).unwrap_or_default())),
        ("claimed_at", V::from(claim.map(|(by, _)| by.at))),
        ("reason", V::from(claim.map(|(_, reason)| reason.clone()).unwrap_or_default())),
        // 入案日: a return is never income, so no sum of a month's receipts counts it.
        ("matched_on", V::from(matched.as_ref().filter(|(_, rule)| !is_return(rule)).map(|m| m.0))),
        ("rule", V::from(rule)),
        ("confirmed_name", V::from(confirmed.map(|by| by.name.clone()).unwrap_or_default())),
        ("end_to_end", V::from(&line.end_to_end)),
        ("refusals", V::from(i64::try_from(receipt.refusals.len()).unwrap_or(i64::MAX))),
    ];
    let key =
        vec![("court_id", V::from(&statement.court)), ("receipt_id", V::from(line.receipt.0))];
    ProjRow { table: "receipt", key, cols }
}
