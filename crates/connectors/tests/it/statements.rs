//! 对账单：samples, round trips, truncation, everything that may be wrong with one.

use proptest::prelude::*;
use zhixing_connectors::bank::statement::{Direction, Statement, StatementLine};
use zhixing_connectors::bank::statement_csv::CsvEncoding;
use zhixing_connectors::bank::{camt053, statement_csv};
use zhixing_connectors::digest::sm3_hex;
use zhixing_connectors::finding::{Code, Reading, Refused};
use zhixing_law::money::Fen;

use crate::samples::*;

fn line(reference: &str, direction: Direction, amount: &str) -> StatementLine {
    StatementLine {
        key: String::new(),
        reference: Some(reference.to_owned()).filter(|text| !text.is_empty()),
        direction,
        amount: yuan(amount),
        booked_on: day("2026-03-05"),
        value_on: day("2026-03-06"),
        end_to_end_id: None,
        remittance: format!("{CASE}, 案款 <一>&\"二\""),
        counterparty_name: Some("张三".to_owned()),
        counterparty_account: Some("6222020000000000001".to_owned()),
        counterparty_bank: Some("工商银行怀集支行".to_owned()),
        virtual_account: Some("44050170000000001234-0123".to_owned()),
        reversal: false,
        place: String::new(),
    }
}

fn statement(lines: Vec<StatementLine>) -> Statement {
    let opening = yuan("1000.00");
    let closing = lines.iter().fold(opening.get(), |sum, line| match line.direction {
        Direction::Credit => sum + line.amount.get(),
        Direction::Debit => sum - line.amount.get(),
    });
    Statement {
        statement_no: "S1".to_owned(),
        account: "44050170000000001234".to_owned(),
        account_name: Some("怀集县人民法院案款专户".to_owned()),
        from: day("2026-03-01"),
        to: day("2026-03-31"),
        opening,
        closing: Fen::new(closing),
        lines,
        digest: String::new(),
    }
}

fn usual() -> Statement {
    statement(vec![
        line("T1", Direction::Credit, "5289.00"),
        StatementLine {
            end_to_end_id: Some("P1".to_owned()),
            reversal: true,
            ..line("T2", Direction::Debit, "5239.01")
        },
        line("", Direction::Credit, "0.01"),
        line("", Direction::Credit, "0.01"),
    ])
}

/// Without what only reading fills in.
fn plain(statement: &Statement) -> Statement {
    let mut plain = statement.clone();
    plain.digest.clear();
    plain.statement_no.clear();
    for line in &mut plain.lines {
        line.key.clear();
        line.place.clear();
    }
    plain
}

fn camt(bytes: &[u8]) -> Result<Reading<Vec<Statement>>, Refused> {
    camt053::read("a.xml", bytes)
}

fn csv(text: &str) -> Result<Reading<Statement>, Refused> {
    statement_csv::read("a.csv", text.as_bytes())
}

#[test]
fn camt053_reads_back_as_written_and_matches_its_golden_file() {
    let bytes = camt053::write("M1", &usual());
    golden("statement-v02.xml", &bytes);
    let back = camt(&bytes).unwrap();
    assert_eq!(back.findings, []);
    assert_eq!(plain(&back.value[0]), plain(&usual()));
    assert_eq!(back.value[0].digest, sm3_hex(&bytes));
    assert_eq!(back.value[0].statement_no, "S1");
}

#[test]
fn csv_reads_back_as_written_in_both_encodings_and_matches_its_golden_files() {
    for (encoding, name) in
        [(CsvEncoding::Utf8, "statement-utf8.csv"), (CsvEncoding::Gbk, "statement-written-gbk.csv")]
    {
        let bytes = statement_csv::write(&usual(), encoding);
        golden(name, &bytes);
        let back = statement_csv::read("a.csv", &bytes).unwrap();
        assert_eq!(back.findings, []);
        assert_eq!(plain(&back.value), plain(&usual()));
    }
}

#[test]
fn equal_lines_without_a_reference_have_different_keys_and_overlapping_files_the_same_ones() {
    let keys = |statement: &Statement| -> Vec<String> {
        statement.lines.iter().map(|line| line.key.clone()).collect()
    };
    let from_camt = keys(&camt(&camt053::write("M1", &usual())).unwrap().value[0]);
    let bytes = statement_csv::write(&usual(), CsvEncoding::Gbk);
    let from_csv = keys(&statement_csv::read("b.csv", &bytes).unwrap().value);
    assert_eq!(from_camt, from_csv);
    assert_eq!(from_camt[..2], ["ref:2026-03-05+T1", "ref:2026-03-05-T2"]);
    assert_ne!(from_camt[2], from_camt[3]);
    assert_eq!(from_camt[2].trim_end_matches("#1"), from_camt[3].trim_end_matches("#2"));
}

