//! 付款批次：approved payouts go to the bank as one file, and its answer comes back.

use axum::{Json, extract::State, response::Response};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    payout::{self, BatchFormat},
};
use zhixing_domain::ground::id::BatchId;

use super::{FileUpload, StatementImport, unknown};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    routes::document::file,
    sent::{Nothing, Sent, SentFile},
    view::DoneView,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(export))
        .routes(routes!(batch_file))
        .routes(routes!(import_return))
}

/// 批次文件的格式
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FormatQuery {
    /// pain001 或 csv
    #[param(pattern = "^(pain001|csv)$")]
    pub format: String,
}

/// 把已批准的发放生成付款批次
#[utoipa::path(post, path = "/funds/batches", tag = "funds", operation_id = "export_batch",
    extensions(("x-act" = json!("export_batch"))),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn export(State(app): State<App>, sent: Sent<Nothing>) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("payout.export");
    let payable = app.payable(&meta.actor).await;
    app.leave_attempt(&meta, None, &payable).await;
    let payable = payable?;
    let done = payout::export(&app, &meta, &payable).await?;
    let made = done.note.get("batch").and_then(|id| id.as_str());
    let id = made.and_then(|id| Uuid::parse_str(id).ok());
    Ok(Json(DoneView { id, ..DoneView::of(&done, "batch.created") }))
}

/// 批次的银行文件
#[utoipa::path(get, path = "/funds/batches/{batch}/file", tag = "funds",
    operation_id = "batch_file", extensions(("x-act" = json!("export_batch"))),
    params(("batch" = Uuid, Path), FormatQuery),
    responses((status = 200, description = "银行文件", body = Vec<u8>,
        content_type = "application/octet-stream")))]
async fn batch_file(
    State(app): State<App>,
    caller: Caller,
    Path(batch): Path<Uuid>,
    Query(query): Query<FormatQuery>,
) -> Result<Response, Problem> {
    let format = match query.format.as_str() {
        "pain001" => BatchFormat::Pain001,
        "csv" => BatchFormat::Csv,
        _ => return Err(unknown("format")),
    };
    let (name, bytes) = payout::file(&app, caller.actor(), BatchId(batch), format).await?;
    Ok(file(&name, "application/octet-stream", false, bytes))
}

/// 导入付款回单
#[utoipa::path(post, path = "/funds/batches/{batch}/return", tag = "funds",
    operation_id = "import_return", extensions(("x-act" = json!("import_return"))),
    params(("batch" = Uuid, Path)),
    request_body(content = FileUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = StatementImport)))]
async fn import_return(
    State(app): State<App>,
    Path(batch): Path<Uuid>,
    sent: SentFile,
) -> Result<Json<StatementImport>, Problem> {
    let meta = sent.meta("payout.import_return");
    let done = payout::import_return(&app, &meta, BatchId(batch), &sent.name, &sent.bytes).await?;
    let settled = done.happened.iter().filter(|h| h.kind == "payout.line_settled").count();
    let settled = i64::try_from(settled).unwrap_or(i64::MAX);
    Ok(Json(StatementImport {
        file_name: sent.name.clone(),
        lines: settled,
        imported: settled,
        repeated: 0,
        matched: settled,
        unknown: 0,
        returned: 0,
        problems: Vec::new(),
    }))
}
