//! The Rust tests, run as cargo-nextest runs them: all test binaries are built once and then run beside each other, each
//! with its own output, time and budget. A suite is one test binary. What has passed is remembered with what it was run
//! on, so that the quick command runs only what could come out otherwise.

use crate::pg;
use crate::shell::{Scratch, Stopwatch, cargo, output, root, run, say};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

mod artifact;
mod passed;

/// Seconds that a suite may take beside the others on two idle cores. More is a warning: make it faster, cut what it
/// repeats, move what is long to a command of its own, or say in the commit why it is worth the time of everybody.
const BUDGETS: &[(&str, u64)] = &[
    // Twenty-two court-years, with their kills and what is looked at after each.
    ("sim years", 300),
];

/// For a suite that is not in the list.
const BUDGET: u64 = 10;

/// One test binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suite {
    /// The package's folder and the target: `store it`, `law lib`.
    pub(crate) name: String,
    program: PathBuf,
    /// Where cargo would run it.
    folder: PathBuf,
}

impl Suite {
    fn budget(&self) -> Duration {
        let row = BUDGETS.iter().find(|(name, _)| *name == self.name);
        Duration::from_secs(row.map_or(BUDGET, |row| row.1))
    }

    fn command(&self, database: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.folder).env("CARGO_MANIFEST_DIR", &self.folder);
        command.env(pg::URL_VARIABLE, database).env("ZHIXING_REQUIRE_PG", "1");
        command.stdin(Stdio::null());
        command
    }
}

/// How a suite came out.
struct Ran<'s> {
    suite: &'s Suite,
    took: Duration,
    passed: bool,
    tests: u64,
}

/// Every suite, built and run.
pub(crate) fn all() -> Result<()> {
    let suites = build()?;
    go(&suites.iter().collect::<Vec<_>>())
}

/// The suites that have not passed yet on what they would be run on now.
pub(crate) fn changed() -> Result<()> {
    let suites = build()?;
    let due = passed::due(&suites)?;
    say(format!(
        "{} 组测试中 {} 组已在同样的内容上通过，不再运行",
        suites.len(),
        suites.len() - due.len()
    ));
    if due.is_empty() { Ok(()) } else { go(&due) }
}

/// Everything at once and with the same flags, so that no dependency is built twice; the server's binary too.
fn build() -> Result<Vec<Suite>> {
    run(&mut cargo(&["build", "--workspace", "--all-targets"]))?;
    let format = "--message-format=json-render-diagnostics";
    let told = output(&mut cargo(&["test", "--workspace", "--no-run", format]))?;
    let suites = artifact::suites(&told, &root());
    if suites.is_empty() {
        bail!("cargo 没有说出任何测试程序");
    }
    Ok(suites)
}

fn go(suites: &[&Suite]) -> Result<()> {
    let cluster = pg::Cluster::start()?;
    let database = cluster.url();
    let logs = Scratch::new("suites")?;
    let mut waiting: Vec<&Suite> = suites.to_vec();
    // The longest first: what starts last must not be what ends last.
    waiting.sort_by_key(|suite| suite.budget());
    let waiting = Mutex::new(waiting);
    let ran: Mutex<Vec<Ran<'_>>> = Mutex::default();
    let beside = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    std::thread::scope(|scope| -> Result<()> {
        let worker = || -> Result<()> {
            while let Some(suite) = waiting.lock().ok().and_then(|mut list| list.pop()) {
                let one = one(suite, &database, &logs)?;
                if let Ok(mut ran) = ran.lock() {
                    ran.push(one);
                }
            }
            Ok(())
        };
        let workers: Vec<_> = (0..beside).map(|_| scope.spawn(worker)).collect();
        for worker in workers {
            worker.join().map_err(|_| anyhow::anyhow!("运行测试的线程中断了"))??;
        }
        Ok(())
    })?;
    summarise(&ran.into_inner().unwrap_or_default())
}