#[test]
fn a_banks_camt053_of_a_later_version_is_understood() {
    let back = camt(&sample("statement-v08.xml")).unwrap();
    let statement = &back.value[0];
    assert_eq!(statement.closing, yuan("6539.00"));
    assert_eq!(
        codes(&back.findings),
        [Code::PackageEntry, Code::ForeignCurrency, Code::AmountZero],
    );
    let first = &statement.lines[0];
    assert_eq!(first.remittance, "（2026）粤1224执123号 第一笔 & 其余");
    assert_eq!(first.counterparty_name.as_deref(), Some("张三"));
    assert_eq!(first.counterparty_bank.as_deref(), Some("工商银行怀集支行"));
    assert_eq!(first.virtual_account.as_deref(), Some("44050170000000001234-0123"));
    assert_eq!(first.end_to_end_id, None);
    let split: Vec<_> = statement.lines[1..3]
        .iter()
        .map(|line| {
            (line.reference.as_deref().unwrap(), line.amount.get(), line.remittance.as_str())
        })
        .collect();
    assert_eq!(split, [("T0002/1", 10_000, "甲"), ("T0002/2", 20_000, "乙")]);
    let last = &statement.lines[3];
    assert!(last.reversal && last.reference.is_none() && last.remittance == "冲正");
}

#[test]
fn a_banks_csv_in_gbk_is_understood() {
    let back = statement_csv::read("a.csv", &sample("statement-gbk.csv")).unwrap();
    assert_eq!(back.findings, []);
    let lines = &back.value.lines;
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].counterparty_account.as_deref(), Some("6222020000000000001"));
    assert_eq!(lines[0].remittance, "（2026）粤1224执123号, 案款 转账");
    assert_eq!(lines[1].remittance, "称\"急\" 付款");
    assert_eq!(lines[1].booked_on, day("2026-03-06"));
    assert_eq!((back.value.from, back.value.to), (day("2026-03-01"), day("2026-03-31")));
}

#[test]
fn camt053_cut_at_any_byte_never_gives_a_shorter_statement() {
    let bytes = camt053::write("M1", &usual());
    let whole = camt(&bytes).unwrap().value;
    for end in 0..bytes.len() {
        match camt(&bytes[..end]) {
            Err(refused) => assert!(!refused.findings.is_empty()),
            Ok(back) => assert_eq!(plain(&back.value[0]), plain(&whole[0]), "cut at {end}"),
        }
    }
}

#[test]
fn csv_cut_at_any_byte_never_gives_a_shorter_statement() {
    for encoding in [CsvEncoding::Utf8, CsvEncoding::Gbk] {
        let bytes = statement_csv::write(&usual(), encoding);
        let whole = statement_csv::read("a.csv", &bytes).unwrap().value;
        for end in 0..bytes.len() {
            if let Ok(back) = statement_csv::read("a.csv", &bytes[..end]) {
                assert_eq!(plain(&back.value), plain(&whole), "cut at {end}");
            }
        }
    }
}

#[test]
fn a_long_statement_is_read_whole_in_every_format() {
    let lines = (0..5_000).map(|n| line(&format!("T{n}"), Direction::Credit, "1.00")).collect();
    let long = statement(lines);
    assert_eq!(camt(&camt053::write("M1", &long)).unwrap().value[0].lines.len(), 5_000);
    let bytes = statement_csv::write(&long, CsvEncoding::Gbk);
    assert_eq!(statement_csv::read("a.csv", &bytes).unwrap().value.lines.len(), 5_000);
}

#[test]
fn a_repeated_line_is_left_out_and_a_contradictory_one_refuses_the_file() {
    let bytes = String::from_utf8(camt053::write("M1", &usual())).unwrap();
    let entry = &bytes[bytes.find("    <Ntry>").unwrap()..bytes.find("</Ntry>").unwrap() + 8];
    let at = bytes.rfind("    </Stmt>").or(bytes.rfind("</Stmt>")).unwrap();
    let with = |entry: &str| format!("{}{entry}{}", &bytes[..at], &bytes[at..]);
    let back = camt(with(entry).as_bytes()).unwrap();
    assert_eq!(codes(&back.findings), [Code::Duplicate]);
    assert_eq!(back.value[0].lines.len(), 4);
    assert!(back.findings[0].place.contains("流水号T1"), "{}", back.findings[0]);
    let other = entry.replace("5289.00", "5288.00");
    let refused = camt(with(&other).as_bytes()).unwrap_err();
    assert_eq!(codes(&refused.findings), [Code::Contradiction]);
}

