//! A court to measure on: its people, and cases filed through the product's own window.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, ensure};
use uuid::Uuid;
use zhixing_app::{
    App, Settings,
    clock::ManualClock,
    ids::Ids,
    settings::Draw,
    staff::{self, CourtDescription, Establishment},
    work::{Done, Meta},
};
use zhixing_connectors::simulator::message::MessageGatewaySim;
use zhixing_domain::{
    begin::Begins,
    command::Command,
    court::organisation::NewStaff,
    ground::actor::{Actor, Role},
    ground::court::FundAccount,
    ground::id::{CaseId, TaskId},
    intake::filing::{interview::RecordInterview, receive::FileCase},
};
use zhixing_law::{day::Day, instant::Instant};
use zhixing_store::{DatabaseUrl, Db, digest::Digest};

use crate::{Asked, samples};

/// 怀集县人民法院
pub(crate) const COURT: &str = "粤1224";

/// The day on which everything happens.
pub(crate) fn now() -> Result<Instant> {
    Ok(Instant::local_at(Day::new(2026, 11, 20)?, 10, 0)?)
}

/// A court with two clerks who can do the same work, and some cases.
pub(crate) struct BenchCourt {
    pub(crate) app: App,
    pub(crate) clerk: Actor,
    pub(crate) chief: Actor,
    /// Cases, each with its task 接收案件.
    pub(crate) cases: Vec<(CaseId, TaskId)>,
}

fn person(account: &str, name: &str, role: Role, team: &str) -> (NewStaff, String) {
    let new = NewStaff {
        account: account.to_owned(),
        name: name.to_owned(),
        department: "执行局".to_owned(),
        roles: vec![role],
        teams: vec![team.to_owned()],
    };
    (new, "Bench-Court-2026".to_owned())
}

fn account(name: &str, number: &str) -> FundAccount {
    FundAccount {
        name: name.to_owned(),
        bank: "中国建设银行怀集支行".to_owned(),
        bank_code: "105593000017".to_owned(),
        account: number.to_owned(),
    }
}

fn plan() -> Establishment {
    let posts = [
        ("intake", "chuangkou"),
        ("receiver", "jieshou"),
        ("document_maker", "jieshou"),
        ("server", "songda"),
        ("searcher", "chakong"),
        ("signer", "faguan"),
        ("fund_clerk", "ankuan"),
        ("cashier", "chuna"),
        ("approver", "juzhang"),
    ];
    Establishment {
        court: CourtDescription {
            title: String::new(),
            name: "广东省怀集县人民法院".to_owned(),
            parent: "粤12".to_owned(),
            address: "广东省怀集县怀城街道河南开发区".to_owned(),
            phone: "0758-5522000".to_owned(),
            fund_account: account("怀集县人民法院案款专户", "44050170000000001234"),
            treasury_account: account("怀集县财政局", "44050170000000005678"),
        },
        mode: "guangdong-service-centre".to_owned(),
        people: vec![
            person("chuangkou", "陈窗口", Role::WindowClerk, "window"),
            person("jieshou", "李接收", Role::CentreClerk, "documents"),
            person("songda", "王送达", Role::ServiceOfficer, "search"),
            person("chakong", "黄查控", Role::SearchOfficer, "search"),
            person("faguan", "梁法官", Role::Judge, "fast"),
            person("ankuan", "何案款", Role::FundOfficer, "funds"),
            person("chuna", "罗出纳", Role::Cashier, "funds"),
            person("juzhang", "谢局长", Role::BureauChief, "ordinary"),
        ],
        posts: posts
            .iter()
            .map(|(post, holder)| ((*post).to_owned(), vec![(*holder).to_owned()], Vec::new()))
            .collect(),
        must_change: false,
    }
}

/// The databases that are asked for: SQLite in a data directory, and a PostgreSQL (`--pg`).
pub(crate) fn databases(
    asked: &Asked,
    data: Result<PathBuf>,
) -> Result<Vec<(&'static str, DatabaseUrl)>> {
    let only = asked.value("--only").unwrap_or_default();
    let mut databases = Vec::new();
    if only != "pg" {
        databases.push(("SQLite", DatabaseUrl::in_dir(&data?)));
    }
    if only != "sqlite" {
        databases.push(("PostgreSQL", asked.value("--pg").context("缺少 --pg")?.parse()?));
    }
    Ok(databases)
}

/// The application over a migrated database. Nothing leaves it: its messages go to the simulated gateway.
pub(crate) fn open(db: Db, scratch: &Path, fonts: &Path) -> Result<App> {
    let settings = Settings {
        court: COURT.to_owned(),
        fonts: fonts.to_owned(),
        exchange: scratch.join("exchange"),
        hub: "10000000000000001".to_owned(),
        bodies: vec![("C1010311000014".to_owned(), "中国农业银行".to_owned())],
        sample_seals: true,
        draw: Draw::WhenOpened,
        anchors: None,
    };
    let at = now()?;
    let gateway = Arc::new(MessageGatewaySim::new(1, 0, 0, at));
    let (clock, ids) = (Arc::new(ManualClock::new(at)), Ids::seeded(20_261_120));
    Ok(App::new(db, clock, ids, gateway, settings)?)
}

/// A command of a person's.
pub(crate) fn meta(app: &App, actor: &Actor, name: &'static str) -> Meta {
    let command = app.ids.next(app.clock.now());
    let meta = Meta::by(actor.clone(), command, name);
    Meta { request: Digest::of(command.as_bytes()), source: "page".to_owned(), ..meta }
}

/// The court's people, unless they are there already.
pub(crate) async fn people(app: &App) -> Result<()> {
    if staff::actor(app, COURT, "juzhang").await.is_err() {
        staff::establish(app, COURT, &plan()).await?;
    }
    Ok(())
}

/// Sets the court up and files `cases` cases, each with its documents and its interview.
pub(crate) async fn found(app: App, cases: u32) -> Result<BenchCourt> {
    staff::establish(&app, COURT, &plan()).await?;
    let window = staff::actor(&app, COURT, "chuangkou").await?;
    let clerk = staff::actor(&app, COURT, "jieshou").await?;
    let chief = staff::actor(&app, COURT, "juzhang").await?;
    let mut filed = Vec::new();
    for place in 0..cases {
        let application = samples::application(place, app.clock.today())?;
        let by = meta(&app, &window, FileCase::NAME);
        let done = app.begin(&by, &FileCase(application)).await?;
        let case = done.case.context("立案没有产生案件")?;
        let interview = samples::interview()?;
        app.send(&meta(&app, &window, RecordInterview::NAME), case, &interview).await?;
        let file = app.case(&clerk, case).await?;
        let task =
            file.tasks.iter().find(|task| task.key == "receive_case" && task.state.is_live());
        filed.push((case, task.context("没有「接收案件」事项")?.id));
    }
    Ok(BenchCourt { app, clerk, chief, cases: filed })
}

/// That a command did what it was meant to.
pub(crate) fn did(done: &Done, kind: &str) -> Result<()> {
    ensure!(
        done.happened.iter().any(|happened| happened.kind == kind),
        "没有发生 {kind}：{done:?}"
    );
    Ok(())
}

/// An id for rows that are no court's.
pub(crate) fn row_id(place: u64) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | u128::from(place))
}
