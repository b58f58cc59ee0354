//! A floating rate is the benchmark loan rate before 2019-08-20 and the loan prime rate from that day (R-I10).

use zhixing_calc::{
    Answer, Wrong,
    interest::{
        self, Interest,
        LprTerm::{self, FiveYears, OneYear},
        Tier,
    },
};
use zhixing_law::{
    day::Day,
    interest::{benchmark, series::Series},
    money::Fen,
};

/// 100,000 元 that only bears general interest: it falls due on the last day.
fn ask(
    (from, until): (&str, &str),
    term: LprTerm,
    tier: Option<Tier>,
) -> Result<Answer<Interest>, Wrong> {
    let (due, last) = (until.to_owned(), until.to_owned());
    let mut question = interest::Question::single("100000".into(), due, last, Vec::new());
    let rate = interest::Rate::Lpr { term, times: None, tier };
    question.general =
        Some(interest::Ordered { rate, from: from.into(), until: None, year_base: None });
    interest::answer(&question)
}

fn general(days: (&str, &str), term: LprTerm, tier: Option<Tier>) -> String {
    ask(days, term, tier).unwrap().result.general.grouped()
}

fn refused(days: (&str, &str), term: LprTerm, tier: Option<Tier>) -> (String, &'static str) {
    let wrong = ask(days, term, tier).unwrap_err();
    (wrong.place, wrong.code)
}

#[test]
fn a_loan_across_the_change_bears_the_benchmark_and_then_the_loan_prime_rate() {
    // 444 days at 4.75% (一至三年), then 31 at 4.25%, 61 at 4.20%, 92 at 4.15%, 60 at 4.05%, 43 at 3.85%:
    // 444×475 + 31×425 + 61×420 + 92×415 + 60×405 + 43×385 = 328,730; 100,000 × 32.8730 ÷ 365 = 9,006.301….
    let loan = ("2018-06-01", "2020-06-01");
    let answer = ask(loan, OneYear, None).unwrap();
    assert_eq!(answer.result.general, Fen::parse_yuan("9006.30").unwrap());
    assert_eq!(answer.result.interest, Fen::ZERO);
    let steps: Vec<&str> = answer.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(
        steps[..2],
        [
            "2019年8月20日以前的计息日，按贷款基准利率一至三年（含）一档（自2018-06-01次日起至2019-08-19的期间对应的档次，文书另有写明的请填写期限档次）；该日起按一年期贷款市场报价利率。",
            "一般债务利息：100,000.00元按贷款基准利率（2019年8月20日起为贷款市场报价利率）的1.00倍自2018-06-01次日起至2020-06-01=9,006.30元。"
        ]
    );
    assert_eq!(answer.steps[0].rules, ["R-I10"]);
    let shown = answer.rules.iter().filter(|rule| rule.id == "R-I10").count();
    assert_eq!((shown, answer.cautions.len()), (1, 2));
    assert_eq!(general(loan, OneYear, Some(Tier::ThreeYears)), "9,006.30");
    // 444 days at 4.35%: 40 × 444 = 17,760 less, 100,000 × 1.7760 ÷ 365 = 486.575… less.
    assert_eq!(general(loan, OneYear, Some(Tier::SixMonths)), "8,519.73");
    let given = ask(loan, OneYear, Some(Tier::SixMonths)).unwrap();
    assert!(given.steps[0].text.contains("六个月以内（含）一档（期限档次按所填写的）"));
    // 444 days at 4.90% (五年以上), 92 at 4.85%, 92 at 4.80%, 60 at 4.75%, 43 at 4.65%: 354,835.
    assert_eq!(general(loan, FiveYears, None), "9,721.51");
    assert_eq!(general(loan, FiveYears, Some(Tier::Longer)), "9,721.51");
}

