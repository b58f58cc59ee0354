//! Spellings that a room may not contain, names that files may not have, and files that nothing includes.

use super::Complaint;
use super::source::Source;
use std::collections::BTreeSet;

/// Where a line of a file is looked at.
#[derive(Clone, Copy, PartialEq)]
enum View {
    Code,
    Quoted,
    Comments,
}

/// Which lines a ban covers.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    All,
    Product,
    Tests,
}

/// One ban: in which files, in which view and lines, which spellings, and what to do instead.
struct Ban {
    covers: fn(&Source) -> bool,
    view: View,
    lines: Lines,
    spellings: &'static [&'static str],
    remedy: &'static str,
}

const PURE: &[&str] = &["law", "calc", "domain"];
const EXACT: &[&str] = &["law", "calc", "domain", "store", "app"];
const CAREFUL: &[&str] = &["law", "calc", "domain", "store", "app", "web"];

/// The only files that may read the machine's clock or its chance.
const SOURCES_OF_TIME: &[&str] = &[
    "crates/app/src/clock.rs",
    "crates/app/src/ids.rs",
    "bench/src/report.rs",
    "xtask/src/shell.rs",
];

fn in_rooms(source: &Source, rooms: &[&str]) -> bool {
    source.is_rust() && source.room().is_some_and(|room| rooms.contains(&room))
}

const BANS: &[Ban] = &[
    Ban {
        covers: |source| in_rooms(source, EXACT),
        view: View::Code,
        lines: Lines::All,
        spellings: &["f32", "f64"],
        remedy: "钱和法律不用浮点数：用整数分（Fen）或整数比率",
    },
    Ban {
        covers: |source| in_rooms(source, PURE),
        view: View::Code,
        lines: Lines::All,
        spellings: &[
            "async fn",
            "async move",
            ".await",
            "std::fs",
            "std::net",
            "std::env",
            "thread::sleep",
            "thread::spawn",
            "thread::scope",
            "thread::park",
            "thread::Builder",
            "thread::{",
        ],
        remedy: "law、calc 和 domain 是纯函数：等待、文件、网络、环境都在上面的屋",
    },
    Ban {
        covers: |source| source.room().is_some_and(|room| room != "store") && source.is_rust(),
        view: View::Quoted,
        lines: Lines::All,
        spellings: &[
            "SELECT ",
            "INSERT INTO ",
            "DELETE FROM ",
            "CREATE TABLE ",
            "CREATE INDEX ",
            "ALTER TABLE ",
        ],
        remedy: "SQL 只在 store：在那里加一个有名字的函数",
    },
    Ban {
        covers: |source| {
            source.is_rust()
                && source.room().is_some_and(|room| !["web", "connectors"].contains(&room))
        },
        view: View::Code,
        lines: Lines::All,
        spellings: &["StatusCode"],
        remedy: "只有 web 知道 HTTP 状态码：返回 app 的错误",
    },
    Ban {
        covers: |source| in_rooms(source, CAREFUL),
        view: View::Code,
        lines: Lines::Product,
        spellings: &[".unwrap()", "panic!(", "unreachable!(", ".unwrap_unchecked("],
        remedy: "返回错误；确实不会失败时用 expect 并写明理由",
    },
    Ban {
        covers: Source::is_rust,
        view: View::Code,
        lines: Lines::All,
        spellings: &["#[ignore", "#[should_panic", "todo!(", "unimplemented!(", "dbg!("],
        remedy: "不跳过测试，不留未做完的代码",
    },
    Ban {
        covers: Source::is_rust,
        view: View::Code,
        lines: Lines::Tests,
        spellings: &["thread::sleep", "time::sleep("],
        remedy: "测试不睡觉：把时间当参数，或等一个信号",
    },
    Ban {
        covers: |source| !source.is_rust(),
        view: View::Code,
        lines: Lines::Tests,
        spellings: &[
            "waitForTimeout",
            "test.skip",
            "it.skip",
            "describe.skip",
            "test.only",
            "it.only",
            ".fixme(",
        ],
        remedy: "测试不睡觉、不跳过：等页面上的文字",
    },
    Ban {
        covers: |source| source.is_rust() && !SOURCES_OF_TIME.contains(&source.name.as_str()),
        view: View::Code,
        lines: Lines::All,
        spellings: &["clippy::disallowed_methods"],
        remedy: "时间、编号、随机都是参数：只有 app 的 clock.rs 和 ids.rs 例外",
    },
    Ban {
        covers: |source| !source.name.starts_with("xtask/src/tidy"),
        view: View::Comments,
        lines: Lines::All,
        spellings: &["TODO", "FIXME", "XXX"],
        remedy: "注释不许诺：做完它，或记成议题",
    },
];

