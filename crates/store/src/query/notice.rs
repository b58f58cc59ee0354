//! 提醒：what is new for somebody and what came back to them, as the tables of the cases have it.

use uuid::Uuid;
use zhixing_domain::ground::id::CaseId;
use zhixing_domain::work::lateness::Level;
use zhixing_law::{day::Day, instant::Instant};

use super::Sql;
use crate::db::Conn;
use crate::error::StoreError;
use crate::projection::task::{owned_by, owned_by_post};
use crate::row::Row;
use crate::value::V;

/// So many of each kind at most.
const EACH: i64 = 60;

/// What a notice is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// 新到的事项
    Task,
    /// 将到期或者已逾期的事项
    Due,
    /// 本人提请的已经签批
    Signed,
    /// 本人提请的被退回
    Returned,
    /// 银行退回的发放
    Bounced,
    /// 没有送到的短信
    Undelivered,
    /// 逾期催办到本人这一级的
    Late,
    /// 合议等待本人发表意见、作结论、签笔录
    Panel,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    pub kind: NoticeKind,
    /// What it is about: with the kind it names the notice.
    pub about: Uuid,
    pub case: CaseId,
    /// 案号
    pub number: String,
    pub title: String,
    /// Why it came back; who asked.
    pub detail: String,
    /// Part of the page of the case.
    pub opens: String,
    pub on: Day,
    pub due_on: Option<Day>,
}

impl NoticeRow {
    fn read(kind: NoticeKind, row: &Row) -> Result<Self, StoreError> {
        let due_on = match kind {
            NoticeKind::Task | NoticeKind::Due | NoticeKind::Late => row.day_opt("due_on")?,
            _ => None,
        };
        let on = match kind {
            NoticeKind::Task => row.day_opt("opened_on")?,
            NoticeKind::Due => due_on,
            NoticeKind::Late | NoticeKind::Panel => row.day_opt("told_on")?,
            _ => row.instant_opt("at")?.map(Instant::day),
        };
        Ok(Self {
            kind,
            about: row.uuid("about")?,
            case: CaseId(row.uuid("case_id")?),
            number: row.text("number")?,
            title: row.text("title")?,
            detail: row.text("detail")?,
            opens: row.text("opens")?,
            on: on.ok_or_else(|| StoreError::BadValue("a notice without a day".to_owned()))?,
            due_on,
        })
    }
}

impl Conn {
    /// What is new for somebody since a day, what is due by another, and what came back to them since the first. From
    /// which level of 催办 on a leader is told of everything: `above`.
    pub async fn notices(
        &mut self,
        court_id: &str,
        staff: Uuid,
        posts: &[String],
        above: i64,
        (since, due): (Instant, Day),
    ) -> Result<Vec<NoticeRow>, StoreError> {
        let mut found = Vec::new();
        let owners: Vec<String> = std::iter::once(owned_by(staff))
            .chain(posts.iter().map(|post| owned_by_post(post)))
            .collect();
        let day = since.day();
        for (kind, condition, order, value) in [
            (NoticeKind::Task, "opened_on >= ?", "opened_on DESC, task_id", day),
            (NoticeKind::Due, "due_on <= ?", "due_on DESC, task_id", due),
        ] {
            let sql = of_tasks(court_id, &owners, condition, value, order);
            self.take(&mut found, kind, sql).await?;
        }
        self.take(&mut found, NoticeKind::Late, of_late(court_id, posts, above, day)).await?;
        let mut panels = Sql::default();
        panels.push(PANELS, [V::from(court_id), V::from(staff), V::from(EACH)]);
        self.take(&mut found, NoticeKind::Panel, panels).await?;
        let mut approvals = Sql::default();
        approvals.push(
            "SELECT approval_id AS about, case_id, number, title, opens, ended_at AS at, state, \
             ended_name || CASE WHEN reason = '' THEN '' ELSE '：' || reason END AS detail \
             FROM case_approval WHERE court_id = ? AND asked_by = ? AND ended_at >= ? \
             AND state IN ('signed', 'returned') \
             ORDER BY asked_at DESC, approval_id LIMIT ?",
            [V::from(court_id), V::from(staff), V::from(since), V::from(EACH)],
        );
        for row in self.all(approvals.text, &approvals.values).await? {
            let signed = row.text("state")? == "signed";
            let kind = if signed { NoticeKind::Signed } else { NoticeKind::Returned };
            found.push(NoticeRow::read(kind, &row)?);
        }
        for (kind, text) in [(NoticeKind::Bounced, BOUNCED), (NoticeKind::Undelivered, UNDELIVERED)]
        {
            let mut sql = Sql::default();
            let values = [V::from(court_id), V::from(staff), V::from(since), V::from(EACH)];
            sql.push(text, values);
            self.take(&mut found, kind, sql).await?;
        }
        Ok(found)
    }

