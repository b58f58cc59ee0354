//! `cargo xtask clicks`: how many clicks and fields the story of 5,289 yuan takes, counted at the real pages.

use crate::browser::CHROMIUM;
use crate::shell::{program, root, run};
use crate::{demo, fonts, server, setup, ui};
use anyhow::Result;

/// Builds the court, plays the story in a browser and prints what each stage took. `--each` names every press.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    setup::toolchain()?;
    fonts::ensure()?;
    ui::install()?;
    ui::build()?;
    demo::build(false)?;
    let mut node = program("node", &["e2e/clicks.mjs"]);
    node.args(arguments).current_dir(root().join("ui"));
    node.env("ZHIXING_BIN", server::binary("debug")).env("CHROMIUM", CHROMIUM);
    run(&mut node)
}
