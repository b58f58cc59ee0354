use super::series::{LprTerm, Series};
use super::terms::Times;
use super::*;
use proptest::prelude::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn y(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

fn double(principal: &str, due: &str, paid: &str, exclusions: &[Interval]) -> DoubleInterest {
    double_interest(y(principal), d(due), d(paid), exclusions, &Params::default()).unwrap()
}

#[test]
fn half_a_year_late_costs_3150_on_100000() {
    let r = double("100000", "2023-03-10", "2023-09-06", &[]);
    assert_eq!((r.days, r.interest), (180, y("3150.00")));
    assert_eq!(
        r.steps,
        [
            "自2023-03-11起至2023-09-06止，共180日。",
            "100,000.00元×0.0175%×180日=3,150.00元（利息解释第1条）。",
            "加倍部分合计3,150.00元。"
        ]
    );
}

#[test]
fn stays_not_asked_for_by_the_respondent_are_taken_out() {
    let stay = Interval::new(d("2022-06-01"), d("2022-08-31")).unwrap();
    let r = double("50000", "2022-03-31", "2022-12-31", &[stay]);
    assert_eq!((r.days, r.excluded_days, r.interest), (183, 92, y("1601.25")));
    assert_eq!(
        r.steps,
        [
            "自2022-04-01起至2022-12-31止，共275日。",
            "扣除非因被执行人申请的中止、暂缓期间92日，计183日（利息解释第3条）。",
            "50,000.00元×0.0175%×183日=1,601.25元（利息解释第1条）。",
            "加倍部分合计1,601.25元。"
        ]
    );
    let outside = Interval::new(d("2021-01-01"), d("2022-03-31")).unwrap();
    assert_eq!(double("50000", "2022-03-31", "2022-12-31", &[outside]).days, 275);
}

#[test]
fn payment_in_time_bears_nothing_and_one_day_late_bears_one_day() {
    assert_eq!(double("100000", "2023-03-10", "2023-03-09", &[]).days, 0);
    assert_eq!(double("100000", "2023-03-10", "2023-03-10", &[]).interest, Fen::ZERO);
    assert_eq!(double("100000", "2023-03-10", "2023-03-11", &[]).interest, y("17.50"));
    assert_eq!(
        double("100000", "2023-03-10", "2023-03-10", &[]).steps,
        ["2023-03-10清偿，没有计息天数。", "加倍部分合计0.00元。"]
    );
    let inclusive = Params { start_inclusive: true, ..Params::default() };
    let r = double_interest(y("100000"), d("2023-03-10"), d("2023-03-10"), &[], &inclusive);
    assert_eq!(r.unwrap().days, 1);
}

#[test]
fn a_delay_across_august_2014_has_an_old_and_a_new_part() {
    let r = double("100000", "2014-02-01", "2014-12-31", &[]);
    // 100 000 × 5.6% × 2 × 180 ÷ 365, and 153 × 17.50.
    assert_eq!((r.old_days, r.days), (180, 333));
    assert_eq!((r.old_interest, r.new_interest), (y("5523.29"), y("2677.50")));
    let base360 = Params { old_year_base: 360, ..Params::default() };
    let r = double_interest(y("100000"), d("2014-02-01"), d("2014-12-31"), &[], &base360).unwrap();
    assert_eq!(r.old_interest, y("5600.00"));
    let own = Params { old_rate: Some(Rate::parse_percent("6").unwrap()), ..Params::default() };
    let r = double_interest(y("100000"), d("2014-02-01"), d("2014-12-31"), &[], &own).unwrap();
    assert_eq!(r.old_interest, y("5917.81"));
    let wrong = Params { old_year_base: 0, ..Params::default() };
    assert!(double_interest(y("1"), d("2014-02-01"), d("2014-12-31"), &[], &wrong).is_err());
}

#[test]
fn the_day_of_the_switch_is_already_a_day_of_the_new_rule() {
    // Due, paid, old days, new days, and the interest on 50 000 元: 8.75 a day, before 50 000 × 5.6% × 2 ÷ 365 = 15.34.
    for (due, paid, old_days, new_days, interest) in [
        ("2014-07-29", "2014-07-30", 1, 0, "15.34"),
        ("2014-07-30", "2014-07-31", 1, 0, "15.34"),
        ("2014-07-30", "2014-08-01", 1, 1, "24.09"),
        ("2014-07-30", "2014-08-02", 1, 2, "32.84"),
        ("2014-07-31", "2014-07-31", 0, 0, "0"),
        ("2014-07-31", "2014-08-01", 0, 1, "8.75"),
        ("2014-07-31", "2014-08-02", 0, 2, "17.50"),
        ("2014-08-01", "2014-08-01", 0, 0, "0"),
        ("2014-08-01", "2014-08-02", 0, 1, "8.75"),
        ("2014-08-02", "2014-08-03", 0, 1, "8.75"),
    ] {
        let r = double("50000", due, paid, &[]);
        assert_eq!((r.old_days, r.days), (old_days, old_days + new_days), "{due} {paid}");
        assert_eq!(r.interest, y(interest), "{due} {paid}");
        let tranches = vec![Tranche { principal: y("50000"), due_on: d(due) }];
        let o = Obligation { tranches, costs: Fen::ZERO, general: None };
        let s = statement(&o, &[], d(paid), &[], &Params::default()).unwrap();
        assert_eq!(s.balance.double_interest, y(interest), "{due} {paid}");
        let own =
            Params { old_rate: Some(Rate::parse_percent("5.6").unwrap()), ..Params::default() };
        let r = double_interest(y("50000"), d(due), d(paid), &[], &own).unwrap();
        assert_eq!(r.interest, y(interest), "{due} {paid}");
    }
    let year = double("50000", "2014-01-01", "2015-01-01", &[]);
    assert_eq!((year.old_days, year.days), (211, 365));
    // Due on the day itself and counted from it: still none of the old days.
    let from_the_day = Params { start_inclusive: true, ..Params::default() };
    for (due, old_days, days) in
        [("2014-07-31", 1, 3), ("2014-08-01", 0, 2), ("2014-08-02", 0, 1), ("2014-08-03", 0, 0)]
    {
        let r = double_interest(y("50000"), d(due), d("2014-08-02"), &[], &from_the_day).unwrap();
        assert_eq!((r.old_days, r.days), (old_days, days), "{due}");
    }
}

#[test]
fn a_stay_is_taken_out_of_the_side_on_which_it_lies() {
    for (day, old_days, new_days) in
        [("2014-07-31", 0, 2), ("2014-08-01", 1, 1), ("2014-08-02", 1, 1), ("2014-08-03", 1, 2)]
    {
        let stay = [Interval::new(d(day), d(day)).unwrap()];
        let r = double("50000", "2014-07-30", "2014-08-02", &stay);
        assert_eq!((r.old_days, r.days), (old_days, old_days + new_days), "{day}");
        assert_eq!(r.new_interest, y("8.75").portion(i128::from(new_days), 1).unwrap(), "{day}");
    }
}

#[test]
fn stays_are_taken_out_of_the_old_part_too() {
    let stay = [Interval::new(d("2014-03-01"), d("2014-03-31")).unwrap()];
    for params in [
        Params::default(),
        Params { old_rate: Some(Rate::parse_percent("5.6").unwrap()), ..Params::default() },
    ] {
        let r = double_interest(y("100000"), d("2014-02-01"), d("2014-08-01"), &stay, &params);
        let r = r.unwrap();
        // 100 000 × 5.6% × 2 × 149 ÷ 365 = 4 572.05, and one day of 17.50.
        assert_eq!((r.old_days, r.days, r.excluded_days), (149, 150, 31));
        assert_eq!((r.old_interest, r.new_interest), (y("4572.05"), y("17.50")));
        assert_eq!(r.steps.len(), 5, "{:?}", r.steps);
    }
}

#[test]
fn before_2014_debt_and_interest_were_repaid_in_proportion() {
    let rate = Rate::parse_percent("5.6").unwrap();
    assert_eq!(old_rule_split(y("50000"), 120, rate, 365).unwrap(), (y("48224.29"), y("1775.71")));
    let o = Obligation {
        tranches: vec![Tranche { principal: y("100000"), due_on: d("2014-02-01") }],
        costs: Fen::ZERO,
        general: None,
    };
    let paid = [Payment { on: d("2014-06-01"), amount: y("50000") }];
    let s = statement(&o, &paid, d("2014-06-01"), &[], &Params::default()).unwrap();
    assert_eq!(s.entries[0].to_principal, y("48224.29"));
    assert_eq!(s.entries[0].to_double_interest, y("1775.71"));
}

fn two_payments() -> (Obligation, [Payment; 1]) {
    let o = Obligation {
        tranches: vec![Tranche { principal: y("300000"), due_on: d("2022-06-30") }],
        costs: Fen::ZERO,
        general: Some(General {
            rate: GeneralRate::Fixed(Rate::percent(4)),
            from: d("2022-01-01"),
            until: None,
            year_base: 365,
        }),
    };
    (o, [Payment { on: d("2022-12-27"), amount: y("100000") }])
}

#[test]
fn two_payments_are_set_off_interest_first_and_double_interest_last() {
    let (o, paid) = two_payments();
    let s = statement(&o, &paid, d("2023-06-25"), &[], &Params::default()).unwrap();
    let e = s.entries[0];
    assert_eq!((e.to_interest, e.to_principal), (y("11835.62"), y("88164.38")));
    assert_eq!(e.before.double_interest, y("9450.00"));
    assert_eq!(e.to_double_interest, Fen::ZERO);
    assert_eq!(s.balance.principal, y("211835.62"));
    assert_eq!(s.balance.interest, y("4178.68"));
    assert_eq!(s.balance.double_interest, y("16122.82"));
    assert_eq!(s.balance.total, y("232137.12"));
}

#[test]
fn the_account_shows_its_working() {
    let (o, paid) = two_payments();
    let s = statement(&o, &paid, d("2023-06-25"), &[], &Params::default()).unwrap();
    let texts: Vec<&str> = s.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "一般债务利息：300,000.00元×4%×360日÷365=11,835.62元。",
            "加倍部分：300,000.00元自2022-06-30次日起至2022-12-27共180日（已扣除0日），9,450.00元。",
            "2022-12-27清偿100,000.00元：冲费用0.00元、一般利息11,835.62元、本金88,164.38元、加倍部分0.00元，余本金211,835.62元。",
            "一般债务利息：211,835.62元×4%×180日÷365=4,178.68元。",
            "加倍部分：211,835.62元自2022-12-27次日起至2023-06-25共180日（已扣除0日），6,672.82元。",
            "截至2023-06-25，尚欠费用0.00元、一般利息4,178.68元、本金211,835.62元、加倍部分16,122.82元，合计232,137.12元。",
        ]
    );
    let due_day = statement(&o, &[], d("2022-06-30"), &[], &Params::default()).unwrap();
    assert_eq!(due_day.steps.len(), 2, "{:?}", due_day.steps);
    let first_day = statement(&o, &[], d("2022-01-01"), &[], &Params::default()).unwrap();
    assert_eq!(first_day.steps.len(), 1, "{:?}", first_day.steps);
    let before = statement(&o, &[], d("2021-06-30"), &[], &Params::default()).unwrap();
    assert_eq!(before.balance.total, y("300000"));
}

