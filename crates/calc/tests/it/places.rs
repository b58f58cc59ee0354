//! What is wrong is said where it is wrong.

use zhixing_calc::{Span, Wrong, check, distribution, entry, interest, period, rules, words};
use zhixing_law::period::{Limit, Unit};

fn at(wrong: &Wrong) -> (&str, &str) {
    (&wrong.place, wrong.code)
}

fn question() -> interest::Question {
    let text = str::to_owned;
    interest::Question::single(text("1"), text("2024-01-01"), text("2024-02-01"), Vec::new())
}

#[test]
fn texts_that_no_sentence_could_repeat_are_refused() {
    let long = words::answer(&"1".repeat(65)).unwrap_err();
    assert_eq!(at(&long), ("amount", "calc.too_long"));
    assert!(words::answer(&format!("1.{}", "0".repeat(62))).unwrap_err().code == "law.money");
    let bell = words::answer("1\u{7}2").unwrap_err();
    assert_eq!(at(&bell), ("amount", "calc.characters"));
    assert_eq!(words::answer(" 5289 ").unwrap().result.words, "伍仟贰佰捌拾玖元整");
    assert_eq!(at(&rules::find("R\n1").unwrap_err()), ("id", "calc.characters"));
    let card = check::answer(check::Kind::Card, "62\t22").unwrap_err();
    assert_eq!(at(&card), ("value", "calc.characters"));
}

#[test]
fn a_length_is_at_least_one_and_within_reason() {
    let ask = |length, unit| {
        let length = period::Length::Own(Limit { length, unit, roll: Default::default() });
        let from = "2024-01-01".to_owned();
        period::answer(&period::Question { from, length, exclusions: Vec::new() })
    };
    assert_eq!(at(&ask(0, Unit::Day).unwrap_err()), ("length", "calc.count"));
    assert!(ask(1, Unit::Day).is_ok());
    assert!(ask(entry::LENGTH_MAX, Unit::Workday).is_ok());
    assert_eq!(at(&ask(entry::LENGTH_MAX + 1, Unit::Day).unwrap_err()), ("length", "calc.count"));
    assert_eq!(at(&ask(entry::LENGTH_MAX, Unit::Year).unwrap_err()), ("length", "law.date_range"));
    assert_eq!(entry::count("1", "length", "期限", 5), Ok(1));
    assert!(entry::count("6", "length", "期限", 5).is_err());
    assert!(entry::count("", "length", "期限", 5).is_err());
}

#[test]
fn hours_need_a_moment_and_take_no_exclusions() {
    let ask = |from: &str, exclusions: &[(&str, &str)]| {
        let length = period::Length::Own(Limit::hours(24));
        let span = |(from, to): &(&str, &str)| Span { from: (*from).into(), to: (*to).into() };
        let exclusions = exclusions.iter().map(span).collect();
        period::answer(&period::Question { from: from.to_owned(), length, exclusions })
    };
    for from in [
        "2024-01-01",
        "2024-01-01 24:00",
        "2024-01-01 1:30",
        "2024-01-01 +1:30",
        "2024-01-01 10:60",
    ] {
        assert_eq!(at(&ask(from, &[]).unwrap_err()), ("from", "calc.moment"), "{from}");
    }
    assert_eq!(at(&ask("2024-02-30 10:30", &[]).unwrap_err()), ("from", "law.date"));
    let end = ask("2024-02-28T10:30", &[]).unwrap().result;
    assert_eq!(end.at.as_deref(), Some("2024-02-29 11:00"));
    let excluded = ask("2024-01-01 10:30", &[("2024-01-02", "2024-01-03")]).unwrap_err();
    assert_eq!(at(&excluded), ("exclusions", "calc.hours"));
}

