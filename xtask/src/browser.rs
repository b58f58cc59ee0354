//! Stories told in a real browser against the real server.

use crate::server::{self, Server};
use crate::shell::{root, target};
use crate::ui;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

pub(crate) const CHROMIUM: &str = "/usr/bin/chromium";

/// Whether there are stories in this checkout.
pub(crate) fn exists() -> bool {
    stories().is_ok_and(|stories| !stories.is_empty())
}

/// Cases of the court that is shared.
const CASES: &str = "60";

/// Stories that run at once: they mostly wait for pages.
const BESIDE: &str = "--test-concurrency=2";

/// Runs every story. Those that only add to a court share one; the others start the server they need from the binary
/// that they are told.
pub(crate) fn check() -> Result<()> {
    ui::install()?;
    let binary = server::binary("debug");
    if !binary.is_file() {
        bail!("没有 {}：先运行 cargo build", binary.display());
    }
    let shared = Server::demo(CASES)?;
    let mut node = crate::shell::program("node", &["--test", BESIDE]);
    node.args(stories()?).current_dir(root().join("ui"));
    node.env("ZHIXING_BIN", binary).env("CHROMIUM", CHROMIUM).env("ZHIXING_TARGET", target());
    node.env("ZHIXING_COURT", shared.url()).env("ZHIXING_COURT_LOG", shared.log_file());
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
