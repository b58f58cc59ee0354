//! Telling formats apart by content, so that the window accepts what the bank gave without asking.

use super::payout::PayoutReturn;
use super::statement::Statement;
use super::{camt053, pain002, payout_csv, statement_csv};
use crate::finding::{Code, Finding, Reading, Refused};

/// Reads a statement file of either format, camt.053 or CSV, and says which it is.
pub fn statement(
    file: &str,
    bytes: &[u8],
) -> Result<(&'static str, Reading<Vec<Statement>>), Refused> {
    if is_xml(file, bytes)? {
        return Ok(("camt.053", camt053::read(file, bytes)?));
    }
    let reading = statement_csv::read(file, bytes)?;
    Ok(("csv", Reading { value: vec![reading.value], findings: reading.findings }))
}

/// Reads the bank's return to a payout batch: pain.002 or CSV.
pub fn payout_return(file: &str, bytes: &[u8]) -> Result<Reading<PayoutReturn>, Refused> {
    if is_xml(file, bytes)? {
        pain002::read(file, bytes)
    } else {
        payout_csv::read_return(file, bytes)
    }
}

/// Whether the file is XML; refused if it is plainly neither XML nor CSV.
fn is_xml(file: &str, bytes: &[u8]) -> Result<bool, Finding> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Ok(false);
    }
    let known: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "这是Excel工作簿或压缩包，请另存为CSV或向银行索取camt.053文件"),
        (b"\xd0\xcf\x11\xe0", "这是旧版Excel工作簿，请另存为CSV"),
        (b"%PDF", "这是PDF文件，请向银行索取CSV或camt.053文件"),
        (b"Rar!", "这是压缩包，请解压后上传其中的CSV或camt.053文件"),
    ];
    for (magic, problem) in known {
        if bytes.starts_with(magic) {
            return Err(Finding::refuse(Code::WrongFormat, file, problem));
        }
    }
    if bytes.contains(&0) {
        return Err(Finding::refuse(Code::WrongFormat, file, "不是文本文件"));
    }
    let first = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    let text = bytes.get(first..).unwrap_or_default();
    let begins = text.get(..14).unwrap_or(text).to_ascii_lowercase();
    if begins.starts_with(b"<html")
        || begins.starts_with(b"<!doctype html")
        || begins.starts_with(b"<table")
    {
        let problem = "这是网页（有的网银把它命名为.xls），请另存为CSV或向银行索取camt.053文件";
        return Err(Finding::refuse(Code::WrongFormat, file, problem));
    }
    Ok(text.first() == Some(&b'<'))
}
