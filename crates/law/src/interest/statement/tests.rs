//! What each step of an account applied, and nothing that it did not.

use super::super::series::LprTerm;
use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn y(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

fn owed(due_on: &str, general: Option<General>) -> Obligation {
    let tranches = vec![Tranche { principal: y("100000"), due_on: d(due_on) }];
    Obligation { tranches, costs: Fen::ZERO, general }
}

fn steps(
    obligation: &Obligation,
    payments: &[(&str, &str)],
    as_of: &str,
    stays: &[(&str, &str)],
) -> Vec<Worked> {
    let payments: Vec<Payment> =
        payments.iter().map(|(on, amount)| Payment { on: d(on), amount: y(amount) }).collect();
    let stays: Vec<Interval> =
        stays.iter().map(|(from, to)| Interval::new(d(from), d(to)).unwrap()).collect();
    statement(obligation, &payments, d(as_of), &stays, &Params::default()).unwrap().steps
}

fn doubled(steps: &[Worked]) -> Vec<(i64, i64, i64)> {
    let of = |step: &Worked| match step.applied {
        Applied::Doubled { old_days, new_days, excluded_days } => {
            Some((old_days, new_days, excluded_days))
        }
        _ => None,
    };
    steps.iter().filter_map(of).collect()
}

fn floating() -> Option<General> {
    let series = Series::Lpr(LprTerm::OneYear);
    let rate = GeneralRate::Floating { series, times: Times::parse("4").unwrap() };
    Some(General { rate, from: d("2025-01-01"), until: None, year_base: 365 })
}

#[test]
fn each_stretch_says_which_of_its_days_fall_under_the_old_rule() {
    let across = steps(&owed("2014-02-01", None), &[], "2014-12-31", &[]);
    assert_eq!(doubled(&across), [(180, 153, 0)]);
    assert_eq!(
        across[0].text,
        "加倍部分：100,000.00元自2014-02-01次日起至2014-12-31共333日（已扣除0日），其中2014年7月31日及以前180日按同期贷款利率的两倍，8,200.79元。"
    );
    let paid = [("2014-07-01", "1"), ("2014-10-01", "1")];
    let parts = steps(&owed("2014-06-01", None), &paid, "2014-12-31", &[]);
    assert_eq!(doubled(&parts), [(30, 0, 0), (30, 62, 0), (0, 91, 0)]);
    assert!(!parts[4].text.contains("两倍"), "{}", parts[4].text);
    for (due_on, days) in
        [("2014-07-30", (1, 2, 0)), ("2014-07-31", (0, 2, 0)), ("2014-08-01", (0, 1, 0))]
    {
        assert_eq!(doubled(&steps(&owed(due_on, None), &[], "2014-08-02", &[])), [days]);
    }
}

#[test]
fn a_debt_older_than_the_known_rates_is_refused() {
    let ask = |due_on: &str| {
        statement(&owed(due_on, None), &[], d("2014-12-31"), &[], &Params::default()).map(|_| ())
    };
    assert!(ask("1949-10-01").is_err());
    assert_eq!(ask("2014-02-01"), Ok(()));
}

#[test]
fn each_stretch_says_how_many_days_were_taken_out_of_it() {
    let paid = [("2022-06-30", "1"), ("2022-09-30", "1")];
    let stay = [("2022-06-21", "2022-07-10")];
    let parts = steps(&owed("2022-05-31", None), &paid, "2022-12-31", &stay);
    assert_eq!(doubled(&parts), [(0, 20, 10), (0, 82, 10), (0, 92, 0)]);
    let outside =
        steps(&owed("2022-05-31", None), &[], "2022-06-30", &[("2022-01-01", "2022-05-31")]);
    assert_eq!(doubled(&outside), [(0, 30, 0)]);
    let whole =
        steps(&owed("2022-05-31", None), &[], "2022-06-30", &[("2022-06-01", "2022-06-30")]);
    assert_eq!(doubled(&whole), [(0, 0, 30)]);
}

#[test]
fn a_payment_says_whether_it_was_divided_in_proportion() {
    let set_off = |due: &str, on: &str| {
        let all = steps(&owed(due, None), &[(on, "50000")], "2014-12-31", &[]);
        let found = all.into_iter().find(|step| matches!(step.applied, Applied::SetOff { .. }));
        let step = found.unwrap();
        (step.applied, step.text.contains("按比例并还"))
    };
    let said = |in_proportion| (Applied::SetOff { in_proportion }, in_proportion);
    assert_eq!(set_off("2014-02-01", "2014-07-31"), said(true));
    assert_eq!(set_off("2014-02-01", "2014-08-01"), said(false));
    assert_eq!(set_off("2014-02-01", "2014-08-02"), said(false));
    // Paid in time: there is no interest yet that it could be divided with.
    assert_eq!(set_off("2014-02-01", "2014-02-01"), said(false));
}

#[test]
fn a_rate_carried_forward_is_said_once_and_only_where_it_was_used() {
    let said = |paid: &[(&str, &str)], as_of: &str, general| {
        let all = steps(&owed("2026-12-31", general), paid, as_of, &[]);
        all.into_iter().map(|step| step.applied).collect::<Vec<_>>()
    };
    let general = Applied::General { floating: true };
    assert_eq!(said(&[], "2025-11-19", floating()), [general, Applied::Balance]);
    assert_eq!(
        said(&[], "2025-11-20", floating()),
        [general, Applied::CarriedForward, Applied::Balance]
    );
    let set_off = Applied::SetOff { in_proportion: false };
    assert_eq!(
        said(&[("2025-06-30", "1"), ("2026-01-31", "1")], "2026-03-31", floating()),
        [general, set_off, general, Applied::CarriedForward, set_off, general, Applied::Balance]
    );
    let fixed =
        floating().map(|general| General { rate: GeneralRate::Fixed(Rate::percent(4)), ..general });
    assert_eq!(
        said(&[], "2026-03-31", fixed),
        [Applied::General { floating: false }, Applied::Balance]
    );
    let caution = &steps(&owed("2026-12-31", floating()), &[], "2026-03-31", &[])[1];
    assert_eq!(caution.text, "所用利率在最后一次已知的公布之后，应当核对最新公布的利率。");
}

#[test]
fn a_stored_multiple_is_checked() {
    let json = serde_json::to_string(&floating()).unwrap();
    assert!(json.contains("\"times\":400"), "{json}");
    assert!(serde_json::from_str::<General>(&json.replace("400", "1000")).is_ok());
    assert!(serde_json::from_str::<General>(&json.replace("400", "1001")).is_err());
}
