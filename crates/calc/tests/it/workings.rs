//! Every sentence of a working stands on a rule of the catalogue, and no question is answered in two ways.

use proptest::{collection::vec, prelude::*, sample::select};
use zhixing_calc::{Answer, Span, distribution, fee, floors, interest, period, words, workdays};
use zhixing_law::{
    basis::BasisMark,
    limits,
    money::Fen,
    period::{Limit, Roll, Unit},
};

/// Every step but those that only sum up cites rules, and every rule cited is shown once.
fn stands<R>(answer: &Answer<R>, sums_up: &[&str]) {
    for step in &answer.steps {
        let sums = sums_up.iter().any(|opening| step.text.starts_with(opening));
        assert_ne!(step.rules.is_empty(), !sums, "{}", step.text);
    }
    let mut cited: Vec<&str> = answer.steps.iter().flat_map(|step| step.rules.clone()).collect();
    cited.sort_unstable();
    cited.dedup();
    let mut shown: Vec<&str> = answer.rules.iter().map(|rule| rule.id.as_ref()).collect();
    shown.sort_unstable();
    assert_eq!(shown, cited);
    let unread = answer.rules.iter().flat_map(|rule| &rule.basis);
    let unread = unread.filter(|basis| basis.mark == BasisMark::Memory).count();
    let doubtful = answer.cautions.iter().filter(|said| said.contains("尚待核对")).count();
    assert_eq!(doubtful, unread);
}

