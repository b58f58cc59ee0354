//! 指挥大屏：the court at a glance on one day.

use zhixing_domain::ground::id::CaseId;
use zhixing_domain::work::lateness::Level;
use zhixing_law::day::Day;

use super::funds::Sum;
use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// Lines of the wall's two lists.
const LINES: i64 = 20;

/// One node of the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeLoad {
    /// Key.
    pub node: String,
    /// Name.
    pub name: String,
    /// Cases at it.
    pub open: i64,
    /// Of these, due today.
    pub due_today: i64,
    /// Of these, late.
    pub late: i64,
}

/// One team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamLoad {
    /// Key; empty for cases without a team.
    pub team: String,
    /// Open cases.
    pub open: i64,
    /// Of these, with a limit that has passed.
    pub late: i64,
}

/// What kind of limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    /// 节点
    Node,
    /// 事项
    Task,
    /// 控制措施届满
    Measure,
}

/// A limit that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Case.
    pub case: CaseId,
    /// 案号
    pub number: String,
    /// What kind.
    pub kind: LimitKind,
    /// Name of the node or task, or the asset under control.
    pub name: String,
    /// The day.
    pub due_on: Day,
    /// 承办人, or empty.
    pub handler_name: String,
    /// Post that a task is for, or empty.
    pub post: String,
    /// Who has taken a task, or empty.
    pub assignee_name: String,
}

/// 大屏
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// Nodes with open cases, by key.
    pub nodes: Vec<NodeLoad>,
    /// Teams with open cases, by key.
    pub teams: Vec<TeamLoad>,
    /// Filed today.
    pub filed_today: i64,
    /// Closed today.
    pub closed_today: i64,
    /// Cases with a measure whose approaching end nobody has answered for.
    pub warned: i64,
    /// 催办 that has climbed to the chief or the president, and is late still.
    pub climbed: i64,
    /// Receipts matched this month.
    pub received_this_month: Sum,
    /// Nodes whose limit has passed, the latest overdue first in line by their limit.
    pub overdue: Vec<Limit>,
    /// The next limits from today.
    pub next: Vec<Limit>,
}

impl Conn {
    /// 大屏 of a court on a day.
    pub async fn wall(&mut self, court_id: &str, today: Day) -> Result<Wall, StoreError> {
        Ok(Wall {
            nodes: self.node_loads(court_id, today).await?,
            teams: self.team_loads(court_id, today).await?,
            filed_today: self.filed_on(court_id, today).await?,
            closed_today: self.closed_on(court_id, today).await?,
            warned: self.warned(court_id).await?,
            climbed: self.climbed(court_id).await?,
            received_this_month: self.received_since_month_began(court_id, today).await?,
            overdue: self.limits(court_id, LimitKind::Node, "<", today).await?,
            next: self.next_limits(court_id, today).await?,
        })
    }

    async fn node_loads(
        &mut self,
        court_id: &str,
        today: Day,
    ) -> Result<Vec<NodeLoad>, StoreError> {
        let sql = "SELECT node, MAX(name) AS name, COUNT(*) AS n, \
            SUM(CASE WHEN due_on = $2 THEN 1 ELSE 0 END) AS due_today, \
            SUM(CASE WHEN due_on < $2 THEN 1 ELSE 0 END) AS late \
            FROM case_node WHERE court_id = $1 AND ended_on IS NULL GROUP BY node ORDER BY node";
        let rows = self.all(sql, &[V::from(court_id), V::from(today)]).await?;
        let read = |row: &Row| -> Result<NodeLoad, StoreError> {
            Ok(NodeLoad {
                node: row.text("node")?,
                name: row.text("name")?,
                open: row.int("n")?,
                due_today: row.int("due_today")?,
                late: row.int("late")?,
            })
        };
        rows.iter().map(read).collect()
    }

    async fn team_loads(
        &mut self,
        court_id: &str,
        today: Day,
    ) -> Result<Vec<TeamLoad>, StoreError> {
        // What is no case (来访) is few and taken off again, so that counting the cases reads an index only.
        let sql = "SELECT team, CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(late) AS BIGINT) AS late FROM (\
            SELECT team, COUNT(*) AS n, SUM(CASE WHEN due_key < $2 THEN 1 ELSE 0 END) AS late \
            FROM case_file WHERE court_id = $1 AND stage = 'open' GROUP BY team UNION ALL \
            SELECT team, -COUNT(*), -SUM(CASE WHEN due_key < $2 THEN 1 ELSE 0 END) \
            FROM case_file WHERE court_id = $1 AND kind = '来访' AND kind <> '执' \
            AND stage || '' = 'open' GROUP BY team) AS counted \
            GROUP BY team HAVING SUM(n) > 0 ORDER BY team";
        let rows = self.all(sql, &[V::from(court_id), V::from(today.to_string())]).await?;
        let read = |row: &Row| -> Result<TeamLoad, StoreError> {
            Ok(TeamLoad { team: row.text("team")?, open: row.int("n")?, late: row.int("late")? })
        };
        rows.iter().map(read).collect()
    }

