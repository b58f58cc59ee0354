//! Everything that computes, over the whole range of its arguments: never a panic, never a wrap.

use bolero::{TypeGenerator, check};
use zhixing_law::auction::{self, Goods};
use zhixing_law::calendar::Calendar;
use zhixing_law::day::Day;
use zhixing_law::distribution::{Claim, ClaimClass, Scheme, distribute, proportional};
use zhixing_law::fee;
use zhixing_law::indicator::{Counts, Indicator, average_days, closed_per_judge, weighted_days};
use zhixing_law::instant::Instant;
use zhixing_law::interest::{
    self, Asked, General, GeneralRate, MiddleRate, Obligation, Params, Payment, Tranche,
    benchmark::Tier, series::LprTerm, series::Series, terms::Times,
};
use zhixing_law::money::{Fen, Rate};
use zhixing_law::number::{CaseKind, CaseNumber, CourtCode};
use zhixing_law::period::{
    self, Interval, Limit, Roll, Unit, end, end_at, excluded_within, explain, explain_at,
    union_days,
};
use zhixing_law::waterfall::{Dues, split};
use zhixing_law::{limits, measure, recheck, sanction, service};

use crate::fuzz::{AnyDay, INPUTS, checked};

/// Amounts: small ones, large ones, and all that fit.
#[derive(Debug, Clone, Copy, TypeGenerator)]
struct Amount {
    range: u8,
    fen: i64,
}

impl Amount {
    fn fen(self) -> Fen {
        Fen::new(match self.range % 16 {
            0..=5 => (self.fen % 1_000_000).abs(),
            6..=11 => (self.fen % 1_000_000_000_000).abs(),
            12..=14 => (self.fen % 1_000_000_000_000_000).abs(),
            _ => self.fen,
        })
    }
}

#[derive(Debug, Clone, Copy, TypeGenerator)]
struct AnyLimit {
    short: bool,
    length: u32,
    unit: u8,
    rolls: bool,
}

impl AnyLimit {
    fn limit(self) -> Limit {
        let units = [Unit::Hour, Unit::Day, Unit::Workday, Unit::Month, Unit::Year];
        let unit = units[usize::from(self.unit % 5)];
        let length = if self.short { self.length % 400 } else { self.length };
        Limit { length, unit, roll: if self.rolls { Roll::Forward } else { Roll::None } }
    }
}

type Stays = [(AnyDay, AnyDay); 3];

fn exclusions(stays: &Stays) -> Vec<Interval> {
    stays.iter().filter_map(|(a, b)| checked(Interval::new(a.day(), b.day()))).collect()
}

#[test]
fn days_move_within_their_range() {
    type Input = ((i16, i8, i8), AnyDay, i64, i32, (i64, i8, i8));
    check!().with_iterations(INPUTS).with_type::<Input>().for_each(
        |(ymd, day, days, months, at)| {
            checked(Day::new(ymd.0, ymd.1, ymd.2));
            let day = day.day();
            if let Some(moved) = checked(day.plus_days(*days)) {
                assert_eq!(day.days_until(moved), *days);
            }
            checked(day.plus_months(*months));
            let _ = (day.chinese(), day.chinese_capital(), day.weekday().chinese());
            if let Some(instant) = checked(Instant::from_micros(at.0)) {
                checked(instant.plus_secs(*days));
                let _ = (instant.day(), instant.local());
            }
            checked(Instant::local_at(day, at.1, at.2));
            checked(measure::warning_days(day));
            let _ = measure::warning_on(day, Day::new(2024, 1, 1).unwrap());
        },
    );
}

#[test]
fn periods_of_any_length_end_or_say_why_not() {
    type Input = (AnyDay, AnyLimit, Stays, u8);
    check!().with_iterations(INPUTS).with_type::<Input>().for_each(
        |(start, limit, stays, pick)| {
            let (calendar, start, limit) = (Calendar::builtin(), start.day(), limit.limit());
            let stays = exclusions(stays);
            if let Some(result) = checked(end(start, &limit, &stays, calendar)) {
                assert!(start <= result.nominal && result.nominal <= result.end);
                assert!(result.excluded_days >= 0 && result.excluded_days <= union_days(&stays));
                let _ = excluded_within(&stays, start, result.end);
                checked(period::extend(&result, &limit, &stays, calendar));
            }
            checked(explain(start, &limit, &stays, calendar));
            if let Some(at) = checked(Instant::local_at(start, 9, 30)) {
                let end = checked(end_at(at, &limit, calendar));
                let working = checked(explain_at(at, &limit, calendar));
                assert_eq!(working.is_some(), end.is_some() && limit.unit == Unit::Hour);
            }
            checked(period::latest_before(start, limit.length));
            let rule = limits::all().nth(usize::from(*pick) % limits::all().count()).unwrap();
            if rule.limit.unit != Unit::Hour {
                checked(rule.end(start, &stays, calendar));
                checked(rule.explain(start, &stays, calendar));
            }
            checked(recheck::schedule(start, recheck::Rhythm::Quarterly));
            checked(service::served_on(service::Method::AnnouncementAbroad, start));
            checked(sanction::dishonest_end(&[], start, *pick));
            checked(sanction::dishonest_end(&[], start, *pick % 4));
            checked(measure::latest_end(measure::PropertyClass::ALL[usize::from(pick % 5)], start));
        },
    );
}

