//! `cargo xtask test`: every check of the house, in the order that finds mistakes cheapest; what the build machine runs.

use crate::shell::{Scratch, Stopwatch, cargo, run};
use crate::{browser, contract, fonts, generate, setup, suites, tidy, ui};
use anyhow::{Context, Result, anyhow, bail};
use std::process::{Command, Stdio};
use std::time::Duration;

/// One check. A step whose part of the product is not in the checkout is left out and switches on with it.
struct Step {
    name: &'static str,
    what: &'static str,
    exists: fn() -> bool,
    run: fn() -> Result<()>,
    /// What `--quick` does of it.
    quick: Option<fn() -> Result<()>>,
    /// Seconds on two idle cores, with what is built from before; more is a warning.
    budget: u64,
    /// Starts together with the step before it, in a process of its own: both mostly wait for a server.
    beside: bool,
}

impl Step {
    const fn new(
        name: &'static str,
        what: &'static str,
        budget: u64,
        run: fn() -> Result<()>,
    ) -> Step {
        Step { name, what, exists: || true, run, quick: None, budget, beside: false }
    }

    const fn when(self, exists: fn() -> bool) -> Step {
        Step { exists, ..self }
    }

    const fn quick(self, quick: fn() -> Result<()>) -> Step {
        Step { quick: Some(quick), ..self }
    }

    const fn beside(self) -> Step {
        Step { beside: true, ..self }
    }
}

const STEPS: &[Step] = &[
    Step::new("setup", "所需软件", 20, prepare),
    Step::new("fmt", "Rust 格式", 10, fmt).quick(fmt),
    Step::new("tidy", "本仓库的规矩", 10, house).quick(house),
    Step::new("ui", "界面：检查、类型、单元测试、构建", 90, ui::check).when(ui::exists),
    Step::new("rust", "构建与全部 Rust 测试（两种数据库）", 480, suites::all)
        .quick(suites::changed),
    Step::new("gen", "生成的文件是最新的", 20, generate::check),
    Step::new("browser", "浏览器里的故事", 300, browser::check).when(browser::exists),
    Step::new("contract", "接口与其说明一致", 120, contract::check).when(contract::exists).beside(),
    Step::new("clippy", "clippy", 120, clippy),
];

/// Seconds for everything, on two idle cores: at five times the features it must stay under forty minutes.
const BUDGET: u64 = 1_200;

/// Seconds for the quick command when nothing has changed.
const QUICK_BUDGET: u64 = 60;

/// What became of a step.
struct Outcome {
    name: &'static str,
    budget: u64,
    took: Duration,
    error: Option<anyhow::Error>,
}

const USAGE: &str = "用法：cargo xtask test [--quick | --only 步骤 | --slow 一组测试]";

/// `cargo xtask test [--quick | --only STEP | --slow SUITE]`.
pub(crate) fn test(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => everything(),
        ["--quick"] => quick(),
        ["--only", name] => {
            let step = step(name)?;
            let watch = Stopwatch::start();
            let outcome = alone(step, step.run);
            summarise(&[outcome], watch.elapsed(), step.budget)
        }
        // How a step that runs beside another is started: no summary of its own.
        ["--lane", name] => (step(name)?.run)(),
        ["--slow", name] => suites::slowest(name),
        _ => bail!(USAGE),
    }
}

fn step(name: &str) -> Result<&'static Step> {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    let known = STEPS.iter().find(|step| step.name == name);
    known.with_context(|| format!("没有步骤「{name}」，有：{}", names.join("、")))
}

fn everything() -> Result<()> {
    let watch = Stopwatch::start();
    let mut outcomes = Vec::new();
    for group in STEPS.chunk_by(|_, next| next.beside) {
        let mut here = Vec::new();
        for step in group {
            if (step.exists)() {
                here.push(step);
            } else {
                println!("\n━━ {}（{}）：还没有这一部分，略过", step.name, step.what);
            }
        }
        match here.as_slice() {
            [] => {}
            [step] => outcomes.push(alone(step, step.run)),
            steps => outcomes.extend(together(steps)?),
        }
        if outcomes.iter().any(|outcome| outcome.error.is_some() && outcome.name == "setup") {
            break;
        }
    }
    summarise(&outcomes, watch.elapsed(), BUDGET)
}

