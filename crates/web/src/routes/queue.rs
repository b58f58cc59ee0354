//! 后台运行：how the court's duties and jobs stand, for who keeps the system running.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App, bulk, export, lane, queue, sheet,
    upkeep::{self, DeadJob, DutyState, LaneCounts},
};
use zhixing_domain::matter::effect::Effect;
use zhixing_law::instant::Instant;

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::{Nothing, Sent},
    view::DoneView,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(standing)).routes(routes!(resend)).routes(routes!(give_up))
}

/// 从哪一项之后看起
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// 上一页的 `next`
    pub after: Option<Uuid>,
}

/// 放弃
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveUpRequest {
    #[schema(min_length = 1, max_length = 300)]
    pub reason: String,
}

/// 值守
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyView {
    pub name: String,
    /// 上次办成的时间，从没有办成的为空
    #[schema(format = DateTime)]
    pub ok_at: Option<String>,
    /// 从什么时候起办不成
    #[schema(format = DateTime)]
    pub failing_since: Option<String>,
    pub error: Option<String>,
    /// 要有人处理
    pub alarm: bool,
}

/// 一类后台任务
#[derive(Debug, Serialize, ToSchema)]
pub struct LaneView {
    pub kind: String,
    pub title: String,
    pub waiting: i64,
    pub dead: i64,
    /// 排在最前的从什么时候起该办
    #[schema(format = DateTime)]
    pub due_since: Option<String>,
}

/// 没有办成的后台任务
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadJobView {
    pub id: Uuid,
    pub title: String,
    pub case_no: Option<String>,
    pub attempts: i64,
    #[schema(format = DateTime)]
    pub created_at: String,
    #[schema(format = DateTime)]
    pub failed_at: Option<String>,
    /// 最后一次的原因，供技术人员判断
    pub error: Option<String>,
}

/// 后台运行情况
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueView {
    pub duties: Vec<DutyView>,
    pub lanes: Vec<LaneView>,
    /// 没有办成的，早的在前
    pub dead: Vec<DeadJobView>,
    pub next: Option<Uuid>,
}

fn some(at: Option<Instant>) -> Option<String> {
    at.map(|at| at.to_string())
}

fn duty_view(state: DutyState) -> DutyView {
    DutyView {
        name: state.duty.title().to_owned(),
        ok_at: some(state.ok_at),
        failing_since: some(state.failing_since),
        error: state.error,
        alarm: state.alarm,
    }
}

fn lane_view(counts: LaneCounts) -> LaneView {
    LaneView {
        title: title(&counts.kind).to_owned(),
        waiting: counts.waiting,
        dead: counts.dead,
        due_since: some(counts.due_since),
        kind: counts.kind,
    }
}

fn title(kind: &str) -> &'static str {
    match kind {
        lane::MESSAGE => "短信",
        lane::NETWORK => "网络查控",
        lane::PAPER => "文书",
        lane::EFFECT => "分流",
        queue::DAILY => "每日例行",
        export::LIST => "导出",
        bulk::RUN => "批量办理",
        sheet::RUN => "批量立案",
        _ => "其他",
    }
}

fn effect_title(effect: &Effect) -> &'static str {
    match effect {
        Effect::SendSearch { .. } => "发出网络查询请求",
        Effect::SendMeasure { .. } => "发出控制请求",
        Effect::SendDeduction { .. } => "发出扣划请求",
        Effect::MakeDocument { .. } => "制作文书",
        Effect::RenderDocument { .. } => "用印并生成文书文件",
        Effect::SendMessage { .. } => "发送短信",
        Effect::RunTriage { .. } => "运行分流",
    }
}

fn dead_view(dead: DeadJob) -> DeadJobView {
    let DeadJob { job, stored, case_no } = dead;
    let title = match (&stored, job.kind.as_str()) {
        (Some(stored), _) => effect_title(&stored.effect).to_owned(),
        (None, export::LIST) => export::title(&job.body),
        (None, bulk::RUN) => bulk::title(&job.body),
        (None, sheet::RUN) => sheet::title(&job.body),
        (None, kind) => title(kind).to_owned(),
    };
    DeadJobView {
        id: job.key.job_id,
        title,
        case_no,
        attempts: job.attempts,
        created_at: job.created_at.to_string(),
        failed_at: some(job.failed_at),
        error: job.last_error,
    }
}

/// 后台运行情况
#[utoipa::path(get, path = "/queue", tag = "jobs", operation_id = "queue",
    extensions(("x-act" = json!("manage_jobs"))), params(After),
    responses((status = 200, body = QueueView)))]
async fn standing(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<After>,
) -> Result<Json<QueueView>, Problem> {
    let standing = upkeep::standing(&app, caller.at(), asked.after).await?;
    Ok(Json(QueueView {
        duties: standing.duties.into_iter().map(duty_view).collect(),
        lanes: standing.lanes.into_iter().map(lane_view).collect(),
        dead: standing.dead.into_iter().map(dead_view).collect(),
        next: standing.next,
    }))
}

/// 重发没有办成的后台任务
#[utoipa::path(post, path = "/queue/{id}/resend", tag = "jobs", operation_id = "resend_job",
    extensions(("x-act" = json!("manage_jobs"))),
    params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = DoneView)))]
async fn resend(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let done = upkeep::resend(&app, &sent.meta("job.resend"), id).await?;
    Ok(Json(DoneView::of(&done, "job.resent")))
}

/// 放弃没有办成的后台任务，写明原因
#[utoipa::path(post, path = "/queue/{id}/give_up", tag = "jobs", operation_id = "give_up_job",
    extensions(("x-act" = json!("manage_jobs"))),
    params(("id" = Uuid, Path)), request_body = GiveUpRequest,
    responses((status = 200, body = DoneView)))]
async fn give_up(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<GiveUpRequest>,
) -> Result<Json<DoneView>, Problem> {
    let done = upkeep::give_up(&app, &sent.meta("job.give_up"), id, &sent.body.reason).await?;
    Ok(Json(DoneView::of(&done, "job.given_up")))
}
