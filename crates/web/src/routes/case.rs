//! 案件页、流水

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::App;
use zhixing_domain::{
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Refusal},
};
use zhixing_law::day::Day;

use super::case_view::{self, CaseDetail};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    view::{LightName, Page},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(page)).routes(routes!(docket))
}

fn unknown(field: &'static str) -> Problem {
    zhixing_app::error::Error::from(Refusal::field(field, FieldProblem::Unknown)).into()
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// 上一页给出的页码
    #[param(max_length = 200)]
    pub after: Option<String>,
    /// 每页条数，最多 200
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// 标签 of a case on its page.
pub fn tags(livelihood: bool, warned_end: Option<Day>) -> Vec<String> {
    let livelihood = livelihood.then(|| "涉民生".to_owned());
    let warned = warned_end.map(|end| format!("控制措施{end}到期待答复"));
    livelihood.into_iter().chain(warned).collect()
}

/// 案件页
#[utoipa::path(get, path = "/cases/{id}", tag = "cases", operation_id = "case",
    extensions(("x-act" = json!("view_case"))), params(("id" = Uuid, Path)),
    responses((status = 200, body = CaseDetail)))]
async fn page(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<CaseDetail>, Problem> {
    let file = app.case(caller.at(), CaseId(id)).await?;
    Ok(Json(case_view::detail(&app, &caller, &file).await?))
}

/// 流水的一行
#[derive(Debug, Serialize, ToSchema)]
pub struct DocketLine {
    pub seq: i64,
    #[schema(format = DateTime)]
    pub at: String,
    #[schema(format = DateTime)]
    pub recorded_at: String,
    pub actor: String,
    pub kind: String,
    pub text: String,
    pub light: LightName,
    /// 关键的一行：立案、财产、文书、案款、结案的每一步，而不是派出事项、计算期限
    pub key: bool,
}

/// 办案流水，新的在前
#[utoipa::path(get, path = "/cases/{id}/docket", tag = "cases", operation_id = "docket",
    extensions(("x-act" = json!("view_case"))), params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Page<DocketLine>)))]
async fn docket(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<DocketLine>>, Problem> {
    let before = match &query.after {
        None => None,
        Some(text) => Some(text.parse::<i64>().map_err(|_| unknown("after"))?),
    };
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let case = CaseId(id);
    let entries = app.docket(caller.at(), case, before, limit).await?;
    let file = app.case(caller.at(), case).await?;
    let full = i64::try_from(entries.len()).unwrap_or(i64::MAX) == limit;
    let last = entries.last().map(|entry| entry.seq);
    let next = last.filter(|seq| full && 1 < *seq).map(|seq| seq.to_string());
    let items = entries.iter().map(|entry| DocketLine {
        seq: entry.seq,
        at: entry.happened_at.to_string(),
        recorded_at: entry.recorded_at.to_string(),
        actor: entry.actor_name.clone(),
        kind: entry.kind.clone(),
        text: case_view::docket_text(&file, &entry.kind, &entry.subject, &entry.body),
        light: case_view::docket_light(&entry.kind),
        key: case_view::is_key(&entry.kind),
    });
    Ok(Json(Page { items: items.collect(), next }))
}
