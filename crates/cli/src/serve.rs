//! `zhixing serve`: the pages and the runner of one court.

use std::{
    io::ErrorKind,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use tokio::net::TcpListener;
use zhixing_app::{
    App, Settings,
    clock::{Clock, SteadyClock},
    error::Error,
    ids::Ids,
    live::Changed,
    nodes::Node,
    settings::{self, Draw},
    staff,
};
use zhixing_jobs::Runner;
use zhixing_law::instant::Instant;
use zhixing_store::{Db, Options, StoreError, clock::Forgotten};
use zhixing_web::{Doors, limits::Proxies};

use crate::{
    config::{Config, Place, explain, fonts, open, say_without_fonts},
    print,
};

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    place: Place,
    /// 配置文件（TOML）；环境变量 ZHIXING__节__键 优先于它
    #[arg(long, value_name = "文件")]
    config: Option<PathBuf>,
    /// 监听地址，缺省 127.0.0.1:8080
    #[arg(long, value_name = "地址")]
    listen: Option<String>,
    /// 法院代字，例如 粤1224；一个进程服务几家法院时用逗号分开
    #[arg(long, value_name = "代字", value_delimiter = ',')]
    court: Vec<String>,
    /// 字体目录
    #[arg(long, value_name = "目录")]
    fonts: Option<PathBuf>,
}

pub(crate) async fn run(serve: Serve) -> anyhow::Result<ExitCode> {
    let config = Config::read(serve.config.as_deref())?;
    let told = serve.place.data.is_some() || serve.place.database.is_some();
    let place = if told {
        serve.place.clone()
    } else {
        let (data, database) = (config.data.dir.clone(), config.data.database.clone());
        Place { data, database }
    };
    let courts = courts(&serve.court, config.court.code.as_deref())?;
    let listen = serve.listen.clone().or(config.server.listen.clone());
    let listen = Listen::parse(listen.as_deref().unwrap_or("127.0.0.1:8080"))?;
    let doors = doors(&config)?;
    check(&config)?;
    let told_fonts = serve.fonts.as_deref().or(config.documents.fonts.as_deref());
    if let Some(dir) = told_fonts.filter(|dir| !dir.is_dir()) {
        bail!("没有字体目录 {}，请核对 --fonts 或者配置 documents.fonts", dir.display());
    }
    let url = place.url()?;
    let db = open(&url, &Options::default()).await?;
    let clock = Arc::new(SteadyClock::default());
    only_of(&db, &courts).await?;
    let anchors = config.anchors.dir.clone();
    outside(anchors.as_deref(), url.dir())?;
    prepare(&db, clock.now()).await.map_err(|error| explain(&error))?;
    let beside = url.dir().unwrap_or(Path::new(".")).to_path_buf();
    let fonts = fonts(told_fonts, &beside);
    let settings = Settings {
        court: courts.first().cloned().unwrap_or_default(),
        fonts: fonts.clone(),
        exchange: config.network.exchange.clone().unwrap_or_else(|| beside.join("exchange")),
        hub: config.network.hub.clone().unwrap_or_else(|| "0".repeat(17)),
        bodies: config.network.bodies.iter().map(|b| (b.code.clone(), b.name.clone())).collect(),
        sample_seals: config.documents.sample_seals,
        draw: Draw::OnIssue,
        anchors,
    };
    let gateway = &config.gateway;
    let timeout = gateway.timeout_secs.unwrap_or(10);
    let gateway = settings::gateway(gateway.url.as_deref(), &gateway.token, timeout);
    let exchange = settings.exchange.display().to_string();
    let app = App::new(db, clock, Ids::random(), gateway, settings)
        .map_err(|error| anyhow!("不能启动，请检查交换目录 {exchange} 的权限（{error}）"))?;
    // Before the first password is drawn: it is shown once, and not by a server that cannot start.
    let listener = listen.bind().await?;
    say_without_fonts(&fonts);
    for court in &courts {
        if let Some(first) = staff::bootstrap_admin(&app, court).await? {
            let of = if courts.len() == 1 { String::new() } else { format!("{court}的") };
            print::line(format!(
                "首次启动，已建立{of}系统管理员。一次性密码只显示这一次，首次登录须修改："
            ));
            print::line(format!("  系统管理员  {}  {}", first.account, first.password.reveal()));
        }
    }
    let courts: Vec<&str> = courts.iter().map(String::as_str).collect();
    let runner = Runner::new(app.clone(), &courts);
    until_stopped(app, runner, listener, doors).await?;
    Ok(ExitCode::SUCCESS)
}

