//! Everything that reads text: never a panic; an error is one sentence; what is read reads back.

use bolero::check;
use zhixing_law::calendar::Calendar;
use zhixing_law::day::Day;
use zhixing_law::distribution::Claim;
use zhixing_law::identity::{
    bank_account, bank_card, credit_code, id_number, organisation_code, phone,
};
use zhixing_law::instant::Instant;
use zhixing_law::interest::{MiddleRate, Obligation, terms::Times};
use zhixing_law::money::{Fen, Rate};
use zhixing_law::number::{BasisNumber, CaseNumber, CourtCode, LegacyNumber};
use zhixing_law::period::{Interval, Limit};
use zhixing_law::{basis, limits, mask};

use crate::fuzz::{Damaged, INPUTS, checked, spelt};

/// A damaged sample, a spelt-out text and raw text: three distances from what is right.
type Text = (Damaged, Vec<u8>, String);

fn each(text: &Text, samples: &[&str], alphabet: &str, read: impl Fn(&str)) {
    let (damaged, picks, raw) = text;
    read(&damaged.text(samples, alphabet));
    read(&spelt(picks, alphabet));
    read(raw);
}

#[test]
fn dates_and_instants() {
    const SAMPLES: &[&str] = &["2026-11-21", "2024-02-29", "1900-01-01", "9999-12-31"];
    check!().with_iterations(INPUTS).with_type::<Text>().for_each(|text| {
        each(text, SAMPLES, "0123456789-/年月日 +一〇", |text| {
            if let Some(day) = checked(Day::parse(text)) {
                assert_eq!(day.to_string(), *text);
            }
        });
        const INSTANTS: &[&str] = &["2026-11-21T02:03:04.123456Z", "1900-01-01T00:00:00+08:00"];
        each(text, INSTANTS, "0123456789-:.TZ+ ", |text| {
            if let Some(at) = checked(text.parse::<Instant>()) {
                assert_eq!(at.to_string().parse::<Instant>().unwrap(), at);
            }
        });
    });
}

#[test]
fn amounts_and_rates() {
    const SAMPLES: &[&str] = &["5289.00", "5,289", "10000000000000", "0.01", "-0.05", "4.35"];
    const WORDS: &[&str] =
        &["伍仟贰佰捌拾玖元整", "人民币壹拾万零柒仟圆伍角叁分", "负壹元整", "壹拾万亿元整", "伍分"];
    const CAPITALS: &str = "零〇壹贰叁肆伍陆柒捌玖一二三拾佰仟十百千万亿元圆角分整正负人民币";
    check!().with_iterations(INPUTS).with_type::<Text>().for_each(|text| {
        each(text, SAMPLES, "0123456789.,-−e ０", |text| {
            if let Some(fen) = checked(Fen::parse_yuan(text)) {
                assert_eq!(Fen::parse_yuan(&fen.grouped()), Ok(fen));
                assert_eq!(Fen::parse_capital(&fen.capital()), Ok(fen));
            }
            if let Some(rate) = checked(Rate::parse_percent(text)) {
                assert_eq!(Rate::parse_percent(rate.to_string().trim_end_matches('%')), Ok(rate));
            }
            if let Some(times) = checked(Times::parse(text)) {
                assert_eq!(Times::parse(&times.to_string()), Ok(times));
            }
            if let Some(rate) = checked(MiddleRate::parse(text)) {
                assert_eq!(MiddleRate::parse(&rate.to_string()), Ok(rate));
            }
        });
        each(text, WORDS, CAPITALS, |text| {
            if let Some(fen) = checked(Fen::parse_capital(text)) {
                assert_eq!(Fen::parse_capital(&fen.capital()), Ok(fen));
            }
        });
    });
}

#[test]
fn case_numbers() {
    const SAMPLES: &[&str] = &[
        "（2026）粤1224执1号",
        "(2026)最高法执复15号之十二",
        "（2015）灌执字第00123号",
        "（2025）粤1224民初123号",
        "粤1224",
    ];
    const ALPHABET: &str = "（）()〔〕0123456789０粤京兵最高法执恢保异字第号之一十二民初 ";
    check!().with_iterations(INPUTS).with_type::<Text>().for_each(|text| {
        each(text, SAMPLES, ALPHABET, |text| {
            if let Some(number) = checked(CaseNumber::parse(text)) {
                assert_eq!(CaseNumber::parse(&number.to_string()), Ok(number.clone()));
                assert!(CaseNumber::parse(&number.case().to_string()).is_ok());
                let _ = number.court.superior();
            }
            if let Some(code) = checked(CourtCode::parse(text)) {
                assert_eq!(CourtCode::parse(code.as_str()), Ok(code));
            }
            if let Some(number) = checked(BasisNumber::parse(text)) {
                assert_eq!(BasisNumber::parse(number.as_str()), Ok(number));
            }
            if let Some(old) = checked(LegacyNumber::parse(text)) {
                assert!((1980..2016).contains(&old.year) && old.serial > 0);
            }
        });
    });
}

#[test]
fn identity_numbers_and_masks() {
    const SAMPLES: &[&str] = &[
        "11010519491231002X",
        "91178711K0XTF8H763",
        "D2143569-X",
        "6222021234567890128",
        "0758-5520000",
        "+86 13800001234",
        "广东省怀集县怀城镇某街1号",
    ];
    const ALPHABET: &str = "0123456789XxABKTＸ１- —省市区县·张 ";
    check!().with_iterations(INPUTS).with_type::<Text>().for_each(|text| {
        each(text, SAMPLES, ALPHABET, |text| {
            if let Some(id) = checked(id_number(text)) {
                assert_eq!(id_number(&id.text), Ok(id.clone()));
                let _ = id.age_on(Day::new(1900, 1, 1).unwrap());
                let _ = id.age_on(Day::new(9999, 12, 31).unwrap());
            }
            for read in [credit_code, organisation_code, bank_card, bank_account, phone] {
                if let Some(norm) = checked(read(text)) {
                    assert_eq!(read(&norm), Ok(norm.clone()));
                }
            }
            for hide in [mask::name, mask::id, mask::phone, mask::account, mask::address] {
                let _ = hide(text);
            }
            let hidden = mask::account(text);
            assert!(hidden.chars().filter(|c| *c != '*').count() <= 4, "{hidden}");
        });
    });
}

#[test]
fn calendars_and_what_files_hold() {
    const YEARS: &[&str] =
        &["2027 休 01-01..01-03 02-20\n2027 班 02-21\n", "2004 休 01-01\n2005 班 01-01"];
    const FILES: &[&str] = &[
        r#"{"from":"2024-01-01","to":"2024-02-01"}"#,
        r#"{"length":3,"unit":"day","roll":"none"}"#,
        r#"{"name":"甲","amount":100,"class":"ordinary"}"#,
        r#"{"tranches":[{"principal":100,"due_on":"2024-01-01"}],"costs":0}"#,
    ];
    check!().with_iterations(INPUTS).with_type::<Text>().for_each(|text| {
        each(text, YEARS, "0123456789-. 休班#\n", |text| {
            if let Some(calendar) = checked(Calendar::parse(text)) {
                let (first, last) = calendar.years();
                assert!(first <= last && calendar.year(first).is_ok());
            }
        });
        each(text, FILES, r#"{}[]":,0123456789-daymonth"#, |text| {
            let _ = serde_json::from_str::<Interval>(text);
            let _ = serde_json::from_str::<Limit>(text);
            let _ = serde_json::from_str::<Claim>(text);
            let _ = serde_json::from_str::<Obligation>(text);
            let _ = (basis::rule(text), limits::find(text));
        });
    });
}
