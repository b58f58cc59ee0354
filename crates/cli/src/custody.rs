//! Looking after the data: verify, rebuild, backup, restore, anchor, doctor.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use zhixing_app::clock::{Clock as _, SystemClock};
use zhixing_law::instant::Instant;
use zhixing_store::{
    Access, Options, StoreError,
    anchor::Anchor,
    backup::{backup as archive, restore as read_archive},
    docket::Stamp,
    doctor::{Level, examine},
    private,
    rebuild::{rebuild as fold_again, replay},
    verify::{Report, verify as walk},
};

use crate::{
    config::{Place, explain, open},
    print,
};

#[derive(Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    place: Place,
    /// 另在临时目录由流水重新折叠全部案件，与各表逐一比较
    #[arg(long)]
    replay: bool,
    /// 保存在库外的锚文件，可给多次
    #[arg(long, value_name = "文件")]
    anchor: Vec<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    place: Place,
    /// 备份到这个空目录
    #[arg(long, value_name = "目录")]
    to: PathBuf,
}

#[derive(Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    place: Place,
    /// 备份所在目录
    #[arg(long, value_name = "目录")]
    from: PathBuf,
}

#[derive(Args)]
pub(crate) struct AnchorCommand {
    #[command(subcommand)]
    what: AnchorWhat,
}

#[derive(Subcommand)]
enum AnchorWhat {
    /// 为一家法院生成昨天的锚，钉住此刻为止的全部流水
    Make {
        #[command(flatten)]
        place: Place,
        /// 法院代字
        #[arg(long, value_name = "代字")]
        court: String,
    },
    /// 打印一家法院最近的锚，请保存在库外
    Export {
        #[command(flatten)]
        place: Place,
        /// 法院代字
        #[arg(long, value_name = "代字")]
        court: String,
    },
}

#[derive(Args)]
pub(crate) struct ClockCommand {
    #[command(subcommand)]
    what: ClockWhat,
}

#[derive(Subcommand)]
enum ClockWhat {
    /// 确认服务器的时钟现在正确、先前的快了：记入流水，并解除快的时钟留下的占用、推迟和锁定
    Accept {
        #[command(flatten)]
        place: Place,
        /// 理由，记入各法院的流水
        #[arg(long, value_name = "理由")]
        reason: String,
    },
}

fn now() -> Instant {
    SystemClock.now()
}

fn wrong(error: StoreError) -> anyhow::Error {
    explain(&error)
}

pub(crate) async fn verify(verify: Verify) -> anyhow::Result<ExitCode> {
    let mut kept = Vec::new();
    for file in &verify.anchor {
        let before = kept.len();
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("不能读锚文件 {}", file.display()))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let anchor = Anchor::import(line).map_err(wrong);
            kept.push(anchor.with_context(|| format!("锚文件 {}", file.display()))?);
        }
        if kept.len() == before {
            bail!("锚文件 {} 中没有锚，不能用来核对；请换保存在库外的锚文件", file.display());
        }
    }
    let db = verify.place.open(Access::Read).await?;
    let report = walk(&db, &kept).await.map_err(wrong)?;
    show(&report);
    if !kept.is_empty() {
        print::line(format!("与库外保存的{}个锚核对", kept.len()));
    }
    let mut clean = report.is_clean();
    if verify.replay {
        let scratch = scratch()?;
        let replayed = replay(&db, &scratch, now()).await.map_err(wrong);
        // The copy is worth nothing after the comparison.
        let _ = std::fs::remove_dir_all(&scratch);
        let replayed = replayed?;
        let folded = replayed.folded;
        print::line(format!(
            "复演：{}条流，{}条流水，{}行",
            folded.streams, folded.entries, folded.rows
        ));
        for table in replayed.tables.iter().filter(|table| !table.is_equal()) {
            let (stands, folded) = (&table.stands, &table.folded);
            print::line(format!(
                "  不一致：{}（现有{}行，应为{}行）",
                stands.table, stands.rows, folded.rows
            ));
        }
        print::line(format!("状态散列（SM3）：{}", replayed.state_hash));
        clean &= replayed.is_equal();
    }
    print::line(if clean { "校验通过" } else { "校验未通过" });
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn show(report: &Report) {
    print::line(format!(
        "流{}条，流水{}条，锚{}个，文件{}个",
        report.streams, report.entries, report.anchors, report.files
    ));
    for found in &report.found {
        let stream = found.stream_id.map(|id| id.to_string()).unwrap_or_default();
        let seq = found.seq.map(|seq| seq.to_string()).unwrap_or_default();
        print::line(format!(
            "  {} {} {stream} {seq} {}",
            found.fault.chinese(),
            found.court_id,
            found.detail
        ));
    }
    for note in &report.notes {
        print::line(format!("  请知悉：{note}"));
    }
    if !report.is_clean() {
        print::line(format!("发现问题{}处", report.found_count));
    }
}

