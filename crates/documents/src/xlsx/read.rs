//! Tables that come in: a sheet as cells, within limits.
//!
//! A formula is told and not trusted: a computed cell shows what some other program last thought. The archive is measured
//! by unpacking it into nothing before it is read, so that a small file which unpacks without end is refused early.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use zhixing_law::day::Day;
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
    /// 10 MB, 100 MB unpacked, 10 000 rows, 100 columns.
    fn default() -> ReadLimits {
        ReadLimits {
            bytes_max: 10_000_000,
            unpacked_max: 100_000_000,
            rows_max: 10_000,
            columns_max: 100,
        }
    }
}

/// 一格所读到的
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// 文字；empty where nothing was filled in.
    Text(String),
    /// 数值
    Number(f64),
    /// 日期
    Day(Day),
    /// 公式
    Formula,
    /// 错误值
    Broken,
}

/// 读入的工作表
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadSheet {
    /// 名称
    pub name: String,
    /// 各行；blank rows left out, with the row's number in the sheet.
    pub rows: Vec<(u32, Vec<Given>)>,
    /// 合并的单元格, each as “第3行B列至第5行B列”.
    pub merged: Vec<String>,
}

/// 拒绝读入的原因
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// 不是 XLSX
    #[error("文件不是可读的 XLSX 工作簿，请用 Excel 或者 WPS 另存为 .xlsx 后再上传")]
    NotXlsx,
    /// 文字编码不明
    #[error("文件的文字编码既不是 UTF-8 也不是 GBK，请用 Excel 或者 WPS 另存为 .xlsx 后再上传")]
    Encoding,
    /// 不是 CSV
    #[error("第{line}行不是规范的 CSV，请用 Excel 或者 WPS 另存为 .xlsx 后再上传")]
    NotCsv {
        /// 第几行
        line: u64,
    },
    /// 太大
    #[error("文件或者解开后的内容超过限度，请拆分后再上传")]
    TooLarge,
    /// 没有内容
    #[error("第一张工作表没有内容，请使用下载的表样填写")]
    Empty,
    /// 行太多
    #[error("数据超过{max}行，请拆分后再上传")]
    TooManyRows {
        /// 限度
        max: u32,
    },
    /// 栏太多
    #[error("{cell}超出{max}栏的限度，请使用下载的表样填写")]
    TooManyColumns {
        /// 哪一格
        cell: String,
        /// 限度
        max: u32,
    },
}

/// Reads the first sheet, and those of these names that there are besides.
///
/// # Errors
/// It is no workbook, or more than the limits allow.
pub fn read_sheets(
    bytes: &[u8],
    also: &[&str],
    limits: &ReadLimits,
) -> Result<Vec<ReadSheet>, ReadError> {
    measure(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotXlsx)?;
    let names = book.sheet_names();
    let (first, rest) = names.split_first().ok_or(ReadError::Empty)?;
    let rest = rest.iter().filter(|name| also.contains(&name.as_str()));
    let mut sheets = Vec::new();
    for name in std::iter::once(first).chain(rest) {
        sheets.push(sheet(&mut book, name, limits)?);
    }
    if sheets.first().is_none_or(|sheet| sheet.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    Ok(sheets)
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &ReadLimits,
) -> Result<ReadSheet, ReadError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| ReadError::NotXlsx)?;
    let mut lines: Vec<(u32, Vec<Given>)> = Vec::new();
    while let Some(record) =
        cells.next_cell_with_formula_metadata().map_err(|_| ReadError::NotXlsx)?
    {
        let (row, column) = record.pos;
        if limits.columns_max <= column {
            let cell = place(row, column);
            return Err(ReadError::TooManyColumns { cell, max: limits.columns_max });
        }
        let given = match record.formula {
            Some(_) => Given::Formula,
            None => given(&record.value),
        };
        if given == Given::Text(String::new()) {
            continue;
        }
        if lines.last().is_none_or(|(known, _)| *known != row.saturating_add(1)) {
            let full = usize::try_from(limits.rows_max).unwrap_or(usize::MAX);
            if full < lines.len() {
                return Err(ReadError::TooManyRows { max: limits.rows_max });
            }
            lines.push((row.saturating_add(1), Vec::new()));
        }
        if let Some((_, line)) = lines.last_mut() {
            put(line, column, given);
        }
    }
    drop(cells);
    let merged = book.merge_cells_by_sheet_name(name).map_err(|_| ReadError::NotXlsx)?;
    let merged = merged.iter().map(|area| {
        let (from, to) = (area.start, area.end);
        format!("{}至{}", place(from.0, from.1), place(to.0, to.1))
    });
    Ok(ReadSheet { name: name.to_owned(), rows: lines, merged: merged.collect() })
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

fn put(line: &mut Vec<Given>, column: u32, given: Given) {
    let index = usize::try_from(column).unwrap_or(usize::MAX);
    while line.len() <= index {
        line.push(Given::Text(String::new()));
    }
    if let Some(slot) = line.get_mut(index) {
        *slot = given;
    }
}

/// “第3行B列”, of a row and a column counted from nought.
fn place(row: u32, column: u32) -> String {
    format!("第{}行{}列", row.saturating_add(1), column_letters(column))
}

/// The letters of a column counted from nought: A, B … AA.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

fn given(value: &DataRef<'_>) -> Given {
    let text = |text: &str| Given::Text(text.trim().to_owned());
    match value {
        DataRef::Empty => Given::Text(String::new()),
        DataRef::String(said) => text(said),
        DataRef::SharedString(said) => text(said),
        // A whole number of this size is exact as a double too; a larger one is told by its size.
        DataRef::Int(number) => Given::Number(*number as f64),
        DataRef::Float(number) => Given::Number(*number),
        DataRef::Bool(yes) => text(if *yes { "是" } else { "否" }),
        DataRef::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            let day =
                i16::try_from(year).ok().zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()));
            let day = day.and_then(|(year, (month, day))| Day::new(year, month, day).ok());
            day.map_or(Given::Broken, Given::Day)
        }
        DataRef::DateTimeIso(said) | DataRef::DurationIso(said) => text(said),
        DataRef::Error(_) => Given::Broken,
    }
}