/// Runs one suite to its end; what it said is shown when it fails, and otherwise only how many tests passed.
fn one<'s>(suite: &'s Suite, database: &str, logs: &Scratch) -> Result<Ran<'s>> {
    passed::forget(suite)?;
    let before = passed::content(suite)?;
    let log = logs.path().join(suite.name.replace([' ', '/'], "-"));
    let file = std::fs::File::create(&log).with_context(|| format!("不能写 {}", log.display()))?;
    let watch = Stopwatch::start();
    let status = suite
        .command(database)
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("不能启动 {}", suite.program.display()))?;
    let took = watch.elapsed();
    let said = String::from_utf8_lossy(&std::fs::read(&log)?).into_owned();
    let ran = Ran { suite, took, passed: status.success(), tests: tests(&said) };
    if ran.passed {
        println!("  ✓ {:<22} {:>5} 项 {:>7.1} 秒", suite.name, ran.tests, took.as_secs_f64());
        passed::remember(suite, &before)?;
    } else {
        println!("  ✗ {}（{status}）：\n{said}", suite.name);
    }
    Ok(ran)
}

/// The tests that passed, as libtest counts them in its last line.
fn tests(said: &str) -> u64 {
    let count = |line: &str| {
        let (before, _) = line.strip_prefix("test result:")?.split_once(" passed")?;
        before.split_whitespace().last()?.parse::<u64>().ok()
    };
    said.lines().filter_map(count).sum()
}

/// Time used of each budget, the longest first; only what failed is an error.
fn summarise(ran: &[Ran<'_>]) -> Result<()> {
    let mut slowest: Vec<&Ran<'_>> = ran.iter().collect();
    slowest.sort_by_key(|ran| std::cmp::Reverse(ran.took));
    println!("\n  用时／预算（秒）");
    for ran in &slowest {
        let over = if ran.took > ran.suite.budget() { "  ⚠ 超出预算" } else { "" };
        let (took, budget) = (ran.took.as_secs_f64(), ran.suite.budget().as_secs());
        println!("  {:<22} {took:>7.1} / {budget}{over}", ran.suite.name);
    }
    let tests: u64 = ran.iter().map(|ran| ran.tests).sum();
    let sum: Duration = ran.iter().map(|ran| ran.took).sum();
    say(format!("{} 组、{tests} 项测试，用时合计 {:.1} 秒", ran.len(), sum.as_secs_f64()));
    let failed: Vec<&str> =
        ran.iter().filter(|ran| !ran.passed).map(|ran| ran.suite.name.as_str()).collect();
    if failed.is_empty() { Ok(()) } else { bail!("没有通过：{}", failed.join("、")) }
}

/// Every test of one suite by itself, the slowest first: where its time goes.
pub(crate) fn slowest(name: &str) -> Result<()> {
    let suites = build()?;
    let Some(suite) = suites.iter().find(|suite| suite.name == name) else {
        let names: Vec<&str> = suites.iter().map(|suite| suite.name.as_str()).collect();
        bail!("没有一组测试叫「{name}」，有：{}", names.join("、"))
    };
    let cluster = pg::Cluster::start()?;
    let listed = output(suite.command(&cluster.url()).args(["--list", "--format", "terse"]))?;
    let mut times = Vec::new();
    for test in listed.lines().filter_map(|line| line.strip_suffix(": test")) {
        let watch = Stopwatch::start();
        output(suite.command(&cluster.url()).args(["--exact", test]))?;
        times.push((watch.elapsed(), test));
    }
    times.sort_by_key(|(took, _)| std::cmp::Reverse(*took));
    for (took, test) in times.iter().take(SHOWN) {
        println!("  {:>7.2} 秒  {test}", took.as_secs_f64());
    }
    let sum: Duration = times.iter().map(|(took, _)| *took).sum();
    say(format!("{} 项测试各自单独运行，合计 {:.1} 秒", times.len(), sum.as_secs_f64()));
    Ok(())
}

/// Tests that [`slowest`] shows.
const SHOWN: usize = 40;

#[cfg(test)]
mod tests;
