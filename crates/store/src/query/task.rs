//! 事项清单：mine, my team's, the court's; the next limit first.

use zhixing_domain::ground::id::{CaseId, StaffId, TaskId};
use zhixing_domain::work::task::TaskState;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;

use super::case::SOON_DAYS;
use super::{Cursor, Listing, Page, Sql};
use crate::db::Conn;
use crate::error::StoreError;
use crate::projection::task::{owned_by, owned_by_post};
use crate::row::Row;
use crate::value::V;

/// Whose tasks: assigned to the person, the handler's tasks of the person's own cases, and those
/// of the posts that nobody has taken yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// The person.
    pub staff: StaffId,
    /// Posts whose work the person does today.
    pub posts: Vec<String>,
}

/// Which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TaskStates {
    /// Everything somebody still has to do.
    #[default]
    Live,
    /// One state.
    Only(TaskState),
    /// Done and withdrawn ones as well.
    All,
}

impl TaskStates {
    /// The parts of the index that hold them.
    fn buckets(self) -> &'static [&'static str] {
        match self {
            TaskStates::Live
            | TaskStates::Only(TaskState::Open | TaskState::Accepted | TaskState::Returned) => {
                &["live"]
            }
            TaskStates::Only(TaskState::Done) => &["done"],
            TaskStates::Only(TaskState::Withdrawn) => &["withdrawn"],
            TaskStates::All => &["live", "done", "withdrawn"],
        }
    }
}

/// 期限的远近
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskDue {
    /// 已逾期：before today.
    Overdue,
    /// 今日到期
    Today,
    /// 三日内到期：from tomorrow to the third day.
    Soon,
    /// 七日内到期：from today to the sixth day after it.
    Week,
}

impl TaskDue {
    /// First and last day; none where it is open.
    fn days(self, today: Day) -> Result<(Option<Day>, Option<Day>), StoreError> {
        let after = |days| today.plus_days(days).map_err(|e| StoreError::BadValue(e.to_string()));
        Ok(match self {
            TaskDue::Overdue => (None, Some(after(-1)?)),
            TaskDue::Today => (Some(today), Some(today)),
            TaskDue::Soon => (Some(after(1)?), Some(after(SOON_DAYS)?)),
            TaskDue::Week => (Some(today), Some(after(6)?)),
        })
    }
}

/// Which tasks. Every field narrows; `None` leaves it open.
#[derive(Debug, Clone)]
pub struct TaskFilter {
    /// Court.
    pub court: String,
    /// Civil date that lateness is measured from.
    pub today: Day,
    /// Whose.
    pub mine: Option<Mine>,
    /// Team of the case.
    pub team: Option<String>,
    /// State.
    pub states: TaskStates,
    /// Node.
    pub node: Option<String>,
    /// How near the limit is.
    pub due: Option<TaskDue>,
    /// Only tasks of these cases, a few hundred at most: what a search text means.
    pub cases: Option<Vec<CaseId>>,
}

impl TaskFilter {
    /// Every live task of a court.
    pub fn of(court: &str, today: Day) -> Self {
        Self {
            court: court.to_owned(),
            today,
            mine: None,
            team: None,
            states: TaskStates::Live,
            node: None,
            due: None,
            cases: None,
        }
    }
}

/// One line of the task list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Case.
    pub case: CaseId,
    /// Task.
    pub task: TaskId,
    /// Task type of the mode.
    pub key: String,
    /// Name.
    pub name: String,
    /// Node.
    pub node: String,
    /// Post, or `handler`.
    pub post: String,
    /// Part of the case page it leads to.
    pub opens: String,
    /// What the limit rests on.
    pub basis: String,
    /// State.
    pub state: TaskState,
    /// Opened on.
    pub opened_on: Day,
    /// Limit.
    pub due_on: Day,
    /// Who has taken it.
    pub assignee: Option<StaffId>,
    /// Name.
    pub assignee_name: String,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// By whom.
    pub done_by: String,
    /// Result reported back.
    pub result: String,
    /// Done by an event of the case.
    pub automatic: bool,
    /// Why it was returned, or empty.
    pub return_reason: String,
    /// 案号
    pub number: String,
    /// 被执行人
    pub respondents: String,
    /// Team of the case.
    pub team: String,
    /// Lane of the case.
    pub lane: String,
    /// 承办人
    pub handler_name: String,
}

