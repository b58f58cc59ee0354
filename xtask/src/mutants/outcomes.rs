//! What became of each mutant, kept from run to run.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// One change, named as the tool names it: `file:line:column: what`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    pub(super) name: String,
    /// Of the file that is changed.
    pub(super) digest: String,
}

impl Mutant {
    pub(super) fn new(name: &str, tree: &Path) -> Result<Self> {
        let file = name.split(':').next().unwrap_or_default();
        let digest = digest(&std::fs::read(tree.join(file)).with_context(|| name.to_owned())?);
        Ok(Self { name: name.to_owned(), digest })
    }

    /// The file, the line, and the change.
    pub(super) fn parts(&self) -> (&str, &str, &str) {
        let mut parts = self.name.splitn(4, ':');
        let mut next = || parts.next().unwrap_or_default();
        let (file, line, _column, what) = (next(), next(), next(), next());
        (file, line, what.trim_start())
    }
}

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// A test failed.
    Caught,
    /// The tests ran for ever, twice.
    Timeout,
    /// It does not compile.
    Unviable,
    /// No test noticed.
    Missed,
}

const FATES: [(Fate, &str); 4] = [
    (Fate::Caught, "caught"),
    (Fate::Timeout, "timeout"),
    (Fate::Unviable, "unviable"),
    (Fate::Missed, "missed"),
];

/// Everything found so far, and the file it is kept in.
pub(super) struct Outcomes {
    file: PathBuf,
    /// Of everything that tests the law; what was missed under other tests is due again.
    tests: String,
    found: HashMap<(String, String), Found>,
}

#[derive(Debug, Clone)]
struct Found {
    fate: Fate,
    tests: String,
    times: u32,
}

impl Outcomes {
    /// Reads what earlier runs kept in `folder`.
    pub(super) fn open(folder: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let tests = tests_digest(&folder.join("tree/crates/law"))?;
        let file = folder.join("outcomes.tsv");
        let mut outcomes = Self { file, tests, found: HashMap::new() };
        let text = std::fs::read_to_string(&outcomes.file).unwrap_or_default();
        for line in text.lines() {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default().to_owned();
            let (digest, fate, tests, name) = (next(), next(), next(), next());
            let Some((fate, _)) = FATES.iter().find(|(_, word)| *word == fate) else { continue };
            outcomes.add(digest, name, *fate, tests);
        }
        Ok(outcomes)
    }

    fn add(&mut self, digest: String, name: String, fate: Fate, tests: String) {
        let entry = self.found.entry((digest, name));
        let found = entry.or_insert(Found { fate, tests: String::new(), times: 0 });
        found.times = if found.fate == fate { found.times + 1 } else { 1 };
        (found.fate, found.tests) = (fate, tests);
    }

    fn get(&self, mutant: &Mutant) -> Option<&Found> {
        self.found.get(&(mutant.digest.clone(), mutant.name.clone()))
    }

    /// What became of it; `None` when it was not run since its file changed.
    pub(super) fn fate(&self, mutant: &Mutant) -> Option<Fate> {
        self.get(mutant).map(|found| found.fate)
    }

    /// Is it to be run?
    pub(super) fn due(&self, mutant: &Mutant) -> bool {
        self.get(mutant).is_none_or(|found| match found.fate {
            Fate::Caught | Fate::Unviable => false,
            Fate::Timeout => found.times < 2,
            Fate::Missed => found.tests != self.tests,
        })
    }

    /// Takes over what the tool wrote about the batch in `folder`, also when it was killed.
    pub(super) fn harvest(&mut self, folder: &Path) -> Result<()> {
        let Ok(batch) = std::fs::read_to_string(folder.join(BATCH_FILE)) else { return Ok(()) };
        let (tests, batch) = batch.split_once('\n').unwrap_or_default();
        let digests: BTreeMap<&str, &str> =
            batch.lines().filter_map(|line| line.split_once('\t')).map(|(d, n)| (n, d)).collect();
        let mut lines = String::new();
        for (fate, word) in FATES {
            let file = folder.join("mutants.out").join(format!("{word}.txt"));
            for name in std::fs::read_to_string(file).unwrap_or_default().lines() {
                let Some(digest) = digests.get(name) else { bail!("不认识的变异：{name}") };
                writeln!(lines, "{digest}\t{word}\t{tests}\t{name}")?;
                self.add((*digest).to_owned(), name.to_owned(), fate, tests.to_owned());
            }
        }
        let mut text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.push_str(&lines);
        std::fs::write(&self.file, text)?;
        std::fs::remove_dir_all(folder).context("清理上一批")
    }

    /// Writes down on which source and under which tests the tool is about to run.
    pub(super) fn note_batch(&self, folder: &Path, all: &[Mutant]) -> Result<()> {
        let mut text = format!("{}\n", self.tests);
        for mutant in all {
            writeln!(text, "{}\t{}", mutant.digest, mutant.name)?;
        }
        std::fs::write(folder.join(BATCH_FILE), text).context("记下这一批")
    }
}

const BATCH_FILE: &str = "batch.tsv";

/// The files that hold law rather than tests of it, named from `root`, with their digests.
pub(super) fn sources(root: &Path, krate: &str) -> Result<BTreeMap<String, String>> {
    let mut files = Vec::new();
    walk(&root.join(krate).join("src"), &mut files)?;
    let mut sources = BTreeMap::new();
    for file in files {
        let name = file.strip_prefix(root)?.to_string_lossy().into_owned();
        if name.ends_with(".rs") && !is_test(&name) {
            sources.insert(name, digest(&std::fs::read(&file)?));
        }
    }
    Ok(sources)
}

fn is_test(name: &str) -> bool {
    name.ends_with("tests.rs") || name.contains("/tests/")
}

/// FNV-1a, 64 bits: tells apart versions of our own files, nothing more.
pub(super) fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Of every file that is a test or is read by one.
fn tests_digest(krate: &Path) -> Result<String> {
    let mut files = Vec::new();
    walk(krate, &mut files)?;
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let name = file.to_string_lossy();
        if is_test(&name) || name.ends_with(".txt") {
            all.extend(std::fs::read(&file)?);
        }
    }
    Ok(digest(&all))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true if path.ends_with("mutants") => {}
            true => walk(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}
