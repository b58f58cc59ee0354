//! 冻结、续行、解除、到期、扣划

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, deduction, error::Error, measure};
use zhixing_domain::{
    ground::id::{AssetId, CaseId, MeasureId},
    property::measure::Order,
};
use zhixing_law::{day::Day, money::Fen};

use super::{case::page_of, task::ReasonRequest};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::Sent,
    view::{DoneView, LightName, MaskedValue, Page, account, light, some},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(order))
        .routes(routes!(renew))
        .routes(routes!(release))
        .routes(routes!(acknowledge))
        .routes(routes!(deduct))
        .routes(routes!(expiring))
}

/// 决定冻结
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderRequest {
    pub asset: Uuid,
    #[schema(minimum = 1)]
    pub amount_fen: i64,
    /// 届满日，不填按法律规定的最长期限
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// 续行
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewRequest {
    /// 届满日，不填按法律规定的最长期限
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
}

/// 确认到期预警
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteRequest {
    #[schema(min_length = 1, max_length = 300)]
    pub note: String,
}

/// 决定扣划
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeductRequest {
    pub measure: Uuid,
    #[schema(minimum = 1)]
    pub amount_fen: i64,
}

/// 采取控制措施
#[utoipa::path(post, path = "/cases/{id}/measures", tag = "property",
    operation_id = "order_measure", extensions(("x-act" = json!("order_measure"))),
    params(("id" = Uuid, Path)),
    request_body = OrderRequest, responses((status = 200, body = DoneView)))]
async fn order(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<OrderRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("measure.order");
    let OrderRequest { asset, amount_fen, ends_on, reason } = sent.body;
    let order = Order { asset: AssetId(asset), amount: Fen::new(amount_fen), ends_on, reason };
    let done = measure::order(&app, &meta, CaseId(id), &order).await?;
    Ok(Json(DoneView::of(&done, "measure.ordered")))
}

/// 续行控制措施
#[utoipa::path(post, path = "/cases/{id}/measures/{measure}/renew", tag = "property",
    operation_id = "renew_measure", extensions(("x-act" = json!("renew_measure"))),
    params(("id" = Uuid, Path), ("measure" = Uuid, Path)),
    request_body = RenewRequest, responses((status = 200, body = DoneView)))]
async fn renew(
    State(app): State<App>,
    Path((id, measure)): Path<(Uuid, Uuid)>,
    sent: Sent<RenewRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("measure.renew");
    let (case, measure) = (CaseId(id), MeasureId(measure));
    let done = measure::renew(&app, &meta, case, measure, sent.body.ends_on).await?;
    Ok(Json(DoneView::of(&done, "measure.renewal_ordered")))
}

/// 解除控制措施
#[utoipa::path(post, path = "/cases/{id}/measures/{measure}/release", tag = "property",
    operation_id = "release_measure", extensions(("x-act" = json!("release_measure"))),
    params(("id" = Uuid, Path), ("measure" = Uuid, Path)),
    request_body = ReasonRequest, responses((status = 200, body = DoneView)))]
async fn release(
    State(app): State<App>,
    Path((id, measure)): Path<(Uuid, Uuid)>,
    sent: Sent<ReasonRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("measure.release");
    let (case, measure, reason) = (CaseId(id), MeasureId(measure), &sent.body.reason);
    let done = measure::release(&app, &meta, case, measure, reason).await?;
    Ok(Json(DoneView::of(&done, "measure.release_ordered")))
}

/// 确认到期预警
#[utoipa::path(post, path = "/cases/{id}/measures/{measure}/acknowledge", tag = "property",
    operation_id = "acknowledge_expiry", extensions(("x-act" = json!("acknowledge_expiry"))),
    params(("id" = Uuid, Path), ("measure" = Uuid, Path)),
    request_body = NoteRequest, responses((status = 200, body = DoneView)))]
async fn acknowledge(
    State(app): State<App>,
    Path((id, measure)): Path<(Uuid, Uuid)>,
    sent: Sent<NoteRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("measure.acknowledge");
    let (case, measure, note) = (CaseId(id), MeasureId(measure), &sent.body.note);
    let done = measure::acknowledge(&app, &meta, case, measure, note).await?;
    Ok(Json(DoneView::of(&done, "measure.acknowledged")))
}

/// 扣划
#[utoipa::path(post, path = "/cases/{id}/deductions", tag = "property",
    operation_id = "order_deduction", extensions(("x-act" = json!("order_deduction"))),
    params(("id" = Uuid, Path)),
    request_body = DeductRequest, responses((status = 200, body = DoneView)))]
async fn deduct(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<DeductRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("deduction.order");
    let DeductRequest { measure, amount_fen } = sent.body;
    let (measure, amount) = (MeasureId(measure), Fen::new(amount_fen));
    let done = deduction::order(&app, &meta, CaseId(id), measure, amount).await?;
    Ok(Json(DoneView::of(&done, "deduction.ordered")))
}

/// 届满清单的范围
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ExpiringQuery {
    /// 多少天之内届满，不填为 30
    #[param(minimum = 0, maximum = 366)]
    pub days: Option<i64>,
    #[param(max_length = 200)]
    pub after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// 将届满的控制措施
#[derive(Debug, Serialize, ToSchema)]
pub struct ExpiringMeasure {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub title: String,
    pub number: Option<MaskedValue>,
    pub holder: String,
    pub respondent: String,
    pub actual_fen: i64,
    #[schema(format = Date)]
    pub ends_on: String,
    pub light: LightName,
    pub pending: Option<String>,
    pub handler: Option<String>,
    pub acknowledged_by: Option<String>,
}

/// What a watched measure waits for.
fn waiting(state: &str, pending: &str) -> Option<&'static str> {
    match (state, pending) {
        ("lapsed", _) => Some("已届满失效，无人答复"),
        (_, "") => None,
        (_, _) => Some("等待回执"),
    }
}

/// 控制措施届满清单
#[utoipa::path(get, path = "/measures/expiring", tag = "property",
    operation_id = "expiring_measures", extensions(("x-act" = json!("list_cases"))),
    params(ExpiringQuery), responses((status = 200, body = Page<ExpiringMeasure>)))]
async fn expiring(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ExpiringQuery>,
) -> Result<Json<Page<ExpiringMeasure>>, Problem> {
    let today = app.clock.today();
    let days = query.days.unwrap_or(30).clamp(0, 366);
    let until = today.plus_days(days).map_err(Error::from)?;
    let page = page_of(query.after.as_ref(), query.limit);
    let listing = app.expiring_measures(caller.at(), until, &page).await?;
    let items = listing.rows.into_iter().map(|row| ExpiringMeasure {
        id: row.measure.0,
        case_id: row.case.0,
        title: row.asset_title,
        number: account(&row.asset_number, None),
        holder: row.holder_name,
        respondent: row.respondent,
        actual_fen: row.actual.get(),
        ends_on: row.ends_on.to_string(),
        light: light(Some(row.ends_on), today),
        pending: waiting(&row.state, &row.pending).map(str::to_owned),
        handler: some(&row.handler_name),
        acknowledged_by: some(&row.acknowledged_name),
        case_no: row.number,
    });
    Ok(Json(Page { items: items.collect(), next: listing.next }))
}
