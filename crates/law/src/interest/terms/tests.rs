use super::*;

#[test]
fn year_bases_are_checked_at_their_bounds() {
    for (days, fits) in [(359, false), (360, true), (365, true), (366, true), (367, false)] {
        assert_eq!(year_base(days).ok(), fits.then_some(days), "{days}");
    }
    for (days, fits) in [(359, false), (360, true), (361, false), (365, true), (366, false)] {
        assert_eq!(old_year_base(days).ok(), fits.then_some(days), "{days}");
    }
    assert_eq!(year_base(1).unwrap_err().to_string(), "年基数不在允许的范围内：应为 360 至 366。");
    assert_eq!(
        old_year_base(1).unwrap_err().to_string(),
        "旧规定的年基数不在允许的范围内：应为 360 或 365。"
    );
    assert_eq!((year_base(YEAR_BASE), old_year_base(OLD_YEAR_BASE)), (Ok(365), Ok(365)));
}

#[test]
fn a_multiple_is_read_as_it_is_written() {
    for (text, hundredths) in [
        ("4", 400),
        ("1.5", 150),
        ("01.05", 105),
        ("0.01", 1),
        ("10", 1_000),
        ("10.00", 1_000),
        ("9.99", 999),
    ] {
        let times = Times::parse(text).unwrap();
        assert_eq!((times, times.hundredths()), (Times::new(hundredths).unwrap(), hundredths));
        assert_eq!(Times::parse(&times.to_string()), Ok(times));
    }
    for bad in ["", "0", "0.00", "10.01", "11", "100", "1.", ".5", "1.234", "-1", "四", "1.a", "+1"]
    {
        assert_eq!(Times::parse(bad).unwrap_err().code(), "law.number", "{bad}");
    }
    assert_eq!(
        Times::parse("11").unwrap_err().to_string(),
        "利率的倍数“11”无效：应为 0.01 至 10 的数，最多两位小数，例如“4”。"
    );
    assert_eq!((Times::ONE.to_string(), Times::MAX.to_string()), ("1.00".into(), "10.00".into()));
    assert_eq!(Times::parse("1.5").unwrap().to_string(), "1.50");
}

#[test]
fn a_multiple_out_of_range_is_refused_wherever_it_comes_from() {
    for (hundredths, fits) in [(0, false), (1, true), (1_000, true), (1_001, false)] {
        assert_eq!(Times::new(hundredths).is_ok(), fits, "{hundredths}");
        let json = serde_json::from_str::<Times>(&hundredths.to_string());
        assert_eq!(json.ok(), Times::new(hundredths).ok(), "{hundredths}");
    }
    assert_eq!(Times::new(0).unwrap_err().code(), "law.parameter");
    assert_eq!(serde_json::to_string(&Times::MAX).unwrap(), "1000");
}

#[test]
fn the_catalogue_says_what_is_allowed() {
    let said = |id: &str| crate::basis::rule(id).unwrap().parameters.to_string();
    let (from, to) = (YEAR_BASES.start(), YEAR_BASES.end());
    assert!(said("R-I11").contains(&format!("默认{YEAR_BASE}，可以约定{from}至{to}")));
    let [low, high] = OLD_YEAR_BASES;
    assert!(said("R-I11").contains(&format!("默认{OLD_YEAR_BASE}，可以改为{low}")));
    assert_eq!(high, OLD_YEAR_BASE);
    let (one, most) = (Times::ONE.hundredths() / 100, Times::MAX.hundredths() / 100);
    assert_eq!(said("R-I12"), format!("0.01至{most}倍，没有写明的为{one}倍"));
}