fn day() -> impl Strategy<Value = String> {
    (2004..2030i32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
}

fn amount() -> impl Strategy<Value = String> {
    (1..100_000_000u64, 0..100u64).prop_map(|(yuan, fen)| format!("{yuan}.{fen:02}"))
}

fn stretches() -> impl Strategy<Value = Vec<Span>> {
    let stretch =
        (day(), day()).prop_map(|(a, b)| Span { from: a.clone().min(b.clone()), to: a.max(b) });
    vec(stretch, 0..3)
}

fn units() -> impl Strategy<Value = Unit> {
    select(&[Unit::Day, Unit::Workday, Unit::Month, Unit::Year][..])
}

fn own(length: u32, unit: Unit, roll: Roll) -> period::Length {
    period::Length::Own(Limit { length, unit, roll })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_step_of_a_period_cites_its_rule(
        from in day(), length in 1..60u32, unit in units(), rolls in any::<bool>(), exclusions in stretches()
    ) {
        let roll = if rolls { Roll::Forward } else { Roll::None };
        let question = period::Question { from, length: own(length, unit, roll), exclusions };
        let answer = period::answer(&question).unwrap();
        stands(&answer, &["届满日"]);
        let rolled = answer.rules.iter().any(|rule| rule.id == "G-3");
        prop_assert!(rolled || answer.result.rolled_from.is_none());
        prop_assert_eq!(answer.result.assumed, answer.rules.iter().any(|rule| rule.id == "G-12"));
    }

    #[test]
    fn one_sum_and_an_account_of_one_sum_bear_the_same_interest(
        principal in amount(), due in day(), until in day(), exclusions in stretches()
    ) {
        let single = interest::Question::single(principal, due, until, exclusions);
        let account = interest::Question { costs: Some("0".to_owned()), ..single.clone() };
        let (single, account) = (interest::answer(&single).unwrap(), interest::answer(&account).unwrap());
        stands(&single, &["加倍部分合计"]);
        stands(&account, &["截至"]);
        prop_assert_eq!(single.result.interest, account.result.interest);
        prop_assert_eq!(single.result.balance, account.result.balance);
    }

    #[test]
    fn what_was_paid_is_set_off_or_handed_back(
        principal in amount(), due in day(), payments in vec((day(), amount()), 1..4), rate in "[1-9]"
    ) {
        let general = interest::Ordered {
            rate: interest::Rate::Fixed(rate), from: due.clone(), until: None, year_base: None,
        };
        let question = interest::Question {
            instalments: vec![interest::Instalment { principal: principal.clone(), due }],
            costs: None,
            general: Some(general),
            payments: payments.into_iter().map(|(on, amount)| interest::Paid { on, amount }).collect(),
            until: "2030-01-01".to_owned(),
            exclusions: Vec::new(),
            start_inclusive: None,
            old_year_base: None,
        };
        let answer = interest::answer(&question).unwrap();
        stands(&answer, &["截至"]);
        let result = answer.result;
        for entry in &result.entries {
            let parts = [entry.to_costs, entry.to_interest, entry.to_principal, entry.to_double_interest, entry.surplus];
            prop_assert_eq!(Fen::sum(parts).unwrap(), entry.amount);
        }
        let settled = Fen::sum(result.entries.iter().map(|e| e.to_principal)).unwrap();
        let left = result.balance.principal;
        prop_assert_eq!(settled.checked_add(left).unwrap(), Fen::parse_yuan(&principal).unwrap());
        let debts = [result.interest, result.general, Fen::parse_yuan(&principal).unwrap()];
        let spent = Fen::sum(result.entries.iter().map(|e| e.amount.checked_sub(e.surplus).unwrap())).unwrap();
        prop_assert_eq!(Fen::sum(debts).unwrap(), spent.checked_add(result.balance.total).unwrap());
    }

    #[test]
    fn shares_and_surplus_are_the_pool(
        pool in amount(),
        amounts in vec(amount(), 1..8),
        rule in select(&["pro-rata", "sealing-order", "same-title"][..])
    ) {
        use distribution::{Class, Entry};
        let classes = [Class::Costs, Class::Secured, Class::Ordinary];
        let claims = amounts.into_iter().enumerate().map(|(at, amount)| Entry {
            name: format!("债权{at}"), amount, class: classes[at % 3],
        });
        let rule = distribution::Rule::parse(rule).unwrap();
        let question = distribution::Question { pool: pool.clone(), rule, claims: claims.collect() };
        let answer = distribution::answer(&question).unwrap();
        stands(&answer, &[]);
        let shares = Fen::sum(answer.result.shares.iter().map(|share| share.share)).unwrap();
        let whole = shares.checked_add(answer.result.surplus).unwrap();
        prop_assert_eq!(whole, Fen::parse_yuan(&pool).unwrap());
    }

    #[test]
    fn fees_floors_and_words_cite_their_rules(amount in amount()) {
        for kind in [fee::Kind::Application, fee::Kind::Preservation] {
            stands(&fee::answer(&fee::Question { kind, amount: amount.clone() }).unwrap(), &[]);
        }
        let said = words::answer(&amount).unwrap();
        stands(&said, &[]);
        prop_assert_eq!(Fen::parse_capital(&said.result.words).unwrap(), said.result.amount);
        if said.result.amount.is_positive() {
            stands(&floors::answer(&amount).unwrap(), &[]);
        }
    }
}

#[test]
fn every_named_limit_can_be_asked() {
    for rule in limits::all() {
        let hours = rule.limit.unit == Unit::Hour;
        let from = if hours { "2024-09-24 10:30" } else { "2024-09-24" };
        let question = period::Question {
            from: from.to_owned(),
            length: period::Length::Rule(rule.id.to_owned()),
            exclusions: Vec::new(),
        };
        let answer =
            period::answer(&question).unwrap_or_else(|wrong| panic!("{}: {wrong:?}", rule.id));
        assert_eq!(answer.rules[0].id, rule.id);
        assert!(answer.steps[0].text.starts_with(rule.title), "{}", answer.steps[0].text);
        stands(&answer, &["届满日"]);
    }
}

/// So many times the one-year loan prime rate.
fn lpr(times: &str) -> interest::Rate {
    let (term, times) = (interest::LprTerm::OneYear, Some(times.to_owned()));
    interest::Rate::Lpr { term, times, tier: None }
}

#[test]
fn the_old_rule_and_floating_rates_bring_their_caution() {
    let single = |due: &str, until: &str| {
        let sum = interest::Question::single("100000".into(), due.into(), until.into(), Vec::new());
        interest::answer(&sum).unwrap().cautions
    };
    assert!(single("2014-07-31", "2014-12-31").is_empty());
    assert_eq!(
        single("2014-07-30", "2014-12-31"),
        [
            "R-I7所依据的《金融机构人民币贷款基准利率》(中国人民银行历次公告)尚待核对，使用前请对照原文。"
        ]
    );
    let mut floating = interest::Question::single(
        "100000".into(),
        "2024-01-01".into(),
        "2024-12-31".into(),
        Vec::new(),
    );
    floating.general = Some(interest::Ordered {
        rate: lpr("4"),
        from: "2023-01-01".to_owned(),
        until: None,
        year_base: None,
    });
    let answer = interest::answer(&floating).unwrap();
    assert_eq!(answer.rules.iter().filter(|rule| rule.id == "R-I10").count(), 1);
    assert_eq!(answer.cautions.len(), 2, "{:?}", answer.cautions);
}

#[test]
fn a_year_has_its_workdays_month_by_month() {
    let year = workdays::answer("2024").unwrap();
    stands(&year, &[]);
    assert_eq!(year.result.months.iter().sum::<usize>(), 251);
    assert_eq!(year.result.workdays + year.result.rest_days, 366);
    assert!(workdays::answer("2003").is_err() && workdays::answer("2027").is_err());
}

/// An account of one debt of 100,000 元: what each sentence opens with, and what it cites.
fn account(
    due: &str,
    paid: &[&str],
    until: &str,
    exclusions: &[(&str, &str)],
    general: Option<interest::Ordered>,
) -> Vec<(String, Vec<&'static str>)> {
    let span = |(from, to): &(&str, &str)| Span { from: (*from).into(), to: (*to).into() };
    let exclusions = exclusions.iter().map(span).collect();
    let mut question =
        interest::Question::single("100000".into(), due.into(), until.into(), exclusions);
    question.costs = Some("0".to_owned());
    question.general = general;
    let payment = |on: &&str| interest::Paid { on: (*on).to_owned(), amount: "1000".to_owned() };
    question.payments = paid.iter().map(payment).collect();
    let steps = interest::answer(&question).unwrap().steps.into_iter();
    steps.map(|step| (step.text.chars().take(4).collect(), step.rules)).collect()
}

#[test]
fn a_step_cites_the_old_rule_and_exclusions_only_where_they_were_applied() {
    let cited = |due: &str, paid: &[&str], until: &str, exclusions: &[(&str, &str)]| {
        let steps = account(due, paid, until, exclusions, None).into_iter();
        steps.map(|(_, rules)| rules.join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(
        cited("2014-06-01", &["2014-07-01", "2014-10-01"], "2014-12-31", &[]),
        ["R-I7 R-I9", "R-I7 R-I5", "R-I0 R-I7 R-I9", "R-I4 R-I5", "R-I0 R-I9", ""]
    );
    // One day of the old rule, and none.
    assert_eq!(cited("2014-07-30", &[], "2014-12-31", &[]), ["R-I0 R-I7 R-I9", ""]);
    assert_eq!(cited("2014-07-31", &[], "2014-12-31", &[]), ["R-I0 R-I9", ""]);
    let stay = [("2022-06-21", "2022-06-25")];
    assert_eq!(
        cited("2022-05-31", &["2022-06-30"], "2022-12-31", &stay),
        ["R-I0 R-I3 R-I9", "R-I4 R-I5", "R-I0 R-I9", ""]
    );
    assert_eq!(cited("2022-06-30", &[], "2022-12-31", &stay), ["R-I0 R-I9", ""]);
    let whole = [("2022-06-01", "2022-06-30")];
    assert_eq!(cited("2022-05-31", &[], "2022-06-30", &whole), ["R-I3 R-I9", ""]);
}

#[test]
fn an_account_says_that_a_rate_was_carried_forward() {
    let general = |rate| {
        let from = "2025-01-01".to_owned();
        Some(interest::Ordered { rate, from, until: None, year_base: None })
    };
    let floating = || general(lpr("1"));
    let cautions = |general, until: &str| {
        let steps = account("2025-06-30", &["2026-01-15"], until, &[], general).into_iter();
        steps.filter(|(text, _)| text == "所用利率").map(|(_, rules)| rules).collect::<Vec<_>>()
    };
    assert_eq!(cautions(floating(), "2026-11-22"), [["R-I10"]]);
    assert!(cautions(general(interest::Rate::Fixed("4".into())), "2026-11-22").is_empty());
    let steps = account("2025-06-30", &[], "2025-11-19", &[], floating());
    assert!(steps.iter().all(|(text, _)| text != "所用利率"), "{steps:?}");
    assert_eq!(steps[0].1, ["R-I0", "R-I10", "R-I11", "R-I12"]);
}