#[test]
fn a_payment_on_the_first_day_of_the_new_rule_follows_it() {
    let o = Obligation {
        tranches: vec![Tranche { principal: y("100000"), due_on: d("2014-02-01") }],
        costs: Fen::ZERO,
        general: None,
    };
    let pay = |on: &str| {
        let paid = [Payment { on: d(on), amount: y("50000") }];
        let s = statement(&o, &paid, d("2014-08-01"), &[], &Params::default()).unwrap();
        (s.entries[0].to_principal, s.entries[0].to_double_interest)
    };
    assert_eq!(pay("2014-08-01"), (y("50000"), Fen::ZERO));
    // 100 000 × 5.6% × 2 × 180 ÷ 365 = 5 523.29; 50 000 × 100 000 ÷ 105 523.29.
    assert_eq!(pay("2014-07-31"), (y("47382.90"), y("2617.10")));
    let (principal, interest) = pay("2014-07-31");
    assert!(principal < y("50000") && interest.is_positive());
}

#[test]
fn the_last_payment_closes_the_account_and_shows_the_surplus() {
    let (o, paid) = two_payments();
    let mut paid = paid.to_vec();
    paid.push(Payment { on: d("2023-06-25"), amount: y("232137.13") });
    let s = statement(&o, &paid, d("2023-12-31"), &[], &Params::default()).unwrap();
    assert_eq!(s.balance.total, Fen::ZERO);
    assert_eq!(s.entries[1].surplus, Fen::new(1));
    assert!(statement(&o, &paid, d("2023-06-24"), &[], &Params::default()).is_err());
}

