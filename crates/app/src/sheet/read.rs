//! 读表：the bytes of a table as rows under known headings, or everything for which it cannot be read as one.

use std::collections::{BTreeMap, BTreeSet};

use zhixing_documents::xlsx::{
    Given, ReadError, ReadLimits, ReadSheet, column_letters, read_csv, read_sheets,
};
use zhixing_domain::{
    ground::refusal::Refusal,
    intake::sheet::{
        cell::Typed,
        column::{COLUMNS, of_heading},
    },
};

use crate::error::Error;

/// The sheet whose lines hold for every row that says nothing else.
pub(super) const COMMON: &str = "共同内容";

/// The sheet of the rows.
pub(super) const CASES: &str = "案件";

/// Headings that the table is handed back with.
pub(super) const CHECKED: &str = "核对结果";
pub(super) const FILED: &str = "立案结果";

/// Reasons that are told of a table at most.
const TOLD_MAX: usize = 50;

/// A table of applications.
#[derive(Debug, Clone)]
pub struct Table {
    /// As the person's machine calls it.
    pub name: String,
    /// Its headings as they were typed, and the column that each is.
    pub head: Vec<(String, Option<usize>)>,
    pub rows: Vec<(u32, Vec<Typed>)>,
    /// 共同内容, by column, with the line in which it stands.
    pub common: BTreeMap<usize, (u32, Typed)>,
}

impl Table {
    /// The place in the sheet of the rows at which a column stands.
    pub fn place(&self, column: usize) -> Option<usize> {
        self.head.iter().position(|(_, known)| *known == Some(column))
    }

    /// What a row says, and where it is silent what holds for all.
    pub fn cells(&self, row: &[Typed]) -> Vec<(usize, Typed)> {
        let own = self.head.iter().zip(row).filter_map(|((_, column), typed)| {
            let column = (*column)?;
            (!typed.is_blank()).then(|| (column, typed.clone()))
        });
        let mut cells: Vec<(usize, Typed)> = own.collect();
        let said: BTreeSet<usize> = cells.iter().map(|(column, _)| *column).collect();
        let common = self.common.iter().filter(|(column, _)| !said.contains(column));
        cells.extend(common.map(|(column, (_, typed))| (*column, typed.clone())));
        cells
    }
}

pub(super) fn refused(problems: Vec<String>) -> Error {
    let message = problems.first().cloned().unwrap_or_default();
    Refusal::File { code: "SHEET".to_owned(), message, problems }.into()
}

/// # Errors
/// Everything for which it cannot be read, each with its place.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Table, Error> {
    let sheets = sheets(bytes).map_err(|error| refused(vec![error.to_string()]))?;
    let mut problems = Vec::new();
    for sheet in &sheets {
        let called = if sheet.name.is_empty() { CASES } else { &sheet.name };
        for area in &sheet.merged {
            problems.push(format!("“{called}”表{area}是合并的单元格，请取消合并后逐格填写"));
        }
    }
    let Some((first, rest)) = sheets.split_first() else { return Err(refused(problems)) };
    let common = rest.iter().find(|sheet| sheet.name == COMMON);
    let common = common.map(|sheet| common_of(sheet, &mut problems)).unwrap_or_default();
    let mut lines = first.rows.iter();
    let (at, head) = lines.next().map(|(at, cells)| (*at, heads(cells))).unwrap_or_default();
    let rows: Vec<(u32, Vec<Typed>)> =
        lines.map(|(row, cells)| (*row, cells.iter().map(typed).collect())).collect();
    let table = Table { name: name.to_owned(), head, rows, common };
    check_head(&table, at, &mut problems);
    if problems.is_empty() {
        return Ok(table);
    }
    problems.truncate(TOLD_MAX);
    Err(refused(problems))
}

fn sheets(bytes: &[u8]) -> Result<Vec<ReadSheet>, ReadError> {
    let limits = ReadLimits::default();
    // A workbook, or one of the old kind, which is told so.
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return read_sheets(bytes, &[COMMON], &limits);
    }
    Ok(vec![read_csv(bytes, &limits)?])
}

fn typed(given: &Given) -> Typed {
    match given {
        Given::Text(text) => Typed::Text(text.clone()),
        Given::Number(number) => Typed::Number(number.to_string()),
        Given::Day(day) => Typed::Day(*day),
        Given::Formula => Typed::Formula,
        Given::Broken => Typed::Broken,
    }
}

fn text(given: &Given) -> String {
    match given {
        Given::Text(text) => text.clone(),
        Given::Number(number) => number.to_string(),
        Given::Day(day) => day.to_string(),
        Given::Formula | Given::Broken => String::new(),
    }
}

fn heads(cells: &[Given]) -> Vec<(String, Option<usize>)> {
    let head = |given: &Given| {
        let heading = text(given);
        let column = of_heading(&heading);
        (heading, column)
    };
    cells.iter().map(head).collect()
}

/// 共同内容: what stands beside the name of a column. Blank lines say nothing.
fn common_of(sheet: &ReadSheet, problems: &mut Vec<String>) -> BTreeMap<usize, (u32, Typed)> {
    let mut common = BTreeMap::new();
    for (row, cells) in sheet.rows.iter().skip(1) {
        let said = cells.get(1).map(typed).filter(|typed| !typed.is_blank());
        let (Some(name), Some(said)) = (cells.first().map(text), said) else { continue };
        match of_heading(&name) {
            None => problems
                .push(format!("“{COMMON}”表第{row}行的“{name}”不是表样中的栏目，请按表样改正")),
            Some(column) if common.contains_key(&column) => {
                problems.push(format!("“{COMMON}”表第{row}行的“{name}”前面已经填写过，请删去一行"))
            }
            Some(column) => {
                common.insert(column, (*row, said));
            }
        }
    }
    common
}

/// Headings that are unknown, there twice or missing, and cells that stand under none.
fn check_head(table: &Table, at: u32, problems: &mut Vec<String>) {
    let letter = |place: usize| column_letters(u32::try_from(place).unwrap_or(u32::MAX));
    for (place, (heading, column)) in table.head.iter().enumerate() {
        let cell = format!("第{at}行{}列", letter(place));
        match column {
            None if heading.is_empty() || [CHECKED, FILED, "序号"].contains(&heading.as_str()) => {
            }
            None => problems.push(format!(
                "{cell}的栏名“{heading}”不是表样中的栏目，请按表样改正，或者删去这一栏"
            )),
            Some(column) => {
                if let Some(first) = table.place(*column).filter(|first| *first < place) {
                    let first = letter(first);
                    problems.push(format!("{cell}的栏名“{heading}”与{first}列重复，请删去一栏"));
                }
            }
        }
    }
    let said = |column: usize| table.place(column).is_some() || table.common.contains_key(&column);
    for (place, column) in COLUMNS.iter().enumerate() {
        if column.is_needed() && !said(place) {
            problems.push(format!(
                "缺少“{}”：请在“{CASES}”表加这一栏逐行填写，或者在“{COMMON}”表填写一次",
                column.title
            ));
        }
    }
    let mut told = BTreeSet::new();
    for (row, cells) in &table.rows {
        for (place, typed) in cells.iter().enumerate() {
            let named = table.head.get(place).is_some_and(|(heading, _)| !heading.is_empty());
            if !named && !typed.is_blank() && told.insert(place) {
                problems.push(format!(
                    "第{row}行{}列有内容而没有栏名，请补上栏名，或者删去这一栏",
                    letter(place)
                ));
            }
        }
    }
    if table.rows.is_empty() {
        problems.push(format!("“{CASES}”表只有表头，没有案件，请逐行填写后再上传"));
    }
}
