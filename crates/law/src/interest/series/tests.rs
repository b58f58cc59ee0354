//! Rates by their dates, and what is refused where none is known.

use super::super::benchmark::Tier;
use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn a_rate_before_the_first_one_known_is_refused_and_not_guessed() {
    let refused = |series: Series, on: &str| series.rate(d(on)).unwrap_err().to_string();
    let lpr = Series::Lpr(LprTerm::OneYear);
    assert_eq!(
        refused(lpr, "2019-08-19"),
        "一年期贷款市场报价利率的数据自2019-08-20起，没有2019-08-19的利率，请另行查明当日的利率，按固定利率填写。"
    );
    assert!(refused(Series::Benchmark(Tier::OneYear), "1996-04-30").contains("1996-05-01"));
    assert_eq!(lpr.known_from(), Ok(d("2019-08-20")));
    assert_eq!(Series::BenchmarkThenLpr(Tier::OneYear).known_from(), Ok(d("1996-05-01")));
    // The day after the boundary is the first that counts.
    let days = |after: &str| lpr.segments(d(after), d("2019-09-01")).map(|parts| parts.len());
    assert_eq!(days("2019-08-19"), Ok(1));
    assert!(days("2019-08-18").is_err());
    assert!(lpr.segments(d("2019-08-01"), d("2019-08-10")).is_err());
}

#[test]
fn benchmark_rates_follow_their_dates_and_tiers() {
    let percent = |t: &str| Rate::parse_percent(t).unwrap();
    let on = |day: &str, tier| Series::Benchmark(tier).rate(d(day)).unwrap();
    assert_eq!(on("2012-07-05", Tier::SixMonths), percent("5.85"));
    assert_eq!(on("2012-07-06", Tier::SixMonths), percent("5.6"));
    assert_eq!(on("2012-07-06", Tier::Longer), percent("6.55"));
    assert_eq!(on("2002-02-20", Tier::OneYear), percent("5.85"));
    assert_eq!(on("2002-02-21", Tier::OneYear), percent("5.31"));
    assert_eq!(on("1996-05-01", Tier::Longer), percent("15.12"));
    assert_eq!(on("2019-08-19", Tier::OneYear), percent("4.35"));
    let lpr = |day: &str| Series::BenchmarkThenLpr(Tier::OneYear).rate(d(day)).unwrap();
    assert_eq!(lpr("2019-08-19"), percent("4.35"));
    assert_eq!(lpr("2019-08-20"), percent("4.25"));
    assert_eq!(lpr("2022-01-20"), percent("3.7"));
    let long = Series::BenchmarkThenLpr(Tier::Longer).rate(d("2022-05-20")).unwrap();
    assert_eq!(long, percent("4.45"));
    assert_eq!(Tier::of(d("2014-02-01"), d("2014-08-01")), Tier::SixMonths);
    assert_eq!(Tier::of(d("2014-02-01"), d("2014-08-02")), Tier::OneYear);
    let parts = Series::Benchmark(Tier::SixMonths).segments(d("2012-07-01"), d("2012-07-10"));
    let parts = parts.unwrap();
    assert_eq!(
        parts,
        [
            (d("2012-07-01"), d("2012-07-05"), percent("5.85")),
            (d("2012-07-05"), d("2012-07-10"), percent("5.6"))
        ]
    );
    for (after, to) in [("2012-07-01", "2012-07-05"), ("2012-07-05", "2012-07-10")] {
        let series = Series::Benchmark(Tier::SixMonths);
        assert_eq!(series.segments(d(after), d(to)).unwrap().len(), 1, "{after}");
    }
}

#[test]
fn the_tier_of_a_delay_is_the_shortest_that_covers_it() {
    for (to, tier) in [
        ("2009-07-01", Tier::SixMonths),
        ("2009-07-02", Tier::OneYear),
        ("2010-01-01", Tier::OneYear),
        ("2010-01-02", Tier::ThreeYears),
        ("2012-01-01", Tier::ThreeYears),
        ("2012-01-02", Tier::FiveYears),
        ("2014-01-01", Tier::FiveYears),
        ("2014-01-02", Tier::Longer),
    ] {
        assert_eq!(Tier::of(d("2009-01-01"), d(to)), tier, "{to}");
    }
}

#[test]
fn every_series_names_who_published_it() {
    assert_eq!(Series::Benchmark(Tier::OneYear).basis(), benchmark::BASIS);
    for series in [Series::Lpr(LprTerm::OneYear), Series::BenchmarkThenLpr(Tier::Longer)] {
        assert_eq!(series.basis(), LPR_BASIS);
    }
    // The benchmark ended in 2015; nothing of it can be missing.
    assert!(!Series::Benchmark(Tier::OneYear).assumed(d("2030-01-01")).unwrap());
}
