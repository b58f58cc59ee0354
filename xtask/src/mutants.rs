//! `cargo xtask mutants`: small changes are made to the law, one at a time, and its tests must notice each of them.
//!
//! cargo-mutants makes the changes, in a copied tree that holds nothing but the law. What became of each is kept under
//! `target/mutants`, by the digest of the file that was changed: a run that was cut short goes on where it stopped, an
//! edited file is done anew, and what was missed is tried again as soon as a test changes. The outcome is committed in
//! `crates/law/mutants/results.txt`; beside it `survivors.txt` argues why each change that nothing notices may stay.

mod outcomes;
mod report;
mod tree;

use crate::shell::{cargo, output, program, root, run, say, target};
use anyhow::{Context, Result, bail};
use outcomes::{Fate, Mutant, Outcomes};
use std::path::PathBuf;
use std::process::{Command, Stdio};

const TOOL: &str = "cargo-mutants";
const VERSION: &str = "27.1.0";
const PACKAGE: &str = "zhixing-law";
/// Mutants per call of the tool: what a killed run loses at most is the one it was at.
const BATCH: usize = 200;
/// The tests take a fraction of a second; a change that makes them take this long has made them run for ever.
const TEST_SECONDS: &str = "10";
/// For the second look at such a change.
const PATIENT_SECONDS: &str = "30";
const BUILD_SECONDS: &str = "600";

/// `cargo xtask mutants [--shard K/N]… [--missed | --check] [FILES]`.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let wanted = Wanted::read(arguments)?;
    if !wanted.check {
        let text = find(&wanted)?;
        let file = root().join(RESULTS);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, text).with_context(|| format!("不能写 {}", file.display()))?;
        say(format!("已更新 {RESULTS}"));
    }
    let kept = |name: &str| std::fs::read_to_string(root().join(name)).unwrap_or_default();
    let sources = outcomes::sources(&root(), tree::CRATE)?;
    let wrong = report::judge(&kept(RESULTS), &kept(SURVIVORS), &sources)?;
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// Runs what is due, and returns the outcome of everything.
fn find(wanted: &Wanted) -> Result<String> {
    ensure_tool()?;
    let tree = tree::Tree::prepare()?;
    let mut outcomes = Outcomes::open(target().join("mutants"))?;
    outcomes.harvest(&batch_folder())?;
    let all = list(&tree)?;
    let mut due: Vec<&Mutant> = wanted.of(&all).filter(|m| outcomes.due(m)).collect();
    due.retain(|mutant| !wanted.missed || outcomes.fate(mutant).is_some());
    // What has been seen already comes last.
    due.sort_by_key(|mutant| outcomes.fate(mutant).is_some());
    say(format!("变异 {} 处，本次要跑 {} 处", all.len(), due.len()));
    if !due.is_empty() {
        baseline(&tree)?;
    }
    for batch in due.chunks(BATCH) {
        mutate(&tree, &outcomes, &all, batch, TEST_SECONDS)?;
        outcomes.harvest(&batch_folder())?;
    }
    // A change seen to run for ever is tried once more: the machine may have been busy.
    let endless = |m: &&Mutant| outcomes.fate(m) == Some(Fate::Timeout) && outcomes.due(m);
    let again: Vec<&Mutant> = wanted.of(&all).filter(endless).collect();
    for batch in again.chunks(BATCH) {
        mutate(&tree, &outcomes, &all, batch, PATIENT_SECONDS)?;
        outcomes.harvest(&batch_folder())?;
    }
    let sources = outcomes::sources(tree.path(), tree::CRATE)?;
    Ok(report::Report::new(sources, &all, &outcomes).text())
}

/// The committed outcome.
const RESULTS: &str = "crates/law/mutants/results.txt";
/// The committed reasons.
const SURVIVORS: &str = "crates/law/mutants/survivors.txt";

/// Which mutants to run; with `missed` only those seen before, with `check` none.
struct Wanted {
    shards: Vec<(usize, usize)>,
    files: Vec<String>,
    missed: bool,
    check: bool,
}

