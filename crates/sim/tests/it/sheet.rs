//! 批量立案: every sound row of a table is filed once under a number without gaps, whatever breaks off in between.

use uuid::Uuid;
use zhixing_app::{
    error::Error,
    list::JobState,
    sheet::{self, Checked, Made, Take},
    work::Done,
};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    ground::refusal::Refusal,
    intake::party::PartyRole,
    intake::sheet::{Problem, column::COLUMNS},
    matter::kind::MatterKind,
};
use zhixing_law::number::CaseNumber;
use zhixing_sim::{court::COURT, people::Register};

use crate::{
    databases::on_each,
    support::{Court, at, must_be_sound, on},
};

const CLERK: &str = "chenxiaoyan";

/// A bank's table of so many borrowers; each row may say otherwise.
fn table(count: usize, change: impl Fn(usize, &str, &str) -> Option<String>) -> Vec<u8> {
    let mut register = Register::new(91);
    let bank = register.company(PartyRole::Applicant);
    let account = bank.account.clone().unwrap();
    let mut lines = vec![COLUMNS.iter().map(|column| column.title).collect::<Vec<_>>().join(",")];
    for place in 0..count {
        let debtor = register.person(PartyRole::Respondent, None);
        let number = format!("（2026）粤1224民初{}号", 3_000 + place);
        let cell = |title: &str| -> &str {
            match title {
                "文书案号" => &number,
                "生效日期" => "2026-09-10",
                "履行届满日" => "2026/9/25",
                "主文" => "被告于本判决生效之日起十五日内偿还信用卡欠款本息。",
                "本金（元）" => "5289.00",
                "被执行人类型" => "自然人",
                "被执行人姓名或名称" => &debtor.name,
                "被执行人证件号码" => &debtor.identity_number,
                "被执行人电话" => &debtor.phone,
                "被执行人地址" => &debtor.address,
                "执行依据类别" => "法院民事文书",
                "文书种类" => "民事判决书",
                "作出机关" => "怀集县人民法院",
                "案由" => "信用卡纠纷",
                "请求迟延履行利息" | "风险告知书已送交" => "是",
                "管辖依据" => "本院为第一审人民法院",
                "收到申请日期" => "2026-11-09",
                "重复立案检索记录" => "检索全国执行案件系统，无在先立案",
                "申请执行人类型" => "法人",
                "申请执行人姓名或名称" => &bank.name,
                "申请执行人证件号码" => &bank.identity_number,
                "申请执行人电话" => &bank.phone,
                "申请执行人地址" | "申请执行人送达地址" => &bank.address,
                "收款户名" => &account.name,
                "收款开户行" => &account.bank,
                "收款账号" => &account.account,
                "材料：申请执行书" | "材料：生效法律文书" | "材料：生效证明" | "材料：身份证明" => {
                    "2"
                }
                _ => "",
            }
        };
        let said =
            |title: &str| change(place, title, cell(title)).unwrap_or(cell(title).to_owned());
        lines.push(COLUMNS.iter().map(|column| said(column.title)).collect::<Vec<_>>().join(","));
    }
    lines.join("\r\n").into_bytes()
}

fn plain(count: usize) -> Vec<u8> {
    table(count, |_, _, _| None)
}

async fn handed_in(court: &Court, bytes: &[u8]) -> (String, Checked) {
    let meta = court.desk.by(CLERK, "sheet.check").await.unwrap();
    let checked = sheet::hand_in(&court.desk.app, &meta, "信用卡.csv", bytes).await.unwrap();
    (checked.0.to_string(), checked.1)
}

async fn started(court: &Court, sheet: &str, take: Take) -> Result<Done, Error> {
    let meta = court.desk.by(CLERK, "sheet.start").await.unwrap();
    sheet::start(&court.desk.app, &meta, sheet, take).await
}

fn job_of(done: &Done) -> Uuid {
    done.note["job"].as_str().unwrap().parse().unwrap()
}

