//! 案号 in remittance texts.

use proptest::prelude::*;
use zhixing_connectors::bank::{
    matching::{is_return, match_remittance},
    statement::{Direction, StatementLine},
};
use zhixing_law::money::Fen;

#[test]
fn a_case_number_is_found_however_it_is_written() {
    for (text, expected) in [
        ("（2026）粤1224执123号", "（2026）粤1224执123号"),
        ("(2026)粤1224执123号案款", "（2026）粤1224执123号"),
        ("（２０２６）粤１２２４执１２３号", "（2026）粤1224执123号"),
        ("还款 2026 粤 1224 执 123", "（2026）粤1224执123号"),
        ("[2026]粤1224执恢7号", "（2026）粤1224执恢7号"),
        ("〔2026〕粤12执复15号", "（2026）粤12执复15号"),
        ("【2026】最高法执监3号", "（2026）最高法执监3号"),
        ("（2015）粤1224执字第00123号", "（2015）粤1224执123号"),
        ("2026年粤1224执保9号 张三", "（2026）粤1224执保9号"),
        ("案号(2026)粤1224执123号之一", "（2026）粤1224执123号"),
    ] {
        assert_eq!(match_remittance(text, None, None).case_numbers, [expected], "{text}");
    }
}

#[test]
fn what_is_no_case_number_is_not_taken_for_one() {
    for text in [
        "",
        "执行款",
        "2026年3月货款",
        "（1999）粤1224执1号",
        "（2026）某1224执1号",
        "（2026）粤122执1号",
        "（2026）粤1224民初1号",
        "（2026）粤1224执号",
        "（2026）粤1224执123456789号",
        "12026粤1224执5号",
    ] {
        assert!(match_remittance(text, None, None).case_numbers.is_empty(), "{text}");
    }
}

#[test]
fn several_numbers_are_all_given_and_repetitions_once() {
    let hint = match_remittance("(2026)粤1224执1号、2026粤1224执2号,(2026)粤1224执1号", None, None);
    assert_eq!(hint.case_numbers, ["（2026）粤1224执1号", "（2026）粤1224执2号"]);
}

/// The court, the year and the type are written once; the rest of a series follows in short.
#[test]
fn the_short_forms_of_a_series_name_every_case() {
    for (text, serials) in [
        ("（2026）粤1224执300、301、302号执行款", vec![300, 301, 302]),
        ("（2026）粤1224执300号、301号", vec![300, 301]),
        ("(2026)粤1224执300-302号", vec![300, 301, 302]),
        ("(2026)粤1224执300号至303号", vec![300, 301, 302, 303]),
        ("（2026）粤1224执300～302号", vec![300, 301, 302]),
        ("(2026)粤1224执300/301号", vec![300, 301]),
        ("(2026)粤1224执300、执301", vec![300, 301]),
        ("(2026)粤1224执300号和第305号", vec![300, 305]),
        ("(2026)粤1224执300,301，305-307号", vec![300, 301, 305, 306, 307]),
        ("（２０２６）粤１２２４执３００、３０１号", vec![300, 301]),
        ("(2026)粤1224执300号 及 (2026)粤1224执309号", vec![300, 309]),
    ] {
        let hint = match_remittance(text, None, None);
        let expected: Vec<String> =
            serials.iter().map(|serial| format!("（2026）粤1224执{serial}号")).collect();
        assert_eq!(hint.case_numbers, expected, "{text}");
        assert!(!hint.more_cases, "{text}");
    }
    let two = match_remittance("(2026)粤1224执300、执恢7号", None, None);
    assert_eq!(two.case_numbers, ["（2026）粤1224执300号", "（2026）粤1224执恢7号"]);
}

#[test]
fn cases_that_are_only_spoken_of_are_known_to_be_there() {
    for text in [
        "（2026）粤1224执300号等三案执行款",
        "（2026）粤1224执300号等案",
        "(2026)粤1224执300号案等5件",
        "(2026)粤1224执300号系列案",
        "(2026)粤1224执300-2号",
        "(2026)粤1224执300号共三件",
        "(2026)粤1224执17号案、21号案",
        "(2026)粤1224执17号 21号 24号",
        "(2026)粤1224执17号执21号",
        "(2026)粤1224执17号（含执21号）",
        "(2026)粤1224执17号两案",
        "(2026)粤1224执17号执行款(3案)",
        "(2026)粤1224执17号案款5000元、21号案款3000元",
        "(2026)粤1224执17号並21号",
        "(2026)粤1224执17号连同21号",
        "(2026)粤1224执17号|21",
        "(2026)粤1224执17号﹑21",
        "(2026)粤1224执17号…21",
        "(2026)粤1224执17\u{200b}号#21",
        "执行案号17、(2026)粤1224执21号",
        "(2026)粤1224执300至999号",
        "(2026)粤1224执300、301号等",
    ] {
        assert!(match_remittance(text, None, None).more_cases, "{text}");
    }
}

