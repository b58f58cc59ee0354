//! `cargo xtask bench`: builds release, measures, and prints each of our figures beside the one it is compared with.
//! Nothing here fails because a figure is bad; a note of the figures and of the machine is kept in `docs/bench.md`.

use crate::pg::Cluster;
use crate::shell::{Scratch, cargo, on_path, output, program, root, run, say, target};
use crate::{browser, fonts, ui};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

mod start;

/// A part: its name, and the function.
type Part = (&'static str, fn(&Bench) -> Result<()>);

const PARTS: &[Part] = &[
    ("law", law),
    ("commands", commands),
    ("bulk", bulk),
    ("sheet", sheet),
    ("weight", weight),
    ("dry-run", dry_run),
    ("lists", lists),
    ("documents", documents),
    ("start", start::measure),
    ("ui", pages),
];

/// Cases among which lists are measured.
const CASES: u32 = 1_000_000;
const CASES_QUICK: u32 = 2_000;

struct Bench {
    quick: bool,
    /// `debug` for a quick run, which only shows that everything works.
    profile: &'static str,
}

/// `cargo xtask bench [parts] [--quick]`.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let named: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "--quick" && *word != "all")
        .collect();
    if let Some(unknown) = named.iter().find(|name| !PARTS.iter().any(|(part, _)| part == *name)) {
        let parts: Vec<&str> = PARTS.iter().map(|(part, _)| *part).collect();
        bail!("没有「{unknown}」这一项；有 {}", parts.join("、"));
    }
    let bench = Bench { quick, profile: if quick { "debug" } else { "release" } };
    fonts::ensure()?;
    machine()?;
    for (name, part) in PARTS.iter().filter(|(name, _)| named.is_empty() || named.contains(name)) {
        say(format!("实测 {name}"));
        part(&bench)?;
    }
    Ok(())
}

/// Says on what it is measured, since figures belong to a machine.
fn machine() -> Result<()> {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.lines().next().unwrap_or_default().replace("MemTotal:", "");
    let day = output(&mut program("date", &["+%F %R %Z"]))?;
    say(format!(
        "{}，{cores} 核{model}，内存{}，负载 {}",
        day.trim(),
        memory.trim_end(),
        load.split(' ').next().unwrap_or_default()
    ));
    Ok(())
}

impl Bench {
    /// The benchmark binary, built; with words for it.
    fn tool(&self, words: &[&str]) -> Result<std::process::Command> {
        self.build("zhixing-bench")?;
        let mut command =
            std::process::Command::new(target().join(self.profile).join("zhixing-bench"));
        command.args(words).current_dir(root());
        if self.quick {
            command.arg("--quick");
        }
        Ok(command)
    }

    fn build(&self, package: &str) -> Result<()> {
        let mut words = vec!["build", "--quiet", "--package", package];
        if !self.quick {
            words.push("--release");
        }
        run(&mut cargo(&words))
    }

    /// Where what takes long to make is kept.
    fn kept(&self, name: &str) -> Result<PathBuf> {
        let folder = target().join("bench-data").join(if self.quick { "quick" } else { "full" });
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("不能建立 {}", folder.display()))?;
        Ok(folder.join(name))
    }
}

fn fonts_folder() -> PathBuf {
    root().join("assets/fonts")
}

fn law(bench: &Bench) -> Result<()> {
    run(&mut bench.tool(&["law"])?)
}

fn commands(bench: &Bench) -> Result<()> {
    let cluster = Cluster::durable(None)?;
    let mut tool = bench.tool(&["commands", "--pg", &cluster.url()])?;
    run(tool.arg("--fonts").arg(fonts_folder()))
}

fn bulk(bench: &Bench) -> Result<()> {
    let cluster = Cluster::durable(None)?;
    let mut tool = bench.tool(&["bulk", "--pg", &cluster.url()])?;
    run(tool.arg("--fonts").arg(fonts_folder()))
}

fn sheet(bench: &Bench) -> Result<()> {
    let cluster = Cluster::durable(None)?;
    let mut tool = bench.tool(&["sheet", "--pg", &cluster.url()])?;
    run(tool.arg("--fonts").arg(fonts_folder()))
}

fn weight(bench: &Bench) -> Result<()> {
    run(bench.tool(&["weight"])?.arg("--fonts").arg(fonts_folder()))
}

fn dry_run(bench: &Bench) -> Result<()> {
    let cluster = Cluster::durable(Some(&bench.kept("dry-run-pg")?))?;
    let mut tool = bench.tool(&["dry-run", "--pg", &cluster.url()])?;
    run(tool.arg("--data").arg(bench.kept("dry-run")?).arg("--fonts").arg(fonts_folder()))
}

fn lists(bench: &Bench) -> Result<()> {
    let cluster = Cluster::durable(Some(&bench.kept("pg")?))?;
    let cases = if bench.quick { CASES_QUICK } else { CASES }.to_string();
    let mut tool = bench.tool(&["lists", "--pg", &cluster.url(), "--cases", &cases])?;
    run(tool.arg("--data").arg(bench.kept("lists")?))
}

fn documents(bench: &Bench) -> Result<()> {
    let folder = Scratch::new("notices")?;
    let mut tool = bench.tool(&["documents"])?;
    tool.arg("--fonts").arg(fonts_folder()).arg("--docx").arg(folder.path());
    run(&mut tool)?;
    if on_path("soffice") {
        return office(folder.path());
    }
    say(
        "没有 soffice：LibreOffice 批量转换未测（apt-get install libreoffice-writer-nogui 后再测）",
    );
    Ok(())
}

/// The same notices as DOCX, converted by one LibreOffice in batch mode.
fn office(folder: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "docx") {
            files.push(path);
        }
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let convert = |files: &[PathBuf]| -> Result<f64> {
        let watch = crate::shell::Stopwatch::start();
        let mut soffice = program("soffice", &[&profile, "--headless", "--convert-to", "pdf"]);
        output(soffice.arg("--outdir").arg(folder).args(files))?;
        Ok(watch.elapsed().as_secs_f64())
    };
    // The first run makes the profile.
    convert(files.get(..1).unwrap_or_default())?;
    let secs = convert(&files)?;
    let count = u32::try_from(files.len()).map_or(0.0, f64::from);
    println!(
        "| LibreOffice 批量转换，{count} 份 | {:.2}/s | 上面的“本系统”应为其 12 倍以上 |",
        count / secs
    );
    Ok(())
}

fn pages(_bench: &Bench) -> Result<()> {
    ui::install()?;
    ui::build()?;
    ui::script("size")?;
    if !Path::new(browser::CHROMIUM).is_file() {
        say("没有 Chromium：打开一行的时间未测");
        return Ok(());
    }
    ui::script("speed")
}
