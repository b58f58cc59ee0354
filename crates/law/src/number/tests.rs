use super::*;
use proptest::prelude::*;

fn n(text: &str) -> CaseNumber {
    CaseNumber::parse(text).unwrap()
}

#[test]
fn half_width_and_spaced_numbers_are_normalised() {
    for text in [
        "（2026）粤1224执1号",
        "(2026)粤1224执1号",
        "〔2026〕粤1224执1号",
        " （２０２６） 粤１２２４ 执 1 号 ",
    ] {
        let number = n(text);
        assert_eq!(number.to_string(), "（2026）粤1224执1号", "{text}");
        assert_eq!((number.year, number.kind, number.serial), (2026, CaseKind::First, 1));
        assert_eq!(number.court.as_str(), "粤1224");
    }
}

#[test]
fn every_kind_and_level_reads_back() {
    for kind in CaseKind::ALL {
        for court in ["最高法", "粤", "粤12", "粤1224", "兵", "军", "京0107"] {
            let number = CaseNumber::new(2026, court.parse().unwrap(), kind, 88).unwrap();
            assert_eq!(n(&number.to_string()), number);
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(serde_json::from_str::<CaseNumber>(&json).unwrap(), number);
        }
    }
}

#[test]
fn further_rulings_are_numbered_in_words() {
    let number = n("（2026）苏0724执恢15号之十二");
    assert_eq!(number.sub, Some(12));
    assert_eq!(number.kind, CaseKind::Resumed);
    assert_eq!(number.case().to_string(), "（2026）苏0724执恢15号");
    assert_eq!(number.with_sub(21).unwrap().to_string(), "（2026）苏0724执恢15号之二十一");
    assert!(number.with_sub(0).is_err() && number.with_sub(100).is_err());
}

#[test]
fn malformed_numbers_are_refused() {
    for bad in [
        "",
        "2026粤1224执1号",
        "（26）粤1224执1号",
        "（2026）粤122执1号",
        "（2026）执1号",
        "（2026）粤1224民初1号",
        "（2026）粤1224执01号",
        "（2026）粤1224执0号",
        "（2026）粤1224执号",
        "（2026）粤1224执1",
        "（2026）粤1224执1号之1",
        "（2026）粤1224执99999999999号",
        "（1999）粤1224执1号",
        "（2026）粤1224执1a号",
        "（2026）台1224执1号",
    ] {
        assert_eq!(CaseNumber::parse(bad).unwrap_err().code(), "law.number", "{bad}");
    }
}

#[test]
fn the_superior_court_follows_from_the_code_where_it_can() {
    let up = |t: &str| CourtCode::parse(t).unwrap().superior().map(|c| c.to_string());
    assert_eq!(up("粤1224").as_deref(), Some("粤12"));
    assert_eq!(up("粤12").as_deref(), Some("粤"));
    assert_eq!(up("粤").as_deref(), Some("最高法"));
    assert_eq!(up("最高法"), None);
    assert_eq!(up("京0107"), None);
    assert_eq!(CourtCode::parse("黔01").unwrap().level(), CourtLevel::Intermediate);
}

