//! The house's rules that no compiler knows: direction, circles, sizes, banned spellings, frozen migrations. Each complaint names
//! the place and the remedy. Also a test, so that `cargo test` alone finds what `cargo xtask tidy` finds.

mod circles;
mod layers;
mod migrations;
mod sizes;
mod source;
mod states;
mod words;

use crate::shell::{output, program, root};
use anyhow::{Context, Result, bail};
use source::Source;
use std::path::Path;

pub(crate) use migrations::landed_with;

/// Packages in `Cargo.lock` at most: each one is compile time and something to trust.
const PACKAGES_MAX: usize = 650;

/// A breach of a rule: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Complaint {
    file: String,
    line: usize,
    message: String,
}

/// `cargo xtask tidy`.
pub(crate) fn tidy(_arguments: &[String]) -> Result<()> {
    let mut complaints = complaints()?;
    complaints.sort();
    for complaint in &complaints {
        println!("{}:{}: {}", complaint.file, complaint.line, complaint.message);
    }
    match complaints.len() {
        0 => Ok(()),
        count => bail!("tidy：{count} 处不合规矩"),
    }
}

fn complaints() -> Result<Vec<Complaint>> {
    let root = root();
    let files = files(&root)?;
    let sources = sources(&root, &files)?;
    let mut found = layers::check(&root)?;
    found.extend(migrations::check(&root)?);
    found.extend(package_count(&root)?);
    for source in &sources {
        found.extend(sizes::check(source));
        found.extend(words::check(source));
    }
    found.extend(circles::check(&sources));
    found.extend(states::check(&sources));
    found.extend(words::check_names(&files));
    found.extend(words::dead_modules(&sources));
    Ok(found)
}

/// Every file that git tracks or would track, relative to the root, with `/` between folders.
fn files(root: &Path) -> Result<Vec<String>> {
    let mut list =
        program("git", &["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
    let text = output(list.current_dir(root)).context("tidy 用 git ls-files 列出文件")?;
    let mut files: Vec<String> =
        text.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    files.retain(|name| root.join(name).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

fn sources(root: &Path, files: &[String]) -> Result<Vec<Source>> {
    let ours = |name: &&String| {
        let code = [".rs", ".ts", ".tsx", ".mjs"].iter().any(|ending| name.ends_with(ending));
        let folder =
            ["crates/", "bench/", "xtask/", "ui/"].iter().any(|folder| name.starts_with(folder));
        code && folder && !name.ends_with("schema.d.ts")
    };
    let read = |name: &String| {
        let text =
            std::fs::read_to_string(root.join(name)).with_context(|| format!("不能读 {name}"))?;
        Ok(Source::new(name, &text))
    };
    files.iter().filter(ours).map(read).collect()
}

fn package_count(root: &Path) -> Result<Vec<Complaint>> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("不能读 Cargo.lock")?;
    let count = lock.lines().filter(|line| *line == "[[package]]").count();
    if count <= PACKAGES_MAX {
        return Ok(Vec::new());
    }
    let message =
        format!("{count} 个软件包，最多 {PACKAGES_MAX} 个：去掉新依赖，或关掉它的默认特性");
    Ok(vec![Complaint { file: "Cargo.lock".into(), line: 1, message }])
}

#[cfg(test)]
mod tests;
