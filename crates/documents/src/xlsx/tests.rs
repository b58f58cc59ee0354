use super::*;
use rust_xlsxwriter::{Formula, Workbook};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

fn columns() -> Vec<TableColumn> {
    [
        ("案号", CellKind::Text),
        ("金额", CellKind::Money),
        ("日期", CellKind::Day),
        ("件数", CellKind::Number),
    ]
    .into_iter()
    .map(|(title, kind)| TableColumn { title: title.to_owned(), kind, width: 20 })
    .collect()
}

fn written(rows: &[Vec<Cell>]) -> Vec<u8> {
    let made_on = Day::parse("2026-01-05").unwrap();
    let mut writer = TableWriter::new("案件", &columns(), made_on).unwrap();
    for row in rows {
        writer.row(row).unwrap();
    }
    writer.finish().unwrap()
}

fn sample() -> Vec<Vec<Cell>> {
    vec![
        vec![
            Cell::Text("（2026）粤1224执1号".to_owned()),
            Cell::Money(Fen::new(528_900)),
            Cell::Day(Day::parse("2026-01-05").unwrap()),
            Cell::Number(7),
        ],
        vec![
            Cell::Text("=HYPERLINK(\"http://x\")".to_owned()),
            Cell::Empty,
            Cell::Empty,
            Cell::Number(0),
        ],
        vec![Cell::Text("+86".to_owned()), Cell::Money(Fen::new(-1)), Cell::Empty, Cell::Empty],
        vec![
            Cell::Text("大额".to_owned()),
            Cell::Money(Fen::new(i64::MAX)),
            Cell::Empty,
            Cell::Empty,
        ],
    ]
}

#[test]
fn what_is_written_is_read_back_and_nothing_becomes_a_formula() {
    let sheet = first(&written(&sample()), &ReadLimits::default()).unwrap();
    let rows: Vec<(u32, String)> =
        sheet.rows.iter().map(|(row, cells)| (*row, cells.iter().map(said).collect())).collect();
    assert_eq!(
        rows,
        [
            (1, "案号|金额|日期|件数|".to_owned()),
            (2, "（2026）粤1224执1号|5289|2026-01-05|7|".to_owned()),
            (3, "=HYPERLINK(\"http://x\")|||0|".to_owned()),
            (4, "+86|-0.01|".to_owned()),
            (5, "大额|92233720368547758.07|".to_owned()),
        ]
    );
}

fn first(bytes: &[u8], limits: &ReadLimits) -> Result<ReadSheet, ReadError> {
    Ok(read_sheets(bytes, &[], limits)?.remove(0))
}

fn said(given: &Given) -> String {
    match given {
        Given::Text(text) => format!("{text}|"),
        Given::Number(number) => format!("{number}|"),
        Given::Day(day) => format!("{day}|"),
        Given::Formula => "公式|".to_owned(),
        Given::Broken => "错误值|".to_owned(),
    }
}

#[test]
fn equal_tables_are_equal_files() {
    assert_eq!(written(&sample()), written(&sample()));
}

#[test]
fn rows_up_to_the_limit_are_read_and_one_more_is_refused() {
    let rows: Vec<Vec<Cell>> = (0..5).map(|number| vec![Cell::Number(number)]).collect();
    let bytes = written(&rows);
    let limits = |rows_max| ReadLimits { rows_max, ..ReadLimits::default() };
    assert_eq!(first(&bytes, &limits(5)).unwrap().rows.len(), 6);
    let reason = first(&bytes, &limits(4)).unwrap_err();
    assert_eq!(reason.to_string(), "数据超过4行，请拆分后再上传");
}

#[test]
fn a_formula_an_error_and_merged_cells_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "金额").unwrap();
    sheet.write_formula(2, 1, Formula::new("=1+1")).unwrap();
    sheet.merge_range(3, 0, 4, 27, "合计", &rust_xlsxwriter::Format::new()).unwrap();
    let sheet = first(&book.save_to_buffer().unwrap(), &ReadLimits::default()).unwrap();
    assert_eq!(sheet.rows[1], (3, vec![Given::Text(String::new()), Given::Formula]));
    assert_eq!(sheet.merged, ["第4行A列至第5行AB列"]);
}

