//! Telling formats apart by content, so that the window accepts what the bank gave without asking.

use super::payout::PayoutReturn;
use super::statement::Statement;
use super::{camt053, pain002, payout_csv, statement_csv};
use crate::finding::{Code, Finding, Reading, Refused};

/// Reads a statement file of either format: camt.053 or the described CSV.
pub fn statement(file: &str, bytes: &[u8]) -> Result<Reading<Vec<Statement>>, Refused> {
    if is_xml(file, bytes)? {
        return camt053::read(file, bytes);
    }
    let reading = statement_csv::read(file, bytes)?;
    Ok(Reading { value: vec![reading.value], findings: reading.findings })
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
    let known: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "这是Excel工作簿或压缩包，请另存为CSV或向银行索取camt.053文件"),
        (b"\xd0\xcf\x11\xe0", "这是旧版Excel工作簿，请另存为CSV"),
        (b"%PDF", "这是PDF文件，请向银行索取CSV或camt.053文件"),
        (b"\xff\xfe", "这是UTF-16编码的文本，请另存为UTF-8编码的CSV"),
        (b"\xfe\xff", "这是UTF-16编码的文本，请另存为UTF-8编码的CSV"),
    ];
    for (magic, problem) in known {
        if bytes.starts_with(magic) {
            return Err(Finding::refuse(Code::WrongFormat, file, problem));
        }
    }
    if bytes.contains(&0) {
        return Err(Finding::refuse(Code::WrongFormat, file, "不是文本文件"));
    }
    Ok(bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<'))
}
