//! The drawn graph of rooms, and which outside crates belong to one room only.

use super::Complaint;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A room, and the rooms it may name. Everything not drawn here is forbidden.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("law", &[]),
    ("calc", &["law"]),
    ("domain", &["law"]),
    ("typeset", &[]),
    ("store", &["law", "domain"]),
    ("documents", &["law", "domain", "typeset"]),
    ("connectors", &["law", "domain"]),
    ("synthetic", &["law", "domain", "store", "connectors"]),
    ("app", &["law", "domain", "store", "documents", "connectors"]),
    ("web", &["law", "calc", "domain", "app"]),
    ("jobs", &["law", "domain", "app"]),
    ("sim", &["law", "domain", "app", "connectors", "jobs"]),
    ("cli", &["law", "calc", "domain", "store", "app", "web", "jobs", "sim"]),
];

/// A room that makes up data, which the tests of the rooms below it may use too.
const MADE_UP: &str = "synthetic";

/// Tools of the house outside `crates/`, and the rooms they may name; no room may name a tool.
const TOOLS: &[(&str, &[&str])] = &[
    ("xtask", &[]),
    ("bench", &["law", "domain", "store", "synthetic", "documents", "connectors", "app"]),
];

/// The lowest rooms may use these outside crates and no others: they must be readable, and run, for thirty years.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("law", &["jiff", "serde", "thiserror"]),
    ("calc", &[]),
    (
        "domain",
        &["cel", "serde", "serde_json", "thiserror", "toml", "unicode-normalization", "uuid"],
    ),
];

/// Outside crates that belong to the rooms named here.
const RESERVED: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("axum", &["web"]),
    ("axum-extra", &["web"]),
    ("hyper", &["web"]),
    ("hyper-util", &["web"]),
    ("tower-http", &["web"]),
    ("rust-embed", &["web"]),
    ("utoipa", &["web"]),
    ("utoipa-axum", &["web"]),
    ("typst", &["typeset"]),
    ("typst-pdf", &["typeset"]),
    ("typst-layout", &["typeset"]),
    ("docx-rs", &["documents"]),
    ("rust_xlsxwriter", &["documents"]),
    ("calamine", &["documents"]),
    ("ureq", &["connectors"]),
    ("quick-xml", &["connectors"]),
    ("clap", &["cli"]),
    ("config", &["cli"]),
    ("cel", &["domain"]),
];

/// One line of a manifest's dependency tables.
struct Dependency {
    name: String,
    line: usize,
    for_tests: bool,
}

pub(super) fn check(root: &Path) -> Result<Vec<Complaint>> {
    let mut found = Vec::new();
    let below = below();
    for entry in std::fs::read_dir(root.join("crates")).context("不能读 crates/")? {
        let folder = entry?.path();
        let manifest = folder.join("Cargo.toml");
        let (Some(room), true) =
            (folder.file_name().and_then(|name| name.to_str()), manifest.is_file())
        else {
            continue;
        };
        let text = std::fs::read_to_string(&manifest)
            .with_context(|| format!("不能读 {}", manifest.display()))?;
        found.extend(check_room(room, &text, &below));
    }
    for (tool, may_name) in TOOLS {
        let file = format!("{tool}/Cargo.toml");
        let text =
            std::fs::read_to_string(root.join(&file)).with_context(|| format!("不能读 {file}"))?;
        found.extend(check_tool(tool, &text, may_name));
    }
    Ok(found)
}

fn check_tool(tool: &str, manifest: &str, may_name: &[&str]) -> Vec<Complaint> {
    let forbidden = |dependency: &Dependency| match dependency.name.strip_prefix("zhixing-") {
        Some(room) => !may_name.contains(&room),
        None => find(RESERVED, &dependency.name).is_some(),
    };
    let complain = |dependency: Dependency| Complaint {
        file: format!("{tool}/Cargo.toml"),
        line: dependency.line,
        message: format!("工具 {tool} 不得依赖 {}", dependency.name),
    };
    dependencies(manifest).into_iter().filter(forbidden).map(complain).collect()
}