/// Brings the database up to this program, and refuses a clock that stands behind its docket. What a
/// clock that ran ahead had put off is forgotten.
async fn prepare(db: &Db, now: Instant) -> Result<(), StoreError> {
    let is_new = db.is_untouched().await?;
    let mut folded = false;
    let mut told = print::folding();
    let ran = db
        .migrate_telling(now, &mut |done, of| {
            folded = true;
            told(done, of);
        })
        .await?;
    if 0 < ran && !is_new {
        let tables = if folded { "，各表已由办案流水重建" } else { "" };
        print::line(format!("数据库结构已升级{tables}"));
    }
    db.read().await?.check_clock(now).await?;
    let mut tx = db.begin().await?;
    let forgotten = tx.forget_future(now).await?;
    tx.commit().await?;
    if forgotten != Forgotten::default() {
        tracing::warn!(?forgotten, "put off by a clock that ran ahead");
    }
    Ok(())
}

/// Anchors that lie beside the data prove nothing against whoever can write there.
fn outside(anchors: Option<&Path>, data: Option<&Path>) -> anyhow::Result<()> {
    let Some(dir) = anchors else { return Ok(()) };
    let Ok(real) = dir.canonicalize() else {
        bail!("没有锚的目录 {}，请先建立它，或者核对配置 anchors.dir", dir.display());
    };
    if data.and_then(|data| data.canonicalize().ok()).is_some_and(|data| real.starts_with(data)) {
        bail!("配置 anchors.dir 写的 {} 在数据目录之内，请换到数据目录之外", dir.display());
    }
    Ok(())
}

/// How the server is reached.
fn doors(config: &Config) -> anyhow::Result<Doors> {
    let proxies = Proxies::parse(config.server.proxies.iter().map(String::as_str));
    let proxies = proxies.map_err(|text| {
        anyhow!("配置 server.proxies 写的是“{text}”，应为地址或者网段，例如 10.1.2.3、10.1.0.0/16")
    })?;
    Ok(Doors { proxies, ..Doors::default() })
}

/// Settings that would otherwise only fail when they are first used.
fn check(config: &Config) -> anyhow::Result<()> {
    if let Some(url) = &config.gateway.url {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        if host.is_empty() || host.starts_with(':') || url.contains(char::is_whitespace) {
            bail!("配置 gateway.url 写的是“{url}”，应为 http:// 或者 https:// 开头的地址");
        }
    }
    match config.network.hub.as_deref() {
        Some(hub) if hub.len() != 17 || !hub.bytes().all(|b| b.is_ascii_digit()) => {
            bail!("配置 network.hub 写的是“{hub}”，应为 17 位数字的机构代码")
        }
        _ => Ok(()),
    }
}

/// The courts that this process serves, as documents and numbers write them, whatever width their digits were typed in.
fn courts(told: &[String], configured: Option<&str>) -> anyhow::Result<Vec<String>> {
    let configured: Vec<String> =
        configured.into_iter().flat_map(|text| text.split(',')).map(str::to_owned).collect();
    let told = if told.is_empty() { &configured } else { told };
    let mut courts = Vec::new();
    for text in told {
        let code = zhixing_law::number::CourtCode::parse(text.trim())
            .map_err(|error| anyhow!("{error}"))?
            .to_string();
        if !courts.contains(&code) {
            courts.push(code);
        }
    }
    if courts.is_empty() {
        bail!("请用 --court 或者配置 court.code 指定法院代字，例如 粤1224");
    }
    Ok(courts)
}