#[test]
fn each_instalment_has_its_own_due_date() {
    let o = Obligation {
        tranches: vec![
            Tranche { principal: y("10000"), due_on: d("2024-02-01") },
            Tranche { principal: y("10000"), due_on: d("2024-01-01") },
        ],
        costs: y("100"),
        general: None,
    };
    let s = statement(&o, &[], d("2024-02-11"), &[], &Params::default()).unwrap();
    // 10 000 and the costs for 41 days, 10 000 for 10 days.
    assert_eq!(
        s.balance.double_interest,
        y("71.75").checked_add(y("0.72")).unwrap().checked_add(y("17.50")).unwrap()
    );
}

#[test]
fn floating_interest_follows_each_day() {
    let series = Series::Lpr(LprTerm::OneYear);
    let four = Times::parse("4").unwrap();
    // 2021-12-10 to 12-19 nine days at 3.85%, 12-20 to 12-31 twelve days at 3.80%.
    let r = floating_interest(
        y("1000000"),
        series,
        Times::ONE,
        (d("2021-12-10"), d("2021-12-31")),
        365,
    );
    let r = r.unwrap();
    assert_eq!(r.days, 21);
    assert_eq!(r.interest, y("2198.63"));
    let four =
        floating_interest(y("1000000"), series, four, (d("2021-12-10"), d("2021-12-31")), 365);
    assert_eq!(four.unwrap().interest, y("8794.52"));
    assert!(!series.assumed(d("2025-11-19")).unwrap());
    assert!(series.assumed(d("2025-11-20")).unwrap());
    let late =
        floating_interest(y("1"), series, Times::ONE, (d("2026-01-01"), d("2026-11-22")), 365);
    assert!(late.unwrap().steps.iter().any(|s| s.contains("核对")));
    let none =
        floating_interest(y("1"), series, Times::ONE, (d("2026-01-01"), d("2026-01-01")), 365);
    assert_eq!(none.unwrap().interest, Fen::ZERO);
    assert!(
        floating_interest(y("1"), series, Times::ONE, (d("2026-01-02"), d("2026-01-01")), 365)
            .is_err()
    );
    assert!(
        floating_interest(y("1"), series, Times::ONE, (d("2026-01-01"), d("2026-01-02")), 1)
            .is_err()
    );
}

