//! 体检: what an administrator should know before it hurts.

use std::path::Path;

use serde::Serialize;
use zhixing_law::instant::Instant;

use crate::anchor::{KEPT_OUTSIDE, KeptOutside};
use crate::backup::LAST_BACKUP;
use crate::case_number::BATCHES;
use crate::clock::BEHIND_SECS;
use crate::db::{Conn, Db};
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::private;
use crate::schema;
use crate::url::DatabaseUrl;
use crate::value::V;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// In order.
    Ok,
    /// Look at it this week.
    Warn,
    /// Look at it now.
    Fail,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Stable code of the check.
    pub code: &'static str,
    /// How bad it is.
    pub level: Level,
    /// The fact, in Chinese, times in Beijing's.
    pub fact: String,
}

/// Free disk space under which a warning is given, and under which it is an alarm, in MiB.
const FREE_WARN_MIB: u64 = 5_120;
const FREE_FAIL_MIB: u64 = 512;
const ANCHOR_WARN_HOURS: i64 = 36;
const BACKUP_WARN_HOURS: i64 = 7 * 24;

/// Runs every check; one that cannot be made is itself a failed check.
pub async fn examine(db: &Db, now: Instant) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(dir) = db.url().dir() {
        checks.push(disk(dir));
        checks.push(settle("private", private(db.url())));
    }
    let mut conn = match db.read().await {
        Ok(conn) => conn,
        Err(error) => {
            checks.push(Check { code: "reachable", level: Level::Fail, fact: error.chinese() });
            return checks;
        }
    };
    checks.push(settle("engine", engine(&mut conn).await));
    let schema = db.check_schema().await;
    let usable = schema.is_ok();
    let is_current = schema.map(|()| (Level::Ok, "数据库结构与本程序一致".to_owned()));
    checks.push(settle("schema", is_current));
    checks.push(settle("durability", durability(&mut conn).await));
    if usable {
        checks.push(settle("clock", clock(&mut conn, now).await));
        checks.push(settle("anchor", anchor(&mut conn, now).await));
        checks.push(settle("anchor_outside", anchor_outside(&mut conn, now).await));
        checks.push(settle("backup", backup(&mut conn, now).await));
        checks.push(settle("dead_jobs", dead(&mut conn).await));
        checks.push(settle("serials", serials(&mut conn).await));
        checks.push(settle("guards", guards(db).await));
    }
    checks
}

type Finding = Result<(Level, String), StoreError>;

fn settle(code: &'static str, finding: Finding) -> Check {
    match finding {
        Ok((level, fact)) => Check { code, level, fact },
        Err(error) => Check { code, level: Level::Fail, fact: error.chinese() },
    }
}

fn disk(dir: &Path) -> Check {
    let finding = rustix::fs::statvfs(dir)
        .map(|stat| {
            let free = stat.f_bavail.saturating_mul(stat.f_frsize) >> 20;
            let level = match free {
                0..FREE_FAIL_MIB => Level::Fail,
                FREE_FAIL_MIB..FREE_WARN_MIB => Level::Warn,
                _ => Level::Ok,
            };
            (level, format!("剩余空间 {free} MiB"))
        })
        .map_err(|error| StoreError::Io(error.into()));
    settle("disk", finding)
}

/// What people told the court is for the server's account only.
fn private(url: &DatabaseUrl) -> Finding {
    let DatabaseUrl::Sqlite(path) = url else {
        return Ok((Level::Ok, "由数据库服务器保管".to_owned()));
    };
    Ok(if private::is_open_to(path, 0o007)? {
        (
            Level::Fail,
            format!("{} 本机的其他账户也能读，请重新启动 zhixing serve 收紧权限", path.display()),
        )
    } else {
        (Level::Ok, "数据文件只有本账户能读".to_owned())
    })
}

