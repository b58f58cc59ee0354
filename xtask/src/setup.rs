//! What the checks need from the system, and installing it from Debian packages.

use crate::shell::{is_root, on_path, output, program, run, say};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Node's oldest major version that the web app's tools accept.
const NODE_MAJOR_MIN: u32 = 20;

/// Tells PostgreSQL's Debian package not to start a cluster of its own; ours are thrown away after use.
const CREATE_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

/// One thing that must be there, and the Debian package that brings it.
struct Need {
    what: &'static str,
    package: &'static str,
    present: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need { what: "PostgreSQL", package: "postgresql", present: || crate::pg::programs().is_ok() },
    Need {
        what: "Chromium",
        package: "chromium",
        present: || Path::new("/usr/bin/chromium").is_file(),
    },
    Need {
        what: "网页截图用的中文字体",
        package: "fonts-noto-cjk",
        present: || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file(),
    },
    Need { what: "Python 虚拟环境", package: "python3-venv", present: python_can_make_venvs },
    Need { what: "PDF 文字提取", package: "poppler-utils", present: || on_path("pdftotext") },
];

/// `cargo xtask setup`.
pub(crate) fn command(_arguments: &[String]) -> Result<()> {
    toolchain()?;
    packages()
}

/// Checks what the README asks people to bring: Node, npm and a C compiler.
pub(crate) fn toolchain() -> Result<()> {
    let version = output(Command::new("node").arg("--version"))
        .with_context(|| format!("需要 Node.js {NODE_MAJOR_MIN} 或更高版本"))?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_MAJOR_MIN) {
        bail!("Node.js 是 {}，需要 {NODE_MAJOR_MIN} 或更高版本", version.trim());
    }
    for (tool, remedy) in [("npm", "随 Node.js 安装"), ("cc", "apt-get install gcc libc6-dev")] {
        if !on_path(tool) {
            bail!("缺少 {tool}：{remedy}");
        }
    }
    Ok(())
}

/// Installs the Debian packages that the checks need and that are not there yet.
pub(crate) fn packages() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        say("检查所需的软件包都已安装");
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.package).collect();
    for need in &missing {
        say(format!("缺少{}，将安装 Debian 软件包 {}", need.what, need.package));
    }
    let Some(sudo) = privilege() else {
        bail!(
            "需要管理员权限，请先运行：\n  sudo apt-get update && sudo apt-get install -y {}",
            names.join(" ")
        );
    };
    if names.contains(&"postgresql") && !Path::new(CREATE_CLUSTER).exists() {
        let script = format!(
            "mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > {CREATE_CLUSTER}"
        );
        run(&mut privileged(sudo, &["sh", "-c", &script]))?;
    }
    apt_update()?;
    let mut arguments =
        vec!["env", "DEBIAN_FRONTEND=noninteractive", "UCF_FORCE_CONFFOLD=1", "apt-get", "install"];
    arguments.extend([
        "-y",
        "-q",
        "--no-install-recommends",
        "-o",
        "Dpkg::Options::=--force-confold",
    ]);
    arguments.extend(&names);
    run(&mut privileged(sudo, &arguments))?;
    match NEEDS.iter().find(|need| !(need.present)()) {
        Some(need) => bail!("装了 {}，仍然找不到{}", need.package, need.what),
        None => Ok(()),
    }
}

/// Refreshes the package lists; needed once on a new machine before anything can be downloaded.
pub(crate) fn apt_update() -> Result<()> {
    let Some(sudo) = privilege() else {
        bail!("需要管理员权限，请先运行：sudo apt-get update")
    };
    run(&mut privileged(sudo, &["apt-get", "update", "-q"]))
}

/// How to run something as root.
#[derive(Clone, Copy)]
enum Privilege {
    Root,
    Sudo,
}

fn privilege() -> Option<Privilege> {
    if is_root() {
        return Some(Privilege::Root);
    }
    (on_path("sudo") && output(Command::new("sudo").args(["-n", "true"])).is_ok())
        .then_some(Privilege::Sudo)
}

fn privileged(privilege: Privilege, arguments: &[&str]) -> Command {
    match privilege {
        Privilege::Root => match arguments.split_first() {
            Some((name, rest)) => program(name, rest),
            None => program("true", &[]),
        },
        Privilege::Sudo => {
            let mut command = program("sudo", &["-n"]);
            command.args(arguments);
            command
        }
    }
}

fn python_can_make_venvs() -> bool {
    output(Command::new(crate::contract::PYTHON).args(["-c", "import venv, ensurepip"])).is_ok()
}
