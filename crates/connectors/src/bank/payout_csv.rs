//! 批量付款 CSV and its return file, for banks without ISO 20022. UTF-8 with byte order mark, or GBK.
//!
//! The batch:
//!
//! ```text
//! 批次号,B1,付款户名,怀集县人民法院案款专户,付款账号,44050170000000001234,付款行名,建设银行怀集支行,付款行号,105000000000
//! 执行日期,2026-03-06,生成时间,2026-03-06T01:00:00.000000Z,总笔数,1,总金额,5289.00
//! 序号,业务编号,收款户名,收款账号,收款行名,收款行号,金额,附言
//! 1,P1,李四,6222020000000000002,工商银行怀集支行,,5289.00,（2026）粤1224执123号案款
//! ```
//!
//! The return file (columns in any order, compulsory: 业务编号, 状态; 状态 is 成功, 已受理, 处理中 or 失败;
//! with 失败 a 原因代码 or 原因):
//!
//! ```text
//! 批次号,B1
//! 业务编号,金额,状态,原因代码,原因,银行流水号
//! P1,5289.00,成功,,,R0001
//! 合计,笔数,1
//! ```

use zhixing_law::money::Fen;

pub use super::csv_text::CsvEncoding;
use super::csv_text::{self, Columns, Row, at};
use super::payout::{
    self, Debtor, PAYOUTS_MAX, PayoutBatch, PayoutItem, PayoutOutcome, PayoutReturn, PayoutStatus,
    RETURN_BYTES_MAX, Reason,
};
use crate::digest::sm3_hex;
use crate::finding::{Code, Finding, Reading, Refused};
use crate::value::{self, Word, shorten};

/// Writes the batch. Refused if [`PayoutBatch::check`] finds anything; so no cell can start a formula.
pub fn write_batch(batch: &PayoutBatch, encoding: CsvEncoding) -> Result<Vec<u8>, Refused> {
    batch.check()?;
    let total = batch.total().unwrap_or(Fen::ZERO).to_string();
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let debtor = &batch.debtor;
    let mut rows = vec![
        row(&[
            "批次号",
            &batch.batch_id,
            "付款户名",
            &debtor.name,
            "付款账号",
            &debtor.account,
            "付款行名",
            &debtor.bank_name,
            "付款行号",
            &debtor.bank_no,
        ]),
        row(&[
            "执行日期",
            &batch.execute_on.to_string(),
            "生成时间",
            &batch.created_at.to_string(),
            "总笔数",
            &batch.items.len().to_string(),
            "总金额",
            &total,
        ]),
        row(&["序号", "业务编号", "收款户名", "收款账号", "收款行名", "收款行号", "金额", "附言"]),
    ];
    for (index, item) in batch.items.iter().enumerate() {
        rows.push(row(&[
            &(index + 1).to_string(),
            &item.end_to_end_id,
            &item.creditor_name,
            &item.creditor_account,
            &item.creditor_bank,
            item.creditor_bank_no.as_deref().unwrap_or_default(),
            &item.amount.to_string(),
            &item.remittance,
        ]));
    }
    Ok(csv_text::write(&rows, encoding))
}

/// Reads a batch as the bank does, with count and total.
pub fn read_batch(file: &str, bytes: &[u8]) -> Result<PayoutBatch, Refused> {
    let rows = csv_text::rows(file, bytes, RETURN_BYTES_MAX, PAYOUTS_MAX + 10)?;
    let Some(header) = rows.iter().position(|row| Columns::new(row).has(&["收款账号"])) else {
        return Err(Finding::refuse(Code::WrongFormat, file, "找不到表头").into());
    };
    let (preamble, rest) = rows.split_at(header);
    let need = |key: &str| {
        let found = preamble.iter().find_map(|row| row.value(key)).map(str::to_owned);
        found.ok_or_else(|| Finding::refuse(Code::FieldMissing, file, format!("缺少“{key}”")))
    };
    let refuse = |(code, problem): (Code, String)| Finding::refuse(code, file, problem);
    let columns = rest.first().map(Columns::new);
    let mut items = Vec::new();
    for row in rest.iter().skip(1) {
        let cell = |names: &[&str]| columns.as_ref().and_then(|columns| columns.text(row, names));
        let amount = value::amount(&cell(&["金额"]).unwrap_or_default());
        let amount =
            amount.map_err(|(code, problem)| at(file, row.line, "金额", code, &problem))?;
        items.push(PayoutItem {
            end_to_end_id: cell(&["业务编号"]).unwrap_or_default(),
            creditor_name: cell(&["收款户名"]).unwrap_or_default(),
            creditor_account: cell(&["收款账号"]).unwrap_or_default(),
            creditor_bank: cell(&["收款行名"]).unwrap_or_default(),
            creditor_bank_no: cell(&["收款行号"]),
            amount,
            remittance: cell(&["附言"]).unwrap_or_default(),
        });
    }
    let created_at = need("生成时间")?.parse();
    let batch = PayoutBatch {
        batch_id: need("批次号")?,
        created_at: created_at
            .map_err(|_| Finding::refuse(Code::DateInvalid, file, "生成时间无效"))?,
        execute_on: value::day(&need("执行日期")?).map_err(refuse)?,
        debtor: Debtor {
            name: need("付款户名")?,
            account: need("付款账号")?,
            bank_name: need("付款行名")?,
            bank_no: need("付款行号")?,
        },
        items,
    };
    batch.check()?;
    let total = value::amount(&need("总金额")?).map_err(refuse)?;
    if need("总笔数")? != batch.items.len().to_string() || batch.total() != Some(total) {
        let problem = "总笔数或总金额与明细不符";
        return Err(Finding::refuse(Code::ControlTotal, file, problem).into());
    }
    Ok(batch)
}

