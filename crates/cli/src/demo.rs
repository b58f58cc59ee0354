//! `zhixing demo`: a court with people, cases and a world outside, all made up, on a clock moved by hand.

use std::{
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhixing_app::{
    App, Settings, clock::ManualClock, ids::Ids, live::Changed, session::OneTimePassword,
};
use zhixing_jobs::{LEASE_SECS, Runner};
use zhixing_law::instant::Instant;
use zhixing_sim::{Desk, Outside, court, court::Seat, demo, levels, walk_in};
use zhixing_store::{DatabaseUrl, Db, Options};
use zhixing_web::Doors;

use crate::{
    config::{explain, fonts, open, say_without_fonts},
    print, serve,
};

/// So often at most a demo court writes down how the world outside stands.
const KEEP_EVERY: Duration = Duration::from_secs(2);

#[derive(Args)]
pub(crate) struct Demo {
    /// 监听地址
    #[arg(long, value_name = "地址", default_value = "127.0.0.1:8080")]
    listen: String,
    /// 数据目录；缺省为新的临时目录。目录中有上次的演示法院的，接着看
    #[arg(long, value_name = "目录")]
    data: Option<PathBuf>,
    /// 数据库地址；须为空库，或者同一个 --data 目录上次所用的库
    #[arg(long, value_name = "地址")]
    database: Option<String>,
    /// 案件数
    #[arg(long, value_name = "数", default_value_t = 240, value_parser = clap::value_parser!(u32).range(1..=5_000))]
    cases: u32,
    /// 种子：同一种子生成同样的法院
    #[arg(long, value_name = "数", default_value_t = 1224)]
    seed: u64,
    /// 只有法院和人员，没有案件
    #[arg(long)]
    empty: bool,
    /// 连同高院、中院和另外三家基层法院，各有人员和案件，由上级查看
    #[arg(long)]
    levels: bool,
    /// 模式
    #[arg(long, value_name = "名称", default_value = court::MODE)]
    mode: String,
    /// 字体目录
    #[arg(long, value_name = "目录")]
    fonts: Option<PathBuf>,
}

pub(crate) async fn run(demo: Demo) -> anyhow::Result<ExitCode> {
    let dir = match &demo.data {
        Some(dir) => dir.clone(),
        None => fresh_dir()?,
    };
    let kept = Kept::read(&dir)?;
    let seat = seat(kept.as_ref().map_or(&demo.mode, |kept| &kept.mode))?;
    if demo.levels && seat.mode != court::MODE {
        bail!("--levels 只用于模式“{}”的演示法院", court::MODE);
    }
    let listen = serve::Listen::parse(&demo.listen)?;
    // Taken again when there is something to show; a taken port is said before minutes of work.
    drop(listen.bind().await?);
    let url = match &demo.database {
        Some(text) => text.parse().map_err(|error| explain(&error))?,
        None => DatabaseUrl::in_dir(&dir),
    };
    // Losing a demo court to a power cut is no loss; waiting for the disk at every step would be.
    let db = open(&url, &Options { durable: false, ..Options::default() }).await?;
    let fonts = fonts(demo.fonts.as_deref(), &dir);
    say_without_fonts(&fonts);
    let settings = seat.settings(fonts, dir.join("exchange"));
    let fresh = db.is_untouched().await.map_err(|error| explain(&error))?;
    let (app, outside, kept) = match kept {
        Some(kept) if !fresh => reopen(db, settings, kept).await?,
        None if !fresh => {
            bail!("{url} 中已有数据，但不是本程序留下的演示法院，请换一个空的目录或者数据库")
        }
        _ => make(&demo, seat, db, settings).await?,
    };
    // Set once, right here.
    let _ = app.counterparty.set(outside.clone());
    let courts = if kept.levels { levels::courts() } else { vec![seat.code] };
    sign_ins(&app, seat, &url, &kept.password)?;
    if kept.levels {
        print::line("上下级法院的登录账号（法院、职务、姓名、账号、密码）：");
        for (court, title, name, account) in levels::sign_ins() {
            print::line(format!("  {court}  {title}  {name}  {account}  {}", kept.password));
        }
    }
    if demo.data.is_some() {
        print::line("停止以后，用同样的 --data 可以接着看");
    }
    let keeper = Keeper { dir, kept, app: app.clone(), outside: Arc::clone(&outside) };
    keeper.keep()?;
    let world = tokio::spawn(follow(app.clone(), outside));
    let keeping = tokio::spawn(keep_up(keeper.clone()));
    let (runner, listener) = (Runner::new(app.clone(), &courts), listen.bind().await?);
    let served = serve::until_stopped(app, runner, listener, Doors::default()).await;
    world.abort();
    keeping.abort();
    keeper.keep()?;
    served?;
    Ok(ExitCode::SUCCESS)
}

type Opened = (App, Arc<Outside>, Kept);

/// A new court from its seed.
async fn make(
    demo: &Demo,
    seat: &'static Seat,
    db: Db,
    settings: Settings,
) -> anyhow::Result<Opened> {
    let plan = demo::Plan { seed: demo.seed, cases: demo.cases, today: demo::today()? };
    let begins =
        if demo.empty { Instant::local_at(plan.today, 9, 0)? } else { demo::begins_at(&plan)? };
    db.migrate(begins).await.map_err(|error| explain(&error))?;
    let outside = Arc::new(Outside::new(demo.seed, court::WEATHER, begins));
    let (network, gateway) = (outside.network(), outside.gateway());
    let clock = Arc::new(ManualClock::new(begins));
    let app = App::with_network(db, clock, Ids::seeded(demo.seed), network, gateway, settings)?;
    let password = OneTimePassword::draw(&Ids::random());
    seat.establish(&app, password.reveal()).await?;
    let desk = Desk::new(app.clone(), Arc::clone(&outside));
    if demo.empty {
        outside.pay_in(plan.today, &walk_in::stray_payment(plan.today));
    } else {
        print::line(format!("正在生成{}件案件……", demo.cases));
        demo::generate(&desk, plan).await.context("生成演示案件")?;
    }
    if demo.levels {
        levels::establish(&app, password.reveal()).await.context("设立上下级法院")?;
    }
    app.ids.become_random();
    let password = password.reveal().to_owned();
    let now = app.clock.now().micros();
    let (mode, levels) = (seat.mode.to_owned(), demo.levels);
    Ok((app, outside, Kept { mode, password, levels, now, outside: Value::Null }))
}

/// The court as it was left, with the world outside as it then stood.
async fn reopen(db: Db, settings: Settings, kept: Kept) -> anyhow::Result<Opened> {
    // Its clock stands still: what a demo that was killed had begun would wait for ever for the lease to run out.
    let now = Instant::from_micros(kept.now)?.plus_secs(LEASE_SECS + 1)?;
    db.migrate(now).await.map_err(|error| explain(&error))?;
    let outside = Outside::from_kept(&kept.outside).context("演示法院留下的外部世界不能读取")?;
    let outside = Arc::new(outside);
    let (network, gateway) = (outside.network(), outside.gateway());
    let clock = Arc::new(ManualClock::new(now));
    let app = App::with_network(db, clock, Ids::random(), network, gateway, settings)?;
    print::line("接着上次的演示法院");
    Ok((app, outside, kept))
}

/// What a demo court leaves beside its data, for its owner only: all of it is made up, the password too.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    #[serde(default = "first")]
    mode: String,
    password: String,
    levels: bool,
    /// 时钟，微秒
    now: i64,
    outside: Value,
}

