//! Stories told in a real browser against the real server.

use crate::shell::{root, target};
use crate::{server, ui};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

pub(crate) const CHROMIUM: &str = "/usr/bin/chromium";

/// Whether there are stories in this checkout.
pub(crate) fn exists() -> bool {
    stories().is_ok_and(|stories| !stories.is_empty())
}

/// Runs every story, one after the other; each starts the server it needs from the binary that it is told.
pub(crate) fn check() -> Result<()> {
    ui::install()?;
    let binary = server::binary("debug");
    if !binary.is_file() {
        bail!("没有 {}：先运行 cargo build", binary.display());
    }
    let mut node = crate::shell::program("node", &["--test", "--test-concurrency=1"]);
    node.args(stories()?).current_dir(root().join("ui"));
    node.env("ZHIXING_BIN", binary).env("CHROMIUM", CHROMIUM).env("ZHIXING_TARGET", target());
    crate::shell::run(&mut node)
}

fn stories() -> Result<Vec<PathBuf>> {
    let folder = root().join("ui/e2e");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).context("不能读 ui/e2e")? {
        let path = entry?.path();
        if path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.contains(".test."))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