impl TaskRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: CaseId(row.uuid("case_id")?),
            task: TaskId(row.uuid("task_id")?),
            key: row.text("task")?,
            name: row.text("name")?,
            node: row.text("node")?,
            post: row.text("post")?,
            opens: row.text("opens")?,
            basis: row.text("basis")?,
            state: row.word("state", TaskState::from_code)?,
            opened_on: row.day("opened_on")?,
            due_on: row.day("due_on")?,
            assignee: row.uuid_opt("assignee_id")?.map(StaffId),
            assignee_name: row.text("assignee_name")?,
            done_at: row.instant_opt("done_at")?,
            done_by: row.text("done_by")?,
            result: row.text("result")?,
            automatic: row.bool("automatic")?,
            return_reason: row.text("return_reason")?,
            number: row.text("number")?,
            respondents: row.text("respondents")?,
            team: row.text("team")?,
            lane: row.text("lane")?,
            handler_name: row.text("handler_name")?,
        })
    }
}

/// How many tasks a filter finds, by state and by nearness of the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// 待签收
    pub open: i64,
    /// 办理中
    pub accepted: i64,
    /// 已退回
    pub returned: i64,
    /// 已逾期
    pub overdue: i64,
    /// 今日到期
    pub due_today: i64,
    /// 三日内到期
    pub soon: i64,
    /// All of them.
    pub total: i64,
    /// True when there are more: only so many were looked at.
    pub capped: bool,
}

impl Conn {
    /// One page of the tasks a filter finds, the next limit first.
    ///
    /// # Errors
    /// [`StoreError::BadValue`] for a cursor of another list.
    pub async fn list_tasks(
        &mut self,
        filter: &TaskFilter,
        page: &Page,
    ) -> Result<Listing<TaskRow>, StoreError> {
        const ORDER: &str = " ORDER BY due_on, case_id, task_id LIMIT ?";
        let cursor = Cursor::of(page, 't', 2)?;
        let after: Option<(Day, V, V)> = match &cursor {
            None => None,
            Some(cursor) => Some((cursor.key_as()?, cursor.id(0), cursor.id(1))),
        };
        if filter.cases.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Listing { rows: Vec::new(), next: None });
        }
        let limit = V::from(page.rows() + 1);
        let mut sql = Sql::default();
        // Each part lies in order in an index: the first of each, then the first of all.
        sql.push("SELECT * FROM (", []);
        for (at, part) in parts(filter).iter().enumerate() {
            sql.push(if at == 0 { "SELECT * FROM (" } else { " UNION ALL SELECT * FROM (" }, []);
            sql.push("SELECT * FROM case_task WHERE court_id = ?", [V::from(&filter.court)]);
            narrow(&mut sql, filter, part)?;
            if let Some((due_on, case, task)) = &after {
                let values = [V::from(*due_on), case.clone(), task.clone()];
                sql.push(" AND (due_on, case_id, task_id) > (?, ?, ?)", values);
            }
            sql.push(ORDER, [limit.clone()]);
            sql.push(&format!(") AS o{at}"), []);
        }
        sql.push(") AS mine", []);
        sql.push(ORDER, [limit]);
        let rows = self.all(sql.text, &sql.values).await?;
        let rows: Result<Vec<TaskRow>, StoreError> = rows.iter().map(TaskRow::from_row).collect();
        let cursor = |row: &TaskRow| Cursor::new('t', row.due_on, &[row.case.0, row.task.0]);
        Ok(Listing::cut(rows?, page, cursor))
    }

    /// Counts the tasks a filter finds, looking at most at `cap` of each owner's.
    pub async fn count_tasks(
        &mut self,
        filter: &TaskFilter,
        cap: i64,
    ) -> Result<TaskCounts, StoreError> {
        let mut counts = TaskCounts::default();
        if filter.cases.as_ref().is_some_and(Vec::is_empty) {
            return Ok(counts);
        }
        let soon = filter.today.plus_days(SOON_DAYS);
        let soon = soon.map_err(|e| StoreError::BadValue(e.to_string()))?;
        for part in &parts(filter) {
            let mut sql = Sql::default();
            let today = V::from(filter.today);
            sql.push(
                "SELECT state, COUNT(*) AS n, \
                 SUM(CASE WHEN due_on < ? THEN 1 ELSE 0 END) AS overdue, \
                 SUM(CASE WHEN due_on = ? THEN 1 ELSE 0 END) AS due_today, \
                 SUM(CASE WHEN due_on > ? AND due_on <= ? THEN 1 ELSE 0 END) AS soon \
                 FROM (SELECT state, due_on FROM case_task WHERE court_id = ?",
                [today.clone(), today.clone(), today, V::from(soon), V::from(&filter.court)],
            );
            narrow(&mut sql, filter, part)?;
            sql.push(" LIMIT ?) AS found GROUP BY state", [V::from(cap)]);
            let mut seen = 0;
            for row in self.all(sql.text, &sql.values).await? {
                let n = row.int("n")?;
                match row.word("state", TaskState::from_code)? {
                    TaskState::Open => counts.open += n,
                    TaskState::Accepted => counts.accepted += n,
                    TaskState::Returned => counts.returned += n,
                    TaskState::Done | TaskState::Withdrawn => {}
                }
                counts.overdue += row.int("overdue")?;
                counts.due_today += row.int("due_today")?;
                counts.soon += row.int("soon")?;
                seen += n;
            }
            counts.total += seen;
            counts.capped |= seen == cap;
        }
        Ok(counts)
    }
}

