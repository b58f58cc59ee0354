//! 付款指令 ISO 20022 pain.001.001.03 (CstmrCdtTrfInitn), written; and read, as the bank does.

use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use super::payout::{Debtor, PAYOUTS_MAX, PayoutBatch, PayoutItem, RETURN_BYTES_MAX};
use crate::finding::{Code, Finding, Refused};
use crate::value;
use crate::xml::write::Writer;
use crate::xml::{self, Element, Limits};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.";
const LIMITS: Limits =
    Limits { bytes: RETURN_BYTES_MAX, depth: 24, elements: 400_000, text: 8 << 10 };

/// Writes the batch as one group with one payment information block, batch booking, count and control
/// sum on both levels. Refused if [`PayoutBatch::check`] finds anything.
pub fn write(batch: &PayoutBatch) -> Result<Vec<u8>, Refused> {
    batch.check()?;
    let total = batch.total().unwrap_or(Fen::ZERO).to_string();
    let count = batch.items.len().to_string();
    let mut w = Writer::new("Document", &[("xmlns", &format!("{NAMESPACE}03"))]);
    w.start("CstmrCdtTrfInitn", &[]);
    w.start("GrpHdr", &[]);
    w.leaf("MsgId", &batch.batch_id);
    w.leaf("CreDtTm", &batch.created_at.to_string());
    w.leaf("NbOfTxs", &count);
    w.leaf("CtrlSum", &total);
    w.nested(&["InitgPty"], "Nm", &batch.debtor.name);
    w.end();
    w.start("PmtInf", &[]);
    w.leaf("PmtInfId", &batch.batch_id);
    w.leaf("PmtMtd", "TRF");
    w.leaf("BtchBookg", "true");
    w.leaf("NbOfTxs", &count);
    w.leaf("CtrlSum", &total);
    w.leaf("ReqdExctnDt", &batch.execute_on.to_string());
    w.nested(&["Dbtr"], "Nm", &batch.debtor.name);
    w.start("DbtrAcct", &[]);
    w.nested(&["Id", "Othr"], "Id", &batch.debtor.account);
    w.leaf("Ccy", "CNY");
    w.end();
    agent(&mut w, "DbtrAgt", Some(&batch.debtor.bank_no), &batch.debtor.bank_name);
    w.leaf("ChrgBr", "SHAR");
    for item in &batch.items {
        w.start("CdtTrfTxInf", &[]);
        w.nested(&["PmtId"], "EndToEndId", &item.end_to_end_id);
        w.start("Amt", &[]);
        w.leaf_with("InstdAmt", &[("Ccy", "CNY")], &item.amount.to_string());
        w.end();
        agent(&mut w, "CdtrAgt", item.creditor_bank_no.as_deref(), &item.creditor_bank);
        w.nested(&["Cdtr"], "Nm", &item.creditor_name);
        w.nested(&["CdtrAcct", "Id", "Othr"], "Id", &item.creditor_account);
        w.nested(&["RmtInf"], "Ustrd", &item.remittance);
        w.end();
    }
    Ok(w.finish().into_bytes())
}

fn agent(w: &mut Writer, role: &str, bank_no: Option<&str>, name: &str) {
    w.start(role, &[]);
    w.start("FinInstnId", &[]);
    if let Some(bank_no) = bank_no {
        w.start("ClrSysMmbId", &[]);
        // CNAPS, the clearing system of the People's Bank.
        w.nested(&["ClrSysId"], "Cd", "CNAPS");
        w.leaf("MmbId", bank_no);
        w.end();
    }
    w.leaf("Nm", name);
    w.end();
    w.end();
}