/// Runs the job until it is asked so many times whether to go on, and then breaks off, as by a kill.
async fn broken_off(court: &Court, job: Uuid, after: usize) {
    let app = &court.desk.app;
    let actor = court.desk.actor(CLERK).await.unwrap();
    let body = app.job(&actor, job).await.unwrap().body;
    let mut looks = 0;
    let broken = sheet::run::run(app, COURT, (job, actor.id.0), &body, |_| {
        looks += 1;
        let goes_on = looks <= after;
        async move {
            if goes_on { Ok(true) } else { Err(Error::Unavailable("test", "killed".to_owned())) }
        }
    })
    .await;
    assert!(matches!(broken, Err(Error::Unavailable(..))), "{broken:?}");
}

/// The serials that were given to cases, each of which there is.
async fn serials(court: &Court) -> Vec<u32> {
    let mut conn = court.db.read().await.unwrap();
    let last = conn.last_serial(COURT, 2026, MatterKind::First.short()).await.unwrap();
    let mut serials = Vec::new();
    for serial in 1..=u32::try_from(last).unwrap() {
        let number = CaseNumber::parse(&format!("（2026）{COURT}执{serial}号")).unwrap();
        let found = conn.find_case_by_number(COURT, &number).await.unwrap();
        serials.extend(found.map(|_| serial));
    }
    serials
}

async fn made(court: &Court, job: Uuid) -> Made {
    let actor = court.desk.actor(CLERK).await.unwrap();
    let done = court.desk.app.job(&actor, job).await.unwrap();
    assert_eq!(done.state, JobState::Done);
    assert!(done.body.len() < 500, "{}", done.body);
    sheet::made(&done).unwrap()
}

/// Three hundred rows, broken off half-way and taken up by another runner.
async fn breaks_off(court: Court) {
    const ROWS: u32 = 300;
    let (sheet, checked) = handed_in(&court, &plain(300)).await;
    assert_eq!((checked.good.len(), checked.bad(), checked.faults.len()), (300, 0, 0));
    let job = job_of(&started(&court, &sheet, Take::All).await.unwrap());
    broken_off(&court, job, 6).await;
    let begun = serials(&court).await;
    assert_eq!(begun, (1..=ROWS / 2).collect::<Vec<_>>());
    court.desk.settle().await.unwrap();
    let made = made(&court, job).await;
    assert_eq!((made.filed, made.received, made.refused), (300, 0, 0));
    assert_eq!(serials(&court).await, (1..=ROWS).collect::<Vec<_>>());
    let rows = sheet::results(&court.desk.app, COURT, &made).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| row.row).collect::<Vec<_>>(),
        (2..=ROWS + 1).collect::<Vec<_>>()
    );
    let first = court.desk.file(rows[0].case.unwrap()).await.unwrap();
    // What is filed from a table goes on as what is filed at the window.
    assert!(first.tasks.iter().any(|task| task.key == "receive_case"), "{:?}", first.tasks);
    must_be_sound(&court).await;
}

#[test]
fn three_hundred_rows_that_are_broken_off_half_way_are_filed_once_each_without_a_gap() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        breaks_off(on(store.db.clone(), 31, Weather::CALM, now).await).await;
    });
}