async fn engine(conn: &mut Conn) -> Finding {
    let (name, sql) = match conn.dialect() {
        Dialect::Sqlite => ("SQLite", "SELECT sqlite_version() AS version"),
        Dialect::Pg => ("PostgreSQL", "SELECT current_setting('server_version') AS version"),
    };
    let version = conn.one(sql, &[]).await?.text("version")?;
    Ok((Level::Ok, format!("{name} {version}")))
}

/// Settings without which what was answered could be lost.
async fn durability(conn: &mut Conn) -> Finding {
    let wanted: &[(&str, &str, &str)] = match conn.dialect() {
        Dialect::Sqlite => {
            &[("journal_mode", "SELECT journal_mode AS value FROM pragma_journal_mode", "wal")]
        }
        Dialect::Pg => &[
            ("fsync", "SELECT current_setting('fsync') AS value", "on"),
            ("full_page_writes", "SELECT current_setting('full_page_writes') AS value", "on"),
            ("synchronous_commit", "SELECT current_setting('synchronous_commit') AS value", "on"),
            ("server_encoding", "SELECT current_setting('server_encoding') AS value", "UTF8"),
        ],
    };
    let mut wrong = Vec::new();
    for (name, sql, good) in wanted {
        let value = conn.one(*sql, &[]).await?.text("value")?;
        let stricter = *name == "synchronous_commit" && value.starts_with("remote");
        if value != *good && !stricter {
            wrong.push(format!("{name} 为 {value}，应为 {good}"));
        }
    }
    Ok(if wrong.is_empty() {
        (Level::Ok, "断电不丢失已答复的数据".to_owned())
    } else {
        (Level::Fail, wrong.join("；"))
    })
}

async fn clock(conn: &mut Conn, now: Instant) -> Finding {
    Ok(match conn.check_clock(now).await {
        Err(error @ StoreError::ClockBehind { .. }) => (Level::Fail, error.chinese()),
        other => {
            other?;
            (Level::Ok, format!("北京时间 {}", now.local()))
        }
    })
}

fn age(name: &str, last: Option<Instant>, now: Instant, warn_hours: i64) -> (Level, String) {
    match last {
        None => (Level::Warn, format!("还没有{name}")),
        Some(last) if now.micros() + BEHIND_SECS * 1_000_000 < last.micros() => (
            Level::Fail,
            format!("最近的{name}在 {}，比现在还晚：时钟曾经或者现在不对", last.local()),
        ),
        Some(last) => {
            let hours = (now.micros() - last.micros()).max(0) / 3_600_000_000;
            let level = if hours >= warn_hours { Level::Warn } else { Level::Ok };
            (level, format!("最近的{name}在 {}（{hours}小时前）", last.local()))
        }
    }
}

/// The court whose newest anchor is oldest decides.
async fn anchor(conn: &mut Conn, now: Instant) -> Finding {
    let sql = "SELECT s.court_id AS court_id, a.made_at AS last, a.anchor_day AS day \
        FROM (SELECT DISTINCT court_id FROM stream WHERE kind = 'court') AS s \
        LEFT JOIN anchor a ON a.court_id = s.court_id AND a.anchor_no = \
        (SELECT MAX(m.anchor_no) FROM anchor m WHERE m.court_id = s.court_id) ORDER BY s.court_id";
    let mut worst = (Level::Ok, "还没有法院".to_owned());
    for row in conn.all(sql, &[]).await? {
        let (mut level, mut fact) = age("锚", row.instant_opt("last")?, now, ANCHOR_WARN_HOURS);
        if let Some(day) = row.day_opt("day")?.filter(|day| now.day() < *day) {
            (level, fact) =
                (Level::Fail, format!("锚的日期是{day}，还没有到：时钟曾经或者现在不对"));
        }
        if level >= worst.0 {
            worst = (level, format!("{}：{fact}", row.text("court_id")?));
        }
    }
    Ok(worst)
}

