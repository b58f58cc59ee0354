//! The copied tree: the law, the workspace's manifest cut down to it, and nothing else to build.

use crate::shell::{root, target};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The profile of the copy: no optimisation of the law, for it is built once per mutant; all of it for what never changes.
pub(super) const PROFILE: &str = "mutants";

const PROFILES: &str = "
[profile.mutants]
inherits = \"dev\"
opt-level = 0
debug = false

[profile.mutants.package.\"*\"]
opt-level = 2
";

/// Copied as they are: what the law's tests read.
const FILES: &[&str] = &["Cargo.lock", "docs/rules.md"];
pub(super) const CRATE: &str = "crates/law";

/// Where the copy is built.
pub(super) fn build() -> PathBuf {
    target().join("mutants/build")
}

/// The copied tree.
pub(super) struct Tree {
    path: PathBuf,
}

impl Tree {
    /// Makes the copy, or brings it up to date: a killed run leaves a changed file behind.
    pub(super) fn prepare() -> Result<Self> {
        let path = target().join("mutants/tree");
        let tree = Self { path };
        tree.mirror(Path::new(CRATE))?;
        for file in FILES {
            tree.keep(Path::new(file), &read(&root().join(file))?)?;
        }
        let manifest = String::from_utf8(read(&root().join("Cargo.toml"))?)?;
        tree.keep(Path::new("Cargo.toml"), cut(&manifest).as_bytes())?;
        Ok(tree)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn mirror(&self, folder: &Path) -> Result<()> {
        let there = self.path.join(folder);
        if there.is_dir() {
            for entry in std::fs::read_dir(&there)? {
                let entry = entry?;
                let gone = !root().join(folder).join(entry.file_name()).exists();
                match (gone, entry.path().is_dir()) {
                    (true, true) => std::fs::remove_dir_all(entry.path())?,
                    (true, false) => std::fs::remove_file(entry.path())?,
                    (false, _) => {}
                }
            }
        }
        for entry in std::fs::read_dir(root().join(folder))? {
            let name = folder.join(entry?.file_name());
            let source = root().join(&name);
            if source.is_dir() {
                self.mirror(&name)?;
            } else {
                self.keep(&name, &read(&source)?)?;
            }
        }
        Ok(())
    }

    /// Writes what differs only, so that cargo builds no more than it must.
    fn keep(&self, name: &Path, bytes: &[u8]) -> Result<()> {
        let file = self.path.join(name);
        if std::fs::read(&file).is_ok_and(|found| found == bytes) {
            return Ok(());
        }
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, bytes).with_context(|| format!("不能写 {}", file.display()))
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("不能读 {}", file.display()))
}

/// The workspace's manifest with one member and our own profile.
pub(super) fn cut(manifest: &str) -> String {
    let mut out = String::new();
    let mut profile = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            profile = line.starts_with("[profile");
        }
        match line {
            _ if profile || line.starts_with("default-members") => continue,
            _ if line.starts_with("members") => out.push_str("members = [\"crates/law\"]"),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out.push_str(PROFILES);
    out
}