/// Stopped in the middle, what is filed stays filed; the same table once more files the rest and nothing twice.
async fn is_stopped(court: Court) {
    let app = &court.desk.app;
    let bytes = plain(60);
    let (sheet, _) = handed_in(&court, &bytes).await;
    let first = job_of(&started(&court, &sheet, Take::All).await.unwrap());
    broken_off(&court, first, 1).await;
    let actor = court.desk.actor(CLERK).await.unwrap();
    app.cancel_job(&actor, first).await.unwrap();
    court.desk.settle().await.unwrap();
    assert_eq!(app.job(&actor, first).await.unwrap().state, JobState::Cancelled);
    assert_eq!(serials(&court).await.len(), 25);

    let (_, checked) = handed_in(&court, &bytes).await;
    assert_eq!((checked.good.len(), checked.bad()), (35, 25));
    let filed = |placed: &sheet::Placed| matches!(placed.fault.problem, Problem::Filed { .. });
    assert!(checked.faults.iter().all(filed), "{:?}", checked.faults);
    let all = started(&court, &sheet, Take::All).await;
    assert!(matches!(all, Err(Error::Refused(Refusal::Field { .. }))), "{all:?}");
    let meta = court.desk.by(CLERK, "sheet.start").await.unwrap();
    let rest = sheet::start(app, &meta, &sheet, Take::Good).await.unwrap();
    court.desk.settle().await.unwrap();
    assert_eq!(made(&court, job_of(&rest)).await.filed, 35);
    assert_eq!(serials(&court).await, (1..=60).collect::<Vec<_>>());
    // Sent twice it is one run, though no row is left to be filed.
    assert_eq!(sheet::start(app, &meta, &sheet, Take::Good).await.unwrap(), rest);
    let none = started(&court, &sheet, Take::Good).await;
    assert!(matches!(none, Err(Error::Refused(Refusal::Field { .. }))), "{none:?}");
    let runs = sheet::runs(app, &actor).await.unwrap();
    assert_eq!(runs.iter().map(|job| job.key.job_id).collect::<Vec<_>>(), [job_of(&rest), first]);
    must_be_sound(&court).await;
}

#[test]
fn a_run_that_is_stopped_is_gone_on_with_by_the_same_table() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        is_stopped(on(store.db.clone(), 32, Weather::CALM, now).await).await;
    });
}

/// What is twice in the table, and what somebody files at the window while the run goes on.
async fn is_there_twice(court: Court) {
    let bytes = table(6, |place, title, said| match (place, title) {
        (1, "文书案号") => Some("（2026）粤1224民初3000号".to_owned()),
        (3, "再次立案的理由") => Some("另一被告".to_owned()),
        (3, "文书案号") => Some("(2026) 粤1224民初3000号".to_owned()),
        (4, "被执行人证件号码") => Some(format!("{}9", &said[..17])).filter(|n| n != said),
        _ => None,
    });
    let (sheet, checked) = handed_in(&court, &bytes).await;
    let told: Vec<&Problem> = checked.faults.iter().map(|placed| &placed.fault.problem).collect();
    assert!(matches!(told[..], [Problem::SameTitle { row: 2 }, _]), "{told:?}");
    assert_eq!((checked.good.len(), checked.bad()), (4, 2));
    let job = job_of(&started(&court, &sheet, Take::Good).await.unwrap());
    // The last row is filed at the window before its turn comes.
    let same = checked.good.last().unwrap().1.clone();
    court.desk.receive(CLERK, &same).await.unwrap();
    court.desk.settle().await.unwrap();
    let made = made(&court, job).await;
    assert_eq!((made.filed, made.refused), (3, 1));
    let rows = sheet::results(&court.desk.app, COURT, &made).await.unwrap();
    let refused: Vec<(u32, bool)> = rows
        .iter()
        .filter(|row| row.case.is_none())
        .map(|row| (row.row, row.code.is_empty()))
        .collect();
    assert_eq!(refused, [(7, false)]);
    assert_eq!(serials(&court).await, (1..=4).collect::<Vec<_>>());
    must_be_sound(&court).await;
}

#[test]
fn the_same_matter_twice_is_filed_once() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        is_there_twice(on(store.db.clone(), 33, Weather::CALM, now).await).await;
    });
}

/// Whoever may not file hands in nothing and starts nothing; a table is only its owner's.
async fn is_a_stranger(court: Court) {
    let app = &court.desk.app;
    let (sheet, _) = handed_in(&court, &plain(2)).await;
    let judge = court.desk.by("huangmeiling", "sheet.check").await.unwrap();
    let refused = sheet::hand_in(app, &judge, "表.csv", &plain(1)).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let refused = sheet::start(app, &judge, &sheet, Take::Good).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let unknown = started(&court, "00", Take::Good).await;
    assert!(matches!(unknown, Err(Error::NotFound(_))), "{unknown:?}");
    assert_eq!(serials(&court).await, Vec::<u32>::new());
}

#[test]
fn a_stranger_files_nothing() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        is_a_stranger(on(store.db.clone(), 34, Weather::CALM, now).await).await;
    });
}
