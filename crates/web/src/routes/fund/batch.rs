//! 付款批次：approved payouts go to the bank as one file, and its answer comes back.

use std::collections::BTreeSet;

use axum::{Json, extract::State, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    error::Error,
    list::BatchLineRow,
    payout::{self, BatchFormat},
};
use zhixing_domain::ground::{
    id::{BatchId, CaseId, PayoutId},
    refusal::Refusal,
};
use zhixing_law::mask;

use super::{FileUpload, ImportProblem, StatementImport, unknown};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    routes::document::file,
    sent::{Sent, SentFile},
    view::LightName,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(export))
        .routes(routes!(batch))
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

/// 生成的付款批次
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchMade {
    pub id: Option<Uuid>,
    /// 银行不会接受、没有进入批次的付款，逐笔写明案号、收款人和原因
    pub left_out: Vec<String>,
}

/// 付款批次的内容
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// 进入本批次的发放，不填的为全部已批准的
    #[serde(default)]
    #[schema(max_items = 200)]
    pub payouts: Option<Vec<Uuid>>,
}

/// 把已批准的发放生成付款批次
#[utoipa::path(post, path = "/funds/batches", tag = "funds", operation_id = "export_batch",
    extensions(("x-act" = json!("export_batch"))),
    request_body = BatchRequest, responses((status = 200, body = BatchMade)))]
async fn export(
    State(app): State<App>,
    sent: Sent<BatchRequest>,
) -> Result<Json<BatchMade>, Problem> {
    let meta = sent.meta("payout.export");
    let payable = app.payable(&meta.actor).await;
    let payable = payable.and_then(|all| chosen(all, sent.body.payouts.as_deref()));
    app.leave_attempt(&meta, None, &payable).await;
    let payable = payable?;
    let done = payout::export(&app, &meta, &payable).await?;
    let made = done.note.get("batch").and_then(|id| id.as_str());
    let id = made.and_then(|id| Uuid::parse_str(id).ok());
    let left_out = done.note.get("left_out").and_then(|lines| lines.as_array());
    let left_out = left_out.into_iter().flatten().filter_map(|line| line.as_str());
    Ok(Json(BatchMade { id, left_out: left_out.map(str::to_owned).collect() }))
}

/// The payouts that were chosen, all of them if none was named.
///
/// # Errors
/// One of them is not, or no longer, approved and unpaid.
fn chosen(
    payable: Vec<(CaseId, PayoutId)>,
    payouts: Option<&[Uuid]>,
) -> Result<Vec<(CaseId, PayoutId)>, Error> {
    let Some(wanted) = payouts else { return Ok(payable) };
    let wanted: BTreeSet<Uuid> = wanted.iter().copied().collect();
    let found: Vec<_> =
        payable.into_iter().filter(|(_, payout)| wanted.contains(&payout.0)).collect();
    if found.len() == wanted.len() {
        return Ok(found);
    }
    Err(Refusal::Missing("待付款的发放").into())
}

/// 付款批次的一笔
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchLineView {
    pub case_id: Uuid,
    pub case_no: String,
    pub payee: String,
    pub bank: String,
    /// 收款账号，脱敏
    pub account: String,
    pub amount_fen: i64,
    pub text: String,
    /// open、paid 或 rejected
    pub outcome: String,
    pub outcome_label: String,
    pub light: LightName,
    /// 付讫日期和银行流水号，或者退回的原因
    pub detail: String,
}

/// 付款批次
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchView {
    pub lines: Vec<BatchLineView>,
    pub total_fen: i64,
}

/// 付款批次的各笔付款和银行的答复
#[utoipa::path(get, path = "/funds/batches/{batch}", tag = "funds",
    operation_id = "batch", extensions(("x-act" = json!("view_funds"))),
    params(("batch" = Uuid, Path)), responses((status = 200, body = BatchView)))]
async fn batch(
    State(app): State<App>,
    caller: Caller,
    Path(batch): Path<Uuid>,
) -> Result<Json<BatchView>, Problem> {
    let rows = app.batch_lines(caller.at(), BatchId(batch)).await?;
    let total_fen = rows.iter().map(|row| row.amount.get()).sum();
    Ok(Json(BatchView { lines: rows.into_iter().map(line).collect(), total_fen }))
}

fn line(row: BatchLineRow) -> BatchLineView {
    let on = row.paid_on.map(|on| on.to_string()).unwrap_or_default();
    let (outcome, outcome_label, light, detail) = match row.outcome.as_str() {
        "paid" => ("paid", "已付讫", LightName::Idle, format!("{on} {}", row.reference)),
        "rejected" => ("rejected", "退回", LightName::Overdue, row.reason),
        _ => ("open", "待银行回单", LightName::Soon, String::new()),
    };
    BatchLineView {
        case_id: row.case.0,
        case_no: row.number,
        payee: row.payee_name,
        bank: row.payee_bank,
        account: mask::account(&row.payee_account),
        amount_fen: row.amount.get(),
        text: row.text,
        outcome: outcome.to_owned(),
        outcome_label: outcome_label.to_owned(),
        light,
        detail,
    }
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
    let is_waiting = done.note.get("waiting").and_then(|waiting| waiting.as_bool());
    let waiting = is_waiting.filter(|waiting| *waiting).map(|_| ImportProblem {
        r#where: sent.name.clone(),
        what: "银行已受理整批付款，尚未付讫；付讫或者退回后，请再导入银行的回单".to_owned(),
    });
    let said = done.note.get("contradictions").and_then(|said| said.as_array());
    let said = said.into_iter().flatten().filter_map(|line| line.as_str());
    let contradictions =
        said.map(|what| ImportProblem { r#where: sent.name.clone(), what: what.to_owned() });
    let problems = waiting.into_iter().chain(contradictions).collect();
    Ok(Json(StatementImport {
        file_name: sent.name.clone(),
        lines: settled,
        imported: settled,
        repeated: 0,
        matched: settled,
        unknown: 0,
        returned: 0,
        problems,
    }))
}