fn first() -> String {
    court::MODE.to_owned()
}

fn seat(mode: &str) -> anyhow::Result<&'static Seat> {
    let Some(seat) = Seat::of(mode) else {
        let known: Vec<&str> = court::SEATS.iter().map(|seat| seat.mode).collect();
        bail!("没有模式“{mode}”，现有：{}", known.join("、"));
    };
    Ok(seat)
}

impl Kept {
    const NAME: &'static str = "demo.json";

    fn read(dir: &Path) -> anyhow::Result<Option<Kept>> {
        match std::fs::read(dir.join(Kept::NAME)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).context("demo.json 不能读取")?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context("demo.json 不能读取"),
        }
    }
}

#[derive(Clone)]
struct Keeper {
    dir: PathBuf,
    kept: Kept,
    app: App,
    outside: Arc<Outside>,
}

impl Keeper {
    /// Writes down how things stand: beside the old one first, so that one of them is always whole.
    fn keep(&self) -> anyhow::Result<()> {
        let (now, outside) = (self.app.clock.now().micros(), self.outside.kept()?);
        let kept = Kept { now, outside, ..self.kept.clone() };
        let (new, old) = (self.dir.join("demo.json.new"), self.dir.join(Kept::NAME));
        let mut file = zhixing_store::private::create_file(&new)?;
        file.write_all(&serde_json::to_vec(&kept)?)?;
        std::fs::rename(new, old).context("demo.json 不能保存")
    }
}

/// Keeps what changed, at most once in a while: a demo that is killed loses a moment of the world outside.
async fn keep_up(keeper: Keeper) {
    let mut changes = keeper.app.live.listen();
    loop {
        let _ = changes.recv().await;
        tokio::time::sleep(KEEP_EVERY).await;
        while changes.try_recv().is_ok() {}
        let keeper = keeper.clone();
        let kept = tokio::task::spawn_blocking(move || keeper.keep()).await;
        if let Ok(Err(error)) = kept {
            tracing::error!(%error, "the demo could not be kept");
        }
    }
}

fn fresh_dir() -> anyhow::Result<PathBuf> {
    let name = zhixing_app::ids::Ids::random().next(Instant::EPOCH);
    let dir = std::env::temp_dir().join(format!("zhixing-demo-{name}"));
    zhixing_store::private::create_dir(&dir)
        .with_context(|| format!("不能建立 {}", dir.display()))?;
    Ok(dir)
}

fn sign_ins(app: &App, seat: &Seat, url: &DatabaseUrl, password: &str) -> anyhow::Result<()> {
    let now = app.clock.now().local();
    let shipped = app.modes.shipped_as(seat.mode).context("没有随附的模式")?;
    print::line(format!("演示法院：{}（{}），时钟 {now}，数据在 {url}", seat.name, seat.code));
    print::line(format!("办案模式：{}", shipped.mode.name));
    print::line("人员、案件、银行和查控网络均为虚构。登录账号（职务、姓名、账号、密码）：");
    for person in court::people(&shipped.mode) {
        print::line(format!("  {}  {}  {}  {password}", person.title, person.name, person.account));
    }
    print::line("立案试办可用的被执行人（姓名、身份证号、存款）：");
    for person in walk_in::WALK_INS {
        let (name, number) = (person.name, person.identity_number);
        print::line(format!("  {name}  {number}  {}元", person.deposit));
    }
    Ok(())
}

/// The world outside follows the court's clock: answers arrive, the bank books.
async fn follow(app: App, outside: Arc<Outside>) {
    let mut changes = app.live.listen();
    loop {
        // A missed change is no matter: only the clock is looked at.
        let _ = changes.recv().await;
        let now = app.clock.now();
        if outside.advance(now) {
            let kinds = vec!["outside.advanced".to_owned()];
            let court = app.settings.court.clone();
            app.live.tell(Changed { court, case: None, kinds });
        }
    }
}
