//! `cargo xtask crowd`: so many people and companies are filed, so many bank files imported, at random by one seed. The
//! usual test does the same with a few.

use crate::fonts;
use crate::shell::{cargo, run, say};
use anyhow::{Context, Result};

/// How many are asked of us.
const USUAL: u64 = 10_000;

/// Runs the crowd of the web room's tests.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let many = match arguments.first() {
        Some(text) => text.parse().context("应写明多少，例如 10000")?,
        None => USUAL,
    };
    fonts::ensure()?;
    say(format!("{many} 份立案申请、{many} 份银行文件"));
    let tests = ["test", "--workspace", "--test", "it", "--", "crowd", "--nocapture"];
    run(cargo(&tests).env("ZHIXING_CROWD", many.to_string()))
}
