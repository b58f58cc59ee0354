//! Files that are made from the program and checked in, so that a change of the API, the words or the law shows in review.

use crate::shell::{Scratch, cargo, output, program, root, run, say};
use crate::{contract, glossary, server, tidy, ui};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the server's binary prints with `zhixing gen …`, and where it is kept.
const PRINTED: &[(&str, &str)] = &[
    ("openapi", "docs/openapi.json"),
    ("rules", "docs/rules.md"),
    ("mode-schema", "docs/mode.schema.json"),
];

/// Everything that can be generated, in the order in which one rests on the other.
const NAMES: &[&str] = &["migrations", "words", "openapi", "rules", "mode-schema", "types"];

const GLOSSARY: &str = "docs/words.md";

const CLIENT_TYPES: &str = "ui/src/api/schema.d.ts";

/// What to do with a file that is not as generated.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Write,
    Compare,
}

/// `cargo xtask gen [--check] [WHAT…]`; without names, everything.
pub(crate) fn generate(arguments: &[String]) -> Result<()> {
    let mode =
        if arguments.iter().any(|word| word == "--check") { Mode::Compare } else { Mode::Write };
    let names: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| *word != "--check").collect();
    if let Some(name) = names.iter().find(|name| !NAMES.contains(name)) {
        bail!("不能生成「{name}」，能生成：{}", NAMES.join("、"));
    }
    let wanted = |name: &str| names.is_empty() || names.contains(&name);
    let printed = |(what, path): &(&str, &str)| wanted(what) && due(mode, &root().join(path));
    if PRINTED.iter().any(printed) {
        // As the tests build it: built alone it has other features, and everything below it is compiled once more.
        run(&mut cargo(&["build", "--workspace"]))?;
    }
    settle(mode, wanted)
}

/// The comparison alone, with the binary that the build before it left.
pub(crate) fn check() -> Result<()> {
    settle(Mode::Compare, |_| true)
}

/// A file that is not checked in is not compared: its part of the product is not there yet.
fn due(mode: Mode, path: &Path) -> bool {
    mode == Mode::Write || path.is_file()
}

fn settle(mode: Mode, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let mut stale = Vec::new();
    // New migrations are for `tidy` to miss; here they are only written down.
    if wanted("migrations") && mode == Mode::Write {
        let (list, landed) = tidy::landed_with(&root())?;
        keep(mode, &list, &landed, &mut stale)?;
    }
    if wanted("words") {
        keep(mode, &root().join(GLOSSARY), &glossary::page(&root())?, &mut stale)?;
    }
    for (what, path) in PRINTED.iter().filter(|(what, _)| wanted(what)) {
        let path = root().join(path);
        if due(mode, &path) {
            let text = output(Command::new(server::binary("debug")).args(["gen", what]))?;
            keep(mode, &path, &text, &mut stale)?;
        }
    }
    if wanted("types") && ui::exists() && contract::exists() {
        keep(mode, &root().join(CLIENT_TYPES), &client_types()?, &mut stale)?;
    }
    if stale.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = stale.iter().map(|path| path.display().to_string()).collect();
    bail!("不是最新的：{}。运行 cargo xtask gen 并提交", names.join("、"))
}

fn keep(mode: Mode, path: &Path, text: &str, stale: &mut Vec<PathBuf>) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    let shown = path.strip_prefix(root()).unwrap_or(path);
    if mode == Mode::Compare {
        stale.push(shown.to_path_buf());
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| format!("不能写 {}", path.display()))?;
    say(format!("已更新 {}", shown.display()));
    Ok(())
}

/// The web app's types of the API, made from the description by the tool that the web app pins.
fn client_types() -> Result<String> {
    ui::install()?;
    let scratch = Scratch::new("types")?;
    let file = scratch.path().join("schema.d.ts");
    let mut tool = program("node_modules/.bin/openapi-typescript", &["../docs/openapi.json", "-o"]);
    output(tool.arg(&file).current_dir(root().join("ui")))?;
    std::fs::read_to_string(&file).context("openapi-typescript 没有写出文件")
}
