//! Tables that people fill in: sheets of text cells with headings, lists to choose from, and cells marked where something
//! is wrong. Every cell is a text, so that a spreadsheet keeps the digits of long numbers.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};
use zhixing_law::day::Day;

use super::write::{WriteError, clip, excel_day};

/// Rows for which a list to choose from is offered.
const CHOICE_ROWS: u32 = 10_000;

/// The longest list that the format takes, in characters with the commas between.
const CHOICES_MAX: usize = 255;

/// 一张工作表
#[derive(Debug, Clone, Default)]
pub struct FormSheet {
    /// 名称
    pub name: String,
    /// 各栏
    pub columns: Vec<FormColumn>,
    /// 各行
    pub rows: Vec<Vec<FormCell>>,
}

/// 一栏
#[derive(Debug, Clone, Default)]
pub struct FormColumn {
    /// 栏名
    pub title: String,
    /// 宽度，单位：字符
    pub width: u8,
    /// 必填
    pub needed: bool,
    /// 可选的内容；empty for any.
    pub choices: Vec<String>,
}

/// 一格
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormCell {
    /// 内容
    pub text: String,
    /// 有问题，须改正
    pub marked: bool,
    /// 可选的内容，of this cell alone.
    pub choices: Vec<String>,
}

impl From<&str> for FormCell {
    fn from(text: &str) -> FormCell {
        FormCell { text: text.to_owned(), ..FormCell::default() }
    }
}

struct Formats {
    text: Format,
    marked: Format,
    head: Format,
    needed: Format,
}

/// Writes the sheets; equal sheets of a day are equal files.
///
/// # Errors
/// More rows than the format takes.
pub fn write_form(sheets: &[FormSheet], made_on: Day) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_creation_datetime(&excel_day(made_on)?);
    workbook.set_properties(&properties);
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let head = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let head = head.set_border_bottom(FormatBorder::Thin);
    let formats = Formats {
        marked: text.clone().set_background_color(Color::RGB(0xFF_F1_F0)),
        needed: head.clone().set_background_color(Color::RGB(0xFF_F7_E6)),
        text,
        head,
    };
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn fill(page: &mut Worksheet, sheet: &FormSheet, formats: &Formats) -> Result<(), WriteError> {
    page.set_name(&sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    for (place, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(place, f64::from(column.width))?;
        page.set_column_format(place, &formats.text)?;
        let format = if column.needed { &formats.needed } else { &formats.head };
        page.write_string_with_format(0, place, &column.title, format)?;
        if let Some(list) = choices(&column.choices)? {
            page.add_data_validation(1, place, CHOICE_ROWS, place, &list)?;
        }
    }
    for (line, cells) in (1..).zip(&sheet.rows) {
        for (place, cell) in (0..).zip(cells) {
            let format = if cell.marked { &formats.marked } else { &formats.text };
            if cell.text.is_empty() && !cell.marked {
                page.write_blank(line, place, format)?;
            } else {
                page.write_string_with_format(line, place, clip(&cell.text), format)?;
            }
            if let Some(list) = choices(&cell.choices)? {
                page.add_data_validation(line, place, line, place, &list)?;
            }
        }
    }
    Ok(())
}

/// A list to choose from, where the format can hold it.
fn choices(words: &[String]) -> Result<Option<DataValidation>, WriteError> {
    let length = words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
    if words.is_empty() || CHOICES_MAX < length {
        return Ok(None);
    }
    Ok(Some(DataValidation::new().allow_list_strings(words)?))
}
