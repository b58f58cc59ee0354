//! 结案

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, closing};
use zhixing_domain::{closing::ClosingWay, id::CaseId};
use zhixing_law::checklist::{Finding, Level, Met};

use crate::{caller::Caller, extract::Path, problem::Problem, sent::Sent, view::DoneView};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(conditions, close))
}

/// 结案条件
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingCondition {
    pub code: String,
    pub title: String,
    pub met: bool,
    /// 本案不适用
    pub not_applicable: bool,
    /// 不满足则不能结案；否则只是提示
    pub required: bool,
    pub evidence: Option<String>,
    pub remedy: Option<String>,
    pub basis: Option<String>,
}

/// A condition with what was found.
pub fn condition(finding: &Finding) -> ClosingCondition {
    let evidence = finding.evidence.join("；");
    let met = finding.met != Met::No;
    let found = if evidence.is_empty() { finding.detail.clone() } else { evidence };
    ClosingCondition {
        code: finding.id.to_owned(),
        title: finding.title.to_owned(),
        met,
        not_applicable: finding.met == Met::NotApplicable,
        required: finding.level == Level::Hard,
        evidence: crate::view::some(&found).filter(|_| met),
        remedy: crate::view::some(&finding.detail).filter(|_| !met),
        basis: Some(finding.basis.to_string()),
    }
}

/// 结案条件的核对
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingConditions {
    pub conditions: Vec<ClosingCondition>,
}

/// 结案
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseRequest {
    /// 结案方式：completed 执行完毕
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^completed$")]
    pub way: Option<ClosingWay>,
    #[serde(default)]
    #[schema(max_length = 500)]
    pub remark: String,
}

/// 结案条件
#[utoipa::path(get, path = "/cases/{id}/closing", tag = "closing",
    operation_id = "closing_conditions", extensions(("x-act" = json!("view_case"))),
    params(("id" = Uuid, Path)), responses((status = 200, body = ClosingConditions)))]
async fn conditions(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<ClosingConditions>, Problem> {
    let meta = caller.0.meta(Uuid::nil(), &[], "closing.conditions", None);
    let findings = closing::conditions(&app, &meta, CaseId(id)).await?;
    Ok(Json(ClosingConditions { conditions: findings.iter().map(condition).collect() }))
}

/// 以执行完毕方式结案；目前只办理这一种方式
#[utoipa::path(post, path = "/cases/{id}/closing", tag = "closing",
    operation_id = "close_case", extensions(("x-act" = json!("close_case"))),
    params(("id" = Uuid, Path)),
    request_body = CloseRequest, responses((status = 200, body = DoneView)))]
async fn close(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<CloseRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("closing.close");
    let ClosingWay::Completed = sent.body.way.unwrap_or(ClosingWay::Completed);
    let done = closing::close(&app, &meta, CaseId(id), &sent.body.remark).await?;
    Ok(Json(DoneView::of(&done, "closing.closed")))
}