#[test]
fn the_last_day_of_the_benchmark_is_2019_08_19() {
    // One day at 4.35%, one at 4.25%, and both.
    assert_eq!(general(("2019-08-18", "2019-08-19"), OneYear, None), "11.92");
    assert_eq!(general(("2019-08-19", "2019-08-20"), OneYear, None), "11.64");
    assert_eq!(general(("2019-08-18", "2019-08-20"), OneYear, None), "23.56");
    let says = |from| ask((from, "2019-08-20"), OneYear, None).unwrap().steps[0].text.clone();
    assert!(says("2019-08-18").starts_with("2019年8月20日以前的计息日"));
    assert!(says("2019-08-19").starts_with("一般债务利息"));
    // The law's own series change on that very day.
    for (tier, term) in [(Tier::ThreeYears, OneYear), (Tier::Longer, FiveYears)] {
        let on = |series: Series, day: &str| series.rate(Day::parse(day).unwrap()).unwrap();
        let joined = Series::BenchmarkThenLpr(tier);
        assert_eq!(on(joined, "2019-08-19"), on(Series::Benchmark(tier), "2019-08-19"));
        assert_eq!(on(joined, "2019-08-20"), on(Series::Lpr(term), "2019-08-20"));
    }
}

#[test]
fn the_tier_is_that_of_the_days_before_the_change_unless_it_is_given() {
    let tier = |from, until, term| {
        let text = ask((from, until), term, None).unwrap().steps[0].text.clone();
        text.split_once("贷款基准利率").unwrap().1.split_once("一档").unwrap().0.to_owned()
    };
    for (from, until, named) in [
        ("2019-02-19", "2026-01-01", "六个月以内（含）"),
        ("2019-02-18", "2026-01-01", "六个月至一年（含）"),
        ("2018-08-18", "2026-01-01", "一至三年（含）"),
        ("2016-08-18", "2026-01-01", "三至五年（含）"),
        ("2014-08-19", "2026-01-01", "三至五年（含）"),
        ("2012-01-01", "2012-07-01", "六个月以内（含）"),
    ] {
        assert_eq!(tier(from, until, OneYear), named, "{from}");
        assert_eq!(tier(from, until, FiveYears), "五年以上", "{from}");
    }
}

#[test]
fn a_tier_that_joins_no_such_rate_and_days_without_a_rate_are_refused() {
    let at_tier = ("general.tier".to_owned(), "calc.tier");
    let loan = ("2018-06-01", "2020-06-01");
    assert_eq!(refused(loan, OneYear, Some(Tier::Longer)), at_tier);
    assert_eq!(refused(loan, FiveYears, Some(Tier::FiveYears)), at_tier);
    assert_eq!(refused(("2014-08-18", "2020-06-01"), OneYear, None), at_tier);
    assert!(ask(("2014-08-18", "2020-06-01"), OneYear, Some(Tier::FiveYears)).is_ok());
    assert_eq!(refused(("2019-08-19", "2020-06-01"), OneYear, Some(Tier::SixMonths)), at_tier);
    assert_eq!(refused(("2018-06-01", "2018-06-01"), OneYear, Some(Tier::SixMonths)), at_tier);
    assert!(ask(("2018-06-01", "2018-06-01"), OneYear, None).is_ok());
    // The day after `from` is the first that counts.
    let first = benchmark::changes(Tier::Longer).unwrap()[0].0;
    let before = |days: i64| first.plus_days(-days).unwrap().to_string();
    let old = (before(2), "2020-06-01");
    let unknown = ("general.from".to_owned(), "calc.rate_unknown");
    assert_eq!(refused((&old.0, old.1), FiveYears, None), unknown);
    assert!(ask((&before(1), "2020-06-01"), FiveYears, None).is_ok());
    let said = ask((&old.0, old.1), FiveYears, None).unwrap_err().sentence();
    assert_eq!(
        said,
        format!(
            "一般债务利息的起算日：没有{first}以前的贷款基准利率，请改填文书确定的固定年利率。"
        )
    );
}