#[test]
fn a_statement_can_run_on_a_floating_rate() {
    let o = Obligation {
        tranches: vec![Tranche { principal: y("1000000"), due_on: d("2021-12-31") }],
        costs: Fen::ZERO,
        general: Some(General {
            rate: GeneralRate::Floating {
                series: Series::Lpr(LprTerm::OneYear),
                times: Times::ONE,
            },
            from: d("2021-12-10"),
            until: Some(d("2021-12-31")),
            year_base: 365,
        }),
    };
    let s = statement(&o, &[], d("2022-01-10"), &[], &Params::default()).unwrap();
    assert_eq!((s.balance.interest, s.balance.double_interest), (y("2198.63"), y("1750")));
    let json = serde_json::to_string(&o).unwrap();
    assert_eq!(serde_json::from_str::<Obligation>(&json).unwrap(), o);
}

#[test]
fn general_interest_is_simple_interest_by_days() {
    let r = general_interest(y("300000"), Rate::percent(4), d("2022-01-01"), d("2022-12-27"), 365)
        .unwrap();
    assert_eq!((r.days, r.interest), (360, y("11835.62")));
    let same = general_interest(y("1"), Rate::ONE, d("2022-01-01"), d("2022-01-01"), 365).unwrap();
    assert_eq!((same.days, same.interest), (0, Fen::ZERO));
    assert!(general_interest(y("1"), Rate::ONE, d("2022-01-02"), d("2022-01-01"), 365).is_err());
    assert!(general_interest(y("1"), Rate::ONE, d("2022-01-01"), d("2022-01-02"), 0).is_err());
    assert!(
        general_interest(Fen::new(-1), Rate::ONE, d("2022-01-01"), d("2022-01-02"), 365).is_err()
    );
}