    async fn take(
        &mut self,
        found: &mut Vec<NoticeRow>,
        kind: NoticeKind,
        sql: Sql,
    ) -> Result<(), StoreError> {
        for row in self.all(sql.text, &sql.values).await? {
            found.push(NoticeRow::read(kind, &row)?);
        }
        Ok(())
    }
}

fn of_tasks(court_id: &str, owners: &[String], condition: &str, value: Day, order: &str) -> Sql {
    let mut sql = Sql::default();
    sql.push(
        "SELECT task_id AS about, case_id, number, name AS title, raised_by AS detail, opens, \
         opened_on, due_on FROM case_task WHERE court_id = ? AND bucket = 'live' AND owner IN ",
        [V::from(court_id)],
    );
    sql.any_of(owners.iter().map(V::from));
    let end = format!(" AND {condition} ORDER BY {order} LIMIT ?");
    sql.push(&end, [V::from(value), V::from(EACH)]);
    sql
}

/// What is late in a team that somebody leads, and what has climbed to a leader, once for each case. Whoever is to do
/// it has it as due.
fn of_late(court_id: &str, posts: &[String], above: i64, since: Day) -> Sql {
    let mut sql = Sql::default();
    sql.push(
        "SELECT case_id AS about, case_id, MAX(number) AS number, 'tasks' AS opens, \
         MIN(due_on) AS due_on, MAX(told_on) AS told_on, MAX(handler_name) AS detail, \
         CASE WHEN COUNT(*) = 1 THEN MAX(name) ELSE CAST(COUNT(*) AS TEXT) || '项逾期' END AS title \
         FROM case_lateness WHERE court_id = ? AND state = 'open' AND told_on >= ? \
         AND (level >= ?",
        [V::from(court_id), V::from(since), V::from(above)],
    );
    if !posts.is_empty() {
        sql.push(" OR (level >= ? AND lead IN ", [V::from(Level::Team.rank())]);
        sql.any_of(posts.iter().map(V::from));
        sql.push(")", []);
    }
    sql.push(") GROUP BY case_id ORDER BY told_on DESC, case_id LIMIT ?", [V::from(EACH)]);
    sql
}

/// While a panel waits for somebody they are told, however long ago it was convened.
const PANELS: &str = "SELECT panel_id AS about, case_id, number, 'tasks' AS opens, \
    handler_name AS detail, since AS told_on, CASE WHEN state = 'concluded' \
    THEN '待您签署评议笔录' WHEN vote = '' THEN '待您发表评议意见' ELSE '待您作出评议结论' END AS title \
    FROM case_panel_seat WHERE court_id = ? AND staff_id = ? AND waits \
    ORDER BY since DESC, panel_id LIMIT ?";

const BOUNCED: &str = "SELECT payout_id AS about, case_id, number, '发放' AS title, \
    remark AS detail, 'funds' AS opens, proposed_at AS at FROM case_payout WHERE court_id = ? \
    AND state = 'bounced' AND proposer_id = ? AND proposed_at >= ? \
    ORDER BY proposed_at DESC, payout_id LIMIT ?";

const UNDELIVERED: &str = "SELECT m.message_id AS about, m.case_id, c.number, '短信' AS title, \
    p.name AS detail, 'documents' AS opens, m.queued_at AS at FROM case_message m \
    JOIN case_file c ON c.court_id = m.court_id AND c.case_id = m.case_id \
    JOIN case_party p ON p.court_id = m.court_id AND p.case_id = m.case_id \
    AND p.party_id = m.party_id WHERE m.court_id = ? AND m.state = 'failed' \
    AND c.handler_id = ? AND c.closed_on IS NULL AND m.queued_at >= ? \
    ORDER BY m.queued_at DESC, m.message_id LIMIT ?";