fn check_room(
    room: &str,
    manifest: &str,
    below: &BTreeMap<&str, BTreeSet<&str>>,
) -> Vec<Complaint> {
    let file = format!("crates/{room}/Cargo.toml");
    let Some(may_name) = find(MAY_NAME, room) else {
        let message = format!(
            "图上没有「{room}」这间屋：先画进 xtask/src/tidy/layers.rs 和 docs/architecture.md"
        );
        return vec![Complaint { file, line: 1, message }];
    };
    let mut found = Vec::new();
    for dependency in dependencies(manifest) {
        let mut complain = |message: String| {
            found.push(Complaint { file: file.clone(), line: dependency.line, message });
        };
        match dependency.name.strip_prefix("zhixing-") {
            // A test may look at any room below its own.
            Some(other) if dependency.for_tests => {
                let may = below.get(room).is_some_and(|rooms| rooms.contains(other));
                if !may && other != MADE_UP {
                    complain(format!("{room} 的测试用到上面的 {other}：把测试移到上面的屋"));
                }
            }
            Some(other) => {
                if !may_name.contains(&other) {
                    complain(format!(
                        "{room} 不得依赖 {other}：方向是 law ← domain ← 工具 ← app ← 门"
                    ));
                }
            }
            None if dependency.for_tests => {}
            None => {
                if find(OUTSIDE, room)
                    .is_some_and(|allowed| !allowed.contains(&dependency.name.as_str()))
                {
                    complain(format!(
                        "{room} 不得依赖 {}：这间屋只用列明的几个库",
                        dependency.name
                    ));
                }
                if find(RESERVED, &dependency.name).is_some_and(|rooms| !rooms.contains(&room)) {
                    complain(format!("{} 只属于别的屋：经由那间屋的函数来用", dependency.name));
                }
            }
        }
    }
    found
}

fn find<'a>(table: &'a [(&str, &'a [&'a str])], key: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(name, _)| *name == key).map(|(_, values)| *values)
}

/// For each room, every room it can reach.
fn below() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut below: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    // The table is in order of height, so what is lower is already complete.
    for (room, names) in MAY_NAME {
        let mut reached: BTreeSet<&str> = names.iter().copied().collect();
        for name in *names {
            reached.extend(below.get(name).into_iter().flatten());
        }
        below.insert(room, reached);
    }
    below
}

fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut table = None;
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            table = match line {
                "[dependencies]" | "[build-dependencies]" => Some(false),
                "[dev-dependencies]" => Some(true),
                _ => None,
            };
            continue;
        }
        let (Some(for_tests), Some((name, _))) = (table, line.split_once('=')) else { continue };
        let name = name.trim().trim_end_matches(".workspace").to_owned();
        if !name.starts_with('#') {
            found.push(Dependency { name, line: index + 1, for_tests });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{below, check_room, check_tool};

    fn messages(room: &str, manifest: &str) -> Vec<String> {
        check_room(room, manifest, &below())
            .into_iter()
            .map(|complaint| format!("{}: {}", complaint.line, complaint.message))
            .collect()
    }

    #[test]
    fn an_edge_upwards_is_refused_and_named_by_its_line() {
        let found = messages(
            "store",
            "[dependencies]\nzhixing-law = { workspace = true }\nzhixing-app.workspace = true\n",
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("3: store 不得依赖 app"), "{found:?}");
    }

    #[test]
    fn law_takes_no_other_library() {
        assert!(messages("law", "[dependencies]\njiff = \"0.2\"\n").is_empty());
        assert_eq!(messages("law", "[dependencies]\nserde_json = \"1\"\n").len(), 1);
        assert!(messages("law", "[dev-dependencies]\nproptest = \"1\"\n").is_empty());
    }

    #[test]
    fn a_tool_names_only_its_own_rooms_and_no_room_names_a_tool() {
        let manifest = "[dependencies]\nzhixing-store = { workspace = true }\nsqlx = \"0.9\"\n";
        assert_eq!(check_tool("bench", manifest, &["store"]).len(), 1);
        assert_eq!(check_tool("xtask", manifest, &[]).len(), 2);
        let upwards = "[dependencies]\nzhixing-bench = { path = \"../../bench\" }\n";
        assert_eq!(messages("app", upwards).len(), 1);
    }

    #[test]
    fn sql_stays_in_store() {
        assert!(messages("store", "[dependencies]\nsqlx = \"0.9\"\n").is_empty());
        assert_eq!(messages("app", "[dependencies]\nsqlx = \"0.9\"\n").len(), 1);
    }

    #[test]
    fn a_test_may_look_down_but_not_up() {
        assert!(
            messages("web", "[dev-dependencies]\nzhixing-store = { workspace = true }\n")
                .is_empty()
        );
        assert_eq!(
            messages("app", "[dev-dependencies]\nzhixing-web = { workspace = true }\n").len(),
            1
        );
    }
}
