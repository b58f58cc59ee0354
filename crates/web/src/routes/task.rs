//! 事项

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    at::At,
    error::Error,
    list::{CaseFilter, Mine, TaskDue, TaskFilter, TaskRow, TaskStates},
    task,
};
use zhixing_domain::{
    ground::act::Act,
    ground::id::{CaseId, StaffId, TaskId},
    ground::refusal::{FieldProblem, Refusal},
    mode::{HANDLER, Mode},
    work::task::TaskState,
    work::triage::Round,
};
use zhixing_law::day::Day;

use super::case::page_of;
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::{Nothing, Sent},
    view::{Action, DoneView, LightName, light, some},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(counts))
        .routes(routes!(focus))
        .routes(routes!(accept))
        .routes(routes!(complete))
        .routes(routes!(give_back))
        .routes(routes!(assign))
        .routes(routes!(run_triage))
        .routes(routes!(override_triage))
}

/// 事项筛选条件
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TaskQuery {
    /// 只看本人的
    pub mine: Option<bool>,
    pub team: Option<String>,
    pub node: Option<String>,
    /// live 未办结（默认）、open、accepted、returned、done、withdrawn、all 全部
    pub state: Option<String>,
    /// overdue 已逾期、today 今日到期、soon 三日内到期、week 七日内到期
    pub due: Option<String>,
    /// 案号、当事人、末几位
    #[param(max_length = 100)]
    pub q: Option<String>,
    #[param(max_length = 200)]
    pub after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

fn unknown(field: &'static str) -> Problem {
    Error::from(Refusal::field(field, FieldProblem::Unknown)).into()
}

impl TaskQuery {
    fn filter(&self, app: &App, at: At<'_>) -> Result<TaskFilter, Problem> {
        let mut filter = TaskFilter::of(at.court, app.clock.today());
        if self.mine == Some(true) {
            filter.mine = Some(mine(at));
        }
        filter.team.clone_from(&self.team);
        filter.node.clone_from(&self.node);
        filter.states = match self.state.as_deref() {
            None | Some("live") => TaskStates::Live,
            Some("open") => TaskStates::Only(TaskState::Open),
            Some("accepted") => TaskStates::Only(TaskState::Accepted),
            Some("returned") => TaskStates::Only(TaskState::Returned),
            Some("done") => TaskStates::Only(TaskState::Done),
            Some("withdrawn") => TaskStates::Only(TaskState::Withdrawn),
            Some("all") => TaskStates::All,
            Some(_) => return Err(unknown("state")),
        };
        filter.due = match self.due.as_deref() {
            None => None,
            Some("overdue") => Some(TaskDue::Overdue),
            Some("today") => Some(TaskDue::Today),
            Some("soon") => Some(TaskDue::Soon),
            Some("week") => Some(TaskDue::Week),
            Some(_) => return Err(unknown("due")),
        };
        Ok(filter)
    }

    /// The filter with what the search text means; true when it means more cases than are looked at.
    async fn searched(&self, app: &App, at: At<'_>) -> Result<(TaskFilter, bool), Problem> {
        let mut filter = self.filter(app, at)?;
        let text = self.q.as_deref().filter(|q| !q.trim().is_empty());
        let more = match text {
            None => false,
            Some(text) => app.search_tasks(at, &mut filter, text).await?,
        };
        Ok((filter, more))
    }
}

fn mine(at: At<'_>) -> Mine {
    Mine { staff: at.actor.id, posts: at.posts().to_vec() }
}

/// 事项
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskRowView {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub title: String,
    pub node: Option<String>,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    pub post: Option<String>,
    pub holder: Option<String>,
    /// 由本人办理
    pub mine: bool,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    #[schema(format = Date)]
    pub done_on: Option<String>,
    pub result: Option<String>,
    /// 在案件页的哪一栏办理
    pub opens: String,
    /// 随办理结果自动办结，不需要手工勾销
    pub automatic: bool,
    pub basis: Option<String>,
    pub respondents: String,
    pub actions: Vec<Action>,
}

/// The name of a post of the mode.
pub fn post_name(mode: &Mode, key: &str) -> Option<String> {
    if key == HANDLER {
        return Some("承办人".to_owned());
    }
    mode.post(key).map(|post| post.name.clone())
}

fn row_view(row: TaskRow, mode: &Mode, at: At<'_>, today: Day) -> TaskRowView {
    let live = row.state.is_live();
    let mine = match row.assignee {
        Some(assignee) => assignee == at.actor.id,
        None if row.post == HANDLER => at.is_home() && row.handler_name == at.actor.name,
        None => at.posts().contains(&row.post),
    };
    let node = mode.node(&row.node).map(|node| node.name.clone());
    let automatic = mode.task(&row.key).is_some_and(|rule| !rule.closes_on.is_empty());
    TaskRowView {
        id: row.task.0,
        case_id: row.case.0,
        light: if live { light(Some(row.due_on), today) } else { LightName::Idle },
        state_label: row.state.title().to_owned(),
        post: post_name(mode, &row.post),
        holder: some(&row.assignee_name),
        mine: mine && live,
        due_on: Some(row.due_on.to_string()),
        done_on: row.done_at.map(|at| at.day().to_string()),
        result: some(&row.result),
        basis: some(&row.basis),
        case_no: row.number,
        title: row.name,
        node,
        state: row.state.code().to_owned(),
        opens: row.opens,
        automatic,
        respondents: row.respondents,
        actions: Vec::new(),
    }
}

/// 一页事项
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskPage {
    pub items: Vec<TaskRowView>,
    /// 下一页的页码，最后一页为空
    pub next: Option<String>,
    /// 检索词符合的案件太多，只列出最近立案的 200 件的事项
    pub cases_capped: bool,
}

/// 事项清单，期限近的在前
#[utoipa::path(get, path = "/tasks", tag = "tasks", operation_id = "list_tasks",
    extensions(("x-act" = json!("list_tasks"))), params(TaskQuery),
    responses((status = 200, body = TaskPage)))]
