//! The benchmarks that need the rooms themselves. `cargo xtask bench` builds this in release, gives it its databases and
//! prints what it says; every ratio is between two figures of the same run.

mod bulk;
mod commands;
mod court;
mod documents;
mod dry_run;
mod law;
mod lists;
mod report;
mod samples;
mod sheet;
mod weight;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The same allocator as the server's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What was asked for on the command line.
pub(crate) struct Asked {
    words: Vec<String>,
}

impl Asked {
    /// The value after `--name`.
    fn value(&self, name: &str) -> Option<&str> {
        let at = self.words.iter().position(|word| word == name)?;
        self.words.get(at + 1).map(String::as_str)
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        let value = self.value(name).with_context(|| format!("缺少 {name}"))?;
        Ok(Path::new(value).to_owned())
    }

    fn number(&self, name: &str, otherwise: u32) -> Result<u32> {
        match self.value(name) {
            None => Ok(otherwise),
            Some(text) => text.parse().with_context(|| format!("{name} 不是数：{text}")),
        }
    }

    /// Shorter runs: to see that everything works, not to be quoted.
    fn is_quick(&self) -> bool {
        self.words.iter().any(|word| word == "--quick")
    }
}

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = words.first().cloned() else {
        bail!("用法：zhixing-bench commands|bulk|sheet|weight|dry-run|law|lists|documents|load …")
    };
    let asked = Asked { words };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match name.as_str() {
            "commands" => commands::run(&asked).await,
            "bulk" => bulk::run(&asked).await,
            "sheet" => sheet::run(&asked).await,
            "dry-run" => dry_run::run(&asked).await,
            "weight" => weight::run(&asked).await,
            "lists" => lists::run(&asked).await,
            "documents" => documents::run(&asked).await,
            "law" => law::run(&asked),
            "load" => lists::load(&asked).await,
            other => bail!("没有「{other}」这一项"),
        }
    })
}