fn scratch() -> anyhow::Result<PathBuf> {
    let name = zhixing_app::ids::Ids::random().next(now());
    let dir = std::env::temp_dir().join(format!("zhixing-replay-{name}"));
    private::create_dir(&dir).with_context(|| format!("不能建立 {}", dir.display()))?;
    Ok(dir)
}

pub(crate) async fn rebuild(place: Place) -> anyhow::Result<ExitCode> {
    let db = place.open(Access::Own).await?;
    let done = fold_again(&db, &mut print::folding()).await.map_err(wrong)?;
    print::line(format!("已重建：{}条流，{}条流水，{}行", done.streams, done.entries, done.rows));
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn backup(backup: Backup) -> anyhow::Result<ExitCode> {
    // An older schema can be taken as well: before it is brought up to this program's.
    let db = backup.place.open_unchecked(Access::Beside).await?;
    let made = archive(&db, &backup.to, now()).await.map_err(wrong)?;
    let rows: i64 = made.tables.iter().map(|table| table.rows).sum();
    print::line(format!("已备份到 {}：{}张表，{rows}行", backup.to.display(), made.tables.len()));
    match made.state_hash {
        Some(hash) => print::line(format!("状态散列（SM3）：{hash}")),
        None => print::line("数据库还是旧版本的结构，备份也是；恢复时由本程序升级"),
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn restore(restore: Restore) -> anyhow::Result<ExitCode> {
    let db = open(&restore.place.url()?, &Options::default()).await?;
    let report = read_archive(&db, &restore.from, now()).await.map_err(wrong)?;
    show(&report);
    let clean = report.is_clean();
    print::line(if clean { "已恢复，校验通过" } else { "已恢复，但校验未通过" });
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub(crate) async fn anchor(anchor: AnchorCommand) -> anyhow::Result<ExitCode> {
    match anchor.what {
        AnchorWhat::Make { place, court } => {
            let db = place.open(Access::Beside).await?;
            let at = now();
            let mut tx = db.begin().await.map_err(wrong)?;
            if tx.credential_count(&court).await.map_err(wrong)? == 0 {
                bail!("库中没有法院“{court}”，请核对法院代字，例如 粤1224");
            }
            let day = at.day().plus_days(-1)?;
            let made = tx.make_anchor(&court, day, at).await.map_err(wrong)?;
            tx.commit().await.map_err(wrong)?;
            print::line(made.export().map_err(wrong)?);
        }
        AnchorWhat::Export { place, court } => {
            let db = place.open(Access::Read).await?;
            let last = db.read().await.map_err(wrong)?.last_anchor(&court).await.map_err(wrong)?;
            let last = last.with_context(|| format!("{court} 还没有锚"))?;
            print::line(last.export().map_err(wrong)?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn clock(clock: ClockCommand) -> anyhow::Result<ExitCode> {
    let ClockWhat::Accept { place, reason } = clock.what;
    let reason = reason.trim();
    if reason.is_empty() || 300 < reason.chars().count() {
        bail!("请用 --reason 写明理由，不超过300字，例如“对时服务器故障，时钟快了三年”");
    }
    let db = place.open(Access::Beside).await?;
    let (ids, at) = (zhixing_app::ids::Ids::random(), now());
    let stamp = Stamp {
        command_id: ids.next(at),
        actor_id: None,
        actor_name: "系统管理员（控制台）".to_owned(),
        source: "console".to_owned(),
        recorded_at: at,
    };
    let mut tx = db.begin().await.map_err(wrong)?;
    let (over, forgotten) =
        tx.accept_clock(&stamp, reason, || ids.next(at)).await.map_err(wrong)?;
    tx.commit().await.map_err(wrong)?;
    print::line(format!("已记入：{}的时钟为准，先前记到{}", at.local(), over.local()));
    print::line(format!(
        "已解除：值守{}项，任务{}件，登录{}个，账号锁定{}个",
        forgotten.leases, forgotten.jobs, forgotten.sessions, forgotten.locks
    ));
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn doctor(place: Place) -> anyhow::Result<ExitCode> {
    let db = place.open_unchecked(Access::Read).await?;
    let checks = examine(&db, now()).await;
    for check in &checks {
        let mark = match check.level {
            Level::Ok => "正常",
            Level::Warn => "注意",
            Level::Fail => "故障",
        };
        print::line(format!("{mark}  {:<14} {}", check.code, check.fact));
    }
    let failed = checks.iter().any(|check| check.level == Level::Fail);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
