//! 财产甄别

use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, asset};
use zhixing_domain::{
    ground::id::{AssetId, CaseId},
    property::asset::Verdict,
};

use crate::{extract::Path, problem::Problem, sent::Sent, view::DoneView};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(screen))
}

/// 甄别结论
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreenRequest {
    /// enforceable 可执行、not_needed 无需执行、not_enforceable 不能执行
    #[schema(value_type = String, pattern = "^(enforceable|not_needed|not_enforceable)$")]
    pub verdict: Verdict,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// 甄别财产
#[utoipa::path(post, path = "/cases/{id}/assets/{asset}/screen", tag = "property",
    operation_id = "screen_asset", extensions(("x-act" = json!("screen_asset"))),
    params(("id" = Uuid, Path), ("asset" = Uuid, Path)),
    request_body = ScreenRequest, responses((status = 200, body = DoneView)))]
async fn screen(
    State(app): State<App>,
    Path((id, asset)): Path<(Uuid, Uuid)>,
    sent: Sent<ScreenRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("asset.screen");
    let ScreenRequest { verdict, reason } = &sent.body;
    let done = asset::screen(&app, &meta, CaseId(id), AssetId(asset), *verdict, reason).await?;
    Ok(Json(DoneView::of(&done, "asset.screened")))
}
