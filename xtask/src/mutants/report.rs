//! The committed outcome, and whether it is good enough.

use super::outcomes::{Fate, Mutant, Outcomes};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

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

    /// In percent with two decimals; nothing where nothing that compiles was run.
    fn score(&self) -> String {
        match self.viable() {
            0 => String::from("—"),
            viable => {
                let score = (self.caught + self.timeout) * 10_000 / viable;
                format!("{}.{:02}%", score / 100, score % 100)
            }
        }
    }

    fn line(&self, name: &str) -> String {
        let Self { total, caught, timeout, unviable, missed } = self;
        let (run, score) = (self.run(), self.score());
        format!("{name}\t{total}\t{run}\t{caught}\t{timeout}\t{unviable}\t{missed}\t{score}")
    }
}

/// Counts by file and the survivors.
pub(super) struct Report {
    files: BTreeMap<String, (String, Counts)>,
    total: Counts,
    /// Key without place, and the line it stood on.
    survivors: Vec<(String, String)>,
}

impl Report {
    /// `sources` are the files there are with their digests: one with nothing to change stands in the report too.
    pub(super) fn new(
        sources: BTreeMap<String, String>,
        all: &[Mutant],
        outcomes: &Outcomes,
    ) -> Self {
        let none = |(file, digest)| (file, (digest, Counts::default()));
        let files = sources.into_iter().map(none).collect();
        let mut report = Self { files, total: Counts::default(), survivors: Vec::new() };
        for (mutant, key) in all.iter().zip(keys(all)) {
            let fate = outcomes.fate(mutant);
            let (file, line, _) = mutant.parts();
            let entry = report.files.entry(file.to_owned());
            entry.or_insert((mutant.digest.clone(), Counts::default())).1.add(fate);
            report.total.add(fate);
            if fate == Some(Fate::Missed) {
                report.survivors.push((key, line.to_owned()));
            }
        }
        report
    }

    /// The committed form.
    pub(super) fn text(&self) -> String {
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
}

/// What is wrong with the committed outcome: changes that were not run, a score too low, survivors without a reason,
/// reasons without a survivor, files that were changed since or are not in it at all. `sources` are the files there are.
pub(super) fn judge(
    results: &str,
    reasons: &str,
    sources: &BTreeMap<String, String>,
) -> Result<Vec<String>> {
    let (files, survivors) = results.split_once("\n\n").context("没有变异测试的结果")?;
    let mut wrong = Vec::new();
    let mut unfinished = BTreeSet::new();
    let mut judged = BTreeSet::new();
    for line in files.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, total, run, caught, timeout, _, missed, _, rest @ ..] = cells.as_slice() else {
            bail!("看不懂结果：{line}");
        };
        let count = |text: &str| text.parse::<usize>().with_context(|| line.to_owned());
        if total != run {
            unfinished.insert(*name);
        }
        if let [digest] = rest {
            judged.insert(*name);
            if sources.get(*name).map(String::as_str) != Some(*digest) {
                wrong.push(format!("{name} 在跑过以后改动了"));
            }
            continue;
        }
        let noticed = count(caught)? + count(timeout)?;
        if noticed * 100 < SCORE_MIN_PERCENT * (noticed + count(missed)?) {
            wrong.push(format!("得分低于 {SCORE_MIN_PERCENT}%"));
        }
        if total != run {
            let advice = "再次运行 cargo xtask mutants 会接着跑";
            wrong.push(format!("{total} 处中只跑了 {run} 处；{advice}"));
        }
    }
    let unseen = sources.keys().filter(|name| !judged.contains(name.as_str()));
    wrong.extend(unseen.map(|name| format!("{name} 还没有跑过")));
    let lines = survivors.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let alive: BTreeSet<&str> = lines.map(|l| l.split_once('\t').map_or(l, |(k, _)| k)).collect();
    let argued = argued(reasons)?;
    wrong.extend(alive.difference(&argued).map(|key| format!("没有理由：{key}")));
    let stale = argued.difference(&alive).filter(|key| {
        let file = key.split(':').next().unwrap_or_default();
        !unfinished.contains(file)
    });
    wrong.extend(stale.map(|key| format!("有理由而没有漏掉：{key}")));
    Ok(wrong)
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
