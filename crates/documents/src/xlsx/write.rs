//! Row by row, in constant memory: a million rows cost no more than one.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

/// The most rows of data that one sheet of the format holds, beside the heading.
const ROWS_MAX: u32 = 1_048_575;
/// The longest text of one cell in the format, in characters.
const TEXT_MAX: usize = 32_767;
/// Amounts up to here have at most fifteen digits, which the format's numbers keep exactly.
const EXACT_MAX: Fen = Fen::new(999_999_999_999_999);

/// 一栏
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// 栏名
    pub title: String,
    /// 内容的类型
    pub kind: CellKind,
    /// 宽度，单位：字符
    pub width: u8,
}

/// 栏的类型
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// 文字
    Text,
    /// 金额，元
    Money,
    /// 日期
    Day,
    /// 整数
    Number,
}

/// 一格
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// 空
    Empty,
    /// 文字；whatever it begins with, it stays text.
    Text(String),
    /// 金额
    Money(Fen),
    /// 日期
    Day(Day),
    /// 整数
    Number(i32),
}

/// 导出失败
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// 超过一张工作表能容纳的行数
    #[error("导出超过一张工作表的上限{ROWS_MAX}行，请缩小查询范围")]
    TooManyRows,
    /// 写文件失败
    #[error("表格写不出来：{0}")]
    Format(#[from] XlsxError),
}

/// Writes one sheet.
pub struct TableWriter {
    workbook: Workbook,
    formats: Formats,
    rows: u32,
}

struct Formats {
    text: Format,
    money: Format,
    day: Format,
    number: Format,
}

impl TableWriter {
    /// Starts a table; `made_on` goes into the file's properties, so that equal tables are equal files.
    pub fn new(
        sheet: &str,
        columns: &[TableColumn],
        made_on: Day,
    ) -> Result<TableWriter, WriteError> {
        let mut workbook = Workbook::new();
        let properties = DocProperties::new().set_creation_datetime(&excel_day(made_on)?);
        workbook.set_properties(&properties);
        let page = workbook.add_worksheet_with_constant_memory()?;
        page.set_name(sheet)?;
        page.set_freeze_panes(1, 0)?;
        let head = Format::new().set_bold().set_align(FormatAlign::Center);
        for (place, column) in (0..).zip(columns) {
            page.set_column_width(place, f64::from(column.width))?;
        }
        for (place, column) in (0..).zip(columns) {
            page.write_string_with_format(0, place, &column.title, &head)?;
        }
        let formats = Formats {
            // The quote prefix keeps a text a text even after somebody edits the cell.
            text: Format::new().set_quote_prefix(),
            money: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            number: Format::new().set_num_format("0"),
        };
        Ok(TableWriter { workbook, formats, rows: 0 })
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        if ROWS_MAX <= self.rows {
            return Err(WriteError::TooManyRows);
        }
        self.rows += 1;
        let page = self.workbook.worksheet_from_index(0)?;
        let formats = &self.formats;
        for (place, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    page.write_string_with_format(self.rows, place, clip(text), &formats.text)?;
                }
                Cell::Money(fen) => match exact_yuan(*fen) {
                    Some(yuan) => {
                        page.write_number_with_format(self.rows, place, yuan, &formats.money)?;
                    }
                    None => {
                        page.write_string_with_format(
                            self.rows,
                            place,
                            fen.to_string(),
                            &formats.text,
                        )?;
                    }
                },
                Cell::Day(day) => {
                    page.write_datetime_with_format(
                        self.rows,
                        place,
                        excel_day(*day)?,
                        &formats.day,
                    )?;
                }
                Cell::Number(number) => {
                    page.write_number_with_format(self.rows, place, *number, &formats.number)?;
                }
            }
        }
        Ok(())
    }

    /// The finished file.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// The format stores numbers as doubles; fifteen digits survive that, longer amounts go out as text.
fn exact_yuan(fen: Fen) -> Option<f64> {
    if EXACT_MAX < fen || fen < Fen::new(-EXACT_MAX.get()) {
        return None;
    }
    fen.to_string().parse().ok()
}

pub(super) fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let month = u8::try_from(day.month()).unwrap_or(1);
    let date = u8::try_from(day.day()).unwrap_or(1);
    ExcelDateTime::from_ymd(year, month, date)
}

pub(super) fn clip(text: &str) -> &str {
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}