impl Wanted {
    fn read(arguments: &[String]) -> Result<Self> {
        let mut wanted =
            Self { shards: Vec::new(), files: Vec::new(), missed: false, check: false };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--check" => wanted.check = true,
                "--missed" => wanted.missed = true,
                "--shard" => {
                    let text = words.next().map_or("", String::as_str);
                    let shard = text.split_once('/').and_then(|(k, n)| {
                        let (k, n) = (k.parse::<usize>().ok()?, n.parse::<usize>().ok()?);
                        (k < n).then_some((k, n))
                    });
                    wanted.shards.push(shard.context("--shard 写作 K/N，K 自 0 起且小于 N")?);
                }
                word if word.starts_with('-') => bail!("没有选项「{word}」"),
                file => wanted.files.push(file.to_owned()),
            }
        }
        Ok(wanted)
    }

    /// The chosen ones, dealt out over all files, so that what has been run is a fair sample at any time.
    fn of<'a>(&'a self, all: &'a [Mutant]) -> impl Iterator<Item = &'a Mutant> {
        const DEAL: usize = 40;
        let dealt = (0..DEAL).flat_map(|first| (first..all.len()).step_by(DEAL));
        dealt.filter_map(|place| Some((place, all.get(place)?))).filter_map(|(place, mutant)| {
            let shard = self.shards.is_empty() || self.shards.iter().any(|(k, n)| place % n == *k);
            let file = self.files.is_empty() || self.files.iter().any(|f| mutant.name.contains(f));
            (shard && file).then_some(mutant)
        })
    }
}

fn tool() -> PathBuf {
    target().join("tools/bin").join(TOOL)
}

fn ensure_tool() -> Result<()> {
    let asked = Command::new(tool()).args(["mutants", "--version"]).output();
    let found = asked.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains(VERSION));
    if found {
        return Ok(());
    }
    say(format!("安装 {TOOL} {VERSION}（在 target/tools，不动系统）"));
    let place = target().join("tools");
    let mut install = cargo(&["install", "--locked", "--force", "--version", VERSION, TOOL]);
    run(install.arg("--root").arg(place))
}

fn batch_folder() -> PathBuf {
    target().join("mutants/batch")
}

/// Every mutant of the tree, in the order of the source.
fn list(tree: &tree::Tree) -> Result<Vec<Mutant>> {
    let mut words = program(&tool().to_string_lossy(), &["mutants", "--list", "--colors", "never"]);
    let text = output(words.current_dir(tree.path()))?;
    text.lines().map(|name| Mutant::new(name, tree.path())).collect()
}

/// The unchanged tests must pass, or every change would seem noticed.
fn baseline(tree: &tree::Tree) -> Result<()> {
    let mut test = cargo(&["test", "--offline", "--quiet", "--package", PACKAGE, "--lib"]);
    test.args(["--profile", tree::PROFILE]).current_dir(tree.path());
    run(test.env("CARGO_TARGET_DIR", tree::build())).context("未变异的测试不通过")
}

/// Runs the tool over one batch; what it finds lies in the batch folder.
fn mutate(
    tree: &tree::Tree,
    outcomes: &Outcomes,
    all: &[Mutant],
    batch: &[&Mutant],
    seconds: &str,
) -> Result<()> {
    let folder = batch_folder();
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    // All of them: the tool runs deleted fields whatever the expression says.
    outcomes.note_batch(&folder, all)?;
    let names: Vec<String> = batch.iter().map(|mutant| escaped(&mutant.name)).collect();
    let mut words = program(&tool().to_string_lossy(), &["mutants", "--in-place"]);
    words.args(["--baseline", "skip", "--no-times", "--colors", "never"]);
    words.args(["--timeout", seconds, "--build-timeout", BUILD_SECONDS]);
    words.args(["--profile", tree::PROFILE, "--re"]).arg(format!("^({})$", names.join("|")));
    words.arg("-o").arg(&folder).args(["--", "--lib"]);
    words.current_dir(tree.path()).env("CARGO_TARGET_DIR", tree::build());
    let status = words.env("CARGO_NET_OFFLINE", "true").stdin(Stdio::null()).status()?;
    // 2: some were missed; 3: some timed out.
    match status.code() {
        Some(0 | 2 | 3) => Ok(()),
        _ => bail!("{TOOL} 中断（{status}）；再次运行会接着跑"),
    }
}

/// The name as a regular expression that matches nothing else.
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        // An escaped `<` would mean the start of a word.
        if r"\.+*?()|[]{}^$#&-~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