/// Reads a batch with one payment information block and checks count and control sum.
pub fn read(file: &str, bytes: &[u8]) -> Result<PayoutBatch, Refused> {
    let root = xml::parse(file, bytes, LIMITS)?;
    let wrong = |code, problem: &str| Refused::from(Finding::refuse(code, file, problem));
    if root.name != "Document" || !root.namespace.starts_with(NAMESPACE) {
        return Err(wrong(Code::WrongFormat, "不是pain.001付款指令"));
    }
    let header = root.path(&["CstmrCdtTrfInitn", "GrpHdr"]);
    let block = root.path(&["CstmrCdtTrfInitn", "PmtInf"]);
    let (Some(header), Some(block)) = (header, block) else {
        return Err(wrong(Code::FieldMissing, "缺少GrpHdr或PmtInf"));
    };
    let mut items = Vec::new();
    for element in block.all("CdtTrfTxInf").take(PAYOUTS_MAX + 1) {
        items.push(item(file, element)?);
    }
    let batch = PayoutBatch {
        batch_id: text(file, header, &["MsgId"])?,
        created_at: instant(file, header)?,
        execute_on: day(file, block)?,
        debtor: Debtor {
            name: text(file, block, &["Dbtr", "Nm"])?,
            account: text(file, block, &["DbtrAcct", "Id", "Othr", "Id"])?,
            bank_name: text(file, block, &["DbtrAgt", "FinInstnId", "Nm"])?,
            bank_no: text(file, block, &["DbtrAgt", "FinInstnId", "ClrSysMmbId", "MmbId"])?,
        },
        items,
    };
    batch.check()?;
    let total = header.text_at(&["CtrlSum"]).map(value::amount);
    let count = header.text_at(&["NbOfTxs"]).and_then(|text| text.parse().ok());
    let sums = count == Some(batch.items.len())
        && matches!((total, batch.total()), (Some(Ok(stated)), Some(sum)) if stated == sum);
    if !sums {
        return Err(wrong(Code::ControlTotal, "笔数或控制总额与明细不符"));
    }
    Ok(batch)
}

fn item(file: &str, element: &Element) -> Result<PayoutItem, Refused> {
    let amount = element.path(&["Amt", "InstdAmt"]);
    let yuan = amount.is_some_and(|amount| amount.attribute("Ccy") == Some("CNY"));
    let amount = amount.filter(|_| yuan).map(|amount| value::amount(&amount.text));
    let Some(Ok(amount)) = amount else {
        let place = format!("{file}第{}行", element.line);
        let problem = "缺少有效的人民币金额";
        return Err(Finding::refuse(Code::AmountInvalid, place, problem).into());
    };
    Ok(PayoutItem {
        end_to_end_id: text(file, element, &["PmtId", "EndToEndId"])?,
        creditor_name: text(file, element, &["Cdtr", "Nm"])?,
        creditor_account: text(file, element, &["CdtrAcct", "Id", "Othr", "Id"])?,
        creditor_bank: text(file, element, &["CdtrAgt", "FinInstnId", "Nm"])?,
        creditor_bank_no: element
            .text_at(&["CdtrAgt", "FinInstnId", "ClrSysMmbId", "MmbId"])
            .map(str::to_owned),
        amount,
        remittance: text(file, element, &["RmtInf", "Ustrd"])?,
    })
}

fn text(file: &str, element: &Element, path: &[&str]) -> Result<String, Refused> {
    element.text_at(path).map(str::to_owned).ok_or_else(|| {
        let place = format!("{file}第{}行<{}>", element.line, path.join("/"));
        Finding::refuse(Code::FieldMissing, place, "必填项为空或缺失").into()
    })
}

fn instant(file: &str, header: &Element) -> Result<Instant, Refused> {
    text(file, header, &["CreDtTm"])?
        .parse()
        .map_err(|_| Finding::refuse(Code::DateInvalid, file, "生成时间（CreDtTm）无效").into())
}

fn day(file: &str, block: &Element) -> Result<Day, Refused> {
    let text = text(file, block, &["ReqdExctnDt"])?;
    value::day(&text).map_err(|(code, problem)| Finding::refuse(code, file, problem).into())
}