#[test]
fn what_is_counted_back_from_an_event_takes_no_exclusions() {
    let ask = |rule: &str, exclusions| {
        let length = period::Length::Rule(rule.to_owned());
        let from = "2026-03-31".to_owned();
        period::answer(&period::Question { from, length, exclusions })
    };
    let span = || vec![Span { from: "2026-03-20".into(), to: "2026-03-25".into() }];
    for rule in zhixing_law::limits::all().filter(|rule| rule.limit.unit != Unit::Hour) {
        let before = rule.bound == zhixing_law::limits::Bound::Before;
        assert!(ask(rule.id, Vec::new()).is_ok(), "{}", rule.id);
        let asked = ask(rule.id, span());
        assert_eq!(asked.is_err(), before, "{}", rule.id);
        if let Err(wrong) = asked {
            assert_eq!(at(&wrong), ("exclusions", "calc.before"));
        }
    }
}

#[test]
fn lists_are_bounded() {
    let span = Span { from: "2024-01-01".into(), to: "2024-01-01".into() };
    let ask = |count| {
        interest::answer(&interest::Question {
            exclusions: vec![span.clone(); count],
            ..question()
        })
    };
    assert!(ask(entry::EXCLUSIONS_MAX).is_ok());
    assert_eq!(at(&ask(entry::EXCLUSIONS_MAX + 1).unwrap_err()), ("exclusions", "calc.too_many"));
    let paid = interest::Paid { on: "2024-01-15".into(), amount: "0.01".into() };
    let ask = |count| {
        interest::answer(&interest::Question { payments: vec![paid.clone(); count], ..question() })
    };
    assert!(ask(interest::PAYMENTS_MAX).is_ok());
    assert_eq!(at(&ask(interest::PAYMENTS_MAX + 1).unwrap_err()), ("payments", "calc.too_many"));
    let part = interest::Instalment { principal: "1".into(), due: "2024-01-01".into() };
    let ask = |count| {
        interest::answer(&interest::Question {
            instalments: vec![part.clone(); count],
            ..question()
        })
    };
    assert!(ask(interest::INSTALMENTS_MAX).is_ok());
    assert_eq!(
        at(&ask(interest::INSTALMENTS_MAX + 1).unwrap_err()),
        ("instalments", "calc.too_many")
    );
    assert_eq!(at(&ask(0).unwrap_err()), ("instalments", "calc.too_few"));
    let ask = |instalments, payments| {
        interest::answer(&interest::Question {
            instalments: vec![part.clone(); instalments],
            payments: vec![paid.clone(); payments],
            ..question()
        })
    };
    // 40 × 100 stretches are the most there may be.
    assert_eq!(interest::STRETCHES_MAX, 4_000);
    assert!(ask(39, 99).is_ok());
    for (instalments, payments) in [(39, 100), (40, 99), (100, 300)] {
        assert_eq!(at(&ask(instalments, payments).unwrap_err()), ("payments", "calc.too_many"));
    }
    assert_eq!(
        ask(39, 100).unwrap_err().sentence(),
        "清偿：39期债务和100笔清偿要分4040段计息，最多4000段，请分次计算。"
    );
    let ask = |count: usize| {
        let class = distribution::Class::Ordinary;
        let claim = |at| distribution::Entry { name: format!("{at}"), amount: "1".into(), class };
        let claims = (0..count).map(claim).collect();
        let rule = distribution::Rule::ProRata;
        distribution::answer(&distribution::Question { pool: "1".into(), rule, claims })
    };
    assert!(ask(distribution::CLAIMS_MAX).is_ok());
    assert_eq!(at(&ask(distribution::CLAIMS_MAX + 1).unwrap_err()), ("claims", "calc.too_many"));
    assert_eq!(at(&ask(0).unwrap_err()), ("claims", "calc.too_few"));
}