#[test]
fn fees_floors_and_commissions_of_any_amount() {
    type Input = (Amount, Amount, Amount, Amount);
    check!().with_iterations(INPUTS).with_type::<Input>().for_each(|(a, b, c, d)| {
        let (a, b, c, d) = (a.fen(), b.fen(), c.fen(), d.fen());
        if let Some(charge) = checked(fee::application_fee(a)) {
            assert!(charge.fee >= Fen::new(5_000));
        }
        if let Some(charge) = checked(fee::preservation_fee(a)) {
            assert!(charge.fee <= Fen::new(500_000));
        }
        checked(fee::preservation_security(a, fee::PreservationStage::InSuit));
        if let Some(floors) = checked(auction::floors(a)) {
            assert!(floors.second.start_min <= floors.first.start_min);
        }
        checked(auction::check_first(a, b, c));
        checked(auction::check_second(a, b, c));
        checked(auction::applicant_deposit(a, b));
        checked(auction::traditional_floors(a, Goods::Movable));
        checked(auction::direct_sale_min(a));
        checked(auction::commission_max(a));
        checked(auction::forfeit(a, b, c, d));
        checked(sanction::check_fine(a.is_positive(), b));
        let _ = (a.capital(), a.grouped(), a.to_string());
    });
}

#[test]
fn interest_of_any_amount_over_any_days() {
    type Input = (Amount, (AnyDay, AnyDay), Stays, (bool, bool, i64), (i64, u32, u8));
    check!().with_iterations(INPUTS).with_type::<Input>().for_each(|input| {
        let (amount, (due, paid), stays, (inclusive, old, base), (ppb, times, pick)) = *input;
        let (amount, due, paid) = (amount.fen(), due.day(), paid.day());
        let stays = exclusions(&stays);
        let old_year_base = if old { 360 } else { 365 };
        let rate = Rate::from_ppb(ppb % 1_000_000_000);
        let params =
            Params { start_inclusive: inclusive, old_year_base, old_rate: old.then_some(rate) };
        if let Some(r) = checked(interest::double_interest(amount, due, paid, &stays, &params)) {
            assert!(r.days >= 0 && r.excluded_days >= 0);
        }
        for asked in [Asked::Foreign, Asked::Renminbi(MiddleRate::parse("712.35").unwrap())] {
            let dates = (due, paid);
            checked(interest::foreign_double_interest(
                "美元", amount, dates, &stays, &params, asked,
            ));
        }
        let any = Rate::from_ppb(ppb);
        checked(interest::general_interest(amount, any, due, paid, base));
        checked(interest::general_interest(amount, any, due, paid, 365));
        let series = [
            Series::Benchmark(Tier::Longer),
            Series::Lpr(LprTerm::OneYear),
            Series::BenchmarkThenLpr(Tier::OneYear),
        ][usize::from(pick % 3)];
        for times in [times, times % 1_001] {
            let Some(times) = checked(Times::new(times)) else { continue };
            checked(interest::floating_interest(amount, series, times, (due, paid), 360));
        }
        checked(interest::old_rule_split(amount, ppb, any, base));
        checked(interest::old_rule_split(amount, ppb, any, 365));
        checked(interest::old_rule_split(amount, ppb % 3_000_000, any, 365));
        checked(interest::delay_fine(Some(amount), None));
    });
}

