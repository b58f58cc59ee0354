//! 案款：到账、认领、付款批次

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    error::Error,
    fund,
    list::{self, Page as PageOf},
    work::Done,
};
use zhixing_domain::{
    ground::act::Act,
    ground::id::ReceiptId,
    ground::refusal::{FieldProblem, Refusal},
    money::{fund::doubt::ClaimDoubt, payout::PayoutState},
};

use super::payout::{PayoutView, of_row};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::{Nothing, ReasonRequest, Sent, SentFile},
    view::{DoneView, LightName, Page},
};

pub mod agreement;
pub mod batch;
pub mod candidate;

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(summary))
        .routes(routes!(payouts))
        .routes(routes!(import))
        .routes(routes!(claim))
        .routes(routes!(confirm))
        .routes(routes!(refuse))
        .merge(agreement::routes())
        .merge(candidate::routes())
        .merge(batch::routes())
}

/// 账龄
#[derive(Debug, Serialize, ToSchema)]
pub struct Ageing {
    /// 清单的滞留筛选条件
    pub age: String,
    pub label: String,
    pub count: i64,
    pub amount_fen: i64,
    pub light: LightName,
}

/// 案款概况
#[derive(Debug, Serialize, ToSchema)]
pub struct FundsSummary {
    pub pool_fen: i64,
    pub pool_count: i64,
    pub claimed_fen: i64,
    pub claimed_count: i64,
    pub unpaid_fen: i64,
    pub unpaid_count: i64,
    /// 已提出、待审批的发放
    pub proposed_fen: i64,
    pub proposed_count: i64,
    /// 已批准、待付款的发放
    pub approved_fen: i64,
    pub approved_count: i64,
    pub in_flight_fen: i64,
    pub ageing: Vec<Ageing>,
}

/// 发放筛选条件
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PayoutQuery {
    /// live 未办结（默认）、proposed、approved、exported、paid、bounced、refused
    pub state: Option<String>,
    #[param(max_length = 200)]
    pub after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// 上传文件
#[derive(ToSchema)]
pub struct FileUpload {
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
}

/// 文件中的一处问题
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProblem {
    pub r#where: String,
    pub what: String,
}

/// 导入结果
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementImport {
    pub file_name: String,
    pub lines: i64,
    pub imported: i64,
    pub repeated: i64,
    pub matched: i64,
    pub unknown: i64,
    /// 退汇，已退回原发放
    pub returned: i64,
    pub problems: Vec<ImportProblem>,
}

/// 认领不明款
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRequest {
    #[schema(max_length = 40)]
    pub case_no: String,
    /// 本院付款的退汇，不是该案的到账
    #[serde(default)]
    pub returned: bool,
    #[schema(min_length = 1, max_length = 300)]
    pub reason: String,
    /// 已经逐项核对的疑点
    #[serde(default)]
    #[schema(max_items = 10, value_type = Vec<String>)]
    pub doubts: Vec<ClaimDoubt>,
}

fn unknown(field: &'static str) -> Problem {
    Error::from(Refusal::field(field, FieldProblem::Unknown)).into()
}

/// 案款概况
#[utoipa::path(get, path = "/funds/summary", tag = "funds", operation_id = "funds_summary",
    extensions(("x-act" = json!("view_funds"))),
    responses((status = 200, body = FundsSummary)))]
async fn summary(State(app): State<App>, caller: Caller) -> Result<Json<FundsSummary>, Problem> {
    let at = caller.at();
    let found = app.fund_summary(at).await?;
    let ageing = found.undistributed.iter().filter(|age| 0 < age.cases.count).map(|age| Ageing {
        age: band(age.up_to).0.to_owned(),
        label: band(age.up_to).1.to_owned(),
        count: age.cases.count,
        amount_fen: age.cases.sum.get(),
        light: match age.up_to {
            Some(..=5) => LightName::Normal,
            Some(..=15) => LightName::Soon,
            _ => LightName::Overdue,
        },
    });
    let unpaid = found.undistributed.iter().map(|age| (age.cases.count, age.cases.sum.get()));
    let (unpaid_count, unpaid_fen) = unpaid
        .fold((0, 0), |(n, sum), (count, fen): (i64, i64)| (n + count, fen.saturating_add(sum)));
    Ok(Json(FundsSummary {
        pool_fen: found.unknown.sum.get(),
        pool_count: found.unknown.count,
        claimed_fen: found.claimed.sum.get(),
        claimed_count: found.claimed.count,
        unpaid_fen,
        unpaid_count,
        proposed_fen: found.pending.sum.get(),
        proposed_count: found.pending.count,
        approved_fen: found.approved.sum.get(),
        approved_count: found.approved.count,
        in_flight_fen: found.in_flight.sum.get(),
        ageing: ageing.collect(),
    }))
}

/// How long money has waited: the choice of the list that shows it, and its name.
fn band(up_to: Option<i64>) -> (&'static str, &'static str) {
    match up_to {
        Some(..=5) => ("5", "5 天以内"),
        Some(..=10) => ("to10", "6 至 10 天"),
        Some(..=15) => ("to15", "11 至 15 天"),
        Some(_) => ("to30", "16 至 30 天"),
        None => ("over30", "30 天以上"),
    }
}

/// 发放清单
#[utoipa::path(get, path = "/funds/payouts", tag = "funds", operation_id = "list_payouts",
    extensions(("x-act" = json!("view_funds"))), params(PayoutQuery),
    responses((status = 200, body = Page<PayoutView>)))]