    async fn filed_on(&mut self, court_id: &str, day: Day) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM case_file WHERE court_id = $1 AND filed_key = $2";
        self.one(sql, &[V::from(court_id), V::from(day.to_string())]).await?.int("n")
    }

    async fn closed_on(&mut self, court_id: &str, day: Day) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM case_file WHERE court_id = $1 AND closed_on = $2 \
            AND closed_on IS NOT NULL";
        self.one(sql, &[V::from(court_id), V::from(day)]).await?.int("n")
    }

    async fn warned(&mut self, court_id: &str) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM case_file WHERE court_id = $1 AND warned_key <> ''";
        self.one(sql, &[V::from(court_id)]).await?.int("n")
    }

    async fn climbed(&mut self, court_id: &str) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM case_lateness WHERE court_id = $1 AND level >= $2 \
            AND state = 'open'";
        self.one(sql, &[V::from(court_id), V::from(Level::Chief.rank())]).await?.int("n")
    }

    async fn received_since_month_began(
        &mut self,
        court_id: &str,
        today: Day,
    ) -> Result<Sum, StoreError> {
        let first = Day::new(today.year(), today.month(), 1)
            .map_err(|e| StoreError::BadValue(e.to_string()))?;
        let sql = "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT) AS amount \
            FROM receipt WHERE court_id = $1 AND matched_on IS NOT NULL AND matched_on >= $2 \
            AND matched_on <= $3";
        let row = self.one(sql, &[V::from(court_id), V::from(first), V::from(today)]).await?;
        Ok(Sum { count: row.int("n")?, sum: row.fen("amount")? })
    }

    async fn next_limits(&mut self, court_id: &str, today: Day) -> Result<Vec<Limit>, StoreError> {
        let mut limits = Vec::new();
        for kind in [LimitKind::Node, LimitKind::Task, LimitKind::Measure] {
            limits.append(&mut self.limits(court_id, kind, ">=", today).await?);
        }
        limits.sort_by_key(|limit| (limit.due_on, limit.case));
        limits.truncate(usize::try_from(LINES).unwrap_or(usize::MAX));
        Ok(limits)
    }

    async fn limits(
        &mut self,
        court_id: &str,
        kind: LimitKind,
        side: &str,
        today: Day,
    ) -> Result<Vec<Limit>, StoreError> {
        let (table, name, day, place) = match kind {
            LimitKind::Node => ("case_node", "name", "due_on", "l.ended_on IS NULL"),
            LimitKind::Task => ("case_task", "name", "due_on", "l.bucket = 'live'"),
            LimitKind::Measure => ("case_measure", "asset_title", "ends_on", "l.state = 'live'"),
        };
        let owner = match kind {
            LimitKind::Task => "post, assignee_name",
            LimitKind::Node | LimitKind::Measure => "'' AS post, '' AS assignee_name",
        };
        // What stands still has no day that could come next.
        let sql = format!(
            "SELECT l.case_id, l.name, l.due_on, l.post, l.assignee_name, c.number, \
             c.handler_name FROM (SELECT case_id, {name} AS name, {day} AS due_on, {owner} \
             FROM {table} l \
             WHERE l.court_id = $1 AND {place} AND l.{day} {side} $2 AND l.{day} < '9999-12-31' \
             ORDER BY l.{day}, l.case_id LIMIT $3) l \
             JOIN case_file c ON c.court_id = $1 AND c.case_id = l.case_id \
             ORDER BY l.due_on, l.case_id, l.name"
        );
        let rows = self.all(sql, &[V::from(court_id), V::from(today), V::from(LINES)]).await?;
        let read = |row: &Row| -> Result<Limit, StoreError> {
            Ok(Limit {
                case: CaseId(row.uuid("case_id")?),
                number: row.text("number")?,
                kind,
                name: row.text("name")?,
                due_on: row.day("due_on")?,
                handler_name: row.text("handler_name")?,
                post: row.text("post")?,
                assignee_name: row.text("assignee_name")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
