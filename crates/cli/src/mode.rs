//! 办案模式：check its files, show what they come to, compare two.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use zhixing_domain::{
    ground::version::ModeFile,
    mode::{diff, overlay::Composed, read, shipped},
};
use zhixing_web::wording;

use crate::print;

/// 检查、查看、比较办案模式
#[derive(Args)]
pub(crate) struct ModeCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// 检查模式文件：有错的逐条写明文件、行和改法
    Check {
        /// 一个模式的各个文件，或者它的目录；extends = "base"的不用写基础
        #[arg(required = true, value_name = "文件")]
        files: Vec<PathBuf>,
    },
    /// 显示叠加以后的模式
    Show {
        /// 一个模式的各个文件，或者它的目录
        #[arg(required = true, value_name = "文件")]
        files: Vec<PathBuf>,
    },
    /// 比较两个模式
    Diff {
        /// 目录或者文件
        #[arg(value_name = "甲")]
        one: PathBuf,
        /// 目录或者文件
        #[arg(value_name = "乙")]
        other: PathBuf,
    },
    /// 打印模式文件的JSON Schema
    Schema,
}

pub(crate) fn run(command: &ModeCommand) -> anyhow::Result<ExitCode> {
    match &command.what {
        What::Check { files } => match read(files)? {
            Ok(known) => {
                print::line(format!("{}（{}）没有发现错误", known.mode.name, known.mode.of()));
            }
            Err(said) => return refused(&said),
        },
        What::Show { files } => match read(files)? {
            Ok(known) => {
                let rows: Vec<&str> = known.rows.iter().map(|row| row.text.as_str()).collect();
                print::line(rows.join("\n\n"));
            }
            Err(said) => return refused(&said),
        },
        What::Diff { one, other } => {
            let (one, other) =
                (read(std::slice::from_ref(one))?, read(std::slice::from_ref(other))?);
            match (one, other) {
                (Ok(one), Ok(other)) => print::text(&changes(&one, &other)),
                (Err(said), _) | (_, Err(said)) => return refused(&said),
            }
        }
        What::Schema => {
            print::text(&schema());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(said: &str) -> anyhow::Result<ExitCode> {
    eprint!("{said}");
    Ok(ExitCode::FAILURE)
}

/// The rows that differ, the lines of the first marked `-`, those of the second `+`.
fn changes(one: &Composed, other: &Composed) -> String {
    let mut said = String::new();
    for change in diff::changes(one, other) {
        let _ =
            writeln!(said, "@@ {}", wording::mode::row(change.section, &change.id, &change.name));
        let (before, after) = (change.before.unwrap_or_default(), change.after.unwrap_or_default());
        for line in before.lines().filter(|line| !after.lines().any(|kept| kept == *line)) {
            let _ = writeln!(said, "- {line}");
        }
        for line in after.lines().filter(|line| !before.lines().any(|known| known == *line)) {
            let _ = writeln!(said, "+ {line}");
        }
    }
    if said.is_empty() { "没有不同\n".to_owned() } else { said }
}

/// The mode of some files, or what is wrong with them.
fn read(paths: &[PathBuf]) -> anyhow::Result<Result<Composed, String>> {
    let mut files = shipped::base();
    for path in paths {
        for path in expand(path)? {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("不能读“{}”：须为UTF-8文本文件", path.display()))?;
            files.push(ModeFile { name: path.display().to_string(), text });
        }
    }
    Ok(read::read(&files)
        .map_err(|faults| faults.iter().map(|fault| wording::mode::line(fault) + "\n").collect()))
}

/// A folder stands for the TOML files in it.
fn expand(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).with_context(|| format!("不能读目录“{}”", path.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("目录“{}”中没有.toml文件", path.display());
    }
    Ok(files)
}

/// The published description of the files.
pub(crate) fn schema() -> String {
    format!("{:#}\n", zhixing_domain::mode::schema::schema())
}
