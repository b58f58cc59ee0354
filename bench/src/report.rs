//! Lines of the report: our figure, the one it is compared with, the ratio, and what the issue asks for.

/// The heading of a table of ratios.
pub(crate) fn heading() {
    println!("| 项目 | 本系统 | 对照 | 比值 | 要求 | |");
    println!("|---|---:|---:|---:|---:|---|");
}

/// One comparison of two rates; more is better.
pub(crate) fn ratio(what: &str, ours: f64, compared: f64, at_least: f64) {
    let ratio = if compared > 0.0 { ours / compared } else { 0.0 };
    let verdict = if ratio >= at_least { "✓" } else { "✗" };
    println!("| {what} | {ours:.0}/s | {compared:.0}/s | {ratio:.2} | ≥ {at_least} | {verdict} |");
}

/// The heading of a table of times that have a limit.
pub(crate) fn limits_heading() {
    println!("| 项目 | 本系统 | 上限 | 与上限之比 | |");
    println!("|---|---:|---:|---:|---|");
}

/// One time and its limit; less is better.
pub(crate) fn within(what: &str, secs: f64, limit: f64) {
    let verdict = if secs < limit { "✓" } else { "✗" };
    println!("| {what} | {secs:.3} s | < {limit} s | {:.3} | {verdict} |", secs / limit);
}

/// The heading of a table of waiting times.
pub(crate) fn times_heading() {
    println!("| 数据库 | 查询 | 次数 | p50 | p99 | 最长 | 要求 p99 | |");
    println!("|---|---|---:|---:|---:|---:|---:|---|");
}

/// One series of waiting times in milliseconds; `limit` of nothing means that the issue asks for none.
pub(crate) fn times(database: &str, what: &str, mut millis: Vec<f64>, limit: Option<f64>) {
    millis.sort_by(f64::total_cmp);
    let (p50, p99) = (quantile(&millis, 50), quantile(&millis, 99));
    let max = millis.last().copied().unwrap_or_default();
    let (asked, verdict) = match limit {
        None => ("—".to_owned(), ""),
        Some(limit) => (format!("< {limit:.0}"), if p99 < limit { "✓" } else { "✗" }),
    };
    let count = millis.len();
    println!(
        "| {database} | {what} | {count} | {p50:.2} | {p99:.2} | {max:.2} | {asked} | {verdict} |"
    );
}

/// The smallest value that so many in a hundred do not exceed.
pub(crate) fn quantile(sorted: &[f64], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

/// A stop-watch for what is measured; never a court's time.
pub(crate) struct Stopwatch(std::time::Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    pub(crate) fn start() -> Stopwatch {
        Stopwatch(std::time::Instant::now())
    }

    pub(crate) fn secs(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }

    pub(crate) fn millis(&self) -> f64 {
        self.secs() * 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn the_ninety_ninth_of_a_hundred_is_the_last_but_one() {
        let all: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(quantile(&all, 99), 99.0);
        assert_eq!(quantile(&all, 50), 50.0);
        assert_eq!(quantile(&all[..10], 99), 10.0);
        assert_eq!(quantile(&[], 99), 0.0);
    }
}
