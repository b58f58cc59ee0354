//! 批量立案：the form, a table that is checked, and the runs by which its rows are filed.

use axum::{Json, extract::State, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    error::Error,
    export,
    list::Job,
    sheet::{self, Checked, Filed, Placed, Take, form, mark},
};
use zhixing_domain::ground::refusal::{FieldProblem, Refusal};
use zhixing_law::money::Fen;

use super::{
    document::file,
    fund::FileUpload,
    job::{JobView, view},
};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::{Sent, SentFile},
    view::{Page, some},
    wording,
};

/// Media type of a table of comma-separated values.
const CSV: &str = "text/csv; charset=utf-8";

/// Faults that are listed; the table that is handed back has all of them.
const FAULTS_MAX: usize = 500;

/// Rows of a run that are listed of each kind; the table that is handed back has all of them.
const ROWS_MAX: usize = 200;

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(empty))
        .routes(routes!(check))
        .routes(routes!(marked))
        .routes(routes!(start, runs))
        .routes(routes!(run))
        .routes(routes!(filed))
}

/// 表样的格式
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SheetFormat {
    /// xlsx 或 csv
    #[param(pattern = "^(xlsx|csv)$")]
    pub format: String,
}

/// 批量立案的表样
#[utoipa::path(get, path = "/filing/form", tag = "filing", operation_id = "filing_form",
    extensions(("x-act" = json!("file_case"))), params(SheetFormat),
    responses((status = 200, description = "表样", body = Vec<u8>,
        content_type = "application/octet-stream")))]
async fn empty(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<SheetFormat>,
) -> Result<Response, Problem> {
    Ok(match query.format.as_str() {
        "csv" => file("批量立案表样.csv", CSV, false, form::text(&app, caller.at())?),
        "xlsx" => {
            let bytes = form::workbook(&app, caller.at()).await?;
            file("批量立案表样.xlsx", export::MEDIA, false, bytes)
        }
        _ => return Err(Error::from(Refusal::field("format", FieldProblem::Unknown)).into()),
    })
}

/// 表中的一处毛病
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetFault {
    /// 第几行，或者共同内容
    pub place: String,
    /// 在表中的列，例如 B
    pub letters: Option<String>,
    /// 栏名
    pub column: String,
    /// 什么问题，怎样改正
    pub what: String,
    pub basis: Option<String>,
}

/// 核对的结果
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetChecked {
    /// 上传的表，以其摘要为编号
    pub sheet: String,
    pub file_name: String,
    pub rows: usize,
    /// 合格的行
    pub good: usize,
    /// 不合格的行
    pub bad: usize,
    /// 合格的各行申请执行标的额合计
    pub amount_fen: i64,
    /// 各处毛病，最多五百处
    pub faults: Vec<SheetFault>,
    /// 没有列出的还有几处
    pub more: usize,
}

fn fault(placed: &Placed) -> SheetFault {
    SheetFault {
        place: wording::sheet::place(placed.place),
        letters: placed.letters.clone(),
        column: wording::sheet::column(placed).to_owned(),
        what: wording::sheet::sentence(placed),
        basis: wording::sheet::basis(placed),
    }
}

fn checked(sheet: String, checked: &Checked) -> SheetChecked {
    let sums = checked.good.iter().filter_map(|(_, application)| application.claim.total().ok());
    let amount = Fen::sum(sums).unwrap_or_default();
    SheetChecked {
        sheet,
        file_name: checked.table.name.clone(),
        rows: checked.table.rows.len(),
        good: checked.good.len(),
        bad: checked.bad(),
        amount_fen: amount.get(),
        faults: checked.faults.iter().take(FAULTS_MAX).map(fault).collect(),
        more: checked.faults.len().saturating_sub(FAULTS_MAX),
    }
}

/// 上传批量立案的表并逐行核对；只核对，不立案
#[utoipa::path(post, path = "/filing/sheets", tag = "filing", operation_id = "check_sheet",
    extensions(("x-act" = json!("file_case"))),
    request_body(content = FileUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = SheetChecked)))]
async fn check(State(app): State<App>, sent: SentFile) -> Result<Json<SheetChecked>, Problem> {
    let meta = sent.meta("sheet.check");
    let (digest, found) = sheet::hand_in(&app, &meta, &sent.name, &sent.bytes).await?;
    Ok(Json(checked(digest.to_string(), &found)))
}

