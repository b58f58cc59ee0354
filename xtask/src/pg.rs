//! A PostgreSQL cluster of our own: its own folder, a unix socket, no TCP port. For tests it is thrown away and promises
//! nothing; for benchmarks it keeps its promises, and its data when asked.

use crate::shell::{Scratch, is_root, output, program, run, say, wait_until};
use anyhow::{Context, Result, bail};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// PostgreSQL refuses to run as root, so root starts it as the account that the Debian package made.
const ACCOUNT: &str = "postgres";

/// The variable by which the tests learn where the cluster is.
pub(crate) const URL_VARIABLE: &str = "TEST_PG_URL";

const START_SECONDS_MAX: u64 = 30;

/// A cluster of tests answers before anything is on the disk.
const FORGETFUL: &[&str] = &["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// A cluster of benchmarks keeps what it has answered, as a court's must. Memory as for a small server of its own.
const DURABLE: &[&str] = &[
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=512MB",
    "effective_cache_size=4GB",
    "max_wal_size=4GB",
    "random_page_cost=1.1",
    "jit=off",
];

/// `cargo xtask pg -- CMD…`: runs a command with `TEST_PG_URL` set.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> =
        arguments.iter().map(String::as_str).skip_while(|word| *word == "--").collect();
    let Some((name, rest)) = words.split_first() else {
        bail!("用法：cargo xtask pg -- 命令…")
    };
    let cluster = Cluster::start()?;
    say(format!("{URL_VARIABLE}={}", cluster.url()));
    run(program(name, rest).env(URL_VARIABLE, cluster.url()))
}

/// The newest folder of PostgreSQL's server programs.
pub(crate) fn programs() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir("/usr/lib/postgresql")
        .context("没有安装 PostgreSQL：运行 cargo xtask setup")?
    {
        let folder = entry?.path();
        let version =
            folder.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        let bin = folder.join("bin");
        if let (Some(version), true) = (version, bin.join("initdb").is_file()) {
            found.push((version, bin));
        }
    }
    found.into_iter().max().map(|(_, bin)| bin).context("没有找到 initdb：运行 cargo xtask setup")
}

/// A running cluster. Dropping it stops the server by its process id and removes its folder; when we die without
/// dropping, the kernel tells the server to stop.
pub(crate) struct Cluster {
    server: Child,
    // Held for its Drop, which must come after the server has stopped.
    folder: Scratch,
}

impl Cluster {
    /// Makes and starts a cluster; about two seconds.
    pub(crate) fn start() -> Result<Self> {
        Self::start_with("pg", None, FORGETFUL)
    }

    /// Makes and starts a cluster that keeps its promises; `kept` is where its data stays for the next time.
    pub(crate) fn durable(kept: Option<&Path>) -> Result<Self> {
        Self::start_with("pg-durable", kept, DURABLE)
    }

    fn start_with(purpose: &str, kept: Option<&Path>, settings: &[&str]) -> Result<Self> {
        let programs = programs()?;
        let account = if is_root() { Some(Account::of(ACCOUNT)?) } else { None };
        let folder = Scratch::new(purpose)?;
        if account.is_some() {
            output(program("chown", &[ACCOUNT]).arg(folder.path()))?;
        }
        let data = match kept {
            None => folder.path().join("data"),
            Some(kept) => kept.to_owned(),
        };
        if !data.join("PG_VERSION").is_file() {
            Self::init(&programs, account, folder.path(), &data)?;
        }
        let server = Self::spawn(&programs, account, folder.path(), &data, settings)?;
        let mut cluster = Self { server, folder };
        cluster.wait()?;
        Ok(cluster)
    }

    fn init(programs: &Path, account: Option<Account>, folder: &Path, data: &Path) -> Result<()> {
        std::fs::create_dir_all(data).with_context(|| format!("不能建立 {}", data.display()))?;
        if account.is_some() {
            output(program("chown", &[ACCOUNT]).arg(data))?;
        }
        let mut initdb = as_account(account, &programs.join("initdb"));
        initdb.args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "-D",
        ]);
        output(initdb.arg(data).current_dir(folder))?;
        Ok(())
    }

    fn spawn(
        programs: &Path,
        account: Option<Account>,
        folder: &Path,
        data: &Path,
        settings: &[&str],
    ) -> Result<Child> {
        let log =
            std::fs::File::create(folder.join("log")).context("不能建立 PostgreSQL 的日志文件")?;
        // setpriv asks the kernel to stop the server when we are gone.
        let mut command = as_account(account, Path::new("setpriv"));
        command.arg("--pdeathsig=INT").arg(programs.join("postgres")).arg("-D").arg(data);
        command.arg("-k").arg(folder);
        let always = ["listen_addresses=", "max_connections=200", "timezone=UTC"];
        for setting in always.iter().chain(settings) {
            command.arg("-c").arg(setting);
        }
        command.current_dir(folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        command.spawn().context("不能启动 PostgreSQL")
    }

    fn wait(&mut self) -> Result<()> {
        let socket = self.folder.path().join(".s.PGSQL.5432");
        let (server, folder) = (&mut self.server, self.folder.path());
        wait_until("PostgreSQL 没有准备好", Duration::from_secs(START_SECONDS_MAX), || {
            if let Some(status) = server.try_wait()? {
                let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL 启动失败（{status}）：\n{log}");
            }
            Ok(socket.exists()
                && output(&mut program("psql", &["-X", "-q", "-c", "select 1", &url(folder)]))
                    .is_ok())
        })
    }

    /// The address of its maintenance database, as libpq and sqlx read it: `host` is the socket's folder.
    pub(crate) fn url(&self) -> String {
        url(self.folder.path())
    }
}

fn url(folder: &Path) -> String {
    format!("postgres://postgres@localhost/postgres?host={}", folder.display())
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // INT is PostgreSQL's fast shutdown: it ends open sessions and leaves shared memory clean.
        let asked = output(&mut program("kill", &["-INT", &self.server.id().to_string()]));
        if let Err(error) = asked.and_then(|_| Ok(self.server.wait()?)) {
            eprintln!("PostgreSQL（进程 {}）没有正常停止：{error}", self.server.id());
        }
    }
}

/// A system account's numbers.
#[derive(Clone, Copy)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Account {
    fn of(name: &str) -> Result<Self> {
        let number = |flag| -> Result<u32> {
            Ok(output(&mut program("id", &[flag, name]))?.trim().parse()?)
        };
        Ok(Self { uid: number("-u")?, gid: number("-g")? })
    }
}

fn as_account(account: Option<Account>, name: &Path) -> Command {
    let mut command = Command::new(name);
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    command
}
