//! What the banks' own windows export: other words, one column, no totals, red sums, other encodings.

use proptest::prelude::*;
use zhixing_connectors::bank::{
    camt053, sniff,
    statement::{Direction, Statement},
    statement_csv,
};
use zhixing_connectors::finding::{Code, Reading, Refused};
use zhixing_law::{day::Day, money::Fen};

fn case(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/bank");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

fn read(text: &str) -> Result<Reading<Statement>, Refused> {
    statement_csv::read("a.csv", text.as_bytes())
}

fn signed(statement: &Statement) -> Vec<i64> {
    let sign = |direction| if direction == Direction::Credit { 1 } else { -1 };
    statement.lines.iter().map(|line| sign(line.direction) * line.amount.get()).collect()
}

#[test]
fn amounts_are_read_as_schemas_and_databases_write_them() {
    let from_csv = statement_csv::read("a.csv", &case("amount-without-leading-zero.csv")).unwrap();
    assert_eq!(signed(&from_csv.value), [5]);
    let from_camt = camt053::read("a.xml", &case("amount-without-leading-zero.xml")).unwrap();
    assert!(signed(&from_camt.value[0]).contains(&5));
    for (written, fen) in
        [(".5", 50), ("5.", 500), ("+5", 500), ("￥5,289.00元", 528_900), ("０．０５", 5)]
    {
        let text = ONE_COLUMN.replace("100.00", &format!("\"{written}\""));
        let text = text.replace("期末余额,60.00", &format!("期末余额,{}", Fen::new(fen - 4_000)));
        let read = read(&text.replace("60.00", &Fen::new(fen - 4_000).to_string()));
        assert_eq!(signed(&read.unwrap().value)[0], fen, "{written}");
    }
}

#[test]
fn the_words_of_large_banks_are_known() {
    for name in ["header-with-remark.csv", "renminbi-yuan.csv"] {
        let read = statement_csv::read(name, &case(name)).unwrap();
        assert_eq!(signed(&read.value), [10_000], "{name}");
        assert!(read.value.lines[0].reference.is_some(), "{name}");
    }
}

/// Account and period in the table, both sides with a unit and a remark, a bilingual head, no totals.
const TWO_COLUMNS: &str = "\
账号,交易时间 Transaction time,账户明细编号-交易流水号,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,摘要,备注
'44050170000000001234,20260305 09:12:33,A1,0.00,\"1,000.00\",\"1,500.00\",人民币元,某公司,'622202,转账,（2026）粤1224执1号
'44050170000000001234,20260306 10:00:00,A2,200.00,0.00,\"1,300.00\",人民币元,李四,'622203,付款,
";

#[test]
fn a_table_with_balances_needs_no_line_above_and_none_below() {
    let read = read(TWO_COLUMNS).unwrap();
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let statement = read.value;
    assert_eq!(signed(&statement), [100_000, -20_000]);
    assert_eq!((statement.opening, statement.closing), (Fen::new(50_000), Fen::new(130_000)));
    assert_eq!(statement.account, "44050170000000001234");
    assert_eq!((statement.from, statement.to), (day(5), day(6)));
    assert_eq!(statement.lines[0].remittance, "（2026）粤1224执1号 转账");
    assert_eq!(statement.lines[0].counterparty_account.as_deref(), Some("622202"));
}

fn day(day: i8) -> Day {
    Day::new(2026, 3, day).unwrap()
}

#[test]
fn the_newest_first_is_turned_round() {
    let rows: Vec<&str> = TWO_COLUMNS.lines().collect();
    let turned = [rows[0], rows[2], rows[1]].join("\n");
    assert_eq!(read(&turned).unwrap().value.lines, read_lines_named(TWO_COLUMNS, &[3, 2]));
}

/// The lines of a file as they would be with other line numbers.
fn read_lines_named(
    text: &str,
    numbers: &[usize],
) -> Vec<zhixing_connectors::bank::statement::StatementLine> {
    let mut lines = read(text).unwrap().value.lines;
    for (line, number) in lines.iter_mut().zip(numbers) {
        let (_, behind) = line.place.split_once('行').unwrap();
        line.place = format!("a.csv第{number}行{behind}");
    }
    lines
}

#[test]
fn a_row_that_is_missing_or_changed_breaks_the_balances() {
    let rows: Vec<&str> = TWO_COLUMNS.lines().collect();
    let third = "'44050170000000001234,20260307,A3,0.00,7.00,\"1,307.00\",人民币元,某,'1234,转账,";
    let whole = [rows[0], rows[1], rows[2], third].join("\n");
    assert_eq!(read(&whole).unwrap().value.lines.len(), 3);
    let gap = [rows[0], rows[1], third].join("\n");
    let refused = read(&gap).unwrap_err();
    assert_eq!(refused.findings[0].code, Code::Balance);
    assert!(refused.findings[0].place.contains("第3行"), "{}", refused.findings[0]);
    let without = TWO_COLUMNS.replace("余额,", "结余说明,");
    let refused = read(&without).unwrap_err();
    assert!(refused.findings[0].problem.contains("也没有逐笔的余额栏"), "{}", refused.findings[0]);
    let stated = format!("期初余额,500.00,期末余额,1300.00\n{without}");
    assert_eq!(read(&stated).unwrap_err().findings[0].code, Code::CutShort);
}

const ONE_COLUMN: &str = "\
账号：44050170000000001234
户名：专户
交易日期,流水号,借贷标志,交易金额,余额,对方名称,用途
2026-03-05,B1,贷,100.00,100.00,甲,货款
2026-03-06,B2,借,40.00,60.00,乙,退款
以上内容仅供参考
";

#[test]
fn one_column_says_its_side_beside_it_or_by_its_sign() {
    let beside = read(ONE_COLUMN).unwrap().value;
    assert_eq!(signed(&beside), [10_000, -4_000]);
    assert_eq!(beside.account_name.as_deref(), Some("专户"));
    let by_sign =
        ONE_COLUMN.replace("借贷标志,", "").replace("贷,100", "100").replace("借,40", "-40");
    assert_eq!(signed(&read(&by_sign).unwrap().value), [10_000, -4_000]);
    // Sums without a sign and without a side could be either: money that left must not become money that came.
    let bare = ONE_COLUMN.replace("借贷标志,", "").replace("贷,100", "100").replace("借,40", "40");
    let refused = read(&bare.replace(",60.00", ",140.00")).unwrap_err();
    assert!(refused.findings[0].problem.contains("分不清收入和支出"), "{}", refused.findings[0]);
    assert_eq!(refused.findings.len(), 1, "one fault is one sentence: {refused}");
    let cell = read(&ONE_COLUMN.replace("40.00,60.00", "4o.00,60.00")).unwrap_err();
    assert_eq!(cell.findings.len(), 1, "{cell}");
    for head in ["借贷标记", "借/贷", "收支类型", "交易方向"] {
        let named = read(&ONE_COLUMN.replace("借贷标志", head)).unwrap().value;
        assert_eq!(signed(&named), [10_000, -4_000], "{head}");
    }
    let strange = read(&ONE_COLUMN.replace("借,40", "往来,40")).unwrap_err();
    assert!(strange.findings[0].problem.contains("看不出是借还是贷"), "{}", strange.findings[0]);
}

#[test]
fn red_sums_take_back() {
    let red = TWO_COLUMNS.replace("200.00,0.00,\"1,300.00\"", "0.00,-200.00,\"1,300.00\"");
    let statement = read(&red).unwrap().value;
    assert_eq!(signed(&statement), [100_000, -20_000]);
    assert!(statement.lines[1].reversal && !statement.lines[0].reversal);
}

#[test]
fn unicode_text_of_a_spreadsheet_is_read_and_other_kinds_are_named() {
    let tabs = ONE_COLUMN.replace(',', "\t");
    let wide: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (format, read) =
        sniff::statement("a.txt", &[b"\xff\xfe".as_slice(), &wide].concat()).unwrap();
    assert_eq!((format, signed(&read.value[0])), ("csv", vec![10_000, -4_000]));
    for (bytes, word) in [
        (b"PK\x03\x04....".as_slice(), "Excel"),
        (b"\xd0\xcf\x11\xe0....", "旧版Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"\r\n<html><table>", "网页"),
    ] {
        let refused = sniff::statement("a.xls", bytes).unwrap_err();
        assert!(refused.findings[0].problem.contains(word), "{word}: {}", refused.findings[0]);
    }
}

#[test]
fn a_time_elsewhere_is_a_day_in_beijing() {
    let of = |time: &str| {
        let text = String::from_utf8(case("page1.xml")).unwrap();
        let text = text.replacen(
            "<BookgDt><Dt>2026-09-22</Dt>",
            &format!("<BookgDt><DtTm>{time}</DtTm>"),
            1,
        );
        camt053::read("a.xml", text.as_bytes()).map(|read| read.value[0].lines[0].booked_on)
    };
    let on = Day::new(2026, 9, 22).unwrap();
    for time in [
        "2026-09-21T16:30:00Z",
        "2026-09-22T15:59:59Z",
        "2026-09-22T00:00:00+08:00",
        "2026-09-22T23:59:59",
        "2026-09-21T20:00:00-04:00",
    ] {
        assert_eq!(of(time).unwrap(), on, "{time}");
    }
}

/// The closing balance alone: the opening one follows, and it is said.
#[test]
fn a_closing_balance_alone_is_enough() {
    let text = String::from_utf8(case("two-accounts.xml")).unwrap();
    let text = text.replace("OPBD", "XXXX");
    let read = camt053::read("a.xml", text.as_bytes()).unwrap();
    assert_eq!(read.value[0].opening, Fen::ZERO);
    assert_eq!(read.findings[0].code, Code::BalanceComputed);
}

proptest! {
    /// However the rows lie and whatever they move: with balances nothing is lost, and a row left out is seen.
    #[test]
    fn a_chain_of_balances_is_read_whole_or_refused(
        moves in prop::collection::vec((-100_000_i64..100_000).prop_filter("moves", |m| *m != 0), 2..12),
        newest_first in any::<bool>(),
        leave_out in any::<prop::sample::Index>(),
    ) {
        let mut balance = 0;
        let mut rows: Vec<String> = moves.iter().enumerate().map(|(at, moved)| {
            balance += moved;
            format!("2026-03-05,C{at},{},{},某,\n", Fen::new(*moved), Fen::new(balance))
        }).collect();
        if newest_first {
            rows.reverse();
        }
        prop_assume!(moves.iter().any(|moved| *moved < 0));
        let head = "账号：44050170000000001234\n交易日期,流水号,交易金额,余额,对方名称,用途\n";
        let whole = read(&format!("{head}{}", rows.concat())).unwrap().value;
        prop_assert_eq!(whole.closing.get() - whole.opening.get(), balance);
        prop_assert_eq!(whole.lines.len(), moves.len());
        let gone = leave_out.index(rows.len());
        let inside = 0 < gone && gone + 1 < rows.len();
        rows.remove(gone);
        if inside && rows.iter().any(|row| row.contains(",-")) {
            let without = format!("{head}{}", rows.concat());
            prop_assert!(read(&without).is_err());
        }
    }
}
