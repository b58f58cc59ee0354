use super::*;
use proptest::prelude::*;

const IDS: [&str; 5] = [
    "441224198002290015",
    "11010519491231002X",
    "320724200110153332",
    "360102199912311102",
    "520103200001010175",
];
/// Valid according to python-stdnum 2.2.
const CREDIT: [&str; 6] = [
    "91178711K0XTF8H763",
    "91658595CP0MQ25QY9",
    "91557673CPRJEYX4WW",
    "91425648DGTCJBHJD0",
    "91219131NL6LTJ893X",
    "911311029DQDU31KK7",
];

#[test]
fn an_identity_number_tells_birth_and_sex() {
    let id = id_number("11010519491231002x").unwrap();
    assert_eq!(id.text, "11010519491231002X");
    assert_eq!(id.born_on.to_string(), "1949-12-31");
    assert_eq!(id.sex, Sex::Female);
    assert_eq!(id_number(IDS[0]).unwrap().sex, Sex::Male);
    for id in IDS {
        assert!(id_number(id).is_ok(), "{id}");
    }
}

#[test]
fn age_is_reached_on_the_birthday() {
    let id = id_number(IDS[0]).unwrap();
    let age = |d: &str| id.age_on(Day::parse(d).unwrap());
    assert_eq!(age("1998-02-27"), 17);
    assert_eq!(age("1998-02-28"), 18);
    assert_eq!(age("2000-02-28"), 19);
    assert_eq!(age("2000-02-29"), 20);
}

#[test]
fn wrong_identity_numbers_say_what_is_wrong() {
    for (bad, reason) in [
        ("", "18 位"),
        ("11010519491231002", "18 位"),
        ("1101051949123100A2", "18 位"),
        ("99010519491231002X", "行政区划"),
        ("110105194913310021", "出生日期"),
        ("110105194912310021", "校验位"),
        ("X1010519491231002X", "18 位"),
    ] {
        let said = id_number(bad).unwrap_err().to_string();
        assert!(said.contains(reason), "{bad}: {said}");
    }
}

#[test]
fn credit_codes_agree_with_an_independent_checker() {
    for code in CREDIT {
        assert_eq!(credit_code(&code.to_lowercase()).unwrap(), code);
    }
    for bad in ["", "91178711K0XTF8H76", "91178711I0XTF8H763", "9117A711K0XTF8H763"] {
        assert!(credit_code(bad).is_err(), "{bad}");
    }
}

#[test]
fn organisation_codes_are_checked_and_formatted() {
    assert_eq!(organisation_code("d2143569x").unwrap(), "D2143569-X");
    assert_eq!(organisation_code("D2143569-X").unwrap(), "D2143569-X");
    for bad in ["", "D2143569-1", "D214356-X", "D2143569X1", "组织机构代码证书号"] {
        assert!(organisation_code(bad).is_err(), "{bad}");
    }
}

#[test]
fn cards_need_the_luhn_digit_and_accounts_do_not() {
    assert_eq!(bank_card("6222 0212 3456 7890 128").unwrap(), "6222021234567890128");
    assert!(bank_card("6222021234567890129").is_err());
    assert!(bank_card("12345678901").is_err());
    // A right number with something behind it is not that number.
    assert!(bank_card("6222021234567890128X").is_err());
    assert_eq!(bank_account("44001234567890123456").unwrap(), "44001234567890123456");
    assert!(bank_account("12345").is_err());
}

#[test]
fn telephones_are_mobile_or_have_an_area_code() {
    assert_eq!(phone("138-0000-1234").unwrap(), "13800001234");
    assert_eq!(phone("0758-5520000").unwrap(), "07585520000");
    assert_eq!(phone("+86 13800001234").unwrap(), "13800001234");
    assert_eq!(phone("+852 2123 4567").unwrap(), "+85221234567");
    assert_eq!(phone("400-830-8003").unwrap(), "4008308003");
    assert!(!is_mobile("+852 2123 4567") && phone("+0123456789").is_err());
    assert!(is_mobile("13800001234") && !is_mobile("0758-5520000"));
    for bad in ["", "12800001234", "1380000123", "5520000", "138000012a4"] {
        assert!(phone(bad).is_err(), "{bad}");
    }
}

/// Every change of one character of `good` to another of `alphabet`.
fn single_errors(good: &str, alphabet: &str) -> Vec<String> {
    let chars: Vec<char> = good.chars().collect();
    let mut out = Vec::new();
    for at in 0..chars.len() {
        for c in alphabet.chars().filter(|c| *c != chars[at]) {
            let mut copy = chars.clone();
            copy[at] = c;
            out.push(copy.into_iter().collect());
        }
    }
    out
}

#[test]
fn checksums_detect_every_single_character_error() {
    for id in IDS {
        assert!(single_errors(id, "0123456789X").iter().all(|bad| id_number(bad).is_err()), "{id}");
    }
    for code in CREDIT {
        let bad = single_errors(code, "0123456789ABCDEFGHJKLMNPQRTUWXY");
        assert!(bad.iter().all(|bad| credit_code(bad).is_err()), "{code}");
    }
    let card = "6222021234567890128";
    assert!(single_errors(card, "0123456789").iter().all(|bad| bank_card(bad).is_err()));
}

#[test]
fn recorded_verdicts_of_an_independent_checker_agree() {
    let mut seen = 0;
    for line in include_str!("vectors.txt").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let ours = match fields[0] {
            "id" => id_number(fields[1]).is_ok(),
            "uscc" => credit_code(fields[1]).is_ok(),
            _ => bank_card(fields[1]).is_ok(),
        };
        assert_eq!(ours, fields[2] == "1", "{line}");
        seen += 1;
    }
    assert!(seen > 300, "{seen}");
}

proptest! {
    #[test]
    fn checking_never_panics(text in ".{0,24}") {
        let _ = (id_number(&text), credit_code(&text), organisation_code(&text));
        let _ = (bank_card(&text), bank_account(&text), phone(&text));
        let _ = (crate::mask::name(&text), crate::mask::id(&text), crate::mask::address(&text));
    }
}
