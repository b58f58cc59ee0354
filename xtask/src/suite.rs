//! `cargo xtask test`: every check of the house, in the order that finds mistakes cheapest; what the build machine runs.

use crate::shell::{Stopwatch, cargo, run};
use crate::{browser, contract, fonts, generate, pg, setup, tidy, ui};
use anyhow::{Result, bail};
use std::time::Duration;

/// One check. A step whose part of the product is not in the checkout is left out and switches on with it.
struct Step {
    name: &'static str,
    what: &'static str,
    exists: fn() -> bool,
    run: fn() -> Result<()>,
    quick: bool,
}

const STEPS: &[Step] = &[
    Step { name: "setup", what: "所需软件", exists: || true, run: prepare, quick: false },
    Step { name: "fmt", what: "Rust 格式", exists: || true, run: fmt, quick: true },
    Step {
        name: "tidy",
        what: "本仓库的规矩",
        exists: || true,
        run: || tidy::tidy(&[]),
        quick: true,
    },
    Step {
        name: "ui",
        what: "界面：检查、类型、单元测试、构建",
        exists: ui::exists,
        run: ui::check,
        quick: false,
    },
    Step {
        name: "rust",
        what: "构建与全部 Rust 测试（两种数据库）",
        exists: || true,
        run: rust,
        quick: true,
    },
    Step {
        name: "gen",
        what: "生成的文件是最新的",
        exists: || true,
        run: generate::check,
        quick: false,
    },
    Step {
        name: "contract",
        what: "接口与其说明一致",
        exists: contract::exists,
        run: contract::check,
        quick: false,
    },
    Step {
        name: "browser",
        what: "浏览器里的故事",
        exists: browser::exists,
        run: browser::check,
        quick: false,
    },
    Step { name: "clippy", what: "clippy", exists: || true, run: clippy, quick: false },
];

/// What became of a step.
struct Outcome {
    name: &'static str,
    took: Duration,
    error: Option<anyhow::Error>,
}

/// `cargo xtask test [--quick | --only STEP]`.
pub(crate) fn test(arguments: &[String]) -> Result<()> {
    let steps = chosen(arguments)?;
    let mut outcomes = Vec::new();
    for step in steps {
        if !(step.exists)() {
            println!("\n━━ {}（{}）：还没有这一部分，略过", step.name, step.what);
            continue;
        }
        println!("\n━━ {}（{}）", step.name, step.what);
        let watch = Stopwatch::start();
        let error = (step.run)().err();
        if let Some(error) = &error {
            println!("✗ {}：{error:#}", step.name);
        }
        let failed_setup = error.is_some() && step.name == "setup";
        outcomes.push(Outcome { name: step.name, took: watch.elapsed(), error });
        if failed_setup {
            break;
        }
    }
    summarise(&outcomes)
}

fn chosen(arguments: &[String]) -> Result<Vec<&'static Step>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(STEPS.iter().collect()),
        ["--quick"] => Ok(STEPS.iter().filter(|step| step.quick).collect()),
        ["--only", name] => match STEPS.iter().find(|step| step.name == *name) {
            Some(step) => Ok(vec![step]),
            None => {
                let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
                bail!("没有步骤「{name}」，有：{}", names.join("、"))
            }
        },
        _ => bail!("用法：cargo xtask test [--quick | --only 步骤]"),
    }
}

/// Prints the times, what failed, and the closing line.
fn summarise(outcomes: &[Outcome]) -> Result<()> {
    println!("\n━━ 结果");
    for outcome in outcomes {
        let mark = if outcome.error.is_none() { "✓" } else { "✗" };
        println!("{mark} {:<10} {:>7.1} 秒", outcome.name, outcome.took.as_secs_f64());
    }
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

fn prepare() -> Result<()> {
    setup::toolchain()?;
    setup::packages()?;
    fonts::ensure()
}

fn fmt() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn rust() -> Result<()> {
    let cluster = pg::Cluster::start()?;
    // Everything at once and with the same flags, so that no dependency is built twice; the server's binary too.
    run(&mut cargo(&["build", "--workspace", "--all-targets"]))?;
    let mut tests = cargo(&["test", "--workspace", "--no-fail-fast"]);
    run(tests.env(pg::URL_VARIABLE, cluster.url()).env("ZHIXING_REQUIRE_PG", "1"))
}

fn clippy() -> Result<()> {
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}
