//! 表样：the table that is filled in, made from the columns and the fields that they become.

use zhixing_documents::xlsx::{FormCell, FormColumn, FormSheet, csv_headings, write_form};
use zhixing_domain::{
    ground::act::Act,
    ground::field::Shape,
    intake::sheet::column::{COLUMNS, Column},
};

use super::read::{CASES, COMMON};
use crate::{at::At, error::Error, settings::App};

/// 表样 as a workbook: the rows, what is the same for all, and how to fill it in.
///
/// # Errors
/// The person may not file.
pub async fn workbook(app: &App, at: At<'_>) -> Result<Vec<u8>, Error> {
    app.allow_court(at, Act::FileCase)?;
    let organisation = app.organisation(at.court).await?;
    let sheets = [cases(), common(&organisation.court.name), explained()];
    write_form(&sheets, app.clock.today()).map_err(|error| Error::Internal(error.to_string()))
}

/// 表样 as CSV: every column, since there is no second sheet.
///
/// # Errors
/// The person may not file.
pub fn text(app: &App, at: At<'_>) -> Result<Vec<u8>, Error> {
    app.allow_court(at, Act::FileCase)?;
    Ok(csv_headings(COLUMNS.iter().map(|column| column.title)))
}

fn choices(column: &Column) -> Vec<String> {
    match column.shape() {
        Shape::Choice(words) => words.iter().map(|word| word.title.to_owned()).collect(),
        Shape::Yes => vec!["是".to_owned(), "否".to_owned()],
        _ => Vec::new(),
    }
}

fn width(column: &Column) -> u8 {
    match column.shape() {
        Shape::Text { max } if 500 < max => 50,
        Shape::Text { max } if 40 < max => 26,
        Shape::Text { .. } => 22,
        Shape::Choice(_) => 16,
        _ => 14,
    }
}

fn cases() -> FormSheet {
    let own = COLUMNS.iter().filter(|column| column.own);
    let columns = own.map(|column| FormColumn {
        title: column.title.to_owned(),
        width: width(column),
        needed: column.is_needed(),
        choices: choices(column),
    });
    FormSheet { name: CASES.to_owned(), columns: columns.collect(), rows: Vec::new() }
}

/// What most courts say of most cases; where it is not so, another word is chosen.
fn usual(column: &Column, court: &str) -> String {
    match column.path() {
        Some("claim.title.category" | "jurisdiction") => {
            choices(column).into_iter().next().unwrap_or_default()
        }
        Some("claim.title.kind") => "民事判决书".to_owned(),
        Some("claim.title.issuer") => court.to_owned(),
        Some("claim.delay_interest") => "是".to_owned(),
        _ => String::new(),
    }
}

fn plain(title: &str, width: u8) -> FormColumn {
    FormColumn { title: title.to_owned(), width, ..FormColumn::default() }
}

fn common(court: &str) -> FormSheet {
    let rows = COLUMNS.iter().filter(|column| !column.own).map(|column| {
        let needed = if column.is_needed() { "必填" } else { "" };
        let said = FormCell {
            text: usual(column, court),
            marked: column.is_needed() && usual(column, court).is_empty(),
            choices: choices(column),
        };
        vec![column.title.into(), said, needed.into(), column.hint.into()]
    });
    FormSheet {
        name: COMMON.to_owned(),
        columns: vec![plain("栏目", 30), plain("内容", 50), plain("必填", 8), plain("说明", 50)],
        rows: rows.collect(),
    }
}

const GUIDE: &[&str] = &[
    "“案件”表一行一件，第一行的栏名不要改动；颜色较深的栏必填。",
    "各案都相同的内容在“共同内容”表填写一次；个别案件不同的，在“案件”表加上同名的一栏，在那一行填写，以行内的为准。",
    "金额以元计，用数字填写，例如5289.00；日期例如2026-03-02；不要合并单元格，不要用公式。",
    "身份证号、账号等长号码的单元格须是文本格式，表样已经设好；从别处粘贴时选“只粘贴值”。",
    "材料栏填收到的页数，没有收到的不填。一次最多一万行。",
];

fn explained() -> FormSheet {
    let guide = GUIDE.iter().map(|line| vec![FormCell::from("填写方法"), FormCell::from(*line)]);
    let columns = COLUMNS.iter().map(|column| {
        let place = if column.own { CASES } else { COMMON };
        let needed = if column.is_needed() { "必填" } else { "" };
        let choices = choices(column).join("、");
        [column.title, column.hint, place, needed, &choices].map(FormCell::from).to_vec()
    });
    FormSheet {
        name: "填写说明".to_owned(),
        columns: vec![
            plain("栏目", 30),
            plain("说明", 60),
            plain("在哪张表", 12),
            plain("必填", 8),
            plain("可以填写", 60),
        ],
        rows: guide.chain(columns).collect(),
    }
}
