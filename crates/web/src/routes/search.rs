//! 网络查控

use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, search};
use zhixing_domain::ground::id::{CaseId, SearchId};

use super::task::ReasonRequest;
use crate::{
    extract::Path,
    problem::Problem,
    sent::{Nothing, Sent},
    view::DoneView,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(close))
}

/// 发起网络查控
#[utoipa::path(post, path = "/cases/{id}/searches", tag = "property",
    operation_id = "start_search", extensions(("x-act" = json!("start_search"))),
    params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn start(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let done = search::start(&app, &sent.meta("search.start"), CaseId(id)).await?;
    Ok(Json(DoneView::of(&done, "search.requested")))
}

/// 终止查询
#[utoipa::path(post, path = "/cases/{id}/searches/{search}/close", tag = "property",
    operation_id = "close_search", extensions(("x-act" = json!("start_search"))),
    params(("id" = Uuid, Path), ("search" = Uuid, Path)),
    request_body = ReasonRequest, responses((status = 200, body = DoneView)))]
async fn close(
    State(app): State<App>,
    Path((id, search)): Path<(Uuid, Uuid)>,
    sent: Sent<ReasonRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("search.close");
    let (case, search, reason) = (CaseId(id), SearchId(search), &sent.body.reason);
    let done = search::close(&app, &meta, case, search, reason).await?;
    Ok(Json(DoneView::of(&done, "search.closed")))
}
