use zhixing_documents::xlsx::{FormCell, FormColumn, FormSheet, write_form};
use zhixing_domain::{
    ground::refusal::Refusal,
    intake::sheet::{
        cell::Typed,
        column::{COLUMNS, of_heading},
    },
};
use zhixing_law::day::Day;

use super::read::{CASES, COMMON, Table, read};
use crate::error::Error;

fn sheet(name: &str, head: &[&str], rows: &[&[&str]]) -> FormSheet {
    let column = |title: &&str| FormColumn { title: (*title).to_owned(), ..FormColumn::default() };
    let line = |row: &&[&str]| row.iter().map(|text| FormCell::from(*text)).collect();
    FormSheet {
        name: name.to_owned(),
        columns: head.iter().map(column).collect(),
        rows: rows.iter().map(line).collect(),
    }
}

fn book(sheets: &[FormSheet]) -> Vec<u8> {
    write_form(sheets, Day::parse("2026-03-02").unwrap()).unwrap()
}

fn problems(bytes: &[u8]) -> Vec<String> {
    match read("表.xlsx", bytes).unwrap_err() {
        Error::Refused(Refusal::File { problems, .. }) => problems,
        other => panic!("{other}"),
    }
}

/// What is the same for all, with every column that is needed and does not stand in these.
fn common(head: &[&str]) -> Vec<[&'static str; 2]> {
    let needed =
        COLUMNS.iter().filter(|column| column.is_needed() && !head.contains(&column.title));
    needed.map(|column| [column.title, "共同"]).collect()
}

fn with_common(head: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let common = common(head);
    let lines: Vec<&[&str]> = common.iter().map(|line| line.as_slice()).collect();
    book(&[sheet(CASES, head, rows), sheet(COMMON, &["栏目", "内容"], &lines)])
}

fn said(table: &Table, row: usize, title: &str) -> Option<Typed> {
    let cells = table.cells(&table.rows[row].1);
    let column = of_heading(title).unwrap();
    cells.into_iter().find(|(known, _)| *known == column).map(|(_, typed)| typed)
}

#[test]
fn what_a_row_says_goes_before_what_is_the_same_for_all() {
    let head = ["文书案号", "案由"];
    let rows: [&[&str]; 4] = [&["一号", ""], &[], &["二号", "信用卡纠纷"], &["", ""]];
    let lines = common(&["文书案号"]);
    let lines: Vec<&[&str]> = lines.iter().map(|line| line.as_slice()).collect();
    let bytes = book(&[sheet(CASES, &head, &rows), sheet(COMMON, &["栏目", "内容"], &lines)]);
    let table = read("表.xlsx", &bytes).unwrap();
    let numbers: Vec<u32> = table.rows.iter().map(|(row, _)| *row).collect();
    assert_eq!(numbers, [2, 4], "a blank line is no case, and each keeps its place");
    assert_eq!(said(&table, 0, "案由"), Some(Typed::Text("共同".to_owned())));
    assert_eq!(said(&table, 1, "案由"), Some(Typed::Text("信用卡纠纷".to_owned())));
    assert_eq!(said(&table, 1, "文书案号"), Some(Typed::Text("二号".to_owned())));
}

#[test]
fn headings_that_are_wrong_missing_or_there_twice_are_told_all_at_once() {
    let head = ["文书案号", "案由", "金额", "案由", "核对结果", ""];
    let mut rest = common(&head);
    rest.retain(|[title, _]| *title != "作出机关");
    rest.push(["文书种类", "再说一次"]);
    rest.push(["利率", "4.35%"]);
    let lines: Vec<&[&str]> = rest.iter().map(|line| line.as_slice()).collect();
    let bytes = book(&[
        sheet(CASES, &head, &[&["一号", "", "1", "", "", "备注"]]),
        sheet(COMMON, &["栏目", "内容"], &lines),
    ]);
    let told = problems(&bytes).join("\n");
    for wanted in [
        "的“文书种类”前面已经填写过",
        "的“利率”不是表样中的栏目",
        "第1行C列的栏名“金额”不是表样中的栏目",
        "第1行D列的栏名“案由”与B列重复",
        "缺少“作出机关”",
        "第2行F列有内容而没有栏名",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
    assert_eq!(told.lines().count(), 6, "{told}");
}

#[test]
fn a_table_without_cases_and_one_of_an_old_program_are_told_what_to_do() {
    let told = problems(&with_common(&["文书案号"], &[]));
    assert_eq!(told, ["“案件”表只有表头，没有案件，请逐行填写后再上传"]);
    let old = problems(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    assert!(old[0].contains("另存为 .xlsx"), "{old:?}");
    assert!(problems(b"PK\x03\x04")[0].contains("另存为 .xlsx"));
}

#[test]
fn more_rows_than_one_run_takes_are_refused() {
    let rows: Vec<&[&str]> = vec![&["一号"]; 10_001];
    assert_eq!(problems(&with_common(&["文书案号"], &rows)), ["数据超过10000行，请拆分后再上传"]);
}
