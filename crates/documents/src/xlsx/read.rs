//! Tables that come in: the first sheet, as text, within limits.
//!
//! Formulas are refused rather than trusted: a computed cell shows what some other program last
//! thought. The archive is measured by unpacking it into nothing before it is read, so that a small
//! file which unpacks without end is refused early.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

/// 导入的限度
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLimits {
    /// 文件大小，字节
    pub bytes_max: usize,
    /// 解开后的大小，字节
    pub unpacked_max: u64,
    /// 数据行数，不含表头
    pub rows_max: u32,
    /// 栏数
    pub columns_max: u32,
}

impl Default for ReadLimits {
    /// 10 MB, 100 MB unpacked, 5 000 rows, 64 columns.
    fn default() -> ReadLimits {
        ReadLimits {
            bytes_max: 10_000_000,
            unpacked_max: 100_000_000,
            rows_max: 5_000,
            columns_max: 64,
        }
    }
}

/// 读入的表
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadTable {
    /// 表头
    pub head: Vec<String>,
    /// 各行；each as long as the heading, blank rows left out, with the row's number in the sheet.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// 拒绝读入的原因
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// 不是 XLSX
    #[error("文件不是可读的 XLSX 工作簿，请用 Excel 或者 WPS 另存为 .xlsx 后再上传")]
    NotXlsx,
    /// 太大
    #[error("文件解开后超过限度，请拆分后再上传")]
    TooLarge,
    /// 没有内容
    #[error("第一张工作表没有表头，请使用下载的模板填写")]
    Empty,
    /// 有公式
    #[error("{cell}是公式，请将公式粘贴为数值后再上传")]
    Formula {
        /// 哪一格，如“第3行B列”
        cell: String,
    },
    /// 错误值
    #[error("{cell}是错误值，请改正后再上传")]
    ErrorValue {
        /// 哪一格
        cell: String,
    },
    /// 行太多
    #[error("数据超过{max}行，请拆分后再上传")]
    TooManyRows {
        /// 限度
        max: u32,
    },
    /// 栏太多
    #[error("{cell}超出{max}栏的限度，请使用下载的模板填写")]
    TooManyColumns {
        /// 哪一格
        cell: String,
        /// 限度
        max: u32,
    },
}

/// Reads the first sheet. Dates come as `2026-01-05`, numbers as they are written.
pub fn read_table(bytes: &[u8], limits: &ReadLimits) -> Result<ReadTable, ReadError> {
    measure(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotXlsx)?;
    let first = book.sheet_names().first().cloned().ok_or(ReadError::Empty)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| ReadError::NotXlsx)?;
    let mut lines: Vec<(u32, Vec<String>)> = Vec::new();
    while let Some(record) =
        cells.next_cell_with_formula_metadata().map_err(|_| ReadError::NotXlsx)?
    {
        let (row, column) = record.pos;
        let cell = place(row, column);
        if record.formula.is_some() {
            return Err(ReadError::Formula { cell });
        }
        if limits.columns_max <= column {
            return Err(ReadError::TooManyColumns { cell, max: limits.columns_max });
        }
        let text = text_of(&record.value).ok_or(ReadError::ErrorValue { cell })?;
        if text.is_empty() {
            continue;
        }
        if lines.last().is_none_or(|(known, _)| *known != row) {
            let full = usize::try_from(limits.rows_max).unwrap_or(usize::MAX);
            if full < lines.len() {
                return Err(ReadError::TooManyRows { max: limits.rows_max });
            }
            lines.push((row, Vec::new()));
        }
        if let Some((_, line)) = lines.last_mut() {
            put(line, column, text);
        }
    }
    table(lines)
}

fn measure(bytes: &[u8], limits: &ReadLimits) -> Result<(), ReadError> {
    if limits.bytes_max < bytes.len() {
        return Err(ReadError::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotXlsx)?;
    let mut left = limits.unpacked_max;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| ReadError::NotXlsx)?;
        let mut bounded = entry.take(left.saturating_add(1));
        let size =
            std::io::copy(&mut bounded, &mut std::io::sink()).map_err(|_| ReadError::NotXlsx)?;
        left = left.checked_sub(size).ok_or(ReadError::TooLarge)?;
    }
    Ok(())
}

fn put(line: &mut Vec<String>, column: u32, text: String) {
    let index = usize::try_from(column).unwrap_or(usize::MAX);
    while line.len() <= index {
        line.push(String::new());
    }
    if let Some(slot) = line.get_mut(index) {
        *slot = text;
    }
}

fn table(lines: Vec<(u32, Vec<String>)>) -> Result<ReadTable, ReadError> {
    let mut lines = lines.into_iter();
    let Some((_, head)) = lines.next() else {
        return Err(ReadError::Empty);
    };
    let width = head.len();
    let rows = lines
        .map(|(row, mut line)| {
            line.resize(width.max(line.len()), String::new());
            (row.saturating_add(1), line)
        })
        .collect();
    Ok(ReadTable { head, rows })
}

/// “第3行B列”
fn place(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("第{}行{letters}列", row.saturating_add(1))
}

fn text_of(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::Error(_) => return None,
    };
    Some(text)
}
