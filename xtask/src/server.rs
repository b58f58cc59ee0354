//! The real server, started on a demo court for the tests that come in by its front door.

use crate::shell::{Scratch, output, program, root, target, wait_until};
use anyhow::{Context, Result, bail};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

/// The demo court is made anew in the development profile, on a machine that may be busy.
const START_SECONDS_MAX: u64 = 300;

const STOP_SECONDS_MAX: u64 = 20;

/// The binary that `cargo build` leaves.
pub(crate) fn binary(profile: &str) -> PathBuf {
    target().join(profile).join("zhixing")
}

/// A running `zhixing demo`, stopped by its process id when dropped.
pub(crate) struct Server {
    child: Child,
    address: String,
    folder: Scratch,
}

impl Server {
    /// Starts a demo court with so many cases on a free port and waits until it answers.
    pub(crate) fn demo(cases: &str) -> Result<Self> {
        let folder = Scratch::new("demo")?;
        let address = free_address()?;
        let log =
            std::fs::File::create(folder.path().join("log")).context("不能建立服务端的日志文件")?;
        // setpriv asks the kernel to stop the server when we are gone.
        let child = program("setpriv", &["--pdeathsig=TERM"])
            .arg(binary("debug"))
            .args(["demo", "--cases", cases, "--listen", &address, "--data"])
            .arg(folder.path().join("data"))
            .current_dir(root())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("不能启动 zhixing demo")?;
        let mut server = Self { child, address, folder };
        server.wait()?;
        Ok(server)
    }

    /// The file that it prints to.
    pub(crate) fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn wait(&mut self) -> Result<()> {
        let (child, address, folder) = (&mut self.child, &self.address, self.folder.path());
        wait_until("演示法院没有准备好", Duration::from_secs(START_SECONDS_MAX), || {
            if let Some(status) = child.try_wait()? {
                bail!("zhixing demo 退出（{status}）：\n{}", log(folder));
            }
            Ok(TcpStream::connect(address).is_ok())
        })
    }

    /// Where it is: `http://127.0.0.1:…`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it has printed so far.
    pub(crate) fn log(&self) -> String {
        log(self.folder.path())
    }
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("log")).unwrap_or_default()
}

/// An address on this machine that nobody listens on at this moment.
pub(crate) fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("没有空闲的端口")?;
    Ok(listener.local_addr()?.to_string())
}

impl Drop for Server {
    fn drop(&mut self) {
        let asked = output(&mut program("kill", &["-TERM", &self.child.id().to_string()]));
        let child = &mut self.child;
        let stopped = asked.and_then(|_| {
            wait_until("服务端没有停止", Duration::from_secs(STOP_SECONDS_MAX), || {
                Ok(child.try_wait()?.is_some())
            })
        });
        if let Err(error) = stopped {
            eprintln!("服务端（进程 {}）没有正常停止：{error}", self.child.id());
            if let Err(error) = self.child.kill().and_then(|()| self.child.wait().map(drop)) {
                eprintln!("也不能强行停止：{error}");
            }
        }
    }
}