#[test]
fn basis_numbers_are_checked_as_text() {
    let b = BasisNumber::parse("(2025)粤1224民初123号").unwrap();
    assert_eq!(b.as_str(), "（2025）粤1224民初123号");
    assert_eq!(b.year(), Some(2025));
    assert_eq!(b.court().unwrap().as_str(), "粤1224");
    let award = BasisNumber::parse("（2024）穗仲案字第1234号").unwrap();
    assert_eq!((award.year(), award.court()), (Some(2024), None));
    for bad in ["", "判决书", "（2025）粤1224民初", "（0025）粤1224民初1号"] {
        assert!(BasisNumber::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn numbers_before_2016_are_read_for_import() {
    let old = LegacyNumber::parse("(2015)灌执字第00123号").unwrap();
    assert_eq!(
        (old.year, old.court.as_str(), old.kind, old.serial),
        (2015, "灌", CaseKind::First, 123)
    );
    assert_eq!(LegacyNumber::parse("（2013）怀执恢字第7号").unwrap().kind, CaseKind::Resumed);
    for bad in
        ["（2016）灌执字第1号", "（2015）执字第1号", "（2015）灌民初字第1号", "（2015）灌执字第号"]
    {
        assert!(LegacyNumber::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn years_have_four_digits_and_old_serials_are_numbers() {
    for bad in ["（02026）粤1224执1号", "（+026）粤1224执1号"] {
        assert!(CaseNumber::parse(bad).is_err(), "{bad}");
    }
    for bad in [
        "（02015）灌执字第1号",
        "（1979）灌执字第1号",
        "（2015）灌执字第+7号",
        "（2015）灌执字第0号",
        "（2015）灌执字第000号",
        "（2015）灌执字第1",
    ] {
        assert!(LegacyNumber::parse(bad).is_err(), "{bad}");
    }
    assert_eq!(LegacyNumber::parse("（1980）灌执字第1号").unwrap().year, 1980);
    assert_eq!(LegacyNumber::parse("（2015）灌执字第1号").unwrap().serial, 1);
}

#[test]
fn document_numbers_are_short_and_of_a_likely_year() {
    let long = |n: usize| format!("（2025）{}1号", "某".repeat(n));
    assert!(BasisNumber::parse(&long(52)).is_ok());
    assert!(BasisNumber::parse(&long(53)).is_err());
    for (year, good) in [("1948", false), ("1949", true), ("2099", true), ("2100", false)] {
        assert_eq!(BasisNumber::parse(&format!("（{year}）某1号")).is_ok(), good, "{year}");
    }
    for bad in ["（二〇二五）某号", "12345"] {
        assert!(BasisNumber::parse(bad).is_err(), "{bad}");
    }
    let number = BasisNumber::parse("(2025)粤1224民初123号").unwrap();
    assert_eq!(number.to_string(), "（2025）粤1224民初123号");
    assert_eq!(serde_json::to_string(&number).unwrap(), "\"（2025）粤1224民初123号\"");
}

#[test]
fn codes_and_document_numbers_are_read_from_files() {
    let code: CourtCode = serde_json::from_str("\"粤1224\"").unwrap();
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"粤1224\"");
    assert!(serde_json::from_str::<CourtCode>("\"粤122\"").is_err());
    let number: BasisNumber = serde_json::from_str("\"(2025)粤1224民初123号\"").unwrap();
    assert_eq!(number.as_str(), "（2025）粤1224民初123号");
    assert!(serde_json::from_str::<BasisNumber>("\"判决书\"").is_err());
}

#[test]
fn a_court_is_of_the_province_that_its_code_begins_with() {
    let of = |code: &str| CourtCode::parse(code).unwrap().province();
    for (code, name) in [
        ("粤1224", Some("广东省")),
        ("粤12", Some("广东省")),
        ("京", Some("北京市")),
        ("内0102", Some("内蒙古自治区")),
        ("黔01", Some("贵州省")),
        ("新01", Some("新疆维吾尔自治区")),
        ("粤72", None),
        ("兵01", None),
        ("军", None),
        ("最高法", None),
    ] {
        assert_eq!(of(code), name, "{code}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics(text in "[（）()0-9粤京最高法执恢保号之一十民初字第 ]{0,24}") {
        let _ = CaseNumber::parse(&text);
        let _ = BasisNumber::parse(&text);
        let _ = LegacyNumber::parse(&text);
        let _ = CourtCode::parse(&text);
    }

    #[test]
    fn numbers_read_back(year in 2000i16..2100, serial in 1u32.., sub in proptest::option::of(1u8..100)) {
        let mut number = CaseNumber::new(year, "粤1224".parse().unwrap(), CaseKind::First, serial).unwrap();
        number.sub = sub;
        prop_assert_eq!(n(&number.to_string()), number);
    }
}
