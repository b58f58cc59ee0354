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
    let table = read_table(&written(&sample()), &ReadLimits::default()).unwrap();
    assert_eq!(table.head, ["案号", "金额", "日期", "件数"]);
    let rows: Vec<(u32, String)> =
        table.rows.iter().map(|(row, cells)| (*row, cells.join("|"))).collect();
    assert_eq!(
        rows,
        [
            (2, "（2026）粤1224执1号|5289|2026-01-05|7".to_owned()),
            (3, "=HYPERLINK(\"http://x\")|||0".to_owned()),
            (4, "+86|-0.01||".to_owned()),
            (5, "大额|92233720368547758.07||".to_owned()),
        ]
    );
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
    assert_eq!(read_table(&bytes, &limits(5)).unwrap().rows.len(), 5);
    let reason = read_table(&bytes, &limits(4)).unwrap_err();
    assert_eq!(reason.to_string(), "数据超过4行，请拆分后再上传");
}

#[test]
fn a_formula_is_refused_with_its_place() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "金额").unwrap();
    sheet.write_formula(2, 27, Formula::new("=1+1")).unwrap();
    let reason = read_table(&book.save_to_buffer().unwrap(), &ReadLimits::default()).unwrap_err();
    assert_eq!(reason, ReadError::Formula { cell: "第3行AB列".to_owned() });
}

#[test]
fn too_many_columns_too_large_and_not_a_workbook_are_refused() {
    let bytes = written(&sample());
    let narrow = ReadLimits { columns_max: 3, ..ReadLimits::default() };
    let reason = read_table(&bytes, &narrow).unwrap_err().to_string();
    assert_eq!(reason, "第1行D列超出3栏的限度，请使用下载的模板填写");
    let small = ReadLimits { bytes_max: bytes.len() - 1, ..ReadLimits::default() };
    assert_eq!(read_table(&bytes, &small), Err(ReadError::TooLarge));
    let bomb = ReadLimits { unpacked_max: 1_000, ..ReadLimits::default() };
    assert_eq!(read_table(&bytes, &bomb), Err(ReadError::TooLarge));
    assert_eq!(read_table(b"id,name\n", &ReadLimits::default()), Err(ReadError::NotXlsx));
    let whole = ReadLimits::default();
    assert_eq!(read_table(&bytes[..bytes.len() / 2], &whole), Err(ReadError::NotXlsx));
}

#[test]
fn an_empty_sheet_is_refused() {
    let mut book = Workbook::new();
    book.add_worksheet();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read_table(&bytes, &ReadLimits::default()), Err(ReadError::Empty));
}
