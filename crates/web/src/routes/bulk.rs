//! 批量办理：one command over many rows of a list, and what became of it.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    bulk::{self, RefusedRow, Wanted, Which},
    error::Error,
};
use zhixing_domain::ground::{id::CaseId, subject::Subject};

use super::job::{JobView, view};
use crate::{caller::Caller, extract::Path, problem::Problem, sent::Sent};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(run))
}

/// 选中的一行
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRow {
    pub case_id: Uuid,
    /// 该行的编号
    pub id: Uuid,
}

/// 批量办理
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// 清单的代码
    #[schema(max_length = 50)]
    pub list: String,
    /// 办理事项的名称，见 `/api/commands`
    #[schema(max_length = 50)]
    pub command: String,
    /// 办理事项的各项内容
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub fields: Map<String, Value>,
    /// 选中的行；不填则为符合筛选条件的全部
    #[serde(default)]
    pub rows: Option<Vec<BulkRow>>,
    /// 筛选条件
    #[serde(default)]
    pub filter: BTreeMap<String, String>,
}

/// 已开始的批量办理
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkStarted {
    /// 后台任务的编号
    pub job: Uuid,
    pub total: usize,
}

/// 发起批量办理：每一行是一次单独的办理，被拒绝的逐行说明
#[utoipa::path(post, path = "/bulk", tag = "jobs", operation_id = "start_bulk",
    extensions(("x-act" = json!("session"))), request_body = BulkRequest,
    responses((status = 200, body = BulkStarted)))]
async fn start(
    State(app): State<App>,
    sent: Sent<BulkRequest>,
) -> Result<Json<BulkStarted>, Problem> {
    let meta = sent.meta("bulk.start");
    let BulkRequest { list, command, fields, rows, filter } = sent.body;
    let which = match rows {
        Some(rows) => Which::Rows(rows.iter().map(|row| (CaseId(row.case_id), row.id)).collect()),
        None => Which::Filter(filter),
    };
    let done = bulk::start(&app, &meta, &Wanted { list, command, fields, which }).await?;
    let started = serde_json::from_value::<Started>(done.note).map_err(Error::from)?;
    Ok(Json(BulkStarted { job: started.job, total: started.total }))
}

#[derive(Deserialize)]
struct Started {
    job: Uuid,
    total: usize,
}

/// 没有办理的一行
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedRowView {
    pub case_id: Uuid,
    pub case_no: String,
    /// 该行是什么，例如事项的名称
    pub title: String,
    /// 在案件页的哪一栏
    pub opens: String,
    pub code: String,
    pub reason: String,
}

/// 一次批量办理的情况
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkView {
    pub job: JobView,
    /// 已办，办完才有
    pub done: Option<usize>,
    /// 没有办理，办完才有
    pub refused: Option<usize>,
    /// 没有办理的各行，最多一千行
    pub rows: Vec<RefusedRowView>,
}

/// 一次批量办理的情况
#[utoipa::path(get, path = "/bulk/{id}", tag = "jobs", operation_id = "bulk",
    extensions(("x-act" = json!("session"))), params(("id" = Uuid, Path)),
    responses((status = 200, body = BulkView)))]
async fn run(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<BulkView>, Problem> {
    let job = app.job(caller.actor(), id).await?;
    if job.kind != bulk::RUN {
        return Err(Error::NotFound("批量办理").into());
    }
    let made = bulk::made(&job);
    let rows = match &made {
        Some(made) => bulk::refused_rows(&app, &job.key.court_id, made).await?,
        None => Vec::new(),
    };
    let (done, refused) = (made.as_ref().map(|m| m.done), made.as_ref().map(|m| m.refused));
    Ok(Json(BulkView { job: view(job), done, refused, rows: rows.into_iter().map(row).collect() }))
}

fn row(row: RefusedRow) -> RefusedRowView {
    let opens = match row.on {
        Subject::Task(_) => "tasks",
        Subject::Measure(_) => "measures",
        Subject::Asset(_) => "assets",
        _ => "head",
    };
    RefusedRowView {
        case_id: row.case.0,
        case_no: row.number,
        title: row.name,
        opens: opens.to_owned(),
        code: row.code,
        reason: row.reason,
    }
}