async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<TaskQuery>,
) -> Result<Json<TaskPage>, Problem> {
    let at = caller.at();
    let (filter, cases_capped) = query.searched(&app, at).await?;
    let page = page_of(query.after.as_ref(), query.limit);
    let listing = app.list_tasks(at, &filter, &page).await?;
    let mode = app.mode(caller.organisation())?;
    let today = app.clock.today();
    let items = listing.rows.into_iter().map(|row| row_view(row, mode, at, today)).collect();
    Ok(Json(TaskPage { items, next: listing.next, cases_capped }))
}

/// 事项计数
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskCountsView {
    pub open: i64,
    pub accepted: i64,
    pub returned: i64,
    pub overdue: i64,
    pub due_today: i64,
    pub soon: i64,
    pub total: i64,
    /// 只数到上限，实际更多
    pub capped: bool,
}

/// 事项计数
#[utoipa::path(get, path = "/tasks/counts", tag = "tasks", operation_id = "count_tasks",
    extensions(("x-act" = json!("list_tasks"))), params(TaskQuery),
    responses((status = 200, body = TaskCountsView)))]
async fn counts(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<TaskQuery>,
) -> Result<Json<TaskCountsView>, Problem> {
    let (filter, more) = query.searched(&app, caller.at()).await?;
    let counts = app.count_tasks(caller.at(), &filter).await?;
    Ok(Json(TaskCountsView {
        open: counts.open,
        accepted: counts.accepted,
        returned: counts.returned,
        overdue: counts.overdue,
        due_today: counts.due_today,
        soon: counts.soon,
        total: counts.total,
        capped: counts.capped || more,
    }))
}

/// 件数与金额
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CountAndSum {
    pub count: i64,
    pub amount_fen: i64,
}

/// 件数
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CountOnly {
    pub count: i64,
}

/// 今日关注
#[derive(Debug, Serialize, ToSchema)]
pub struct Focus {
    pub unknown_receipts: CountAndSum,
    pub unpaid_funds: CountAndSum,
    /// 控制措施将到期、尚无人答复的案件
    pub measures_expiring: CountOnly,
    pub overdue_tasks: CountOnly,
}

/// 今日关注
#[utoipa::path(get, path = "/focus", tag = "tasks", operation_id = "focus",
    extensions(("x-act" = json!("list_tasks"))),
    responses((status = 200, body = Focus)))]
