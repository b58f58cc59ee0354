//! No circle of files: inside a room a file may use another one, and that one must not lead back to it. A circle means
//! that neither can be read, tested or moved alone. Paths are read (`crate::`, `super::`, a child's name), not resolved
//! as the compiler would: a name that is re-exported counts as a use of the file that re-exports it.

use super::Complaint;
use super::source::Source;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

mod paths;

/// Rooms that are held to it.
const ROOMS: &[&str] = &["domain", "app", "store"];

/// Who uses whom, by file name.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// Complains about every file that stands in a circle, with the circle.
pub(super) fn check(sources: &[Source]) -> Vec<Complaint> {
    let mut found = Vec::new();
    for room in ROOMS {
        let uses = uses(room, sources);
        for file in uses.keys() {
            let Some(circle) = circle(&uses, file) else { continue };
            let message = format!(
                "文件成环：{}；让其中一个不再知道另一个（状态与事件在一处，决定在另一处）",
                shown(&circle)
            );
            found.push(Complaint { file: file.clone(), line: 1, message });
        }
    }
    found
}

/// The files of a room without tests, and which of them each one names.
fn uses(room: &str, sources: &[Source]) -> Uses {
    let folder = format!("crates/{room}/src/");
    let files: BTreeMap<Vec<String>, &Source> = sources
        .iter()
        .filter(|source| source.name.starts_with(&folder) && source.is_rust() && !source.is_test)
        .map(|source| (module(&source.name[folder.len()..]), source))
        .collect();
    let mut uses = Uses::new();
    for (here, source) in &files {
        let mut named = BTreeSet::new();
        for path in paths::of(&product(source)) {
            let Some(to) = resolve(here, &path, &files) else { continue };
            if to != source.name {
                named.insert(to);
            }
        }
        uses.insert(source.name.clone(), named);
    }
    uses
}

/// The code without its test modules.
fn product(source: &Source) -> String {
    let keep = |(index, line): (usize, &String)| {
        if source.tests_at(index + 1) { String::new() } else { line.clone() }
    };
    source.code.iter().enumerate().map(keep).collect::<Vec<_>>().join("\n")
}

/// `a/b.rs` is `[a, b]`; the room's own file is the root.
fn module(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    if path == "lib" || path == "main" {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

/// The file that a path leads to: the longest beginning of it that is one.
fn resolve(
    here: &[String],
    path: &[String],
    files: &BTreeMap<Vec<String>, &Source>,
) -> Option<String> {
    let mut from = here.to_vec();
    let mut words = path.iter().peekable();
    match words.peek()?.as_str() {
        "crate" => {
            from.clear();
            words.next();
        }
        "self" => {
            words.next();
        }
        "super" => {
            while words.next_if(|word| *word == "super").is_some() {
                from.pop();
            }
        }
        child => {
            from.push(child.to_owned());
            if !files.contains_key(&from) {
                return None;
            }
            words.next();
        }
    }
    for word in words {
        from.push(word.clone());
        if !files.contains_key(&from) {
            from.pop();
            break;
        }
    }
    files.get(&from).map(|source| source.name.clone())
}

/// The shortest way from a file back to itself.
fn circle(uses: &Uses, start: &str) -> Option<Vec<String>> {
    let mut came: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for next in uses.get(at).into_iter().flatten() {
            if next == start {
                let mut chain = vec![start.to_owned()];
                let mut back = at;
                while back != start {
                    chain.push(back.to_owned());
                    back = came.get(back).copied()?;
                }
                chain.push(start.to_owned());
                chain.reverse();
                return Some(chain);
            }
            if uses.contains_key(next) && !came.contains_key(next.as_str()) {
                came.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}

fn shown(circle: &[String]) -> String {
    let short = |name: &String| name.split("/src/").nth(1).unwrap_or(name).to_owned();
    circle.iter().map(short).collect::<Vec<_>>().join(" → ")
}

#[cfg(test)]
mod tests;
