//! From an existing database to the first page, and what the serving process holds.

use super::Bench;
use crate::shell::{Scratch, Stopwatch, output, program, root, run, say, wait_until};
use crate::{server, ui};
use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

/// Cases in the database that is served.
const CASES: u32 = 100_000;
const CASES_QUICK: u32 = 2_000;
const STARTS: usize = 5;
/// What a day's work asks for, over and over.
const LISTS: &[&str] = &[
    "/api/lists/cases?limit=50",
    "/api/lists/cases?sort=-claim&limit=200",
    "/api/lists/cases?sort=-filed_on&limit=20&q=%E7%8E%8B%E5%BC%BA",
    "/api/lists/tasks?scope=all&limit=200",
    "/api/focus?",
    "/api/wall?",
];
/// Requests for each of them.
const ROUNDS: usize = 200;
/// The chief of the bench's court, as `zhixing-bench` establishes it.
const SIGN_IN: &str = r#"{"account":"juzhang","password":"Bench-Court-2026"}"#;
const START_SECONDS_MAX: u64 = 60;

pub(super) fn measure(bench: &Bench) -> Result<()> {
    ui::install()?;
    ui::build()?;
    bench.build("zhixing-cli")?;
    let data = bench.kept("start")?;
    let cases = if bench.quick { CASES_QUICK } else { CASES }.to_string();
    let mut load = bench.tool(&["load", "--cases", &cases])?;
    run(load.arg("--data").arg(&data).arg("--fonts").arg(super::fonts_folder()))?;
    let folder = Scratch::new("bench-start")?;
    let mut millis = Vec::new();
    for _ in 0..STARTS {
        let (served, waited) = Served::start(bench, &data, folder.path())?;
        millis.push(waited.as_millis());
        if millis.len() == STARTS {
            served.report(&cases)?;
        }
    }
    millis.sort_unstable();
    println!(
        "| 已有数据库到首页 | 中位 {} ms | 最长 {} ms | 要求 < 1000 ms |",
        millis.get(STARTS / 2).copied().unwrap_or_default(),
        millis.last().copied().unwrap_or_default()
    );
    say("新克隆到首页：git clone 后 time cargo xtask demo，到打印网址为止（要求两核 8 分钟内）");
    Ok(())
}

/// A running `zhixing serve`, stopped by its process id when dropped.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(bench: &Bench, data: &Path, folder: &Path) -> Result<(Served, Duration)> {
        let address = server::free_address()?;
        let log = std::fs::File::create(folder.join("log")).context("不能建立日志文件")?;
        let watch = Stopwatch::start();
        let child = std::process::Command::new(server::binary(bench.profile))
            .args(["serve", "--listen", &address, "--data"])
            .arg(data)
            .env("ZHIXING__COURT__CODE", "粤1224")
            .current_dir(root())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("不能启动 zhixing serve")?;
        let mut served = Served { child, address };
        loop {
            if let Some(status) = served.child.try_wait()? {
                let said = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                bail!("zhixing serve 退出（{status}）：\n{said}");
            }
            if served.get("/").is_ok_and(|page| page.contains("<html")) {
                return Ok((served, watch.elapsed()));
            }
            if watch.elapsed() > Duration::from_secs(START_SECONDS_MAX) {
                bail!("{START_SECONDS_MAX} 秒没有首页");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn get(&self, path: &str) -> Result<String> {
        self.ask(&format!("GET {path}"), "", "")
    }

    /// The answer, head and body, to a request; `headers` end with a line break each.
    fn ask(&self, what: &str, headers: &str, body: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        let host = &self.address;
        let length = body.len();
        let head = format!(
            "{what} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n"
        );
        stream.write_all(format!("{head}{headers}\r\n{body}").as_bytes())?;
        let mut page = Vec::new();
        stream.read_to_end(&mut page)?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// Signs the bureau chief in; his cookie as a header.
    fn sign_in(&self) -> Result<String> {
        let headers = "Content-Type: application/json\r\nX-Requested-With: zhixing\r\n";
        let said = self.ask("POST /api/session", headers, SIGN_IN)?;
        let cookie = said.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let held = name.eq_ignore_ascii_case("set-cookie");
            held.then(|| value.split(';').next().unwrap_or_default().trim())
        });
        Ok(format!("Cookie: {}\r\n", cookie.with_context(|| format!("不能登录：{said}"))?))
    }

    /// What the process holds after it has answered pages and lists, page after page.
    fn report(&self, cases: &str) -> Result<()> {
        let cookie = self.sign_in()?;
        for path in LISTS {
            let mut next = (*path).to_owned();
            for _ in 0..ROUNDS {
                let said = self.ask(&format!("GET {next}"), &cookie, "")?;
                if !said.starts_with("HTTP/1.1 200") {
                    bail!("{next}：{said}");
                }
                self.get("/")?;
                next = match after(&said) {
                    Some(after) => format!("{path}&after={after}"),
                    None => (*path).to_owned(),
                };
            }
        }
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let held = |name: &str| {
            status
                .lines()
                .find_map(|line| {
                    line.strip_prefix(name)?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()
                })
                .map_or(0, |kib| kib / 1024)
        };
        println!(
            "| 服务进程，{cases} 件案件 | 常驻 {} MB | 峰值 {} MB | 要求 < 300 MB |",
            held("VmRSS:"),
            held("VmHWM:")
        );
        Ok(())
    }
}

/// Where the answered page of a list goes on.
fn after(said: &str) -> Option<&str> {
    said.rsplit_once("\"next\":\"")?.1.split('"').next()
}

impl Drop for Served {
    fn drop(&mut self) {
        let asked = output(&mut program("kill", &["-TERM", &self.child.id().to_string()]));
        let child = &mut self.child;
        let stopped = asked.and_then(|_| {
            wait_until("服务端没有停止", Duration::from_secs(20), || {
                Ok(child.try_wait()?.is_some())
            })
        });
        if let Err(error) = stopped {
            eprintln!("服务端（进程 {}）没有正常停止：{error}", self.child.id());
        }
    }
}