#[test]
fn what_is_wrong_with_a_camt053_is_named_with_its_place() {
    let good = String::from_utf8(camt053::write("M1", &usual())).unwrap();
    for (from, to, code, place) in [
        ("5289.00</Amt>", "-5289.00</Amt>", Code::AmountNegative, "<Amt>"),
        ("5289.00</Amt>", "5289.001</Amt>", Code::AmountInvalid, "<Amt>"),
        ("5289.00</Amt>", "5289.00e2</Amt>", Code::AmountInvalid, "<Amt>"),
        ("5289.00</Amt>", "99999999999999999999</Amt>", Code::AmountInvalid, "<Amt>"),
        ("5289.00</Amt>", "5288.99</Amt>", Code::Balance, "<Stmt>"),
        ("<Dt>2026-03-05</Dt>", "<Dt>2026-02-30</Dt>", Code::DateInvalid, "<Ntry>"),
        ("<Dt>2026-03-05</Dt>", "<Dt>2026-04-01</Dt>", Code::DateInvalid, "T1"),
        ("<Cd>CLBD</Cd>", "<Cd>CLAV</Cd>", Code::FieldMissing, "<Stmt>"),
        ("<Ccy>CNY</Ccy>", "<Ccy>USD</Ccy>", Code::ForeignCurrency, "<Stmt>"),
        ("camt.053.001.02", "camt.052.001.02", Code::WrongFormat, "a.xml"),
        ("camt.053.001.02", "camt.053.001.01", Code::WrongFormat, "a.xml"),
        ("<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>", "<Sts>", Code::FieldInvalid, "<Ntry>"),
    ] {
        assert!(good.contains(from), "{from}");
        let bad = good.replacen(from, to, 1);
        let refused = camt(bad.as_bytes()).unwrap_err();
        let finding = &refused.findings[0];
        assert_eq!(finding.code, code, "{to}: {finding}");
        assert!(finding.place.contains(place), "{to}: {finding}");
        assert!(!finding.remedy.is_empty());
    }
}

const GOOD: &str = "账号,44050170000000001234,户名,专户,币种,CNY
起始日期,2026-03-01,截止日期,2026-03-31,期初余额,0.00,期末余额,90.00
记账日期,交易流水号,借方发生额,贷方发生额,币种,附言
2026-03-05,T1,,100.00,CNY,甲
2026-03-06,T2,10.00,,CNY,乙
合计,笔数,2,借方合计,10.00,贷方合计,100.00
";

#[test]
fn what_is_wrong_with_a_csv_is_named_with_its_line() {
    assert_eq!(csv(GOOD).unwrap().value.lines.len(), 2);
    for (from, to, code, place) in [
        ("100.00,CNY", "-100.00,CNY", Code::Balance, "a.csv"),
        ("100.00,CNY", "=1+1,CNY", Code::AmountInvalid, "第4行“贷方发生额”"),
        ("100.00,CNY", "100.005,CNY", Code::AmountInvalid, "第4行“贷方发生额”"),
        ("2026-03-05", "2026-02-30", Code::DateInvalid, "第4行“记账日期”"),
        ("2026-03-05", "2026-04-05", Code::DateInvalid, "第4行"),
        ("2026-03-05", "", Code::FieldMissing, "第4行“记账日期”"),
        ("T1,,100.00", "T1,100.00,100.00", Code::AmountInvalid, "第4行"),
        ("期末余额,90.00", "期末余额,91.00", Code::Balance, "a.csv"),
        ("笔数,2", "笔数,3", Code::ControlTotal, "第6行"),
        ("借方合计,10.00", "借方合计,10.01", Code::ControlTotal, "第6行"),
        ("2026-03-06,T2,10.00,,CNY,乙\n", "", Code::Balance, "a.csv"),
        ("合计,笔数,2,借方合计,10.00,贷方合计,100.00\n", "", Code::CutShort, "a.csv"),
        ("账号,44050170000000001234,", "", Code::FieldMissing, "a.csv"),
        ("币种,CNY\n", "币种,USD\n", Code::ForeignCurrency, "第1行"),
        ("记账日期,交易", "日子,交易", Code::WrongFormat, "a.csv"),
        ("截止日期,2026-03-31", "截止日期,2026-02-01", Code::DateInvalid, "a.csv"),
    ] {
        assert!(GOOD.contains(from), "{from}");
        let refused = csv(&GOOD.replacen(from, to, 1)).unwrap_err();
        let finding = &refused.findings[0];
        assert_eq!(finding.code, code, "{to}: {finding}");
        assert!(finding.place.contains(place), "{to}: {finding}");
    }
    let after = csv(&format!("{GOOD}2026-03-07,T3,,1.00,CNY,丙\n")).unwrap_err();
    assert_eq!(codes(&after.findings), [Code::WrongFormat]);
    assert_eq!(codes(&csv("").unwrap_err().findings), [Code::Empty]);
}