/// 带核对结果的表
#[utoipa::path(get, path = "/filing/sheets/{sheet}/marked", tag = "filing",
    operation_id = "marked_sheet", extensions(("x-act" = json!("file_case"))),
    params(("sheet" = String, Path)),
    responses((status = 200, description = "带核对结果的表", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn marked(
    State(app): State<App>,
    caller: Caller,
    Path(sheet): Path<String>,
) -> Result<Response, Problem> {
    let said = wording::sheet::in_cell;
    let (name, bytes) = mark::checked(&app, caller.at(), &sheet, said).await?;
    Ok(file(&name, export::MEDIA, false, bytes))
}

/// 立哪些行
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetTake {
    /// 只立合格的行
    Good,
    /// 全部合格才立
    All,
}

/// 发起批量立案
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetRequest {
    /// 上传时得到的编号
    #[schema(max_length = 64)]
    pub sheet: String,
    pub take: SheetTake,
}

/// 已开始的批量立案
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SheetStarted {
    /// 后台任务的编号
    pub job: Uuid,
    pub total: usize,
}

/// 发起批量立案：每一行是一次单独的收件立案，被拒绝的逐行说明
#[utoipa::path(post, path = "/filing/runs", tag = "filing", operation_id = "start_sheet",
    extensions(("x-act" = json!("file_case"))), request_body = SheetRequest,
    responses((status = 200, body = SheetStarted)))]
async fn start(
    State(app): State<App>,
    sent: Sent<SheetRequest>,
) -> Result<Json<SheetStarted>, Problem> {
    let meta = sent.meta("sheet.start");
    let take = match sent.body.take {
        SheetTake::Good => Take::Good,
        SheetTake::All => Take::All,
    };
    let done = sheet::start(&app, &meta, &sent.body.sheet, take).await?;
    Ok(Json(serde_json::from_value(done.note).map_err(Error::from)?))
}

/// 一行的立案结果
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetRowView {
    pub row: u32,
    pub respondent: String,
    pub case_id: Option<Uuid>,
    /// 没有编立案号的为空
    pub case_no: Option<String>,
    /// 没有立案的原因
    pub reason: Option<String>,
}

/// 一次批量立案
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetRunView {
    pub job: JobView,
    pub file_name: String,
    /// 核对不合格、没有进入本次立案的行
    pub left_out: usize,
    /// 已立案，办完才有
    pub filed: Option<usize>,
    /// 已收件待补正，办完才有
    pub received: Option<usize>,
    /// 没有立案，办完才有
    pub refused: Option<usize>,
}

/// 一次批量立案的情况
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetRunDetail {
    pub run: SheetRunView,
    /// 没有立案、已收件待补正的各行，最多二百行
    pub failed: Vec<SheetRowView>,
    /// 已立案的各行，最多二百行
    pub cases: Vec<SheetRowView>,
}

fn run_view(job: Job) -> SheetRunView {
    let made = sheet::made(&job);
    let about = sheet::about(&job.body);
    SheetRunView {
        file_name: about.as_ref().map(|about| about.name.clone()).unwrap_or_default(),
        left_out: about.map_or(0, |about| about.left_out),
        filed: made.as_ref().map(|made| made.filed),
        received: made.as_ref().map(|made| made.received),
        refused: made.as_ref().map(|made| made.refused),
        job: view(job),
    }
}

fn row_view(row: &Filed) -> SheetRowView {
    SheetRowView {
        row: row.row,
        respondent: row.respondent.clone(),
        case_id: row.case.map(|case| case.0),
        case_no: some(&row.number),
        reason: some(&row.reason),
    }
}

/// 本人的批量立案，新的在前
#[utoipa::path(get, path = "/filing/runs", tag = "filing", operation_id = "list_sheet_runs",
    extensions(("x-act" = json!("session"))),
    responses((status = 200, body = Page<SheetRunView>)))]
async fn runs(State(app): State<App>, caller: Caller) -> Result<Json<Page<SheetRunView>>, Problem> {
    let runs = sheet::runs(&app, caller.actor()).await?;
    Ok(Json(Page { items: runs.into_iter().map(run_view).collect(), next: None }))
}

/// 一次批量立案的情况
#[utoipa::path(get, path = "/filing/runs/{id}", tag = "filing", operation_id = "sheet_run",
    extensions(("x-act" = json!("session"))), params(("id" = Uuid, Path)),
    responses((status = 200, body = SheetRunDetail)))]
async fn run(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<SheetRunDetail>, Problem> {
    let job = sheet::of_run(&app, caller.actor(), id).await?;
    let rows = match sheet::made(&job) {
        Some(made) => sheet::results(&app, &job.key.court_id, &made).await?,
        None => Vec::new(),
    };
    let of = |filed: bool| {
        let rows = rows.iter().filter(move |row| row.number.is_empty() != filed);
        rows.take(ROWS_MAX).map(row_view).collect()
    };
    Ok(Json(SheetRunDetail { failed: of(false), cases: of(true), run: run_view(job) }))
}

/// 带立案结果的表
#[utoipa::path(get, path = "/filing/runs/{id}/sheet", tag = "filing",
    operation_id = "sheet_filed", extensions(("x-act" = json!("session"))),
    params(("id" = Uuid, Path)),
    responses((status = 200, description = "带立案结果的表", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn filed(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let (name, bytes) = mark::filed(&app, caller.actor(), id).await?;
    Ok(file(&name, export::MEDIA, false, bytes))
}