#[test]
fn a_delay_fine_is_twice_the_loss_or_set_by_the_court() {
    assert_eq!(delay_fine(Some(y("100")), None).unwrap(), y("200"));
    assert_eq!(delay_fine(Some(y("100")), Some(y("5"))).unwrap(), y("200"));
    assert_eq!(delay_fine(Some(Fen::ZERO), Some(y("5"))).unwrap(), y("5"));
    assert!(delay_fine(None, None).is_err());
    assert!(delay_fine(None, Some(Fen::new(-1))).is_err());
}

#[test]
fn recorded_interest_of_an_independent_implementation_agrees() {
    let mut seen = 0;
    for line in include_str!("vectors.txt").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let exclusions: Vec<Interval> = fields[3]
            .split_whitespace()
            .map(|x| x.split_once("..").unwrap())
            .map(|(from, to)| Interval::new(d(from), d(to)).unwrap())
            .collect();
        let r = double(fields[0], fields[1], fields[2], &exclusions);
        assert_eq!(r.days.to_string(), fields[4], "{line}");
        assert_eq!(r.interest, y(fields[5]), "{line}");
        seen += 1;
    }
    assert_eq!(seen, 80);
}

#[test]
fn recorded_statements_of_an_independent_implementation_agree() {
    let at = |text: &str| text.split_once('@').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let mut seen = 0;
    for line in include_str!("statements.txt").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let tranches = fields[0].split_whitespace().map(at);
        let general = (fields[2] != "-").then(|| at(fields[2])).map(|(rate, from)| General {
            rate: GeneralRate::Fixed(Rate::parse_percent(&rate).unwrap()),
            from: d(&from),
            until: None,
            year_base: 365,
        });
        let o = Obligation {
            tranches: tranches
                .map(|(p, due)| Tranche { principal: y(&p), due_on: d(&due) })
                .collect(),
            costs: y(fields[1]),
            general,
        };
        let payments = fields[3].split_whitespace().map(at);
        let payments: Vec<Payment> =
            payments.map(|(on, amount)| Payment { on: d(&on), amount: y(&amount) }).collect();
        let exclusions: Vec<Interval> = fields[4]
            .split_whitespace()
            .map(|x| x.split_once("..").unwrap())
            .map(|(from, to)| Interval::new(d(from), d(to)).unwrap())
            .collect();
        let s = statement(&o, &payments, d(fields[5]), &exclusions, &Params::default()).unwrap();
        let b = s.balance;
        let surplus = Fen::sum(s.entries.iter().map(|e| e.surplus)).unwrap();
        let ours = [b.costs, b.interest, b.principal, b.double_interest, surplus];
        assert_eq!(ours.map(|f| f.to_string()).as_slice(), &fields[6..11], "{line}");
        seen += 1;
    }
    assert_eq!(seen, 80);
}

#[test]
fn a_statement_may_count_the_day_on_which_performance_was_due() {
    let o = Obligation {
        tranches: vec![Tranche { principal: y("10000"), due_on: d("2024-01-01") }],
        costs: Fen::ZERO,
        general: None,
    };
    let of = |start_inclusive| {
        let params = Params { start_inclusive, ..Params::default() };
        statement(&o, &[], d("2024-01-11"), &[], &params).unwrap().balance.double_interest
    };
    assert_eq!((of(false), of(true)), (y("17.50"), y("19.25")));
}

