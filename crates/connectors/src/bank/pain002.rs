//! 付款状态报告 ISO 20022 pain.002.001.03 (CstmrPmtStsRpt), read; and written, as the bank does.

use super::payout::{
    self, PAYOUTS_MAX, PayoutOutcome, PayoutReturn, PayoutStatus, RETURN_BYTES_MAX, Reason,
};
use crate::digest::sm3_hex;
use crate::finding::{Code, Finding, Reading, Refused};
use crate::value::{self, Word, shorten};
use crate::xml::write::Writer;
use crate::xml::{self, Element, Limits};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.";
const LIMITS: Limits =
    Limits { bytes: RETURN_BYTES_MAX, depth: 24, elements: 400_000, text: 8 << 10 };

/// Reads a status report (version 03 and later) on one batch. An unknown status or a rejection without
/// reason refuses the file: guessing about money is worse than asking the bank again.
pub fn read(file: &str, bytes: &[u8]) -> Result<Reading<PayoutReturn>, Refused> {
    let root = xml::parse(file, bytes, LIMITS)?;
    let version: Option<u32> =
        root.namespace.strip_prefix(NAMESPACE).and_then(|version| version.parse().ok());
    let report = root.child("CstmrPmtStsRpt");
    let (Some(report), true) = (report, version.is_some_and(|version| version >= 3)) else {
        let problem = "不是pain.002.001.03及以上版本的付款状态报告";
        return Err(Finding::refuse(Code::WrongFormat, file, problem).into());
    };
    let mut reader = Reader { file, findings: Vec::new() };
    let group = report.child("OrgnlGrpInfAndSts");
    let batch_id = group.and_then(|group| group.text_at(&["OrgnlMsgId"])).map(str::to_owned);
    let whole = group.and_then(|group| reader.status(group, "GrpSts"));
    let mut reason = group.and_then(self::reason);
    let mut whole = whole;
    // A batch of ours is one payment: what is said of the payment is said of the batch, and is the nearer word.
    for block in report.all("OrgnlPmtInfAndSts") {
        if let Some(status) = reader.status(block, "PmtInfSts") {
            whole = Some(status);
            reason = self::reason(block).or(reason);
        }
    }
    let mut outcomes = Vec::new();
    for element in report.all("OrgnlPmtInfAndSts").flat_map(|block| block.all("TxInfAndSts")) {
        if outcomes.len() > PAYOUTS_MAX {
            reader.refuse(Code::TooLarge, element, "明细超过上限");
            break;
        }
        if let Some(outcome) = reader.outcome(element) {
            outcomes.push((reader.place(element), outcome));
        }
    }
    let mut findings = reader.findings;
    if batch_id.is_none() {
        let problem = "缺少原批次号（OrgnlMsgId）";
        findings.push(Finding::refuse(Code::FieldMissing, file, problem));
    }
    if outcomes.is_empty() && whole.is_none() {
        findings.push(Finding::refuse(Code::NoItems, file, "报告中没有任何处理状态"));
    }
    let refused = !findings.is_empty();
    match (payout::distinct(outcomes, &mut findings), batch_id) {
        (Some(items), Some(batch_id)) if !refused => {
            let value = PayoutReturn { batch_id, whole, reason, items, digest: sm3_hex(bytes) };
            Ok(Reading { value, findings })
        }
        _ => Err(Refused { findings }),
    }
}