/// Anchors that only the database has prove nothing against whoever writes to it.
async fn anchor_outside(conn: &mut Conn, now: Instant) -> Finding {
    let mut worst = (Level::Ok, "还没有法院".to_owned());
    for court in conn.courts().await? {
        let sql = "SELECT value FROM store_note WHERE name = $1";
        let name = format!("{KEPT_OUTSIDE}:{court}");
        let row = conn.optional(sql, &[V::from(name)]).await?;
        let kept: Option<KeptOutside> =
            row.map(|row| row.word("value", |text| serde_json::from_str(text).ok())).transpose()?;
        let (level, fact) = match kept {
            None => (Level::Warn, "锚没有自动保存到库外，请配置 anchors.dir".to_owned()),
            Some((at, Err(why))) => {
                (Level::Fail, format!("{} 锚没有能保存到库外（{why}）", at.local()))
            }
            Some((at, Ok(dir))) => {
                let (level, fact) = age("库外保存", Some(at), now, ANCHOR_WARN_HOURS);
                (level, format!("{fact}，在 {dir}"))
            }
        };
        if level >= worst.0 {
            worst = (level, format!("{court}：{fact}"));
        }
    }
    Ok(worst)
}

async fn backup(conn: &mut Conn, now: Instant) -> Finding {
    let sql = "SELECT value FROM store_note WHERE name = $1";
    let row = conn.optional(sql, &[V::from(LAST_BACKUP)]).await?;
    let last = match row {
        Some(row) => Some(row.word("value", |text| text.parse().ok())?),
        None => None,
    };
    Ok(age("备份", last, now, BACKUP_WARN_HOURS))
}

async fn dead(conn: &mut Conn) -> Finding {
    let sql = "SELECT COUNT(*) AS n FROM job WHERE state = 'dead'";
    let n = conn.one(sql, &[]).await?.int("n")?;
    Ok((if n == 0 { Level::Ok } else { Level::Warn }, format!("失败不再重试的任务{n}个")))
}

/// The counters of case numbers beside the numbers that cases have: a counter behind them refuses every
/// filing, one ahead of them leaves a gap.
async fn serials(conn: &mut Conn) -> Finding {
    let sql = "SELECT court_id, year, kind, CAST(SUM(last) AS BIGINT) AS last, \
        CAST(SUM(given) AS BIGINT) AS given, CAST(SUM(most) AS BIGINT) AS most FROM \
        (SELECT court_id, year, kind, last, 0 AS given, 0 AS most FROM case_serial WHERE kind <> $1 UNION ALL \
        SELECT court_id, year, kind, 0, COUNT(*), MAX(serial) FROM case_file \
        WHERE serial IS NOT NULL GROUP BY court_id, year, kind) AS both_sides \
        GROUP BY court_id, year, kind HAVING SUM(last) <> SUM(most) OR SUM(last) <> SUM(given) \
        ORDER BY court_id, year, kind";
    let mut wrong = Vec::new();
    for row in conn.all(sql, &[V::from(BATCHES)]).await? {
        wrong.push(format!(
            "{} {}年{}字计数到{}，编过{}个号，最大{}",
            row.text("court_id")?,
            row.int("year")?,
            row.text("kind")?,
            row.int("last")?,
            row.int("given")?,
            row.int("most")?
        ));
    }
    Ok(if wrong.is_empty() {
        (Level::Ok, "案号计数与已编的案号一致".to_owned())
    } else {
        (Level::Fail, format!("{}，请用 zhixing verify 校验", wrong.join("；")))
    })
}

/// Tables, indexes and the guards of history, as the migrations make them.
async fn guards(db: &Db) -> Finding {
    let wrong = schema::differences(db).await?;
    Ok(if wrong.is_empty() {
        (Level::Ok, "表、索引、触发器与本程序所建的一致".to_owned())
    } else {
        (Level::Fail, format!("库结构被改动：{}", wrong.join("；")))
    })
}