#[test]
fn a_statement_needs_a_year_base_whenever_its_debt_fell_due() {
    for due_on in ["2014-01-01", "2024-01-01"] {
        let o = Obligation {
            tranches: vec![Tranche { principal: y("10000"), due_on: d(due_on) }],
            costs: Fen::ZERO,
            general: None,
        };
        for (old_year_base, fits) in [(365, true), (360, true), (0, false), (366, false)] {
            let params = Params { old_year_base, ..Params::default() };
            assert_eq!(statement(&o, &[], d("2024-03-01"), &[], &params).is_ok(), fits);
        }
    }
}

#[test]
fn the_old_split_refuses_what_no_case_has() {
    let rate = Rate::parse_percent("5.6").unwrap();
    let of = |days, rate, base| old_rule_split(y("100"), days, rate, base);
    assert!(of(0, rate, 365).is_ok() && of(3_000_000, rate, 360).is_ok());
    for (days, rate, base, said) in [
        (-1, rate, 365, "迟延天数不能为负数，请填写零或正数。"),
        (
            3_000_001,
            rate,
            365,
            "迟延天数不在允许的范围内：超出 1900 年至 9999 年之间的天数，请核对起止日期。",
        ),
        (1, Rate::from_ppb(-1), 365, "贷款利率不能为负数，请填写零或正数。"),
        (1, rate, 359, "年基数不在允许的范围内：应为 360 至 366。"),
        (1, rate, 367, "年基数不在允许的范围内：应为 360 至 366。"),
    ] {
        assert_eq!(of(days, rate, base).unwrap_err().to_string(), said, "{days} {base}");
    }
    assert_eq!(of(1, Rate::default(), 365).unwrap(), (y("100"), Fen::ZERO));
}

#[test]
fn a_multiple_is_named_only_when_there_is_one() {
    let steps = |times| {
        let times = Times::new(times).unwrap();
        let (series, dates) = (Series::Lpr(LprTerm::OneYear), (d("2024-01-01"), d("2024-01-11")));
        floating_interest(y("10000"), series, times, dates, 365).unwrap().steps
    };
    assert!(!steps(100).iter().any(|s| s.contains("倍计算")), "{:?}", steps(100));
    assert!(steps(400).contains(&"按上述利率的4.00倍计算。".to_owned()), "{:?}", steps(400));
    assert!(steps(99).contains(&"按上述利率的0.99倍计算。".to_owned()), "{:?}", steps(99));
}

proptest! {
    #[test]
    fn every_fen_paid_is_accounted_for(
        principal in 1i64..100_000_000, costs in 0i64..100_000, start in 15_000i32..20_000,
        pays in prop::collection::vec((0i64..2_000, 0i64..60_000_000), 0..6), rate in 0i32..24,
    ) {
        let due_on = Day::from_epoch_days(start).unwrap();
        let o = Obligation {
            tranches: vec![Tranche { principal: Fen::new(principal), due_on }],
            costs: Fen::new(costs),
            general: Some(General { rate: GeneralRate::Fixed(Rate::percent(rate)), from: due_on, until: None, year_base: 365 }),
        };
        let payments: Vec<Payment> = pays.iter().map(|(after, amount)| Payment {
            on: due_on.plus_days(*after).unwrap(), amount: Fen::new(*amount),
        }).collect();
        let as_of = due_on.plus_days(2_100).unwrap();
        let s = statement(&o, &payments, as_of, &[], &Params::default()).unwrap();
        for e in &s.entries {
            let spent = Fen::sum([e.to_costs, e.to_interest, e.to_principal, e.to_double_interest, e.surplus]).unwrap();
            prop_assert_eq!(spent, e.amount);
            prop_assert!(!e.surplus.is_negative());
        }
        let to_principal = Fen::sum(s.entries.iter().map(|e| e.to_principal)).unwrap();
        prop_assert_eq!(to_principal.checked_add(s.balance.principal).unwrap(), Fen::new(principal));
        prop_assert!(!s.balance.total.is_negative());
    }
}
