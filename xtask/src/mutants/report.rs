//! The committed outcome, and whether it is good enough.

use super::outcomes::{Fate, Mutant, Outcomes};
use crate::shell::say;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Of a hundred changes that compile, so many must be noticed.
const SCORE_MIN_PERCENT: usize = 95;

/// The counts of one file, or of all.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    total: usize,
    caught: usize,
    timeout: usize,
    unviable: usize,
    missed: usize,
}

impl Counts {
    fn add(&mut self, fate: Option<Fate>) {
        self.total += 1;
        match fate {
            Some(Fate::Caught) => self.caught += 1,
            Some(Fate::Timeout) => self.timeout += 1,
            Some(Fate::Unviable) => self.unviable += 1,
            Some(Fate::Missed) => self.missed += 1,
            None => {}
        }
    }

    fn viable(&self) -> usize {
        self.caught + self.timeout + self.missed
    }

    fn run(&self) -> usize {
        self.viable() + self.unviable
    }

    /// Hundredths of a percent.
    fn score(&self) -> usize {
        match self.viable() {
            0 => 10_000,
            viable => (self.caught + self.timeout) * 10_000 / viable,
        }
    }

    fn line(&self, name: &str) -> String {
        let Self { total, caught, timeout, unviable, missed } = self;
        let (run, score) = (self.run(), self.score());
        let percent = format!("{}.{:02}%", score / 100, score % 100);
        format!("{name}\t{total}\t{run}\t{caught}\t{timeout}\t{unviable}\t{missed}\t{percent}")
    }
}

/// Counts by file and the survivors.
pub(super) struct Report {
    files: BTreeMap<String, (String, Counts)>,
    total: Counts,
    /// Key without place, and the line it stands on today.
    survivors: Vec<(String, String)>,
    /// Keys of mutants that exist; those that were not run may yet survive.
    not_run: BTreeSet<String>,
}

impl Report {
    pub(super) fn new(all: &[Mutant], outcomes: &Outcomes) -> Self {
        let mut report = Self {
            files: BTreeMap::new(),
            total: Counts::default(),
            survivors: Vec::new(),
            not_run: BTreeSet::new(),
        };
        for (mutant, key) in all.iter().zip(keys(all)) {
            let fate = outcomes.fate(mutant);
            let (file, line, _) = mutant.parts();
            let entry = report.files.entry(file.to_owned());
            entry.or_insert((mutant.digest.clone(), Counts::default())).1.add(fate);
            report.total.add(fate);
            match fate {
                Some(Fate::Missed) => report.survivors.push((key, line.to_owned())),
                None => drop(report.not_run.insert(key)),
                Some(_) => {}
            }
        }
        report
    }

    fn text(&self) -> String {
        let mut out = String::from(
            "# 由 cargo xtask mutants 写出，请勿手改。\n\
             # 文件、变异数、已跑、发现、超时（两次）、不能编译、漏掉、得分 =（发现＋超时）÷（发现＋超时＋漏掉）；末列为源文件的散列值。\n",
        );
        for (file, (digest, counts)) in &self.files {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{}\t{digest}", counts.line(file));
        }
        let _ = writeln!(out, "{}", self.total.line("合计"));
        out.push_str("\n# 漏掉的变异（行号为跑时的行号），理由在 survivors.txt。\n");
        for (key, line) in &self.survivors {
            let _ = writeln!(out, "{key}\t{line}");
        }
        out
    }

    pub(super) fn write(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, self.text()).with_context(|| format!("不能写 {}", file.display()))
    }

    /// Fails when the score is too low, or reasons and survivors are not the same.
    pub(super) fn judge(&self, results: &Path, reasons: &Path) -> Result<()> {
        println!("{}", self.total.line("合计"));
        let mut wrong = Vec::new();
        if self.total.score() < SCORE_MIN_PERCENT * 100 {
            wrong.push(format!("得分低于 {SCORE_MIN_PERCENT}%"));
        }
        let text = std::fs::read_to_string(reasons).unwrap_or_default();
        let argued = argued(&text)?;
        let alive: BTreeSet<&str> = self.survivors.iter().map(|(key, _)| key.as_str()).collect();
        for key in alive.iter().filter(|key| !argued.contains(*key)) {
            wrong.push(format!("没有理由：{key}"));
        }
        for key in argued.iter().filter(|k| !alive.contains(*k) && !self.not_run.contains(**k)) {
            wrong.push(format!("有理由而没有漏掉：{key}"));
        }
        if std::fs::read_to_string(results).unwrap_or_default() != self.text() {
            wrong.push(format!("{} 不是这里跑出的结果", results.display()));
        }
        let left = self.total.total - self.total.run();
        if left > 0 {
            say(format!("还有 {left} 处没有跑；再次运行 cargo xtask mutants 会接着跑"));
        }
        if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
    }
}

/// Names that stay when lines move: the file, the change, and which of its like in that file.
pub(super) fn keys(all: &[Mutant]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    all.iter()
        .map(|mutant| {
            let (file, _, what) = mutant.parts();
            let key = format!("{file}: {what}");
            let count = seen.entry(key.clone()).or_default();
            *count += 1;
            if *count == 1 { key } else { format!("{key} #{count}") }
        })
        .collect()
}

/// The keys of `survivors.txt`: `key — reason`, one a line.
pub(super) fn argued(text: &str) -> Result<BTreeSet<&str>> {
    let mut keys = BTreeSet::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once(" — ") {
            Some((key, reason)) if !reason.trim().is_empty() => keys.insert(key),
            _ => bail!("survivors.txt 每行写作“变异 — 理由”：{line}"),
        };
    }
    Ok(keys)
}
