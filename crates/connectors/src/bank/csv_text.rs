//! CSV as Chinese banks write it: UTF-8 with or without byte order mark, or GBK; key–value rows before
//! the table; and text that a spreadsheet must not take for a formula.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Finding};
use crate::value::shorten;

/// 文件编码 of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CsvEncoding {
    /// UTF-8 with byte order mark, so that spreadsheets show it right.
    Utf8,
    /// GBK; characters outside it are written as GB 18030 does.
    Gbk,
}

/// One row with the line it begins on.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

impl Row {
    pub(super) fn first(&self) -> &str {
        self.cells.first().map(String::as_str).unwrap_or_default()
    }

    /// The value of any of the names: in the cell behind it, or in the same cell behind a colon.
    pub(super) fn value_of(&self, names: &[&str]) -> Option<&str> {
        let named = |text: &str| names.contains(&text.trim());
        self.cells.iter().enumerate().find_map(|(at, cell)| {
            let value = match cell.split_once(['：', ':']) {
                Some((name, rest)) if named(name) && !rest.trim().is_empty() => rest.trim(),
                Some((name, _)) if named(name) => self.cells.get(at + 1)?,
                None if named(cell) => self.cells.get(at + 1)?,
                _ => return None,
            };
            Some(value).filter(|value| !value.is_empty())
        })
    }

    /// The value that follows the cell `key`.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        let at = self.cells.iter().position(|cell| cell == key)?;
        self.cells.get(at + 1).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// The columns of a table by their header.
pub(super) struct Columns(HashMap<String, usize>);

impl Columns {
    pub(super) fn new(header: &Row) -> Self {
        let cells = || header.cells.iter().enumerate();
        let mut places: HashMap<String, usize> =
            cells().map(|(index, cell)| (cell.clone(), index)).collect();
        for (index, cell) in cells() {
            for word in words_of(cell) {
                places.entry(word).or_insert(index);
            }
        }
        Self(places)
    }

    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.0.contains_key(*name))
    }

    /// The first non-empty cell under any of the names.
    pub(super) fn cell<'r>(&self, row: &'r Row, names: &[&str]) -> Option<&'r str> {
        names
            .iter()
            .filter_map(|name| self.0.get(*name))
            .filter_map(|index| row.cells.get(*index))
            .map(String::as_str)
            .find(|cell| !cell.is_empty())
    }

    pub(super) fn text(&self, row: &Row, names: &[&str]) -> Option<String> {
        self.cell(row, names).map(str::to_owned)
    }
}

/// The words a bank may mean by the head of a column: without remarks in brackets (借方发生额（支取）), without its
/// English half, and each side of a stroke (借方发生额/元, 账户明细编号-交易流水号).
fn words_of(cell: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in cell.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || c.is_ascii_alphabetic() => {}
            _ => bare.push(c),
        }
    }
    let bracketed = cell.trim().trim_matches(['[', ']', '【', '】']).to_owned();
    let halves = bare.split(['/', '-', '|', '、']).map(str::to_owned);
    let mut words: Vec<String> = halves.collect();
    words.extend([bare.clone(), bracketed]);
    words.retain(|word| !word.is_empty());
    words
}

/// Bytes to rows; blank rows are dropped, cells are trimmed. Limits: bytes, rows, columns, cell length.
pub(super) fn rows(
    file: &str,
    bytes: &[u8],
    bytes_max: usize,
    rows_max: usize,
) -> Result<Vec<Row>, Finding> {
    if bytes.len() > bytes_max {
        let problem = format!("文件{}字节，超过上限{bytes_max}字节", bytes.len());
        return Err(Finding::refuse(Code::TooLarge, file, problem));
    }
    let text = decode(file, bytes)?;
    // A spreadsheet that saves as Unicode text puts tabs between the cells.
    let head = text.lines().take(20).collect::<String>();
    let tabs = head.matches('\t').count() > head.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map(csv::Position::line);
            let place = line.map_or_else(|| file.to_owned(), |line| format!("{file}第{line}行"));
            Finding::refuse(Code::WrongFormat, place, "不是规范的CSV")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = || format!("{file}第{line}行");
        if record.len() > 64 || record.iter().any(|cell| cell.len() > 4_000) {
            return Err(Finding::refuse(
                Code::WrongFormat,
                place(),
                "列数或单元格长度超出允许范围",
            ));
        }
        let cells: Vec<String> = record.iter().map(literal).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if rows.len() >= rows_max {
            return Err(Finding::refuse(Code::TooLarge, place(), format!("超过{rows_max}行")));
        }
        rows.push(Row { line, cells });
    }
    if rows.is_empty() {
        return Err(Finding::refuse(Code::Empty, file, "文件没有内容"));
    }
    Ok(rows)
}

fn decode(file: &str, bytes: &[u8]) -> Result<String, Finding> {
    let wrong =
        || Finding::refuse(Code::Encoding, file, "文件既不是UTF-8也不是GBK编码，或末尾不完整");
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((encoding_rs::UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((encoding_rs::UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = wide {
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        return text.map(std::borrow::Cow::into_owned).ok_or_else(wrong);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(wrong)
}

/// A cell as text: trimmed, without control characters; `="6222…"` (the spreadsheet way of keeping
/// leading zeros) and a leading apostrophe or tab are undone.
fn literal(cell: &str) -> String {
    let clean: String = cell.chars().filter(|c| !c.is_control()).collect();
    let trimmed = clean.trim();
    let inner = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| trimmed.strip_prefix('\''))
        .unwrap_or(trimmed);
    inner.trim().to_owned()
}

/// Text that no spreadsheet takes for a formula: a leading `=`, `+`, `-` or `@` becomes its full-width
/// form; control characters are dropped.
pub(super) fn inert(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    let mut characters = clean.trim().chars();
    let first = characters.next().map(|c| match c {
        '=' => '＝',
        '+' => '＋',
        '-' => '－',
        '@' => '＠',
        other => other,
    });
    first.into_iter().chain(characters).collect()
}

/// Rows to bytes with CRLF line ends; cells are written as they are (see [`inert`]).
pub(super) fn write(rows: &[Vec<String>], encoding: CsvEncoding) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    match encoding {
        CsvEncoding::Utf8 => [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(),
        CsvEncoding::Gbk => encoding_rs::GB18030.encode(&text).0.into_owned(),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) || cell.starts_with([' ', '\'']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A finding about one row.
pub(super) fn at(file: &str, line: u64, name: &str, code: Code, problem: &str) -> Finding {
    Finding::refuse(code, format!("{file}第{line}行“{}”", shorten(name)), problem)
}
