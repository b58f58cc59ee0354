use super::*;

#[test]
fn a_sentence_repeats_what_was_filled_in_on_one_line_and_cut_off() {
    let said = |text: &str| LawError::Rate { text: text.to_owned() }.to_string();
    let rest = "”无效，请填写百分数，最多七位小数，例如“4.35”。";
    assert_eq!(said("4,35"), format!("利率“4,35{rest}"));
    assert_eq!(said("a\nb\u{2028}c\u{2029}d"), format!("利率“a b c d{rest}"));
    assert_eq!(said(&"九".repeat(40)), format!("利率“{}{rest}", "九".repeat(40)));
    assert_eq!(said(&"九".repeat(41)), format!("利率“{}…{rest}", "九".repeat(40)));
}

#[test]
fn where_nothing_was_typed_nothing_is_invalid() {
    for text in ["", " 　"] {
        let text = || text.to_owned();
        let money = LawError::Money { text: text(), fault: MoneyFault::Empty };
        assert_eq!(money.to_string(), "金额没有填写：请填写以元为单位的数字。");
        let rate = LawError::Rate { text: text() }.to_string();
        assert_eq!(rate, "利率没有填写，请填写百分数，最多七位小数，例如“4.35”。");
    }
}

#[test]
fn every_error_has_a_code_of_its_own() {
    let day = Day::new(2024, 1, 1).unwrap();
    let text = String::new;
    let errors = [
        LawError::Date { text: text() },
        LawError::DateRange { from: day },
        LawError::Instant { text: text() },
        LawError::Money { text: text(), fault: MoneyFault::Empty },
        LawError::MoneyOverflow,
        LawError::Negative { place: "" },
        LawError::Rate { text: text() },
        LawError::RateUnknown { series: "", on: day, first: day },
        LawError::Interval { from: day, to: day },
        LawError::Order { earlier_name: "", earlier: day, later_name: "", later: day },
        LawError::CalendarYear { year: 0, first: 0, last: 0 },
        LawError::Number { what: "", text: text(), reason: "" },
        LawError::Parameter { place: "", reason: "" },
    ];
    let codes: std::collections::HashSet<&str> = errors.iter().map(LawError::code).collect();
    assert_eq!(codes.len(), errors.len());
    assert!(codes.iter().all(|code| code.starts_with("law.") && code.len() > 4));
}