/// Sums, dates, instalments and the number of a paper stand behind a case number as well.
#[test]
fn what_else_follows_a_case_number_is_no_case() {
    for text in [
        "(2026)粤1224执300号,5000元",
        "(2026)粤1224执300号、1800.00",
        "(2026)粤1224执300号/20260922001",
        "(2026)粤1224执300号-2026年9月",
        "(2026)粤1224执300号之一",
        "(2026)粤1224执300号，第3期",
        "(2026)粤1224执300号及利息",
        "(2026)粤1224执300号和解款",
        "(2026)粤1224执300号共同被执行人张三付",
        "(2026)粤1224执300号，依(2026)粤1224民初1588号判决",
        "(2026)粤1224执300号 怀城镇5号楼",
        "(2026)粤1224执300号一案",
        "(2026)粤1224执300号1件",
        "(2026)粤1224执\u{200b}300号",
    ] {
        let hint = match_remittance(text, None, None);
        assert_eq!(hint.case_numbers, ["（2026）粤1224执300号"], "{text}");
        assert!(!hint.more_cases, "{text}");
    }
}

#[test]
fn sub_account_payer_and_long_numbers_are_kept_for_the_caller() {
    let hint = match_remittance(
        "转入 440501700000 0123，电话13800000000",
        Some(" 4405－0123 "),
        Some("张　三"),
    );
    assert_eq!(hint.sub_account.as_deref(), Some("44050123"));
    assert_eq!(hint.payer.as_deref(), Some("张三"));
    assert_eq!(hint.numbers, ["4405017000000123", "13800000000"]);
    assert!(hint.case_numbers.is_empty());
}

proptest! {
    /// However a list of numbers is shortened, it is never taken for the first of them alone.
    #[test]
    fn a_series_is_never_one_case(
        serials in prop::collection::btree_set(1_u32..99_999, 2..5),
        joint in prop::sample::select(vec!["、", ",", "，", "/", "号、", "号及", "、执", "号；", "－", "~", " 和 "]),
        end in prop::sample::select(vec!["号", "", "号执行款", "号案款"]),
    ) {
        let serials: Vec<String> = serials.iter().map(u32::to_string).collect();
        let text = format!("(2026)粤1224执{}{end}", serials.join(joint));
        let hint = match_remittance(&text, None, None);
        prop_assert!(hint.case_numbers.len() > 1 || hint.more_cases, "{text}");
    }

    #[test]
    fn any_text_may_surround_a_case_number(before in "\\PC{0,20}", after in "\\PC{0,20}", n in 1_u32..99_999) {
        let number = format!("（2026）粤1224执{n}号");
        let found = match_remittance(&format!("{before}。{number}。{after}"), Some(&before), Some(&after));
        prop_assert!(found.case_numbers.contains(&number));
    }
}

#[test]
fn a_credit_is_a_return_when_the_bank_marks_it_or_says_so() {
    let line = |direction, reversal, remittance: &str| StatementLine {
        key: "ref:1".to_owned(),
        reference: Some("1".to_owned()),
        direction,
        amount: Fen::new(1),
        booked_on: "2026-03-09".parse().unwrap(),
        value_on: "2026-03-09".parse().unwrap(),
        end_to_end_id: None,
        remittance: remittance.to_owned(),
        counterparty_name: None,
        counterparty_account: None,
        counterparty_bank: None,
        virtual_account: None,
        reversal,
        place: String::new(),
    };
    for (direction, reversal, text, expected) in [
        (Direction::Credit, true, "", true),
        (Direction::Credit, false, "退汇 账号已销户", true),
        (Direction::Credit, false, "跨行退票", true),
        (Direction::Credit, false, "（2026）粤1224执1号执行款", false),
        (Direction::Credit, false, "", false),
        // Our own payment, or one that the bank takes back from us, is no money arriving.
        (Direction::Debit, true, "退汇", false),
    ] {
        assert_eq!(is_return(&line(direction, reversal, text)), expected, "{text}");
    }
}