/// One owner's (or anybody's) tasks of one bucket: what an index holds in the order of their limits.
struct Part {
    owner: Option<String>,
    bucket: &'static str,
}

fn parts(filter: &TaskFilter) -> Vec<Part> {
    let owners = match owners(filter) {
        owners if owners.is_empty() => vec![None],
        owners => owners.into_iter().map(Some).collect(),
    };
    let buckets = filter.states.buckets();
    let of = |owner: Option<String>| {
        buckets.iter().map(move |bucket| Part { owner: owner.clone(), bucket })
    };
    owners.into_iter().flat_map(of).collect()
}

fn owners(filter: &TaskFilter) -> Vec<String> {
    let Some(mine) = &filter.mine else { return Vec::new() };
    let mut owners = vec![owned_by(mine.staff.0)];
    owners.extend(mine.posts.iter().map(|post| owned_by_post(post)));
    owners.sort();
    owners.dedup();
    owners
}

/// The conditions of a filter; the cases, else the owner, else node, else team lead the way into an index.
fn narrow(sql: &mut Sql, filter: &TaskFilter, part: &Part) -> Result<(), StoreError> {
    let mut lead = true;
    if let Some(cases) = &filter.cases {
        lead = false;
        sql.push(" AND case_id IN (", []);
        for (at, case) in cases.iter().enumerate() {
            sql.push(if at == 0 { "?" } else { ", ?" }, [V::from(case.0)]);
        }
        sql.push(")", []);
    }
    let by_case = !lead;
    let mut equal = |column: &str, value: Option<&String>| {
        let Some(value) = value else { return };
        let text =
            if lead { format!(" AND {column} = ?") } else { format!(" AND {column} || '' = ?") };
        lead = false;
        sql.push(&text, [V::from(value)]);
    };
    equal("owner", part.owner.as_ref());
    equal("node", filter.node.as_ref());
    equal("team", filter.team.as_ref());
    let bucket = if by_case { " AND bucket || '' = ?" } else { " AND bucket = ?" };
    sql.push(bucket, [V::from(part.bucket)]);
    if let TaskStates::Only(state) = filter.states
        && part.bucket == "live"
    {
        sql.push(" AND state = ?", [V::from(state.code())]);
    }
    let (from, to) = match filter.due {
        None => (None, None),
        Some(due) => due.days(filter.today)?,
    };
    if let Some(from) = from {
        sql.push(" AND due_on >= ?", [V::from(from)]);
    }
    if let Some(to) = to {
        sql.push(" AND due_on <= ?", [V::from(to)]);
    }
    Ok(())
}
