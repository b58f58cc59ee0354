//! The web app's part of the commands: its packages, its checks, its build.

use crate::shell::{program, root, run, say};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

fn folder() -> PathBuf {
    root().join("ui")
}

/// Whether the web app is in this checkout.
pub(crate) fn exists() -> bool {
    folder().join("package-lock.json").is_file()
}

/// Installs the packages of `package-lock.json`; nothing to do when they are already the ones named there.
pub(crate) fn install() -> Result<()> {
    let lock =
        std::fs::read(folder().join("package-lock.json")).context("不能读 ui/package-lock.json")?;
    let stamp = folder().join("node_modules/.installed-from");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say("安装界面所需的 npm 软件包");
    run(program("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder()))?;
    std::fs::write(&stamp, lock).with_context(|| format!("不能写 {}", stamp.display()))
}

/// Builds the web app into `ui/dist`, where the server takes it from.
pub(crate) fn build() -> Result<()> {
    say("构建界面");
    script("build")
}

/// Everything that can be said about the web app without a server; a failure does not hide the next one.
pub(crate) fn check() -> Result<()> {
    install()?;
    let mut failed = Vec::new();
    for name in ["lint", "check", "test", "build", "size"] {
        if has_script(name)? && script(name).is_err() {
            failed.push(name);
        }
    }
    if failed.is_empty() { Ok(()) } else { bail!("npm run 失败：{}", failed.join("、")) }
}

/// Runs one script of `ui/package.json`.
pub(crate) fn script(name: &str) -> Result<()> {
    run(program("npm", &["run", "--silent", name]).current_dir(folder()))
}

fn has_script(name: &str) -> Result<bool> {
    let text =
        std::fs::read_to_string(folder().join("package.json")).context("不能读 ui/package.json")?;
    Ok(text.contains(&format!("\"{name}\":")))
}
