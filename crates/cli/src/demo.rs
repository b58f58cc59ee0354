//! `zhixing demo`: a court with people, cases and a world outside, all made up, on a clock moved by hand.

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context as _, bail};
use clap::Args;
use zhixing_app::{App, clock::ManualClock, ids::Ids, live::Changed, session::OneTimePassword};
use zhixing_jobs::Runner;
use zhixing_law::instant::Instant;
use zhixing_sim::{Desk, Outside, court, demo, levels, walk_in};
use zhixing_store::{DatabaseUrl, Options};
use zhixing_web::Doors;

use crate::{
    config::{explain, fonts, open, say_without_fonts},
    print, serve,
};

#[derive(Args)]
pub(crate) struct Demo {
    /// 监听地址
    #[arg(long, value_name = "地址", default_value = "127.0.0.1:8080")]
    listen: String,
    /// 数据目录；缺省为新的临时目录。演示法院总是从头生成，目录须没有数据
    #[arg(long, value_name = "目录")]
    data: Option<PathBuf>,
    /// 数据库地址；须为空库
    #[arg(long, value_name = "地址", conflicts_with = "data")]
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
    if demo.mode != court::MODE {
        bail!("没有模式“{}”，现有：{}", demo.mode, court::MODE);
    }
    let listen = serve::Listen::parse(&demo.listen)?;
    // Taken again when there is something to show; a taken port is said before minutes of work.
    drop(listen.bind().await?);
    let plan = demo::Plan { seed: demo.seed, cases: demo.cases, today: demo::today()? };
    let begins =
        if demo.empty { Instant::local_at(plan.today, 9, 0)? } else { demo::begins_at(&plan)? };
    let dir = match &demo.data {
        Some(dir) => dir.clone(),
        None => fresh_dir()?,
    };
    let url = match &demo.database {
        Some(text) => text.parse().map_err(|error| explain(&error))?,
        None => DatabaseUrl::in_dir(&dir),
    };
    // Losing a demo court to a power cut is no loss; waiting for the disk at every step would be.
    let db = open(&url, &Options { durable: false, ..Options::default() }).await?;
    if !db.is_untouched().await.map_err(|error| explain(&error))? {
        bail!("{url} 中已有数据；演示法院总是从头生成，请换一个空的目录或者数据库");
    }
    db.migrate(begins).await.map_err(|error| explain(&error))?;
    let outside = Arc::new(Outside::new(demo.seed, court::WEATHER, begins));
    let fonts = fonts(demo.fonts.as_deref(), &dir);
    say_without_fonts(&fonts);
    let settings = court::settings(fonts, dir.join("exchange"));
    let (network, gateway) = (outside.network(), outside.gateway());
    let clock = Arc::new(ManualClock::new(begins));
    let ids = Ids::seeded(demo.seed);
    let app = App::with_network(db, clock, ids, network, gateway, settings)?;
    let password = OneTimePassword::draw(&Ids::random());
    court::establish(&app, password.reveal()).await?;
    let desk = Desk::new(app.clone(), Arc::clone(&outside));
    if demo.empty {
        outside.pay_in(plan.today, &walk_in::stray_payment(plan.today));
    } else {
        print::line(format!("正在生成{}件案件……", demo.cases));
        demo::generate(&desk, plan).await.context("生成演示案件")?;
    }
    let mut courts = vec![court::COURT];
    if demo.levels {
        levels::establish(&app, password.reveal()).await.context("设立上下级法院")?;
        courts = levels::courts();
    }
    // Set once, right here.
    let _ = app.counterparty.set(outside.clone());
    app.ids.become_random();
    sign_ins(&app, &url, password.reveal());
    if demo.levels {
        print::line("上下级法院的登录账号（法院、职务、姓名、账号、密码）：");
        for (court, title, name, account) in levels::sign_ins() {
            print::line(format!("  {court}  {title}  {name}  {account}  {}", password.reveal()));
        }
    }
    let world = tokio::spawn(follow(app.clone(), outside));
    let (runner, listener) = (Runner::new(app.clone(), &courts), listen.bind().await?);
    let served = serve::until_stopped(app, runner, listener, Doors::default()).await;
    world.abort();
    served?;
    Ok(ExitCode::SUCCESS)
}

fn fresh_dir() -> anyhow::Result<PathBuf> {
    let name = zhixing_app::ids::Ids::random().next(Instant::EPOCH);
    let dir = std::env::temp_dir().join(format!("zhixing-demo-{name}"));
    zhixing_store::private::create_dir(&dir)
        .with_context(|| format!("不能建立 {}", dir.display()))?;
    Ok(dir)
}

fn sign_ins(app: &App, url: &DatabaseUrl, password: &str) {
    let now = app.clock.now().local();
    print::line(format!("演示法院：怀集县人民法院（{}），时钟 {now}，数据在 {url}", court::COURT));
    print::line("人员、案件、银行和查控网络均为虚构。登录账号（职务、姓名、账号、密码）：");
    for person in court::PEOPLE {
        print::line(format!("  {}  {}  {}  {password}", person.title, person.name, person.account));
    }
    print::line("立案试办可用的被执行人（姓名、身份证号、存款）：");
    for person in walk_in::WALK_INS {
        let (name, number) = (person.name, person.identity_number);
        print::line(format!("  {name}  {number}  {}元", person.deposit));
    }
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
            let court = court::COURT.to_owned();
            app.live.tell(Changed { court, case: None, kinds });
        }
    }
}
