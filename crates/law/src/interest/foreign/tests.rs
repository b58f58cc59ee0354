use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn interest(asked: Asked, due: &str, paid: &str) -> Result<ForeignInterest, LawError> {
    let principal = Fen::parse_yuan("100000").unwrap();
    foreign_double_interest("美元", principal, (d(due), d(paid)), &[], &Params::default(), asked)
}

#[test]
fn interest_on_a_foreign_debt_is_in_its_currency() {
    let r = interest(Asked::Foreign, "2023-03-10", "2023-09-06").unwrap();
    assert_eq!((r.double.days, r.double.interest), (180, Fen::parse_yuan("3150").unwrap()));
    assert_eq!(r.basis.article, "5");
    assert_eq!(
        r.steps,
        [
            "生效法律文书确定给付美元，以美元计算（利息解释第5条）。",
            "自2023-03-11起至2023-09-06止，共180日。",
            "100,000.00美元×0.0175%×180日=3,150.00美元（利息解释第1条）。",
            "加倍部分合计3,150.00美元。",
        ]
    );
}

#[test]
fn asked_for_in_renminbi_it_is_converted_before_it_is_computed() {
    let middle = MiddleRate::parse("691.6").unwrap();
    let r = interest(Asked::Renminbi(middle), "2023-03-10", "2023-09-06").unwrap();
    assert_eq!(r.double.principal, Fen::parse_yuan("691600").unwrap());
    assert_eq!(r.double.interest, Fen::parse_yuan("21785.40").unwrap());
    assert_eq!(
        r.steps[0],
        "100,000.00美元按起算之日2023-03-11的中间价（100美元折合人民币691.6000元）折合人民币691,600.00元（利息解释第5条）。"
    );
    assert_eq!(r.steps[3], "加倍部分合计21,785.40元。");
}

#[test]
fn the_rate_is_that_of_the_first_day_counted() {
    let middle = MiddleRate::parse("691.6").unwrap();
    let params = Params { start_inclusive: true, ..Params::default() };
    let principal = Fen::new(100);
    let dates = (d("2023-03-10"), d("2023-03-10"));
    let asked = Asked::Renminbi(middle);
    let r = foreign_double_interest("美元", principal, dates, &[], &params, asked).unwrap();
    assert!(r.steps[0].contains("起算之日2023-03-10"), "{:?}", r.steps);
    assert_eq!(r.double.days, 1);
}

#[test]
fn a_day_that_falls_under_the_old_rule_is_refused() {
    let refused = |due: &str, paid: &str| interest(Asked::Foreign, due, paid).unwrap_err().code();
    // 2014-07-31 is the last day of the old rule, so a debt due the day before has one of its days.
    assert_eq!(refused("2014-07-30", "2014-12-31"), "law.parameter");
    assert_eq!(refused("2014-07-30", "2014-07-31"), "law.parameter");
    assert_eq!(refused("2014-07-29", "2014-12-31"), "law.parameter");
    let first = interest(Asked::Foreign, "2014-07-31", "2014-08-01").unwrap();
    assert_eq!((first.double.days, first.double.old_days), (1, 0));
    assert_eq!(first.double.interest, Fen::parse_yuan("17.50").unwrap());
    let year = interest(Asked::Foreign, "2014-07-31", "2014-12-31").unwrap();
    assert_eq!((year.double.days, year.double.interest), (153, Fen::new(267_750)));
    assert_eq!(interest(Asked::Foreign, "2014-08-01", "2014-12-31").unwrap().double.days, 152);
    // Paid in time, or stayed on the old day: nothing of the old rule is left.
    assert_eq!(interest(Asked::Foreign, "2014-07-30", "2014-07-30").unwrap().double.days, 0);
    let stay = [Interval::new(d("2014-07-31"), d("2014-07-31")).unwrap()];
    let of = |due: &str, start_inclusive| {
        let params = Params { start_inclusive, ..Params::default() };
        let dates = (d(due), d("2014-12-31"));
        let sum = Fen::parse_yuan("100000").unwrap();
        foreign_double_interest("美元", sum, dates, &stay, &params, Asked::Foreign)
    };
    assert_eq!(of("2014-07-30", false).unwrap().double.interest, Fen::new(267_750));
    assert_eq!(of("2014-07-31", true).unwrap().double.days, 153);
    assert_eq!(of("2014-07-30", true).unwrap_err().code(), "law.parameter");
}

#[test]
fn nameless_and_negative_money_is_refused() {
    let dates = (d("2023-03-10"), d("2023-09-06"));
    let of = |currency: &str, fen: i64| {
        let (params, asked) = (Params::default(), Asked::Foreign);
        foreign_double_interest(currency, Fen::new(fen), dates, &[], &params, asked)
    };
    assert!(of(" ", 1).is_err());
    assert_eq!(of("美元", -1).unwrap_err().code(), "law.negative");
    assert_eq!(of("美元", 0).unwrap().double.interest, Fen::ZERO);
}

#[test]
fn a_stored_middle_rate_is_read_as_strictly_as_a_typed_one() {
    let asked = Asked::Renminbi(MiddleRate::parse("712.35").unwrap());
    let json = serde_json::to_string(&asked).unwrap();
    assert_eq!(json, r#"{"renminbi":"712.3500"}"#);
    assert_eq!(serde_json::from_str::<Asked>(&json).unwrap(), asked);
    for bad in [r#""0""#, r#""-1""#, r#""1.23456""#, "7123500", "-1"] {
        assert!(serde_json::from_str::<MiddleRate>(bad).is_err(), "{bad}");
    }
}

#[test]
fn middle_rates_are_read_as_published() {
    let of = |text: &str| MiddleRate::parse(text).map(|r| r.to_string());
    assert_eq!(of("712.35").unwrap(), "712.3500");
    assert_eq!(of("4.7").unwrap(), "4.7000");
    assert_eq!(of("0.0001").unwrap(), "0.0001");
    assert_eq!(of("999999.9999").unwrap(), "999999.9999");
    for bad in ["", "0", "0.0000", "-1", "1.", ".5", "1.23456", "1000000", "1,000", "a", "1.a"] {
        assert_eq!(of(bad).unwrap_err().code(), "law.number", "{bad}");
    }
    // Halves go up: 1 cent at 50 元 for 100 is half a 分.
    let half = MiddleRate::parse("50").unwrap();
    assert_eq!(half.convert(Fen::new(1)).unwrap(), Fen::new(1));
    assert_eq!(MiddleRate::parse("49.9999").unwrap().convert(Fen::new(1)).unwrap(), Fen::ZERO);
    assert!(half.convert(Fen::new(i64::MAX)).is_ok());
    assert!(MiddleRate::parse("200").unwrap().convert(Fen::new(i64::MAX)).is_err());
}
