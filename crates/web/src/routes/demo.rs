//! 演示法院的对方银行：files that a real bank would send; not there outside a demo.

use axum::{extract::State, response::Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, demo};
use zhixing_domain::ground::id::BatchId;
use zhixing_law::day::Day;

use super::document::file;
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(statement)).routes(routes!(pay))
}

/// 流水文件格式
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementFormat {
    Camt053,
    Csv,
}

/// 流水的起止日期
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct StatementQuery {
    #[param(value_type = String, format = Date)]
    pub from: Day,
    #[param(value_type = String, format = Date)]
    pub to: Day,
    #[param(inline)]
    pub format: StatementFormat,
}

/// 模拟银行流水
#[utoipa::path(get, path = "/demo/statement", tag = "funds", operation_id = "demo_statement",
    extensions(("x-act" = json!("import_statement"))), params(StatementQuery),
    responses((status = 200, description = "流水文件", body = Vec<u8>,
        content_type = "application/octet-stream")))]
async fn statement(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<StatementQuery>,
) -> Result<Response, Problem> {
    let csv = query.format == StatementFormat::Csv;
    let (name, bytes) = demo::statement(&app, caller.actor(), query.from, query.to, csv)?;
    Ok(file(&name, "application/octet-stream", false, bytes))
}

/// 模拟银行回单; handing the same batch in again brings the same answer.
#[utoipa::path(get, path = "/demo/batches/{batch}/return", tag = "funds",
    operation_id = "demo_return", extensions(("x-act" = json!("import_return"))),
    params(("batch" = Uuid, Path)),
    responses((status = 200, description = "回单文件", body = Vec<u8>,
        content_type = "application/octet-stream")))]
async fn pay(
    State(app): State<App>,
    caller: Caller,
    Path(batch): Path<Uuid>,
) -> Result<Response, Problem> {
    let (name, bytes) = demo::pay(&app, caller.actor(), BatchId(batch)).await?;
    Ok(file(&name, "application/octet-stream", false, bytes))
}