async fn focus(State(app): State<App>, caller: Caller) -> Result<Json<Focus>, Problem> {
    let at = caller.at();
    let today = app.clock.today();
    let mut filter = TaskFilter::of(at.court, today);
    filter.mine = Some(mine(at));
    let tasks = app.count_tasks(at, &filter).await?;
    let mut warned = CaseFilter::of(at.court, today);
    warned.warned = true;
    let warned = app.summarise_cases(at, &warned).await?;
    // Whoever may not see the funds sees no figure, not a refusal: the page is for everyone.
    let funds = match app.fund_summary(at).await {
        Ok(funds) => Some(funds),
        Err(Error::Forbidden(_) | Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let unknown = funds.as_ref().map_or_else(CountAndSum::default, |funds| CountAndSum {
        count: funds.unknown.count,
        amount_fen: funds.unknown.sum.get(),
    });
    let unpaid = funds.iter().flat_map(|funds| &funds.undistributed);
    let unpaid = unpaid.fold(CountAndSum::default(), |sum, age| CountAndSum {
        count: sum.count + age.cases.count,
        amount_fen: sum.amount_fen.saturating_add(age.cases.sum.get()),
    });
    Ok(Json(Focus {
        unknown_receipts: unknown,
        unpaid_funds: unpaid,
        measures_expiring: CountOnly { count: warned.count },
        overdue_tasks: CountOnly { count: tasks.overdue },
    }))
}

/// 办结回填
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultRequest {
    #[schema(min_length = 1, max_length = 1000)]
    pub result: String,
}

/// 写明理由
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonRequest {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// 指派事项
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignRequest {
    /// 指派给的人员
    pub to: Uuid,
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: String,
}

/// 运行分流
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundRequest {
    /// first 立案时，second 查控反馈后
    #[schema(value_type = String, pattern = "^(first|second)$")]
    pub round: Round,
}

/// 调整分流结果
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideRequest {
    #[schema(max_length = 50)]
    pub lane: String,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// 签收事项
#[utoipa::path(post, path = "/cases/{id}/tasks/{task}/accept", tag = "tasks",
    operation_id = "accept_task", extensions(("x-act" = json!("accept_task"))),
    params(("id" = Uuid, Path), ("task" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn accept(
    State(app): State<App>,
    Path((id, task)): Path<(Uuid, Uuid)>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("task.accept");
    let done = task::accept(&app, &meta, CaseId(id), TaskId(task)).await?;
    Ok(Json(DoneView::of(&done, "task.accepted")))
}

/// 办结事项
#[utoipa::path(post, path = "/cases/{id}/tasks/{task}/complete", tag = "tasks",
    operation_id = "complete_task", extensions(("x-act" = json!("complete_task"))),
    params(("id" = Uuid, Path), ("task" = Uuid, Path)),
    request_body = ResultRequest, responses((status = 200, body = DoneView)))]
async fn complete(
    State(app): State<App>,
    Path((id, task)): Path<(Uuid, Uuid)>,
    sent: Sent<ResultRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("task.complete");
    let result = &sent.body.result;
    let done = task::complete(&app, &meta, CaseId(id), TaskId(task), result).await?;
    Ok(Json(DoneView::of(&done, "task.completed")))
}

/// 退回事项
#[utoipa::path(post, path = "/cases/{id}/tasks/{task}/return", tag = "tasks",
    operation_id = "return_task", extensions(("x-act" = json!("return_task"))),
    params(("id" = Uuid, Path), ("task" = Uuid, Path)),
    request_body = ReasonRequest, responses((status = 200, body = DoneView)))]
async fn give_back(
    State(app): State<App>,
    Path((id, task)): Path<(Uuid, Uuid)>,
    sent: Sent<ReasonRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("task.return");
    let reason = &sent.body.reason;
    let done = task::give_back(&app, &meta, CaseId(id), TaskId(task), reason).await?;
    Ok(Json(DoneView::of(&done, "task.returned")))
}

/// 指派事项
#[utoipa::path(post, path = "/cases/{id}/tasks/{task}/assign", tag = "tasks",
    operation_id = "assign_task", extensions(("x-act" = json!("assign_task"))),
    params(("id" = Uuid, Path), ("task" = Uuid, Path)),
    request_body = AssignRequest, responses((status = 200, body = DoneView)))]
async fn assign(
    State(app): State<App>,
    Path((id, task)): Path<(Uuid, Uuid)>,
    sent: Sent<AssignRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("task.assign");
    let AssignRequest { to, reason } = &sent.body;
    let (case, task) = (CaseId(id), TaskId(task));
    let done = task::assign(&app, &meta, case, task, StaffId(*to), reason).await?;
    Ok(Json(DoneView::of(&done, "task.assigned")))
}

/// 运行繁简分流
#[utoipa::path(post, path = "/cases/{id}/triage/run", tag = "tasks",
    operation_id = "run_triage", extensions(("x-act" = json!("run_triage"))),
    params(("id" = Uuid, Path)),
    request_body = RoundRequest, responses((status = 200, body = DoneView)))]
async fn run_triage(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<RoundRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("triage.run");
    let done = zhixing_app::triage::run(&app, &meta, CaseId(id), sent.body.round).await?;
    Ok(Json(DoneView::of(&done, "triage.decided")))
}

/// 调整分流结果
#[utoipa::path(post, path = "/cases/{id}/triage/override", tag = "tasks",
    operation_id = "override_triage", extensions(("x-act" = json!("override_triage"))),
    params(("id" = Uuid, Path)),
    request_body = OverrideRequest, responses((status = 200, body = DoneView)))]
async fn override_triage(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<OverrideRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("triage.override");
    let OverrideRequest { lane, reason } = &sent.body;
    let done = zhixing_app::triage::override_lane(&app, &meta, CaseId(id), lane, reason).await?;
    Ok(Json(DoneView::of(&done, "triage.overridden")))
}

/// What the reader may do with a task.
pub fn actions(
    app: &App,
    at: At<'_>,
    file: &zhixing_domain::matter::Matter,
    task: &zhixing_domain::work::task::Task,
    mine: bool,
    automatic: bool,
) -> Vec<Action> {
    if !task.state.is_live() {
        return Vec::new();
    }
    let not_mine = (!mine).then_some("由在岗人员办理");
    let by_event = automatic.then_some("随办理结果自动办结");
    let accepted = (task.state == TaskState::Accepted).then_some("已经签收");
    let returned = (task.state == TaskState::Returned).then_some("已经退回");
    crate::view::Actions::new(app, at, file)
        .act(Act::AcceptTask, not_mine.or(accepted))
        .act(Act::CompleteTask, not_mine.or(by_event))
        .act(Act::ReturnTask, not_mine.or(returned))
        .act(Act::AssignTask, None)
        .done()
}
