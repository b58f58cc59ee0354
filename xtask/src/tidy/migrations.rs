//! A migration that has landed is frozen: somebody's database has run it.

use super::Complaint;
use crate::shell::{output, program};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

const FOLDER: &str = "crates/store/migrations";
const LIST: &str = "CHECKSUMS";

pub(super) fn check(root: &Path) -> Result<Vec<Complaint>> {
    let folder = root.join(FOLDER);
    let landed = landed(&folder)?;
    let present = present(&folder)?;
    Ok(compare(&landed, &present))
}

/// The list of landed migrations with the new ones added; what has landed keeps its line.
pub(crate) fn landed_with(root: &Path) -> Result<(std::path::PathBuf, String)> {
    let folder = root.join(FOLDER);
    let mut all = present(&folder)?;
    all.extend(landed(&folder)?);
    let text = all.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
    Ok((folder.join(LIST), text))
}

fn compare(
    landed: &BTreeMap<String, String>,
    present: &BTreeMap<String, String>,
) -> Vec<Complaint> {
    let complain = |name: &str, message: &str| Complaint {
        file: format!("{FOLDER}/{name}"),
        line: 1,
        message: message.to_owned(),
    };
    let mut found = Vec::new();
    for (name, hash) in landed {
        match present.get(name) {
            None => found.push(complain(name, "已落地的迁移不见了：恢复它，要改就写新的一个")),
            Some(now) if now != hash => {
                found.push(complain(
                    name,
                    "已落地的迁移被改动：恢复它，要改就写新的一个（见 CHECKSUMS）",
                ));
            }
            Some(_) => {}
        }
    }
    for name in present.keys().filter(|name| !landed.contains_key(*name)) {
        found.push(complain(name, "新的迁移还没有记入 CHECKSUMS：运行 cargo xtask gen"));
    }
    found
}

fn landed(folder: &Path) -> Result<BTreeMap<String, String>> {
    let list = folder.join(LIST);
    if !list.is_file() {
        return Ok(BTreeMap::new());
    }
    let text =
        std::fs::read_to_string(&list).with_context(|| format!("不能读 {}", list.display()))?;
    Ok(text
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name.into(), hash.into()))
        .collect())
}

fn present(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut names = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".sql") {
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        return Ok(BTreeMap::new());
    }
    names.sort();
    let text = output(program("sha256sum", &["-t", "--"]).args(&names).current_dir(folder))?;
    Ok(text
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name.into(), hash.into()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::collections::BTreeMap;

    fn list(lines: &[(&str, &str)]) -> BTreeMap<String, String> {
        lines.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect()
    }

    #[test]
    fn a_landed_migration_cannot_change_vanish_or_stay_unlisted() {
        let landed = list(&[("0001_a.sql", "11"), ("0002_b.sql", "22")]);
        assert!(compare(&landed, &landed).is_empty());
        let found = compare(&landed, &list(&[("0001_a.sql", "99"), ("0003_c.sql", "33")]));
        let files: Vec<&str> =
            found.iter().map(|complaint| complaint.file.rsplit('/').next().unwrap()).collect();
        assert_eq!(files, ["0001_a.sql", "0002_b.sql", "0003_c.sql"]);
    }
}