/// File names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "manager", "misc"];

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    let mut found = Vec::new();
    for ban in BANS.iter().filter(|ban| (ban.covers)(source)) {
        let lines = match ban.view {
            View::Code => &source.code,
            View::Quoted => &source.quoted,
            View::Comments => &source.comments,
        };
        for (index, line) in lines.iter().enumerate() {
            let is_test = source.tests_at(index + 1);
            if (ban.lines == Lines::Product && is_test) || (ban.lines == Lines::Tests && !is_test) {
                continue;
            }
            for spelling in ban.spellings.iter().filter(|spelling| contains_word(line, spelling)) {
                let message = format!("「{}」：{}", spelling.trim(), ban.remedy);
                found.push(Complaint { file: source.name.clone(), line: index + 1, message });
            }
        }
    }
    found
}

/// Whether the spelling occurs and is not a piece of a longer word.
fn contains_word(line: &str, spelling: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let touches = |end: Option<char>, beyond: Option<char>| {
        end.is_some_and(is_word) && beyond.is_some_and(is_word)
    };
    line.match_indices(spelling).any(|(at, _)| {
        let (before, after) =
            (line[..at].chars().next_back(), line[at + spelling.len()..].chars().next());
        !touches(spelling.chars().next(), before) && !touches(spelling.chars().next_back(), after)
    })
}

/// Names of files and folders.
pub(super) fn check_names(files: &[String]) -> Vec<Complaint> {
    let mut found = Vec::new();
    for file in files
        .iter()
        .filter(|file| ["crates/", "xtask/", "ui/"].iter().any(|folder| file.starts_with(folder)))
    {
        let mut complain =
            |message: String| found.push(Complaint { file: file.clone(), line: 1, message });
        if file.ends_with("/mod.rs") {
            complain("不用 mod.rs：写成与文件夹同名的文件".into());
        }
        let parts = file.split('/').map(|part| part.split('.').next().unwrap_or(part));
        for part in parts.filter(|part| EMPTY_NAMES.contains(part)) {
            complain(format!("「{part}」没有说明里面是什么：用概念的名字"));
        }
        let in_tests = file.split_once("/tests/").map(|(_, rest)| rest);
        if file.starts_with("crates/")
            && in_tests.is_some_and(|rest| rest.ends_with(".rs") && !rest.contains('/'))
            && !file.contains("/src/")
        {
            complain("每个包只有一个测试程序：放进 tests/it/ 并从 tests/it/main.rs 引入".into());
        }
    }
    found
}

/// Rust files that no `mod` names, and so nobody compiles.
pub(super) fn dead_modules(sources: &[Source]) -> Vec<Complaint> {
    let mut named = BTreeSet::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let base = module_folder(&source.name);
        for line in &source.code {
            let Some((before, after)) = line.split_once("mod ") else { continue };
            if before.trim().is_empty()
                || before.trim_end().ends_with("pub")
                || before.trim_end().ends_with(')')
                || before.trim_end().ends_with(']')
            {
                let name: String = after
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                named.insert(format!("{base}/{name}.rs"));
            }
        }
    }
    let is_module = |source: &&Source| {
        let name = source.name.as_str();
        let root = ["/lib.rs", "/main.rs", "/build.rs"].iter().any(|ending| name.ends_with(ending));
        source.is_rust()
            && !root
            && (name.contains("/src/") || name.contains("/tests/it/"))
            && !name.contains("/src/bin/")
    };
    let complain = |source: &Source| Complaint {
        file: source.name.clone(),
        line: 1,
        message: "没有哪个文件写 mod 引入它：引入，或删掉".into(),
    };
    sources
        .iter()
        .filter(is_module)
        .filter(|source| !named.contains(&source.name))
        .map(complain)
        .collect()
}

/// The folder in which a file's modules lie: `a/b` for `a/b.rs`, `a` for `a/lib.rs`.
fn module_folder(name: &str) -> String {
    let stem = name.trim_end_matches(".rs");
    match stem.rsplit_once('/') {
        Some((folder, "lib" | "main")) => folder.to_owned(),
        _ => stem.to_owned(),
    }
}