/// A data directory belongs to the courts that were there first: a mistyped code makes no new one beside them. Others are
/// added by naming them together with one that is there. A PostgreSQL database may hold courts of other processes.
async fn only_of(db: &Db, wanted: &[String]) -> anyhow::Result<()> {
    if !db.is_sqlite() || db.is_untouched().await.map_err(|error| explain(&error))? {
        return Ok(());
    }
    let mut conn = db.read().await.map_err(|error| explain(&error))?;
    let courts = conn.courts().await.map_err(|error| explain(&error))?;
    if courts.is_empty() || courts.iter().any(|known| wanted.contains(known)) {
        return Ok(());
    }
    let (known, court) = (courts.join("、"), wanted.join("、"));
    bail!(
        "数据属于{known}，启动参数写的是{court}：请核对 --court（配置 court.code），或者换一个数据目录"
    )
}

/// 监听地址
pub(crate) struct Listen<'a>(&'a str);

impl<'a> Listen<'a> {
    /// Reads “host:port” without asking the network.
    pub(crate) fn parse(text: &'a str) -> anyhow::Result<Listen<'a>> {
        let fine = text.parse::<SocketAddr>().is_ok()
            || text.rsplit_once(':').is_some_and(|(host, port)| {
                let named = !host.is_empty() && host.parse::<std::net::Ipv6Addr>().is_err();
                let numeric = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
                let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
                named && !numeric && host.chars().all(plain) && port.parse::<u16>().is_ok()
            });
        if !fine {
            bail!(
                "监听地址“{text}”写得不对，应为“地址:端口”，例如 127.0.0.1:8080 或者 0.0.0.0:8080"
            );
        }
        Ok(Listen(text))
    }

    /// Takes the address.
    pub(crate) async fn bind(&self) -> anyhow::Result<TcpListener> {
        let text = self.0;
        TcpListener::bind(text).await.map_err(|error| {
            let why = match error.kind() {
                ErrorKind::AddrInUse => "端口已被占用，请停止占用它的程序，或者换一个端口",
                ErrorKind::AddrNotAvailable => "这个地址不是本机的，请用本机的地址或者 0.0.0.0",
                ErrorKind::PermissionDenied => "没有权限使用这个端口，请用 1024 以上的端口",
                _ => "请核对地址",
            };
            anyhow!("不能监听 {text}：{why}（{error}）")
        })
    }
}

/// Serves pages and runs jobs until the process is asked to stop; what is under way is finished.
pub(crate) async fn until_stopped(
    app: App,
    runner: Runner,
    listener: TcpListener,
    doors: Doors,
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut asked = stopped.clone();
    let jobs = tokio::spawn(async move { runner.run_forever(stopped).await });
    // From before the first request, so that nothing that is told in between is missed.
    let others = Node::open(&app).await;
    let others = tokio::spawn(tell_others(app.clone(), others));
    let waiting = tokio::spawn(async move {
        signal().await;
        // The receivers live as long as the server.
        let _ = stop.send(true);
    });
    print::line(format!("已就绪，请打开 http://{address}"));
    let served = zhixing_web::serve(app.clone(), listener, doors, async move {
        // An error means that the sender is gone: stop as well.
        let _ = asked.wait_for(|asked| *asked).await;
    })
    .await;
    waiting.abort();
    others.abort();
    jobs.await.context("后台任务")?;
    app.db.close().await;
    served.context("服务中断")?;
    print::line("已停止");
    Ok(())
}

/// How long a server waits before it looks again for the other servers on its database.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Tells the other servers on this database what changes, and the pages here what changes there, as long as this runs.
async fn tell_others(app: App, mut node: Result<Option<Node>, Error>) {
    loop {
        let talked = match node {
            Ok(None) => return,
            Ok(Some(node)) => node.run().await,
            Err(error) => Err(error),
        };
        if let Err(error) = talked {
            tracing::warn!(%error, "the other servers are out of reach");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
        node = Node::open(&app).await;
        // Whatever was missed meanwhile is asked for again.
        app.live.pass_on(Changed::everything(""));
    }
}

async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "only an interrupt stops this process");
            let _ = interrupted.await;
        }
    }
}