async fn payouts(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<PayoutQuery>,
) -> Result<Json<Page<PayoutView>>, Problem> {
    use PayoutState::{Approved, Bounced, Exported, Paid, Proposed, Refused, Withdrawn};
    let states: &[PayoutState] = match query.state.as_deref() {
        None | Some("live") => &[Proposed, Approved, Exported, Bounced],
        Some("proposed") => &[Proposed],
        Some("approved") => &[Approved],
        Some("exported") => &[Exported],
        Some("paid") => &[Paid],
        Some("bounced") => &[Bounced],
        Some("refused") => &[Refused],
        Some("withdrawn") => &[Withdrawn],
        Some(_) => return Err(unknown("state")),
    };
    let at = caller.at();
    let page = PageOf { cursor: query.after.clone(), limit: query.limit.unwrap_or(30) };
    let (mut items, mut next) = (Vec::new(), None);
    for state in states {
        let listing = app.list_payouts(at, *state, &page).await?;
        for row in listing.rows {
            let open_only = 1 < states.len();
            items.extend(of_row(&app, &caller, (row.case, row.payout), open_only).await?);
        }
        // Live payouts are four short lists shown as one; only a single state pages on.
        next = listing.next.filter(|_| states.len() == 1);
    }
    Ok(Json(Page { items, next }))
}

fn import_view(name: &str, done: &Done) -> StatementImport {
    let number = |key: &str| done.note.get(key).and_then(|n| n.as_i64()).unwrap_or_default();
    let (matched, unknown) = (number("matched"), number("unknown"));
    let (repeated, outgoing) = (number("repeated"), number("outgoing"));
    let returned = number("returned");
    let notes = done.note.get("notes").and_then(|notes| notes.as_array());
    let problems = notes.into_iter().flatten().filter_map(|note| note.as_str());
    let imported = matched + unknown + outgoing + returned;
    StatementImport {
        file_name: name.to_owned(),
        lines: imported + repeated,
        imported,
        repeated,
        matched,
        unknown,
        returned,
        problems: problems
            .map(|note| note.split_once('：').unwrap_or((name, note)))
            .map(|(place, what)| ImportProblem { r#where: place.to_owned(), what: what.to_owned() })
            .collect(),
    }
}

/// 导入银行流水
#[utoipa::path(post, path = "/funds/statements", tag = "funds", operation_id = "import_statement",
    extensions(("x-act" = json!("import_statement"))),
    request_body(content = FileUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = StatementImport)))]
async fn import(State(app): State<App>, sent: SentFile) -> Result<Json<StatementImport>, Problem> {
    let meta = sent.meta("fund.import");
    let done = fund::import(&app, &meta, &sent.name, &sent.bytes).await?;
    Ok(Json(import_view(&sent.name, &done)))
}

/// 认领不明款
#[utoipa::path(post, path = "/funds/receipts/{receipt}/claim", tag = "funds",
    operation_id = "claim_receipt", extensions(("x-act" = json!("claim_receipt"))),
    params(("receipt" = Uuid, Path)),
    request_body = ClaimRequest, responses((status = 200, body = DoneView)))]
async fn claim(
    State(app): State<App>,
    Path(receipt): Path<Uuid>,
    sent: Sent<ClaimRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("fund.claim");
    app.allow_rows(meta.at(), Act::ClaimReceipt)?;
    let row = app.receipt(meta.at(), ReceiptId(receipt)).await?;
    let number = list::case_number(&sent.body.case_no)?;
    let ClaimRequest { returned, reason, doubts, .. } = &sent.body;
    let money = (row.statement, row.receipt);
    let done = fund::claim(&app, &meta, money, &number, *returned, reason, doubts).await?;
    Ok(Json(DoneView::of(&done, "statement.claimed")))
}

/// 复核认领
#[utoipa::path(post, path = "/funds/receipts/{receipt}/confirm", tag = "funds",
    operation_id = "confirm_receipt", extensions(("x-act" = json!("confirm_receipt"))),
    params(("receipt" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn confirm(
    State(app): State<App>,
    Path(receipt): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("fund.confirm");
    app.allow_court(meta.at(), Act::ConfirmReceipt)?;
    let row = app.receipt(meta.at(), ReceiptId(receipt)).await?;
    let done = fund::confirm(&app, &meta, row.statement, row.receipt).await?;
    Ok(Json(DoneView::of(&done, "statement.confirmed")))
}

/// 退回认领
#[utoipa::path(post, path = "/funds/receipts/{receipt}/refuse", tag = "funds",
    operation_id = "refuse_receipt", extensions(("x-act" = json!("confirm_receipt"))),
    params(("receipt" = Uuid, Path)),
    request_body = ReasonRequest, responses((status = 200, body = DoneView)))]
async fn refuse(
    State(app): State<App>,
    Path(receipt): Path<Uuid>,
    sent: Sent<ReasonRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("fund.refuse_claim");
    app.allow_court(meta.at(), Act::ConfirmReceipt)?;
    let row = app.receipt(meta.at(), ReceiptId(receipt)).await?;
    let reason = &sent.body.reason;
    let done = fund::refuse_claim(&app, &meta, row.statement, row.receipt, reason).await?;
    Ok(Json(DoneView::of(&done, "statement.claim_refused")))
}