#[test]
fn the_place_is_the_line_of_the_list() {
    let paid = |on: &str, amount: &str| interest::Paid { on: on.into(), amount: amount.into() };
    let ask =
        |payments| interest::answer(&interest::Question { payments, ..question() }).unwrap_err();
    let wrong = ask(vec![paid("2024-01-15", "1"), paid("2024-01-16", "1.234")]);
    assert_eq!(at(&wrong), ("payments[1].amount", "law.money"));
    assert_eq!(wrong.sentence(), "第2笔清偿的金额：金额“1.234”无效：小数最多两位（到分）。");
    assert_eq!(at(&ask(vec![paid("2024-02-02", "1")])), ("payments[0].on", "law.order"));
    let general = |rate, until: Option<&str>| {
        let from = "2023-01-01".to_owned();
        let until = until.map(str::to_owned);
        let general = Some(interest::Ordered { rate, from, until, year_base: None });
        interest::answer(&interest::Question { general, ..question() })
    };
    let fixed = |percent: &str| interest::Rate::Fixed(percent.to_owned());
    assert!(general(fixed("4.35%"), None).is_ok());
    assert_eq!(at(&general(fixed("4,35"), None).unwrap_err()), ("general.rate", "law.rate"));
    let early = general(fixed("4"), Some("2022-12-31")).unwrap_err();
    assert_eq!(at(&early), ("general.until", "law.order"));
    for (times, fits) in [
        ("4", true),
        ("1.5", true),
        ("0", false),
        ("10", true),
        ("10.01", false),
        ("1.234", false),
        ("", false),
    ] {
        let term = interest::LprTerm::OneYear;
        let rate = interest::Rate::Lpr { term, times: Some(times.to_owned()), tier: None };
        let asked = general(rate, None);
        assert_eq!(asked.is_ok(), fits, "{times}");
        if let Err(wrong) = asked {
            assert_eq!(at(&wrong), ("general.times", "law.number"), "{times}");
        }
    }
    let claim = distribution::Entry {
        name: " ".into(),
        amount: "1".into(),
        class: distribution::Class::Costs,
    };
    let rule = distribution::Rule::ProRata;
    let asked = distribution::Question { pool: "1".into(), rule, claims: vec![claim] };
    assert_eq!(at(&distribution::answer(&asked).unwrap_err()), ("claims[0].name", "calc.empty"));
}

#[test]
fn a_rate_is_fixed_or_floating_and_only_a_floating_one_has_a_multiple() {
    use interest::{LprTerm::OneYear, Rate, Tier::ThreeYears};
    let text = |text: &str| Some(text.to_owned());
    let wrong = |fixed, lpr, times, tier| {
        let wrong = Rate::given(fixed, lpr, times, tier).unwrap_err();
        (wrong.place, wrong.code)
    };
    let lpr = |times, tier| Ok(Rate::Lpr { term: OneYear, times, tier });
    assert_eq!(Rate::given(text("4"), None, None, None), Ok(Rate::Fixed("4".into())));
    assert_eq!(Rate::given(None, Some(OneYear), None, None), lpr(None, None));
    let whole = Rate::given(None, Some(OneYear), text("4"), Some(ThreeYears));
    assert_eq!(whole, lpr(text("4"), Some(ThreeYears)));
    let neither_nor = ("general.rate".to_owned(), "calc.rate");
    assert_eq!(wrong(None, None, None, None), neither_nor);
    assert_eq!(wrong(None, None, text("4"), Some(ThreeYears)), neither_nor);
    assert_eq!(wrong(text("4"), Some(OneYear), None, None), neither_nor);
    assert_eq!(wrong(text("4"), None, text("4"), None), ("general.times".into(), "calc.times"));
    let tier = wrong(text("4"), None, None, Some(ThreeYears));
    assert_eq!(tier, ("general.tier".into(), "calc.tier"));
    let said = Rate::given(text("4"), None, text("4"), None).unwrap_err().sentence();
    assert_eq!(said, "利率的倍数：倍数只用于贷款市场报价利率，按固定年利率计算的，请删去倍数。");
}

