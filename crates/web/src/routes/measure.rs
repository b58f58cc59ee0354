//! 控制措施届满清单

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, error::Error};

use super::case::page_of;
use crate::{
    caller::Caller,
    extract::Query,
    problem::Problem,
    view::{LightName, MaskedValue, Page, account, light, some},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(expiring))
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
