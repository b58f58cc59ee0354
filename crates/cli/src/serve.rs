//! `zhixing serve`: the pages and the runner of one court.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context as _;
use clap::Args;
use zhixing_app::{
    App, Settings,
    clock::{Clock, SystemClock},
    ids::Ids,
    settings::{self, Draw},
    staff,
};
use zhixing_jobs::Runner;
use zhixing_store::Options;

use crate::{
    config::{Config, Place, explain, fonts, open},
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
    /// 法院代字，例如 粤1224
    #[arg(long, value_name = "代字")]
    court: Option<String>,
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
    let court = serve.court.clone().or(config.court.code.clone());
    let court = court.context("请用 --court 或者配置 court.code 指定法院代字，例如 粤1224")?;
    zhixing_law::number::CourtCode::parse(&court).context("法院代字")?;
    let url = place.url()?;
    let db = open(&url, &Options::default()).await?;
    let clock = Arc::new(SystemClock);
    db.migrate(clock.now()).await.map_err(|error| explain(&error))?;
    let beside = url.dir().unwrap_or(Path::new(".")).to_path_buf();
    let told_fonts = serve.fonts.as_deref().or(config.documents.fonts.as_deref());
    let settings = Settings {
        court: court.clone(),
        fonts: fonts(told_fonts, &beside),
        exchange: config.network.exchange.clone().unwrap_or_else(|| beside.join("exchange")),
        hub: config.network.hub.clone().unwrap_or_else(|| "0".repeat(17)),
        bodies: config.network.bodies.iter().map(|b| (b.code.clone(), b.name.clone())).collect(),
        sample_seals: config.documents.sample_seals,
        draw: Draw::OnIssue,
    };
    let gateway = &config.gateway;
    let timeout = gateway.timeout_secs.unwrap_or(10);
    let gateway = settings::gateway(gateway.url.as_deref(), &gateway.token, timeout);
    let app = App::new(db, clock, Ids::random(), gateway, settings)?;
    if let Some(first) = staff::bootstrap_admin(&app, &court).await? {
        print::line("首次启动，已建立系统管理员。一次性口令只显示这一次，首次登录须修改：");
        print::line(format!("  系统管理员  {}  {}", first.account, first.password.reveal()));
    }
    let listen = serve.listen.or(config.server.listen);
    let listen = listen.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let runner = Runner::new(app.clone(), &court);
    until_stopped(app, runner, &listen).await?;
    Ok(ExitCode::SUCCESS)
}

/// Serves pages and runs jobs until the process is asked to stop; what is under way is finished.
pub(crate) async fn until_stopped(app: App, runner: Runner, listen: &str) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("不能监听 {listen}，可能已被占用"))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut asked = stopped.clone();
    let jobs = tokio::spawn(async move { runner.run_forever(stopped).await });
    let waiting = tokio::spawn(async move {
        signal().await;
        // The receivers live as long as the server.
        let _ = stop.send(true);
    });
    print::line(format!("已就绪，请打开 http://{address}"));
    let served = zhixing_web::serve(app.clone(), listener, async move {
        // An error means that the sender is gone: stop as well.
        let _ = asked.wait_for(|asked| *asked).await;
    })
    .await;
    waiting.abort();
    jobs.await.context("后台任务")?;
    app.db.close().await;
    served.context("服务中断")?;
    print::line("已停止");
    Ok(())
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
