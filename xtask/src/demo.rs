//! `demo` and `dev`: from a fresh clone to a court in the browser.

use crate::shell::{cargo, program, root, run, say};
use crate::{fonts, server, setup, ui};
use anyhow::{Context, Result, anyhow};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::time::Duration;

/// `cargo xtask demo`: builds what is not built yet and becomes the server.
pub(crate) fn demo(arguments: &[String]) -> Result<()> {
    let release = arguments.iter().any(|argument| argument == "--release");
    let rest = arguments.iter().filter(|argument| *argument != "--release");
    setup::toolchain()?;
    if ui::exists() {
        ui::install()?;
        ui::build()?;
    }
    // The fonts are a download and the build is work for the processor, so they run side by side.
    std::thread::scope(|scope| {
        let fonts = scope.spawn(fonts::ensure);
        let built = build(release);
        fonts.join().map_err(|_| anyhow!("取字体时出错"))??;
        built
    })?;
    say("打开演示法院");
    let profile = if release { "release" } else { "debug" };
    let error =
        Command::new(server::binary(profile)).arg("demo").args(rest).current_dir(root()).exec();
    Err(error).context("不能启动 zhixing demo")
}

pub(crate) fn build(release: bool) -> Result<()> {
    say("构建服务端（第一次要几分钟，之后几秒）");
    let mut arguments = vec!["build", "--package", "zhixing-cli"];
    if release {
        arguments.push("--release");
    }
    run(&mut cargo(&arguments))
}

/// `cargo xtask dev`: the server, and the web app's own server that shows edits at once.
pub(crate) fn dev(arguments: &[String]) -> Result<()> {
    setup::toolchain()?;
    fonts::ensure()?;
    ui::install()?;
    build(false)?;
    // setpriv asks the kernel to stop both when we are gone.
    let mut children = [
        program("setpriv", &["--pdeathsig=TERM"])
            .arg(server::binary("debug"))
            .arg("demo")
            .args(arguments)
            .spawn()?,
        program("setpriv", &["--pdeathsig=TERM", "npm", "run", "dev"])
            .current_dir(root().join("ui"))
            .spawn()?,
    ];
    let ended = loop {
        if let Some(status) = first_ended(&mut children)? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    for child in &mut children {
        // One of them has ended already; asking it again is no error worth telling.
        let _ended_before = child.kill();
        child.wait()?;
    }
    say(format!("已结束（{ended}）"));
    Ok(())
}

fn first_ended(children: &mut [Child]) -> Result<Option<std::process::ExitStatus>> {
    for child in children {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
    }
    Ok(None)
}
