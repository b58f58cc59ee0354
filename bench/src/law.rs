//! How long a million ends of periods take on one core, each with three stays to take out.

use crate::Asked;
use crate::report::{self, Stopwatch};
use anyhow::Result;
use std::hint::black_box;
use zhixing_law::calendar::Calendar;
use zhixing_law::day::Day;
use zhixing_law::period::{Interval, Limit, end};

const COMPUTATIONS: u32 = 1_000_000;
const COMPUTATIONS_QUICK: u32 = 10_000;
/// What the issue asks for a million of them, in seconds.
const LIMIT_SECS: f64 = 1.0;
/// Different inputs, made before the watch is started.
const INPUTS: u32 = 4_096;
const ROUNDS: usize = 5;

/// A start and the stays of its case.
type Input = (Day, [Interval; 3]);

pub(crate) fn run(asked: &Asked) -> Result<()> {
    let computations = if asked.is_quick() { COMPUTATIONS_QUICK } else { COMPUTATIONS };
    let inputs = inputs()?;
    report::limits_heading();
    for (what, limit) in [
        ("六个月（执行期限）", Limit::months(6)),
        ("十日", Limit::days(10)),
        ("十五个工作日", Limit::workdays(15)),
    ] {
        let mut fastest = f64::INFINITY;
        for _ in 0..ROUNDS {
            let watch = Stopwatch::start();
            for input in inputs.iter().cycle().take(usize::try_from(computations)?) {
                let (start, stays) = black_box(input);
                black_box(end(*start, &limit, stays, Calendar::builtin())?);
            }
            fastest = fastest.min(watch.secs());
        }
        let what = format!("{computations} 次期间计算，各扣三段：{what}");
        report::within(&what, fastest, LIMIT_SECS);
    }
    Ok(())
}

/// Starts over sixteen years; the first stay begins within a fortnight, the second overlaps it, the third comes later.
fn inputs() -> Result<Vec<Input>> {
    let first = Day::new(2010, 1, 1)?;
    let mut inputs = Vec::new();
    for n in 0..INPUTS {
        // Any step without a factor in common with the span visits the days out of order.
        let start = first.plus_days(i64::from(n * 2_741 % 5_840))?;
        let stay = |from: u32, days: u32| -> Result<Interval> {
            let from = start.plus_days(i64::from(from))?;
            Ok(Interval::new(from, from.plus_days(i64::from(days))?)?)
        };
        let stays =
            [stay(n % 14, 10 + n % 30)?, stay(5 + n % 14, n % 45)?, stay(40 + n % 60, n % 20)?];
        inputs.push((start, stays));
    }
    Ok(inputs)
}
