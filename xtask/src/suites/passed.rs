//! What has passed, and on what: for each suite a line under the target folder with the binary's time and size and a sum
//! over the files that tests read while they run. When nothing of it has changed, the suite would pass again.

use super::Suite;
use crate::shell::{output, program, root, target};
use anyhow::{Context, Result};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Folders outside git that tests read: the built pages, the fonts.
const MADE: &[&str] = &["ui/dist", "assets/fonts"];

/// The suite that reads every file: the house's own rules.
const READS_ALL: &str = "xtask bin";

/// The suites that have not passed on their present content.
pub(super) fn due(suites: &[Suite]) -> Result<Vec<&Suite>> {
    let mut due = Vec::new();
    for suite in suites {
        let before = std::fs::read_to_string(place(suite)).unwrap_or_default();
        if before != content(suite)? {
            due.push(suite);
        }
    }
    Ok(due)
}

/// While a suite runs, and when it fails, nothing is known of it.
pub(super) fn forget(suite: &Suite) -> Result<()> {
    let place = place(suite);
    if place.exists() {
        std::fs::remove_file(&place).with_context(|| format!("不能删除 {}", place.display()))?;
    }
    Ok(())
}

/// It has passed on `content`, which was taken before it ran.
pub(super) fn remember(suite: &Suite, content: &str) -> Result<()> {
    let place = place(suite);
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&place, content).with_context(|| format!("不能写 {}", place.display()))
}

/// What a run of the suite rests on.
pub(super) fn content(suite: &Suite) -> Result<String> {
    let mut sum = DefaultHasher::new();
    for file in files(suite.name == READS_ALL)? {
        stamp(&root().join(&file), &mut sum);
    }
    let mut binary = DefaultHasher::new();
    stamp(&suite.program, &mut binary);
    Ok(format!("{} {:016x} {:016x}\n", suite.program.display(), binary.finish(), sum.finish()))
}

/// Name, size and time of change; a file that is not there is that.
fn stamp(path: &Path, sum: &mut DefaultHasher) {
    path.hash(sum);
    if let Ok(known) = path.metadata() {
        known.len().hash(sum);
        let changed = known.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        changed.hash(sum);
    }
}

/// The files that tests may read: all that git knows except Rust, which is in the binary, and the web app's sources.
fn files(all: bool) -> Result<Vec<String>> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let told = output(&mut program("git", &list))?;
    let read = |name: &&str| all || !(name.ends_with(".rs") || name.starts_with("ui/"));
    let names = told.split('\0').filter(|name| !name.is_empty()).filter(read);
    let mut files: Vec<String> = names.map(str::to_owned).collect();
    for folder in MADE {
        walk(&root().join(folder), &mut files)?;
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<String>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if let Some(name) = path.to_str() {
            files.push(name.to_owned());
        }
    }
    Ok(())
}

fn place(suite: &Suite) -> PathBuf {
    target().join("passed").join(suite.name.replace([' ', '/'], "-"))
}

#[cfg(test)]
mod tests {
    use super::super::Suite;
    use super::{content, due, forget, place, remember};
    use crate::shell::Scratch;

    #[test]
    fn a_suite_is_due_until_it_has_passed_and_again_when_its_binary_changes() {
        let folder = Scratch::new("passed").unwrap();
        let program = folder.path().join("binary");
        std::fs::write(&program, "one").unwrap();
        let name = format!("never-a-suite {}", std::process::id());
        let suite = Suite { name, program: program.clone(), folder: folder.path().to_owned() };
        let suites = [suite.clone()];
        assert_eq!(due(&suites).unwrap().len(), 1);
        remember(&suite, &content(&suite).unwrap()).unwrap();
        assert!(due(&suites).unwrap().is_empty());
        std::fs::write(&program, "another").unwrap();
        assert_eq!(due(&suites).unwrap().len(), 1);
        remember(&suite, &content(&suite).unwrap()).unwrap();
        forget(&suite).unwrap();
        assert_eq!(due(&suites).unwrap().len(), 1);
        assert!(!place(&suite).exists());
    }
}
