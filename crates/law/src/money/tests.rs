use super::*;
use proptest::prelude::*;

fn yuan(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

#[test]
fn yuan_is_read_with_at_most_two_decimals() {
    for (text, fen) in [
        ("5289.00", 528_900),
        ("5289", 528_900),
        ("5,289.5", 528_950),
        ("0.01", 1),
        ("10000000000000", 1_000_000_000_000_000),
        ("10,000,000,000,000.00", 1_000_000_000_000_000),
    ] {
        assert_eq!(yuan(text), Fen::new(fen), "{text}");
    }
    for (text, expected) in [
        ("", MoneyFault::Empty),
        ("-1", MoneyFault::Signed),
        ("1.234", MoneyFault::Decimals),
        ("10000000000000.01", MoneyFault::TooLarge),
        ("99999999999999999999", MoneyFault::TooLarge),
        ("1e3", MoneyFault::Malformed),
        ("1,23", MoneyFault::Malformed),
        ("1.", MoneyFault::Malformed),
        (".5", MoneyFault::Malformed),
        ("１２", MoneyFault::Malformed),
    ] {
        assert_eq!(
            Fen::parse_yuan(text),
            Err(LawError::Money { text: text.to_owned(), fault: expected }),
            "{text}"
        );
    }
}

#[test]
fn amounts_are_shown_plain_and_grouped() {
    assert_eq!(Fen::new(528_900).to_string(), "5289.00");
    assert_eq!(Fen::new(528_900).grouped(), "5,289.00");
    assert_eq!(Fen::new(-5).to_string(), "-0.05");
    assert_eq!(Fen::new(-123_456_789).grouped(), "-1,234,567.89");
    assert_eq!(Fen::new(99_900).grouped(), "999.00");
    assert_eq!(serde_json::to_string(&Fen::new(7)).unwrap(), "7");
}

#[test]
fn amounts_are_written_in_capital_words() {
    for (text, words) in [
        ("5289.00", "伍仟贰佰捌拾玖元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("105.3", "壹佰零伍元叁角"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100005000", "壹亿零伍仟元整"),
        ("10001000", "壹仟万壹仟元整"),
        ("10000000000000", "壹拾万亿元整"),
        ("1000000000001", "壹万亿零壹元整"),
    ] {
        assert_eq!(yuan(text).capital(), words);
        assert_eq!(Fen::parse_capital(words).unwrap(), yuan(text), "{words}");
    }
    assert_eq!(Fen::new(-100).capital(), "负壹元整");
    assert_eq!(Fen::parse_capital("人民币壹拾万零柒仟圆伍角叁分").unwrap(), yuan("107000.53"));
    for bad in [
        "",
        "元",
        "伍",
        "伍仟",
        "伍伍元",
        "拾元拾",
        "壹元壹元",
        "壹角壹角",
        "整",
        "壹元伍",
        "伍仟伍角",
        "壹元伍仟",
        "零分",
        "壹分壹角",
    ] {
        assert!(Fen::parse_capital(bad).is_err(), "{bad}");
    }
}

/// Recorded from cn2an 0.5.24 (`an2cn(…, "rmb")`). One disagreement is known and not listed: for
/// 100005000 it writes 壹亿伍仟元整, leaving out the 零 for the empty 万 group, which 支付结算办法
/// 附一 asks for.
#[test]
fn capital_words_agree_with_an_independent_writer() {
    for (text, words) in [
        ("1000000001", "壹拾亿零壹元整"),
        ("20050", "贰万零伍拾元整"),
        ("1010.01", "壹仟零壹拾元零壹分"),
        ("110000", "壹拾壹万元整"),
        ("12345678.9", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角"),
        ("90000009", "玖仟万零玖元整"),
        ("100100100", "壹亿零壹拾万零壹佰元整"),
    ] {
        assert_eq!(yuan(text).capital(), words);
    }
}

#[test]
fn halves_are_rounded_up_and_away_from_zero() {
    for (n, d, r) in
        [(5, 10, 1), (4, 10, 0), (-5, 10, -1), (-4, 10, 0), (15, 10, 2), (1, 3, 0), (2, 3, 1)]
    {
        assert_eq!(round_half_up(n, d).unwrap(), r, "{n}/{d}");
    }
    assert!(round_half_up(1, 0).is_err());
    assert!(round_half_up(i128::MAX, 1).is_err());
}

#[test]
fn rates_are_exact() {
    assert_eq!(Rate::from_ppm(175), Rate::parse_percent("0.0175").unwrap());
    assert_eq!(Rate::from_ppm(175).to_string(), "0.0175%");
    assert_eq!(Rate::percent(4).to_string(), "4%");
    assert_eq!(Rate::parse_percent("4.35").unwrap().to_string(), "4.35%");
    assert_eq!(Rate::default().to_string(), "0%");
    assert_eq!(Rate::from_ppb(-1).to_string(), "-0.0000001%");
    assert_eq!(Rate::parse_percent("0.1234567").unwrap(), Rate::from_ppb(1_234_567));
    assert_eq!(Rate::parse_percent("10000").unwrap(), Rate::from_ppb(100_000_000_000));
    assert!(Rate::parse_percent("10000.0000001").is_err());
    for bad in ["", "-1", "4.", "4.12345678", "10001", "abc"] {
        assert!(Rate::parse_percent(bad).is_err(), "{bad}");
    }
    assert_eq!(yuan("100000").interest(Rate::from_ppm(175), 180, 1).unwrap(), yuan("3150.00"));
    assert_eq!(yuan("300000").interest(Rate::percent(4), 360, 365).unwrap(), yuan("11835.62"));
}

#[test]
fn sums_that_do_not_fit_are_errors() {
    assert_eq!(Fen::new(i64::MAX).checked_add(Fen::new(1)), Err(LawError::MoneyOverflow));
    assert_eq!(Fen::new(i64::MIN).checked_sub(Fen::new(1)), Err(LawError::MoneyOverflow));
    assert_eq!(Fen::sum([Fen::new(1), Fen::new(2)]).unwrap(), Fen::new(3));
    assert!(Fen::new(i64::MAX).portion(i128::MAX, 1).is_err());
    for denominator in [0, -1] {
        assert!(Fen::new(1).portion(1, denominator.into()).is_err());
        assert!(Fen::new(1).portion_at_least(1, denominator).is_err());
        assert!(Fen::new(1).portion_at_most(1, denominator).is_err());
    }
}

#[test]
fn amounts_below_zero_are_read_from_words_and_shown_to_programmers_plainly() {
    assert_eq!(Fen::parse_capital("负伍角").unwrap(), Fen::new(-50));
    assert_eq!(Fen::parse_capital("人民币负壹元整").unwrap(), Fen::new(-100));
    assert_eq!(format!("{:?}", Fen::new(-50)), "-0.50");
    let too_large = Fen::parse_capital("壹佰万亿元整").unwrap_err().to_string();
    assert!(too_large.contains("超过上限"), "{too_large}");
}

#[test]
fn recorded_words_of_an_independent_writer_agree() {
    let mut seen = 0;
    for line in include_str!("words.txt").lines().filter(|l| !l.starts_with('#')) {
        let (amount, words) = line.split_once(';').unwrap();
        assert_eq!(yuan(amount).capital(), words, "{amount}");
        assert_eq!(Fen::parse_capital(words).unwrap(), yuan(amount), "{words}");
        seen += 1;
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn the_old_forms_of_units_are_read() {
    assert_eq!(Fen::parse_capital("壹億零壹萬圓整").unwrap(), yuan("100010000"));
    assert_eq!(Fen::parse_capital("貳拾參圆陸角").unwrap(), yuan("23.6"));
    assert_eq!(Fen::parse_capital("一千二百三十四元五角六分").unwrap(), yuan("1234.56"));
    assert_eq!(Fen::parse_capital("七百八十九元正").unwrap(), yuan("789"));
}

proptest! {
    #[test]
    fn yuan_reads_back(fen in 0i64..=ENTRY_MAX_FEN) {
        let f = Fen::new(fen);
        prop_assert_eq!(yuan(&f.to_string()), f);
        prop_assert_eq!(yuan(&f.grouped()), f);
    }

    #[test]
    fn words_read_back(fen in prop_oneof![0i64..100_000_000, 0i64..=ENTRY_MAX_FEN]) {
        let f = Fen::new(fen);
        prop_assert_eq!(Fen::parse_capital(&f.capital()).unwrap(), f);
    }

    #[test]
    fn reading_never_panics(text in "[0-9.,\\-壹贰零拾佰仟万亿元角分整负]{0,24}") {
        let _ = Fen::parse_yuan(&text);
        let _ = Fen::parse_capital(&text);
        let _ = Rate::parse_percent(&text);
    }
}