fn quick() -> Result<()> {
    let quick = |step: &'static Step| step.quick.map(|run| alone(step, run));
    let watch = Stopwatch::start();
    let outcomes: Vec<Outcome> = STEPS.iter().filter_map(quick).collect();
    summarise(&outcomes, watch.elapsed(), QUICK_BUDGET)
}

fn alone(step: &Step, run: fn() -> Result<()>) -> Outcome {
    println!("\n━━ {}（{}）", step.name, step.what);
    let watch = Stopwatch::start();
    let error = run().err();
    if let Some(error) = &error {
        println!("✗ {}：{error:#}", step.name);
    }
    Outcome { name: step.name, budget: step.budget, took: watch.elapsed(), error }
}

/// Each in a process of its own, so that what they say stays apart; shown when all have ended.
fn together(steps: &[&Step]) -> Result<Vec<Outcome>> {
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    println!("\n━━ {} 同时运行", names.join("、"));
    let logs = Scratch::new("lanes")?;
    let lane = |step: &Step| -> Result<(Outcome, String)> {
        let path = logs.path().join(step.name);
        let log = std::fs::File::create(&path).context("不能建立日志文件")?;
        let watch = Stopwatch::start();
        let status = Command::new(std::env::current_exe()?)
            .args(["test", "--lane", step.name])
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()
            .context("不能启动自己")?;
        let took = watch.elapsed();
        let said = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let error = (!status.success()).then(|| anyhow!("没有通过（{status}），它说的在上面"));
        Ok((Outcome { name: step.name, budget: step.budget, took, error }, said))
    };
    let ended: Vec<Result<(Outcome, String)>> = std::thread::scope(|scope| {
        let lanes: Vec<_> = steps.iter().map(|step| scope.spawn(|| lane(step))).collect();
        let interrupted = |_| Err(anyhow!("运行步骤的线程中断了"));
        lanes.into_iter().map(|lane| lane.join().unwrap_or_else(interrupted)).collect()
    });
    let mut outcomes = Vec::new();
    for (step, ended) in steps.iter().zip(ended) {
        let (outcome, said) = ended?;
        println!("\n━━ {}（{}）\n{said}", step.name, step.what);
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// Prints the times beside their budgets, what failed, and the closing line. Time is warned of, never an error: a busy
/// machine is no mistake of the house.
fn summarise(outcomes: &[Outcome], took: Duration, budget: u64) -> Result<()> {
    println!("\n━━ 结果：用时／预算（秒）");
    for outcome in outcomes {
        let mark = if outcome.error.is_none() { "✓" } else { "✗" };
        let over = if outcome.took.as_secs() > outcome.budget { "  ⚠ 超出预算" } else { "" };
        let (name, took, budget) = (outcome.name, outcome.took.as_secs_f64(), outcome.budget);
        println!("{mark} {name:<10} {took:>7.1} / {budget}{over}");
    }
    let over = if took.as_secs() > budget { "  ⚠ 超出预算" } else { "" };
    println!("  {:<10} {:>7.1} / {budget}{over}", "合计", took.as_secs_f64());
    for outcome in outcomes {
        if let Some(error) = &outcome.error {
            println!("✗ {}：{error:#}", outcome.name);
        }
    }
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    if failed > 0 {
        // The closing line is the last one, so that a reader of the log finds it.
        std::process::exit(1);
    }
    Ok(())
}

fn house() -> Result<()> {
    tidy::tidy(&[])
}

fn prepare() -> Result<()> {
    setup::toolchain()?;
    setup::packages()?;
    fonts::ensure()
}

fn fmt() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}
