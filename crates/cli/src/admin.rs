//! `zhixing admin`: the way back for a court whose administrators cannot sign in. Works beside a running server.

use std::{process::ExitCode, sync::Arc};

use anyhow::anyhow;
use clap::{Args, Subcommand};
use zhixing_app::{
    App, Settings,
    clock::SystemClock,
    error::Error,
    ids::Ids,
    settings::{self, Draw, NoNetwork},
    staff::console,
};
use zhixing_domain::ground::{actor::Role, refusal::Refusal};
use zhixing_store::Access;

use crate::{
    config::{Place, explain},
    print,
};

#[derive(Args)]
pub(crate) struct Admin {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// 列出一家法院的管理员，以及待确认的账号变动
    List {
        #[command(flatten)]
        place: Place,
        /// 法院代字
        #[arg(long, value_name = "代字")]
        court: String,
    },
    /// 解锁：忘掉一个账号输错的密码
    Unlock(Account),
    /// 重置密码：给出一次性密码，原有登录全部退出
    Password(Account),
    /// 设立管理员：本院人员，或者一个新账号
    Appoint(Account),
    /// 确认账号变动：本院没有别人可以确认时，由看管服务器的人确认
    Confirm(Account),
}

#[derive(Args)]
struct Account {
    #[command(flatten)]
    place: Place,
    /// 法院代字
    #[arg(long, value_name = "代字")]
    court: String,
    /// 登录账号
    #[arg(long, value_name = "账号")]
    account: String,
}

pub(crate) async fn run(admin: Admin) -> anyhow::Result<ExitCode> {
    match &admin.what {
        What::List { place, court } => list(&app(place, court).await?, court).await?,
        What::Unlock(asked) => {
            let (app, court) = open(asked).await?;
            let account = asked.name();
            console::unlock(&app, &court, &account).await.map_err(|e| said(&e, &account))?;
            print::line(format!("已解锁 {account}，可以用原密码登录"));
        }
        What::Password(asked) => {
            let (app, court) = open(asked).await?;
            let account = asked.name();
            let once = console::reset_password(&app, &court, &account).await;
            let once = once.map_err(|error| said(&error, &account))?;
            print::line("已重置。一次性密码只显示这一次，首次登录须修改：");
            print::line(format!("  {account}  {}", once.reveal()));
        }
        What::Confirm(asked) => {
            let (app, court) = open(asked).await?;
            let account = asked.name();
            let done = console::confirm(&app, &court, &account).await;
            let (kind, once) = done.map_err(|error| match error {
                Error::Refused(Refusal::Missing(_)) => {
                    anyhow!("账号“{account}”没有待确认的变动；待确认的见 admin list")
                }
                other => said(&other, &account),
            })?;
            print::line(format!("已确认{}：{account}", kind.title()));
            if let Some(once) = once {
                print::line(
                    "原密码作废。新的一次性密码只显示这一次，请当面交给本人，首次登录须修改：",
                );
                print::line(format!("  {account}  {}", once.reveal()));
            }
        }
        What::Appoint(asked) => {
            let (app, court) = open(asked).await?;
            let account = asked.name();
            let once = console::appoint(&app, &court, &account).await;
            let once = once.map_err(|error| said(&error, &account))?;
            print::line("已设为系统管理员。一次性密码只显示这一次，首次登录须修改：");
            print::line(format!("  {account}  {}", once.reveal()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl Account {
    /// As accounts are kept.
    fn name(&self) -> String {
        self.account.trim().to_lowercase()
    }
}

async fn open(asked: &Account) -> anyhow::Result<(App, String)> {
    Ok((app(&asked.place, &asked.court).await?, asked.court.clone()))
}

/// The application without anything outside.
async fn app(place: &Place, court: &str) -> anyhow::Result<App> {
    let db = place.open(Access::Beside).await?;
    let known = db.read().await.map_err(|error| explain(&error))?.courts().await;
    let known = known.map_err(|error| explain(&error))?;
    if !known.iter().any(|known| known == court) {
        let known = known.join("、");
        anyhow::bail!("数据中没有法院“{court}”，有的是：{known}。请核对 --court");
    }
    let settings = Settings {
        anchors: None,
        court: court.to_owned(),
        fonts: std::path::PathBuf::new(),
        exchange: std::path::PathBuf::new(),
        hub: "0".repeat(17),
        bodies: Vec::new(),
        sample_seals: false,
        draw: Draw::WhenOpened,
    };
    let (clock, gateway) = (Arc::new(SystemClock), settings::gateway(None, "", 1));
    App::with_network(db, clock, Ids::random(), Arc::new(NoNetwork), gateway, settings)
        .map_err(|error| anyhow!("{error}"))
}

async fn list(app: &App, court: &str) -> anyhow::Result<()> {
    let organisation = app.organisation(court).await.map_err(|error| anyhow!("{error}"))?;
    let administrators =
        organisation.staff.iter().filter(|person| person.roles.contains(&Role::Administrator));
    let mut conn = app.db.read().await.map_err(|error| explain(&error))?;
    for person in administrators {
        let locked = conn.locked_until(&person.account, app.clock.now()).await;
        let locked = locked.map_err(|error| explain(&error))?;
        let state = match (person.active, locked) {
            (false, _) => "已停用".to_owned(),
            (true, Some(until)) => format!("锁定至{}", until.local()),
            (true, None) => "在职".to_owned(),
        };
        print::line(format!("{}  {}  {state}", person.account, person.name));
    }
    for request in &organisation.requests {
        let (title, by) = (request.what.kind().title(), &request.asked.name);
        let (account, name, at) = (&request.account, &request.name, request.asked.at.local());
        print::line(format!("{account}  {name}  待确认：{by}于{at}申请{title}"));
    }
    Ok(())
}

fn said(error: &Error, account: &str) -> anyhow::Error {
    match error {
        Error::Refused(Refusal::Missing(_)) => {
            anyhow!(
                "本院没有账号“{account}”，或者已经停用；请用 admin list 查看，或者用 admin appoint 设立"
            )
        }
        Error::Refused(Refusal::Field { .. }) => {
            anyhow!("账号“{account}”不合格式，应为3至32位字母、数字、点、横线或下划线")
        }
        Error::Refused(Refusal::Duplicate { .. }) => {
            anyhow!("账号“{account}”已被同一数据库中另一家法院的人使用，请换一个账号")
        }
        other => anyhow!("没有办成：{other}"),
    }
}
