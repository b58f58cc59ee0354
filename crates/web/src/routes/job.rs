//! 后台任务

use axum::{Json, extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App, bulk, export,
    list::{self, JobState},
    sheet,
};

use super::document::file;
use crate::{caller::Caller, extract::Path, problem::Problem, sent::Nothing, view::Page};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(jobs))
        .routes(routes!(one))
        .routes(routes!(cancel))
        .routes(routes!(result))
}

/// 后台任务
#[derive(Debug, Serialize, ToSchema)]
pub struct JobView {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    /// queued、running、done、failed、cancelled
    pub state: String,
    pub done: i64,
    pub total: Option<i64>,
    pub failed: i64,
    pub message: Option<String>,
    #[schema(format = DateTime)]
    pub created_at: String,
    /// 结果文件的地址
    pub result_url: Option<String>,
}

pub(super) fn view(job: list::Job) -> JobView {
    let running = job.leased_until.is_some();
    let state = match job.state {
        JobState::Waiting if running => "running",
        JobState::Waiting => "queued",
        JobState::Done => "done",
        JobState::Dead => "failed",
        JobState::Cancelled => "cancelled",
    };
    let title = match job.kind.as_str() {
        export::LIST => export::title(&job.body),
        bulk::RUN => bulk::title(&job.body),
        sheet::RUN => sheet::title(&job.body),
        _ => "后台任务".to_owned(),
    };
    let file = job.kind == export::LIST;
    let made = file && job.state == JobState::Done && job.result.is_some();
    let refused = bulk::made(&job).map_or(0, |made| made.refused);
    let unfiled = sheet::made(&job).map_or(0, |made| made.refused + made.received);
    let message = match job.state {
        JobState::Done if 0 < refused => Some(format!("其中 {refused} 项没有办理，请查看原因。")),
        JobState::Done if 0 < unfiled => Some(format!("其中 {unfiled} 行没有立案，请查看原因。")),
        JobState::Dead => Some("没有完成，请重新发起；仍不行时请联系信息技术人员。".to_owned()),
        _ => None,
    };
    JobView {
        id: job.key.job_id,
        title,
        state: state.to_owned(),
        done: job.done_count,
        total: job.total_count,
        failed: i64::from(job.state == JobState::Dead),
        message,
        created_at: job.created_at.to_string(),
        result_url: made.then(|| format!("/api/jobs/{}/result", job.key.job_id)),
        kind: job.kind,
    }
}

/// 本人的后台任务，新的在前
#[utoipa::path(get, path = "/jobs", tag = "jobs", operation_id = "list_jobs",
    extensions(("x-act" = json!("session"))),
    responses((status = 200, body = Page<JobView>)))]
async fn jobs(State(app): State<App>, caller: Caller) -> Result<Json<Page<JobView>>, Problem> {
    let jobs = app.jobs(caller.actor(), 50).await?;
    Ok(Json(Page { items: jobs.into_iter().map(view).collect(), next: None }))
}

/// 一个后台任务
#[utoipa::path(get, path = "/jobs/{id}", tag = "jobs", operation_id = "job",
    extensions(("x-act" = json!("session"))), params(("id" = Uuid, Path)),
    responses((status = 200, body = JobView)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<JobView>, Problem> {
    Ok(Json(view(app.job(caller.actor(), id).await?)))
}

/// 取消后台任务
#[utoipa::path(post, path = "/jobs/{id}/cancel", tag = "jobs", operation_id = "cancel_job",
    extensions(("x-act" = json!("session"))),
    params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 204, description = "已请求停止")))]
async fn cancel(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    app.cancel_job(caller.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 任务的结果文件
#[utoipa::path(get, path = "/jobs/{id}/result", tag = "jobs", operation_id = "job_result",
    extensions(("x-act" = json!("session"))), params(("id" = Uuid, Path)),
    responses((status = 200, description = "文件", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn result(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let (name, bytes) = export::result(&app, caller.actor(), id).await?;
    Ok(file(&name, export::MEDIA, false, bytes))
}