#[test]
fn statements_of_any_payments_account_for_every_fen() {
    type Input = ([(Amount, AnyDay); 2], Amount, [(AnyDay, Amount); 3], Stays, (AnyDay, i64, u32));
    check!().with_iterations(INPUTS / 2).with_type::<Input>().for_each(|input| {
        let (tranches, costs, payments, stays, (as_of, ppb, times)) = *input;
        let tranches: Vec<Tranche> = tranches
            .iter()
            .map(|(principal, due)| Tranche { principal: principal.fen(), due_on: due.day() })
            .collect();
        let payments: Vec<Payment> =
            payments.iter().map(|(on, a)| Payment { on: on.day(), amount: a.fen() }).collect();
        let rate = match times % 3 {
            0 => GeneralRate::Fixed(Rate::from_ppb(ppb % 1_000_000_000)),
            1 => GeneralRate::Fixed(Rate::from_ppb(ppb)),
            _ => GeneralRate::Floating {
                series: Series::Lpr(LprTerm::FiveYears),
                times: Times::new(times % 1_001).unwrap_or(Times::MAX),
            },
        };
        let from = tranches[0].due_on;
        let general = Some(General { rate, from, until: None, year_base: 365 });
        let obligation = Obligation { tranches, costs: costs.fen(), general };
        // Half of them are drawn up after the last payment, as they should be.
        let latest = payments.iter().map(|payment| payment.on).max().filter(|_| ppb % 2 == 0);
        let (as_of, stays) = (latest.unwrap_or(as_of.day()), exclusions(&stays));
        let done = interest::statement(&obligation, &payments, as_of, &stays, &Params::default());
        for entry in checked(done).iter().flat_map(|statement| &statement.entries) {
            let parts = [
                entry.to_costs,
                entry.to_interest,
                entry.to_principal,
                entry.to_double_interest,
                entry.surplus,
            ];
            assert_eq!(Fen::sum(parts), Ok(entry.amount));
        }
    });
}

#[test]
fn every_fen_of_any_pool_and_receipt_goes_somewhere() {
    const CLASSES: [ClaimClass; 4] =
        [ClaimClass::Costs, ClaimClass::Secured, ClaimClass::Ordinary, ClaimClass::Fine];
    const SCHEMES: [Scheme; 5] = [
        Scheme::ProRata,
        Scheme::SealingOrder,
        Scheme::SameTitle,
        Scheme::Criminal,
        Scheme::Bankruptcy,
    ];
    type Input = (Amount, [(Amount, u8, u32); 5], u8);
    check!().with_iterations(INPUTS).with_type::<Input>().for_each(|(pool, claims, scheme)| {
        let claims: Vec<Claim> = claims
            .iter()
            .map(|(amount, class, rank)| Claim {
                name: format!("债权{class}"),
                amount: amount.fen(),
                class: CLASSES[usize::from(*class) % CLASSES.len()],
                rank: rank % 3,
            })
            .collect();
        let scheme = SCHEMES[usize::from(*scheme) % SCHEMES.len()];
        if let Some(done) = checked(distribute(pool.fen(), &claims, scheme)) {
            let shares = done.shares.iter().map(|share| share.share).chain([done.surplus]);
            assert_eq!(Fen::sum(shares), Ok(pool.fen()));
            assert!(done.shares.iter().all(|s| !s.share.is_negative() && s.share <= s.claim));
        }
        let weights: Vec<Fen> = claims.iter().map(|claim| claim.amount).collect();
        checked(proportional(pool.fen(), &weights));
        let dues = Dues {
            execution_fee: weights[0],
            disposal_costs: weights[1],
            litigation_costs: weights[2],
            interest: weights[3],
            principal: weights[4],
            double_interest: pool.fen(),
        };
        checked(split(pool.fen(), &dues));
    });
}

#[test]
fn figures_and_numbers_of_any_size() {
    type Input = ([i64; 6], (i16, u32, u8), Vec<(i64, i64)>);
    check!().with_iterations(INPUTS).with_type::<Input>().for_each(
        |(n, (year, serial, sub), groups)| {
            let counts = Counts {
                brought_forward: n[0],
                received: n[1],
                closed: n[2],
                terminated_round: n[3],
                lots: n[4],
                lots_sold: n[5],
                enforced: n[0],
                voluntary: n[1],
                ..Counts::default()
            };
            for indicator in Indicator::ALL {
                let _ = indicator.of(&counts).map(|ratio| ratio.to_string());
            }
            let _ = (average_days(n[0], n[1]), weighted_days(groups));
            let _ = closed_per_judge(n[0], n[1], n[2], n[3]);
            let court = CourtCode::parse("粤1224").unwrap();
            let number = checked(CaseNumber::new(*year, court, CaseKind::Resumed, *serial));
            if let Some(further) = number.and_then(|number| checked(number.with_sub(*sub))) {
                assert_eq!(CaseNumber::parse(&further.to_string()), Ok(further));
            }
        },
    );
}