/// Reads a return file.
pub fn read_return(file: &str, bytes: &[u8]) -> Result<Reading<PayoutReturn>, Refused> {
    let rows = csv_text::rows(file, bytes, RETURN_BYTES_MAX, PAYOUTS_MAX + 10)?;
    let header = rows.iter().position(|row| {
        let columns = Columns::new(row);
        columns.has(&["业务编号"]) && columns.has(&["状态"])
    });
    let Some(header) = header else {
        let problem = "找不到表头：须有业务编号、状态两列";
        return Err(Finding::refuse(Code::WrongFormat, file, problem).into());
    };
    let (preamble, rest) = rows.split_at(header);
    let mut findings = Vec::new();
    let batch_id = preamble.iter().find_map(|row| row.value("批次号")).map(str::to_owned);
    if batch_id.is_none() {
        findings.push(Finding::refuse(Code::FieldMissing, file, "表头之前缺少“批次号”"));
    }
    let columns = rest.first().map(Columns::new);
    let body = rest.get(1..).unwrap_or_default();
    let details = body.iter().take_while(|row| row.first() != "合计");
    let mut outcomes = Vec::new();
    let mut count = 0_usize;
    for row in details {
        count += 1;
        match columns.as_ref().map(|columns| outcome(file, columns, row)) {
            Some(Ok(outcome)) => outcomes.push((format!("{file}第{}行", row.line), outcome)),
            Some(Err(finding)) => findings.push(finding),
            None => {}
        }
    }
    let control = body.get(count).and_then(|row| row.value("笔数"));
    if control.map(|text| text.trim_end_matches('笔')) != Some(count.to_string().as_str()) {
        let problem = "合计行缺失或笔数与明细不符，文件可能被截断";
        findings.push(Finding::refuse(Code::ControlTotal, file, problem));
    }
    if count == 0 {
        findings.push(Finding::refuse(Code::NoItems, file, "没有明细"));
    }
    let refused = !findings.is_empty();
    match (payout::distinct(outcomes, &mut findings), batch_id) {
        (Some(items), Some(batch_id)) if !refused => {
            let digest = sm3_hex(bytes);
            let value = PayoutReturn { batch_id, whole: None, reason: None, items, digest };
            Ok(Reading { value, findings })
        }
        _ => Err(Refused { findings }),
    }
}

fn outcome(file: &str, columns: &Columns, row: &Row) -> Result<PayoutOutcome, Finding> {
    let wrong = |name: &str, code, problem: &str| at(file, row.line, name, code, problem);
    let id = columns.text(row, &["业务编号"]);
    let id = id.ok_or_else(|| wrong("业务编号", Code::FieldMissing, "为空"))?;
    let word = columns.cell(row, &["状态"]).unwrap_or_default();
    let status = PayoutStatus::TABLE.iter().find(|entry| entry.2 == word || entry.1 == word);
    let status = status.map(|entry| entry.0).ok_or_else(|| {
        let problem = format!("“{}”应为成功、已受理、处理中或失败", shorten(word));
        wrong("状态", Code::FieldInvalid, &problem)
    })?;
    let code = columns.text(row, &["原因代码"]);
    let text = columns.text(row, &["原因"]);
    let reason = (code.is_some() || text.is_some()).then(|| Reason {
        code: code.clone().unwrap_or_else(|| "NARR".to_owned()),
        text: text.or(code).unwrap_or_default(),
    });
    if status == PayoutStatus::Rejected && reason.is_none() {
        return Err(wrong("原因", Code::FieldMissing, "失败但没有原因"));
    }
    let amount = columns.cell(row, &["金额"]).map(value::amount).transpose();
    let amount = amount.map_err(|(code, problem)| wrong("金额", code, &problem))?;
    let bank_reference = columns.text(row, &["银行流水号"]);
    Ok(PayoutOutcome { end_to_end_id: id, status, amount, reason, bank_reference })
}

/// Writes a return file as the bank does.
#[must_use]
pub fn write_return(report: &PayoutReturn, encoding: CsvEncoding) -> Vec<u8> {
    let row = |cells: &[&str]| cells.iter().map(|cell| csv_text::inert(cell)).collect::<Vec<_>>();
    let mut rows = vec![
        row(&["批次号", &report.batch_id]),
        row(&["业务编号", "金额", "状态", "原因代码", "原因", "银行流水号"]),
    ];
    for item in &report.items {
        rows.push(row(&[
            &item.end_to_end_id,
            &item.amount.map(|amount| amount.to_string()).unwrap_or_default(),
            item.status.chinese(),
            item.reason.as_ref().map_or("", |reason| &reason.code),
            item.reason.as_ref().map_or("", |reason| &reason.text),
            item.bank_reference.as_deref().unwrap_or_default(),
        ]));
    }
    rows.push(row(&["合计", "笔数", &report.items.len().to_string()]));
    csv_text::write(&rows, encoding)
}