#[test]
fn zero_foreign_and_repeated_csv_lines_are_left_out_and_reported() {
    let lines = "2026-03-06,T3,,0.00,CNY,零\n2026-03-06,T4,,5.00,USD,外币\n2026-03-05,T1,,100.00,CNY,甲\n合计,笔数,2";
    let back = csv(&GOOD.replace("合计,笔数,2", lines)).unwrap();
    assert_eq!(codes(&back.findings), [Code::ForeignCurrency, Code::AmountZero, Code::Duplicate]);
    assert_eq!(back.value.lines.len(), 2);
}

#[test]
fn text_that_a_spreadsheet_would_run_is_written_inert() {
    let mut evil = usual();
    evil.lines[0].counterparty_name = Some("=HYPERLINK(\"http://x\")".to_owned());
    evil.lines[0].remittance = "@SUM(1)\r\n+2".to_owned();
    let bytes = statement_csv::write(&evil, CsvEncoding::Utf8);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("＝HYPERLINK") && text.contains("＠SUM(1)+2"), "{text}");
    assert!(statement_csv::read("a.csv", &bytes).is_ok());
}

fn any_line() -> impl Strategy<Value = StatementLine> {
    let text =
        || proptest::collection::vec("[一-龥A-Za-z0-9,\"<>&（）]", 1..20).prop_map(|v| v.concat());
    (1_i64..1_000_000_000_000, any::<bool>(), 1_i8..=31, text(), proptest::option::of(text()))
        .prop_map(|(amount, credit, on, remittance, name)| StatementLine {
            amount: Fen::new(amount),
            direction: if credit { Direction::Credit } else { Direction::Debit },
            booked_on: zhixing_law::day::Day::new(2026, 3, on).unwrap(),
            remittance,
            counterparty_name: name,
            ..line("", Direction::Credit, "1.00")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_statement_reads_back_as_written(lines in proptest::collection::vec(any_line(), 0..12)) {
        let statement = statement(lines);
        let back = camt(&camt053::write("M", &statement)).unwrap();
        prop_assert_eq!(plain(&back.value[0]), plain(&statement));
        for encoding in [CsvEncoding::Utf8, CsvEncoding::Gbk] {
            let bytes = statement_csv::write(&statement, encoding);
            let back = statement_csv::read("a", &bytes).unwrap();
            prop_assert_eq!(plain(&back.value), plain(&statement));
        }
    }

    #[test]
    fn a_statement_that_is_accepted_always_adds_up(
        at in 0_usize..4_000, value in any::<u8>(), gbk in any::<bool>(),
    ) {
        let encoding = if gbk { CsvEncoding::Gbk } else { CsvEncoding::Utf8 };
        let mut table = statement_csv::write(&usual(), encoding);
        let mut xml = camt053::write("M", &usual());
        let (t, x) = (at % table.len(), at % xml.len());
        table[t] = value;
        xml[x] = value;
        let mut accepted: Vec<Statement> =
            statement_csv::read("a", &table).map(|back| vec![back.value]).unwrap_or_default();
        accepted.extend(camt(&xml).map(|back| back.value).unwrap_or_default());
        for statement in accepted {
            let sum = statement.lines.iter().fold(statement.opening.get(), |sum, line| {
                match line.direction {
                    Direction::Credit => sum + line.amount.get(),
                    Direction::Debit => sum - line.amount.get(),
                }
            });
            prop_assert_eq!(sum, statement.closing.get());
        }
    }
}
