//! `cargo xtask coverage`: which lines of the law its tests reach, by the compiler's own instrumentation.
//!
//! The outcome is kept in `docs/coverage-law.md`. Every line that no test reaches stands there with the reason why none
//! can; a reason is kept from run to run as long as its line is not reached, and a line without one fails the command.

use crate::shell::{cargo, output, program, root, run, say, target};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "zhixing-law";
const SOURCES: &str = "crates/law/src";
const PAGE: &str = "docs/coverage-law.md";

/// `cargo xtask coverage`.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("cargo xtask coverage 没有参数");
    }
    let tools = Tools::find()?;
    let folder = target().join("coverage");
    let raw = folder.join("raw");
    if raw.exists() {
        std::fs::remove_dir_all(&raw)?;
    }
    let instrumented = |words: &[&str]| {
        let mut command = cargo(words);
        command.env("RUSTFLAGS", "-C instrument-coverage").env("CARGO_TARGET_DIR", &folder);
        command.env("LLVM_PROFILE_FILE", raw.join("%p-%m.profraw"));
        command
    };
    let built = output(&mut instrumented(&[
        "test",
        "--package",
        PACKAGE,
        "--lib",
        "--no-run",
        "--quiet",
        "--message-format",
        "json",
    ]))?;
    let programs = executables(&built);
    // The fuzz tests are left out: what they reach differs from run to run.
    run(&mut instrumented(&["test", "--package", PACKAGE, "--lib", "--quiet"]))?;
    let report = tools.export(&folder, &raw, &programs)?;
    let files = read_lcov(&report, &root())?;
    let page = root().join(PAGE);
    let reasons = reasons(&std::fs::read_to_string(&page).unwrap_or_default());
    let (text, open) = shown(&files, &reasons);
    std::fs::write(&page, text).with_context(|| format!("不能写 {PAGE}"))?;
    say(format!("已更新 {PAGE}"));
    if open > 0 {
        bail!("{open} 行没有测试到也没有理由，见 {PAGE}");
    }
    Ok(())
}

/// The readers of what the instrumentation writes; they belong to the compiler that wrote it.
struct Tools {
    folder: PathBuf,
}

impl Tools {
    fn find() -> Result<Self> {
        let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
        let about = output(Command::new("rustc").arg("-vV"))?;
        let host = about.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.context("rustc -vV 没有写明 host")?;
        let folder = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin");
        if !folder.join("llvm-cov").is_file() {
            say("安装 llvm-tools（编译器自带的覆盖率工具）");
            run(&mut program("rustup", &["component", "add", "llvm-tools"]))?;
        }
        Ok(Self { folder })
    }

    /// The counts of every line, in the lcov form.
    fn export(&self, folder: &Path, raw: &Path, programs: &[String]) -> Result<String> {
        let merged = folder.join("law.profdata");
        let mut merge = Command::new(self.folder.join("llvm-profdata"));
        merge.args(["merge", "-sparse", "-o"]).arg(&merged);
        for entry in std::fs::read_dir(raw)? {
            merge.arg(entry?.path());
        }
        run(&mut merge)?;
        let (first, others) = programs.split_first().context("没有构建出测试程序")?;
        let mut export = Command::new(self.folder.join("llvm-cov"));
        export.args(["export", "-format=lcov", "-instr-profile"]).arg(&merged).arg(first);
        for other in others {
            export.args(["-object", other]);
        }
        output(export.arg("-sources").arg(root().join(SOURCES)))
    }
}

/// The programs that cargo says it built.
fn executables(messages: &str) -> Vec<String> {
    const KEY: &str = "\"executable\":\"";
    let of = |line: &str| {
        let (_, rest) = line.split_once(KEY)?;
        rest.split_once('"').map(|(path, _)| path.to_owned())
    };
    messages.lines().filter_map(of).collect()
}

/// One source file: its lines that carry code, with how often they ran, and their text.
struct Reached {
    name: String,
    lines: BTreeMap<usize, (u64, String)>,
}

