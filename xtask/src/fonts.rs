//! The fonts that documents are set in: taken from Debian packages, checked against pinned hashes, never installed.

use crate::shell::{Scratch, output, program, root, run, say};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// One entry of `assets/fonts.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Font {
    file: String,
    package: String,
    path: String,
    sha256: String,
}

/// `cargo xtask fonts`.
pub(crate) fn command(_arguments: &[String]) -> Result<()> {
    ensure()
}

/// Fetches the fonts that are missing or not the pinned ones; quick when all are there.
pub(crate) fn ensure() -> Result<()> {
    let list = root().join("assets/fonts.toml");
    if !list.is_file() {
        return Ok(());
    }
    let text =
        std::fs::read_to_string(&list).with_context(|| format!("不能读 {}", list.display()))?;
    let fonts = parse(&text)?;
    let folder = root().join("assets/fonts");
    std::fs::create_dir_all(&folder)?;
    let mut missing = Vec::new();
    for font in fonts {
        let file = folder.join(&font.file);
        if !file.is_file() || sha256(&file)? != font.sha256 {
            missing.push(font);
        }
    }
    let mut packages: Vec<String> = missing.iter().map(|font| font.package.clone()).collect();
    packages.sort();
    packages.dedup();
    for package in &packages {
        let of_package: Vec<&Font> =
            missing.iter().filter(|font| font.package == *package).collect();
        fetch(package, &of_package, &folder)?;
    }
    say("字体齐全");
    Ok(())
}

fn fetch(package: &str, fonts: &[&Font], folder: &Path) -> Result<()> {
    say(format!("从 Debian 软件包 {package} 取 {} 个字体文件（不安装到系统）", fonts.len()));
    let scratch = Scratch::new("fonts")?;
    download(package, scratch.path())?;
    let archive = std::fs::read_dir(scratch.path())?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .with_context(|| format!("apt-get download {package} 没有留下 .deb 文件"))?;
    let unpacked = scratch.path().join("unpacked");
    run(program("dpkg", &["-x"]).arg(&archive).arg(&unpacked))?;
    for font in fonts {
        let source = unpacked.join(font.path.trim_start_matches('/'));
        let found = sha256(&source)?;
        if found != font.sha256 {
            bail!(
                "{package} 中的 {} 与 assets/fonts.toml 记的不同：记的是 {}，实为 {found}。\
                 软件包换了版本时，先看过新字体，再改散列值",
                font.path,
                font.sha256
            );
        }
        // Copied under another name first, so that a cut-short copy is never taken for the font.
        let partial = folder.join(format!("{}.partial", font.file));
        std::fs::copy(&source, &partial)
            .with_context(|| format!("不能复制 {}", source.display()))?;
        std::fs::rename(&partial, folder.join(&font.file))?;
    }
    Ok(())
}

fn download(package: &str, folder: &Path) -> Result<()> {
    // As root, apt would drop to an account that cannot write here; the option keeps it from warning about that.
    let apt = || {
        run(program("apt-get", &["-q", "-o", "APT::Sandbox::User=root", "download", package])
            .current_dir(folder))
    };
    if apt().is_err() {
        say("软件包列表可能是旧的，更新后再试");
        crate::setup::apt_update()?;
        apt()?;
    }
    Ok(())
}

fn sha256(file: &Path) -> Result<String> {
    let line = output(program("sha256sum", &["-b", "--"]).arg(file))?;
    line.split_whitespace().next().map(str::to_owned).context("sha256sum 没有输出")
}

/// Reads the entries: a header `[[font]]`, then `key = "value"` lines. What only people need is passed over.
fn parse(text: &str) -> Result<Vec<Font>> {
    let mut fonts: Vec<Font> = Vec::new();
    let mut in_font = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            in_font = line == "[[font]]";
            if in_font {
                fonts.push(Font::default());
            }
            continue;
        }
        let (Some((key, value)), true) = (line.split_once('='), in_font) else { continue };
        let Some(font) = fonts.last_mut() else { continue };
        let value = value.trim().split('"').nth(1).unwrap_or_default().to_owned();
        match key.trim() {
            "file" => font.file = value,
            "package" => font.package = value,
            "path" => font.path = value,
            "sha256" => font.sha256 = value,
            _ => continue,
        }
        if font.file.contains('/') {
            bail!("assets/fonts.toml:{}: file 只写文件名", index + 1);
        }
    }
    let whole = |font: &Font| {
        !font.file.is_empty()
            && !font.package.is_empty()
            && !font.path.is_empty()
            && font.sha256.len() == 64
    };
    match fonts.iter().find(|font| !whole(font)) {
        Some(font) => {
            bail!("assets/fonts.toml: 「{}」缺 file、package、path 或 64 位的 sha256", font.file)
        }
        None => Ok(fonts),
    }
}

#[cfg(test)]
mod tests;
