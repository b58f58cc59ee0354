//! Writing camt.053.001.02, as a bank would (for the counterparty simulator and for tests).

use zhixing_law::money::Fen;

use super::super::statement::{Direction, Statement, StatementLine};
use crate::xml::write::Writer;

/// Writes one file with one statement. `message_id` is at most 35 characters.
#[must_use]
pub fn write(message_id: &str, statement: &Statement) -> Vec<u8> {
    let mut w =
        Writer::new("Document", &[("xmlns", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02")]);
    w.start("BkToCstmrStmt", &[]);
    w.start("GrpHdr", &[]);
    w.leaf("MsgId", message_id);
    w.leaf("CreDtTm", &format!("{}T23:59:59+08:00", statement.to));
    w.end();
    w.start("Stmt", &[]);
    w.leaf("Id", &statement.statement_no);
    w.leaf("CreDtTm", &format!("{}T23:59:59+08:00", statement.to));
    w.start("FrToDt", &[]);
    w.leaf("FrDtTm", &format!("{}T00:00:00+08:00", statement.from));
    w.leaf("ToDtTm", &format!("{}T23:59:59+08:00", statement.to));
    w.end();
    w.start("Acct", &[]);
    w.nested(&["Id", "Othr"], "Id", &statement.account);
    w.leaf("Ccy", "CNY");
    w.optional("Nm", statement.account_name.as_deref());
    w.end();
    balance(&mut w, "OPBD", statement.opening, &statement.from.to_string());
    balance(&mut w, "CLBD", statement.closing, &statement.to.to_string());
    statement.lines.iter().for_each(|line| entry(&mut w, line));
    w.finish().into_bytes()
}

fn indicator(direction: Direction) -> &'static str {
    match direction {
        Direction::Credit => "CRDT",
        Direction::Debit => "DBIT",
    }
}

fn balance(w: &mut Writer, kind: &str, amount: Fen, day: &str) {
    let direction = if amount.is_negative() { Direction::Debit } else { Direction::Credit };
    w.start("Bal", &[]);
    w.nested(&["Tp", "CdOrPrtry"], "Cd", kind);
    w.leaf_with("Amt", &[("Ccy", "CNY")], amount.to_string().trim_start_matches('-'));
    w.leaf("CdtDbtInd", indicator(direction));
    w.nested(&["Dt"], "Dt", day);
    w.end();
}

fn entry(w: &mut Writer, line: &StatementLine) {
    w.start("Ntry", &[]);
    w.leaf_with("Amt", &[("Ccy", "CNY")], &line.amount.to_string());
    w.leaf("CdtDbtInd", indicator(line.direction));
    if line.reversal {
        w.leaf("RvslInd", "true");
    }
    w.leaf("Sts", "BOOK");
    w.nested(&["BookgDt"], "Dt", &line.booked_on.to_string());
    w.nested(&["ValDt"], "Dt", &line.value_on.to_string());
    w.optional("AcctSvcrRef", line.reference.as_deref());
    w.nested(&["BkTxCd", "Prtry"], "Cd", "TRF");
    w.start("NtryDtls", &[]);
    w.start("TxDtls", &[]);
    let id = line.end_to_end_id.as_deref().unwrap_or("NOTPROVIDED");
    w.nested(&["Refs"], "EndToEndId", id);
    parties(w, line);
    if !line.remittance.is_empty() {
        w.nested(&["RmtInf"], "Ustrd", &line.remittance);
    }
    w.end();
    w.end();
    w.end();
}

fn parties(w: &mut Writer, line: &StatementLine) {
    let credit = line.direction == Direction::Credit;
    let other = (line.counterparty_name.as_deref(), line.counterparty_account.as_deref());
    let own = (None, line.virtual_account.as_deref());
    let (debtor, creditor) = if credit { (other, own) } else { (own, other) };
    w.start("RltdPties", &[]);
    for (role, (name, account)) in [("Dbtr", debtor), ("Cdtr", creditor)] {
        if let Some(name) = name {
            w.nested(&[role], "Nm", name);
        }
        if let Some(account) = account {
            w.nested(&[&format!("{role}Acct"), "Id", "Othr"], "Id", account);
        }
    }
    w.end();
    if let Some(bank) = &line.counterparty_bank {
        let role = if credit { "DbtrAgt" } else { "CdtrAgt" };
        w.nested(&["RltdAgts", role, "FinInstnId"], "Nm", bank);
    }
}