impl Reached {
    fn missed(&self) -> impl Iterator<Item = (&usize, &str)> {
        let lines = self.lines.iter().filter(|(_, (count, _))| *count == 0);
        lines.map(|(line, (_, text))| (line, text.as_str()))
    }
}

/// Reads the lcov form; tests themselves are left out.
fn read_lcov(report: &str, root: &Path) -> Result<Vec<Reached>> {
    let mut files: Vec<Reached> = Vec::new();
    let mut source: Vec<String> = Vec::new();
    for line in report.lines() {
        if let Some(path) = line.strip_prefix("SF:") {
            let text = std::fs::read_to_string(path).with_context(|| format!("不能读 {path}"))?;
            source = text.lines().map(|line| line.trim().to_owned()).collect();
            let name = Path::new(path).strip_prefix(root).unwrap_or(Path::new(path));
            let name = name.to_string_lossy().into_owned();
            files.push(Reached { name, lines: BTreeMap::new() });
        } else if let Some(counts) = line.strip_prefix("DA:") {
            let mut numbers = counts.split(',').map(str::parse::<u64>);
            let (Some(Ok(line)), Some(Ok(count))) = (numbers.next(), numbers.next()) else {
                bail!("看不懂覆盖率记录：{line}");
            };
            let line = usize::try_from(line)?;
            let text = source.get(line.saturating_sub(1)).cloned().unwrap_or_default();
            if let Some(file) = files.last_mut() {
                file.lines.insert(line, (count, text));
            }
        }
    }
    files.retain(|file| !file.name.ends_with("tests.rs") && !file.name.contains("/tests/"));
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// The reasons of the page as it stands: by file and text of the line, so that they survive lines that move.
fn reasons(page: &str) -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    let mut file = String::new();
    for line in page.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            name.clone_into(&mut file);
        } else if let Some((text, reason)) = line
            .strip_prefix("- ")
            .and_then(|line| line.split_once(": `"))
            .and_then(|(_, rest)| rest.split_once("` — "))
            .filter(|(_, reason)| *reason != NO_REASON)
        {
            found.insert((file.clone(), text.to_owned()), reason.to_owned());
        }
    }
    found
}

const NO_REASON: &str = "NO REASON YET";

/// The page, and how many lines have no reason.
fn shown(files: &[Reached], reasons: &BTreeMap<(String, String), String>) -> (String, usize) {
    let mut out = String::from(
        "# Line coverage of the law\n\n\
         Written by `cargo xtask coverage` (`-C instrument-coverage`, unit tests of `zhixing-law`; what the fuzz tests\n\
         reach differs from run to run and is left out). The reasons are kept by hand: a line that no test reaches says here why.\n\n\
         | file | lines | reached | |\n|---|---:|---:|---:|\n",
    );
    let (mut all, mut hit) = (0, 0);
    let mut open = 0;
    let mut below = String::new();
    for file in files.iter().filter(|file| !file.lines.is_empty()) {
        let (lines, missed) = (file.lines.len(), file.missed().count());
        (all, hit) = (all + lines, hit + lines - missed);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", row(&format!("`{}`", file.name), lines, lines - missed));
        if missed > 0 {
            let _ = writeln!(below, "\n### {}\n", file.name);
        }
        for (line, text) in file.missed() {
            let reason = reasons.get(&(file.name.clone(), text.to_owned()));
            open += usize::from(reason.is_none());
            let reason = reason.map_or(NO_REASON, String::as_str);
            let _ = writeln!(below, "- {line}: `{text}` — {reason}");
        }
    }
    let _ = writeln!(out, "{}", row("**all**", all, hit));
    out.push_str("\n## Lines that no test reaches\n");
    out.push_str(if below.is_empty() { "\nNone.\n" } else { &below });
    (out, open)
}

fn row(name: &str, lines: usize, reached: usize) -> String {
    let hundredths = reached * 10_000 / lines.max(1);
    format!("| {name} | {lines} | {reached} | {}.{:02}% |", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests;