#[test]
fn a_year_base_is_refused_where_it_stands_whether_it_is_used_or_not() {
    let ask = |year_base, old_year_base| {
        let rate = interest::Rate::Fixed("4".to_owned());
        let from = "2023-01-01".to_owned();
        let general = Some(interest::Ordered { rate, from, until: None, year_base });
        let part = interest::Instalment { principal: "100000".into(), due: "2024-01-01".into() };
        let instalments = vec![part];
        interest::answer(&interest::Question { instalments, general, old_year_base, ..question() })
    };
    for (year_base, fits) in [(359, false), (360, true), (366, true), (367, false)] {
        let asked = ask(Some(year_base), None);
        assert_eq!(asked.is_ok(), fits, "{year_base}");
        if let Err(wrong) = asked {
            assert_eq!(at(&wrong), ("general.year_base", "law.parameter"));
        }
    }
    for (old_year_base, fits) in [(360, true), (361, false), (365, true), (999, false)] {
        let single = interest::Question { old_year_base: Some(old_year_base), ..question() };
        for asked in [ask(None, Some(old_year_base)), interest::answer(&single)] {
            assert_eq!(asked.is_ok(), fits, "{old_year_base}");
            if let Err(wrong) = asked {
                assert_eq!(at(&wrong), ("old_year_base", "law.parameter"));
            }
        }
    }
    let general = |base| ask(base, None).unwrap().result.general;
    assert_eq!(general(None), general(Some(365)));
    assert_ne!(general(None), general(Some(360)));
}

#[test]
fn a_payment_or_an_instalment_of_nothing_is_refused_where_it_stands() {
    let paid = |amount: &str| interest::Paid { on: "2024-01-15".into(), amount: amount.into() };
    let ask = |payments| interest::answer(&interest::Question { payments, ..question() });
    assert!(ask(vec![paid("0.01")]).is_ok());
    let wrong = ask(vec![paid("0.01"), paid("0.00")]).unwrap_err();
    assert_eq!(at(&wrong), ("payments[1].amount", "calc.zero"));
    assert_eq!(wrong.sentence(), "第2笔清偿的金额：应当大于零，没有实际清偿的请删去这一笔。");
    let owed = |principals: &[&str], costs: Option<&str>| {
        let part = |principal: &&str| interest::Instalment {
            principal: (*principal).into(),
            due: "2024-01-01".into(),
        };
        let instalments = principals.iter().map(part).collect();
        let costs = costs.map(str::to_owned);
        interest::answer(&interest::Question { instalments, costs, ..question() })
    };
    let second = owed(&["1", "0"], Some("5")).unwrap_err();
    assert_eq!(at(&second), ("instalments[1].principal", "calc.zero"));
    assert_eq!(second.sentence(), "第2期的本金：应当大于零，请填写尚欠的本金。");
    let only = owed(&["0"], None).unwrap_err();
    assert_eq!(at(&only), ("instalments[0].principal", "calc.zero"));
    assert_eq!(owed(&["0"], Some("0")).unwrap_err().label, "本金");
    // Only costs are owed: the instalment says since when.
    assert!(owed(&["0"], Some("0.01")).is_ok());
    assert!(owed(&["0.01", "0.01"], None).is_ok());
}

#[test]
fn a_claim_that_was_given_by_itself_is_named_so() {
    use distribution::{Class, Entry};
    let entry = |name: &str, amount: &str| Entry {
        name: name.into(),
        amount: amount.into(),
        class: Class::Ordinary,
    };
    let ask = |claims| {
        let rule = distribution::Rule::ProRata;
        distribution::Question { pool: "1".into(), rule, claims }
    };
    let wrong =
        |claims| distribution::answer_named(&ask(claims), |at| format!("丙{at}")).unwrap_err();
    assert_eq!(wrong(vec![entry("a", "1"), entry("b", "x")]).label, "丙1的数额");
    assert_eq!(wrong(vec![entry("a", "1"), entry("a", "1")]).label, "丙1");
    assert_eq!(wrong(vec![entry("", "1")]).label, "丙0的名称");
    let row = distribution::answer(&ask(vec![entry("a", "1"), entry("b", "x")])).unwrap_err();
    assert_eq!((row.place.as_str(), row.label.as_str()), ("claims[1].amount", "第2笔债权的数额"));
    let form = Entry::parse("bad", Class::Secured, 3, "第1笔优先债权").unwrap_err();
    assert_eq!((form.place.as_str(), form.label.as_str()), ("claims[3]", "第1笔优先债权"));
}