#[test]
fn a_form_is_read_back_as_texts_with_the_sheets_that_are_asked_for() {
    let column = |title: &str, needed, choices: &[&str]| FormColumn {
        title: title.to_owned(),
        width: 12,
        needed,
        choices: choices.iter().map(|word| (*word).to_owned()).collect(),
    };
    let sheet = |name: &str, text: &str| FormSheet {
        name: name.to_owned(),
        columns: vec![column("号码", true, &[]), column("类型", false, &["自然人", "法人"])],
        rows: vec![vec![
            FormCell::from(text),
            FormCell { text: "自然人".to_owned(), marked: true, choices: Vec::new() },
        ]],
    };
    let sheets = [sheet("案件", "441224198001010018"), sheet("说明", "x"), sheet("共同内容", "y")];
    let on = Day::parse("2026-01-05").unwrap();
    let bytes = write_form(&sheets, on).unwrap();
    assert_eq!(bytes, write_form(&sheets, on).unwrap());
    let read = read_sheets(&bytes, &["共同内容"], &ReadLimits::default()).unwrap();
    let names: Vec<&str> = read.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["案件", "共同内容"]);
    let line: String = read[0].rows[1].1.iter().map(said).collect();
    assert_eq!(line, "441224198001010018|自然人|");
}

#[test]
fn a_csv_is_read_in_either_encoding_with_the_tricks_that_keep_digits() {
    let text =
        "姓名,证件号码,金额\r\n\"梁\n某\",=\"441224\",\"5,289.00\"\r\n,,\r\n韦某,'0012,=1+1\r\n";
    let utf8 = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    for bytes in [utf8.as_slice(), text.as_bytes(), &gbk, text.replace(',', "\t").as_bytes()] {
        let Ok(sheet) = read_csv(bytes, &ReadLimits::default()) else { panic!("not read") };
        let lines: Vec<u32> = sheet.rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 4]);
        let last: String = sheet.rows[2].1.iter().map(said).collect();
        assert_eq!(last, "韦某|0012|公式|");
    }
    assert_eq!(read_csv(&[0xff, 0xfd, 0x81], &ReadLimits::default()), Err(ReadError::Encoding));
    assert_eq!(read_csv(b"", &ReadLimits::default()), Err(ReadError::Empty));
    let limits = ReadLimits { rows_max: 2, ..ReadLimits::default() };
    let more = "a\n1\n2\n3\n";
    assert_eq!(read_csv(more.as_bytes(), &limits), Err(ReadError::TooManyRows { max: 2 }));
    let headings = csv_headings(["案号", "金额（元）"]);
    assert_eq!(String::from_utf8(headings).unwrap(), "\u{feff}\"案号\",\"金额（元）\"\r\n");
}

#[test]
fn too_many_columns_too_large_and_not_a_workbook_are_refused() {
    let bytes = written(&sample());
    let narrow = ReadLimits { columns_max: 3, ..ReadLimits::default() };
    let reason = first(&bytes, &narrow).unwrap_err().to_string();
    assert_eq!(reason, "第1行D列超出3栏的限度，请使用下载的表样填写");
    let small = ReadLimits { bytes_max: bytes.len() - 1, ..ReadLimits::default() };
    assert_eq!(first(&bytes, &small), Err(ReadError::TooLarge));
    let bomb = ReadLimits { unpacked_max: 1_000, ..ReadLimits::default() };
    assert_eq!(first(&bytes, &bomb), Err(ReadError::TooLarge));
    assert_eq!(first(b"id,name\n", &ReadLimits::default()), Err(ReadError::NotXlsx));
    let whole = ReadLimits::default();
    assert_eq!(first(&bytes[..bytes.len() / 2], &whole), Err(ReadError::NotXlsx));
}

#[test]
fn an_empty_sheet_is_refused() {
    let mut book = Workbook::new();
    book.add_worksheet();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(first(&bytes, &ReadLimits::default()), Err(ReadError::Empty));
}
