//! 带结果的表：the table as it was handed in, with what is wrong, or what became of it, beside each row.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use zhixing_documents::xlsx::{FormCell, FormColumn, FormSheet, write_form};
use zhixing_domain::{
    ground::actor::Actor,
    intake::sheet::{
        cell::Typed,
        column::{COLUMNS, Column},
    },
};

use super::{
    Body, Filed, Place, Placed, check, handed_in, made, of_run,
    read::{CASES, CHECKED, COMMON, FILED, Table, read},
    results,
};
use crate::{at::At, by_rows, error::Error, settings::App};

/// How a fault is worded by the door.
pub type Wording = fn(&Placed) -> String;

/// A table that was handed in, checked as of now, with what is wrong with each row in a column of its own and in colour
/// where it stands. Answers the name of the file and its bytes.
///
/// # Errors
/// It was not handed in by this person.
pub async fn checked(
    app: &App,
    at: At<'_>,
    sheet: &str,
    said: Wording,
) -> Result<(String, Vec<u8>), Error> {
    super::may(app, at)?;
    let (name, bytes) = handed_in(app, at.actor, sheet).await?;
    let checked = check::check(app, at.court, &name, &bytes).await?;
    let mut texts: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut cells: BTreeSet<(Place, Option<usize>)> = BTreeSet::new();
    for placed in &checked.faults {
        cells.insert((placed.place, placed.fault.column));
        if let Place::Row(row) = placed.place {
            texts.entry(row).or_default().push(said(placed));
        }
    }
    for row in &checked.spoilt {
        texts.entry(*row).or_default().push(format!("“{COMMON}”表有误，改正后重新上传"));
    }
    let table = &checked.table;
    let of_row = |row: u32| match texts.get(&row) {
        Some(faults) => (faults.join("；"), true),
        None => ("合格".to_owned(), false),
    };
    let rows = rows(table, CHECKED, of_row, |row, column| {
        cells.contains(&(Place::Row(row), Some(column)))
    });
    let common: Vec<(usize, String)> = checked
        .faults
        .iter()
        .filter(|placed| matches!(placed.place, Place::Common(_)))
        .filter_map(|placed| Some((placed.fault.column?, said(placed))))
        .collect();
    let sheets = [rows, common_of(table, &common)];
    let bytes = write_form(&sheets, app.clock.today());
    let bytes = bytes.map_err(|error| Error::Internal(error.to_string()))?;
    Ok((file_name(&name, CHECKED), bytes))
}

/// The table of a finished run, with the number or the refusal of each row.
///
/// # Errors
/// It is not this person's run, or not finished.
pub async fn filed(app: &App, actor: &Actor, run: Uuid) -> Result<(String, Vec<u8>), Error> {
    let job = of_run(app, actor, run).await?;
    let made = made(&job).ok_or(Error::NotFound("立案结果"))?;
    let body: Body = serde_json::from_str(&job.body)?;
    let court = &job.key.court_id;
    let results = results(app, court, &made).await?;
    let results: BTreeMap<u32, Filed> = results.into_iter().map(|one| (one.row, one)).collect();
    let table = read(&body.name, &by_rows::bytes_of(app, court, &body.sheet).await?)?;
    let of_row = |row: u32| match results.get(&row) {
        None => ("核对不合格，没有立案".to_owned(), true),
        Some(one) if one.case.is_none() => (format!("没有立案：{}", one.reason), true),
        Some(one) if one.number.is_empty() => ("已收件，待补正".to_owned(), true),
        Some(one) => (one.number.clone(), false),
    };
    let sheets = [rows(&table, FILED, of_row, |_, _| false), common_of(&table, &[])];
    let bytes = write_form(&sheets, app.clock.today());
    let bytes = bytes.map_err(|error| Error::Internal(error.to_string()))?;
    Ok((file_name(&body.name, FILED), bytes))
}

fn file_name(name: &str, what: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}-{what}.xlsx")
}

/// The rows as they were typed, each on the line where it stood, with the results behind them.
fn rows(
    table: &Table,
    heading: &str,
    result: impl Fn(u32) -> (String, bool),
    marked: impl Fn(u32, usize) -> bool,
) -> FormSheet {
    let kept: Vec<usize> = (0..table.head.len())
        .filter(|place| table.head.get(*place).is_some_and(|(name, _)| !is_result(name)))
        .collect();
    let head = |place: &usize| table.head.get(*place);
    let column = |(title, column): &(String, Option<usize>)| FormColumn {
        title: title.clone(),
        width: 18,
        needed: column.and_then(|at| COLUMNS.get(at)).is_some_and(Column::is_needed),
        choices: Vec::new(),
    };
    let mut columns: Vec<FormColumn> = kept.iter().filter_map(head).map(column).collect();
    columns.push(FormColumn { title: heading.to_owned(), width: 60, ..FormColumn::default() });
    let mut lines: Vec<Vec<FormCell>> = Vec::new();
    for (row, cells) in &table.rows {
        // The heading stands in the first line; blank lines between stay, so that a row keeps its number.
        let at = usize::try_from(row.saturating_sub(2)).unwrap_or_default();
        if lines.len() < at && at <= BLANK_MAX {
            lines.resize(at, Vec::new());
        }
        let cell = |place: &usize| FormCell {
            text: cells.get(*place).map(text).unwrap_or_default(),
            marked: head(place).and_then(|(_, at)| *at).is_some_and(|at| marked(*row, at)),
            choices: Vec::new(),
        };
        let mut line: Vec<FormCell> = kept.iter().map(cell).collect();
        let (text, marked) = result(*row);
        line.push(FormCell { text, marked, choices: Vec::new() });
        lines.push(line);
    }
    FormSheet { name: CASES.to_owned(), columns, rows: lines }
}

/// Lines up to which blank ones are kept.
const BLANK_MAX: usize = 20_000;

fn is_result(heading: &str) -> bool {
    heading == CHECKED || heading == FILED
}

fn common_of(table: &Table, faults: &[(usize, String)]) -> FormSheet {
    let column =
        |title: &str, width| FormColumn { title: title.to_owned(), width, ..FormColumn::default() };
    let rows = COLUMNS.iter().enumerate().filter(|(at, column)| {
        !column.own || table.common.contains_key(at) || faults.iter().any(|(known, _)| known == at)
    });
    let rows = rows.map(|(at, column)| {
        let said = table.common.get(&at).map(|(_, typed)| text(typed)).unwrap_or_default();
        let fault = faults.iter().find(|(known, _)| *known == at);
        let marked = FormCell { text: said, marked: fault.is_some(), choices: Vec::new() };
        let result = fault.map_or("", |(_, said)| said);
        vec![column.title.into(), marked, result.into()]
    });
    FormSheet {
        name: COMMON.to_owned(),
        columns: vec![column("栏目", 30), column("内容", 50), column(CHECKED, 60)],
        rows: rows.collect(),
    }
}

fn text(typed: &Typed) -> String {
    match typed {
        Typed::Text(text) | Typed::Number(text) => text.clone(),
        Typed::Day(day) => day.to_string(),
        Typed::Formula => "（公式）".to_owned(),
        Typed::Broken => "（错误值）".to_owned(),
    }
}
