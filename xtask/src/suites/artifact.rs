//! The test binaries among the lines of JSON that cargo writes about what it has built. The lines are cargo's own and of
//! one shape, so the few words that are needed are found by the names before them.

use super::Suite;
use std::path::{Path, PathBuf};

pub(super) fn suites(told: &str, root: &Path) -> Vec<Suite> {
    told.lines().filter_map(|line| suite(line, root)).collect()
}

fn suite(line: &str, root: &Path) -> Option<Suite> {
    // A target may be testable and built for use; whether this one was built as a test, its profile says.
    let (_, profile) = line.split_once("\"profile\":{")?;
    let as_test = profile.split('}').next()?.contains("\"test\":true");
    if text(line, "reason")? != "compiler-artifact" || !as_test {
        return None;
    }
    let program = PathBuf::from(text(line, "executable")?);
    let folder = PathBuf::from(text(line, "manifest_path")?).parent()?.to_owned();
    let (_, target) = line.split_once("\"target\":{")?;
    let (_, kind) = target.split_once("\"kind\":[")?;
    let kind = kind.split('"').nth(1)?;
    let package = folder.strip_prefix(root).ok()?.file_name()?.to_str()?.to_owned();
    let name = match kind {
        "lib" | "bin" => format!("{package} {kind}"),
        _ => format!("{package} {}", text(target, "name")?),
    };
    Some(Suite { name, program, folder })
}

/// The first text with this name.
fn text(line: &str, name: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{name}\":\""))?;
    let mut value = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(value),
            '\\' => value.push(letters.next()?),
            letter => value.push(letter),
        }
    }
}
