//! CSV as spreadsheets save it: UTF-8 with or without byte order mark, or GBK, with commas or tabs.

use std::borrow::Cow;

use super::read::{Given, ReadError, ReadLimits, ReadSheet};

/// Reads a table of texts.
///
/// # Errors
/// It is no such table, or more than the limits allow.
pub fn read_csv(bytes: &[u8], limits: &ReadLimits) -> Result<ReadSheet, ReadError> {
    if limits.bytes_max < bytes.len() {
        return Err(ReadError::TooLarge);
    }
    let text = decoded(bytes).ok_or(ReadError::Encoding)?.replace("\r\n", "\n");
    let head = text.lines().next().unwrap_or_default();
    let tabs = head.matches(',').count() < head.matches('\t').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let mut rows: Vec<(u32, Vec<Given>)> = Vec::new();
    // A cell of several lines is one row of a spreadsheet.
    let mut within = 0;
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::NotCsv {
            line: error.position().map_or(0, csv::Position::line),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let line = u32::try_from(line).unwrap_or(u32::MAX).saturating_sub(within);
        let breaks = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        within += u32::try_from(breaks).unwrap_or(u32::MAX);
        if usize::try_from(limits.columns_max).unwrap_or(usize::MAX) < record.len() {
            let cell = format!("第{line}行");
            return Err(ReadError::TooManyColumns { cell, max: limits.columns_max });
        }
        let cells: Vec<Given> = record.iter().map(given).collect();
        if cells.iter().all(|cell| *cell == Given::Text(String::new())) {
            continue;
        }
        if usize::try_from(limits.rows_max).unwrap_or(usize::MAX) < rows.len() {
            return Err(ReadError::TooManyRows { max: limits.rows_max });
        }
        rows.push((line, cells));
    }
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(ReadSheet { rows, ..ReadSheet::default() })
}

/// A table of headings only, for whoever fills in a CSV: with a byte order mark, so that spreadsheets show it right.
pub fn csv_headings<'a>(headings: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let quoted = headings.into_iter().map(|text| format!("\"{}\"", text.replace('"', "\"\"")));
    format!("\u{feff}{}\r\n", quoted.collect::<Vec<_>>().join(",")).into_bytes()
}

fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => {
            return encoding_rs::UTF_16LE.decode_without_bom_handling_and_without_replacement(rest);
        }
        [0xfe, 0xff, rest @ ..] => {
            return encoding_rs::UTF_16BE.decode_without_bom_handling_and_without_replacement(rest);
        }
        _ => {}
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

/// A cell as text. `="6222…"` and a leading apostrophe or tab, by which people keep the digits of long numbers, are undone;
/// what else begins with `=` is a formula.
fn given(cell: &str) -> Given {
    let trimmed = cell.trim();
    let quoted = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match (quoted, trimmed.strip_prefix('\'')) {
        (Some(inner), _) | (None, Some(inner)) => Given::Text(inner.trim().to_owned()),
        (None, None) if trimmed.starts_with('=') => Given::Formula,
        (None, None) => Given::Text(trimmed.to_owned()),
    }
}