struct Reader<'f> {
    file: &'f str,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn place(&self, element: &Element) -> String {
        let id = element.text_at(&["OrgnlEndToEndId"]).map(shorten).unwrap_or_default();
        format!("{}第{}行{id}", self.file, element.line)
    }

    fn refuse(&mut self, code: Code, element: &Element, problem: impl Into<String>) {
        let place = self.place(element);
        self.findings.push(Finding::refuse(code, place, problem));
    }

    fn status(&mut self, element: &Element, name: &str) -> Option<PayoutStatus> {
        let code = element.text_at(&[name])?;
        // PART: see the items.
        if code == "PART" {
            return None;
        }
        let status = PayoutStatus::from_code(code);
        if status.is_none() {
            let problem = format!("处理状态“{}”不在约定范围", shorten(code));
            self.refuse(Code::FieldInvalid, element, problem);
        }
        status
    }

    fn outcome(&mut self, element: &Element) -> Option<PayoutOutcome> {
        let before = self.findings.len();
        let Some(id) = element.text_at(&["OrgnlEndToEndId"]) else {
            self.refuse(Code::FieldMissing, element, "缺少业务编号（OrgnlEndToEndId）");
            return None;
        };
        let status = self.status(element, "TxSts");
        if status.is_none() && self.findings.len() == before {
            self.refuse(Code::FieldMissing, element, "缺少处理状态（TxSts）");
        }
        let reason = reason(element);
        if status == Some(PayoutStatus::Rejected) && reason.is_none() {
            self.refuse(Code::FieldMissing, element, "失败但没有原因（StsRsnInf）");
            return None;
        }
        let amount =
            element.path(&["OrgnlTxRef", "Amt", "InstdAmt"]).map(|e| value::amount(&e.text));
        let amount = match amount.transpose() {
            Ok(amount) => amount,
            Err((code, problem)) => {
                self.refuse(code, element, problem);
                return None;
            }
        };
        Some(PayoutOutcome {
            end_to_end_id: id.to_owned(),
            status: status?,
            amount,
            reason,
            bank_reference: element.text_at(&["AcctSvcrRef"]).map(str::to_owned),
        })
    }
}

fn reason(element: &Element) -> Option<Reason> {
    let info = element.child("StsRsnInf")?;
    let code = info.text_at(&["Rsn", "Cd"]).or_else(|| info.text_at(&["Rsn", "Prtry"]));
    let text = info.text_at(&["AddtlInf"]);
    if code.is_none() && text.is_none() {
        return None;
    }
    Some(Reason {
        code: code.unwrap_or("NARR").to_owned(),
        text: text.or(code).unwrap_or_default().to_owned(),
    })
}

/// Writes a report. `message_id` is the bank's own, `created_at` its time.
#[must_use]
pub fn write(
    message_id: &str,
    created_at: zhixing_law::instant::Instant,
    report: &PayoutReturn,
) -> Vec<u8> {
    let mut w = Writer::new("Document", &[("xmlns", &format!("{NAMESPACE}03"))]);
    w.start("CstmrPmtStsRpt", &[]);
    w.start("GrpHdr", &[]);
    w.leaf("MsgId", message_id);
    w.leaf("CreDtTm", &created_at.to_string());
    w.end();
    w.start("OrgnlGrpInfAndSts", &[]);
    w.leaf("OrgnlMsgId", &report.batch_id);
    w.leaf("OrgnlMsgNmId", "pain.001.001.03");
    w.optional("GrpSts", report.whole.map(PayoutStatus::code));
    write_reason(&mut w, report.reason.as_ref());
    w.end();
    if !report.items.is_empty() {
        w.start("OrgnlPmtInfAndSts", &[]);
        w.leaf("OrgnlPmtInfId", &report.batch_id);
        for item in &report.items {
            w.start("TxInfAndSts", &[]);
            w.leaf("OrgnlEndToEndId", &item.end_to_end_id);
            w.leaf("TxSts", item.status.code());
            write_reason(&mut w, item.reason.as_ref());
            w.optional("AcctSvcrRef", item.bank_reference.as_deref());
            if let Some(amount) = item.amount {
                w.start("OrgnlTxRef", &[]);
                w.start("Amt", &[]);
                w.leaf_with("InstdAmt", &[("Ccy", "CNY")], &amount.to_string());
                w.end();
                w.end();
            }
            w.end();
        }
        w.end();
    }
    w.finish().into_bytes()
}

fn write_reason(w: &mut Writer, reason: Option<&Reason>) {
    if let Some(reason) = reason {
        w.start("StsRsnInf", &[]);
        w.nested(&["Rsn"], "Cd", &reason.code);
        w.leaf("AddtlInf", &reason.text);
        w.end();
    }
}
