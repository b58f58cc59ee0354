//! 案头

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, desk::CaseRow};
use zhixing_domain::{
    ground::id::CaseId,
    matter::{kind::MatterKind, linked::standing},
};

use crate::{caller::Caller, extract::Path, problem::Problem, sent::Sent, view::LightName};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(desk)).routes(routes!(touch))
}

/// 案头的一件案件
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskCase {
    pub id: Uuid,
    pub case_no: String,
    pub applicants: String,
    pub respondents: String,
    pub state_label: String,
    pub light: LightName,
    pub handler: Option<String>,
}

/// 本人的案头
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskView {
    pub pinned: Vec<DeskCase>,
    pub recent: Vec<DeskCase>,
}

/// 打开或者固定一件案件
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TouchRequest {
    /// 固定在案头，或者取消固定；不填的是打开
    #[serde(default)]
    pub pinned: Option<bool>,
}

/// 本人的案头：固定的和最近打开的案件
#[utoipa::path(get, path = "/desk", tag = "cases", operation_id = "desk",
    extensions(("x-act" = json!("session"))), responses((status = 200, body = DeskView)))]
async fn desk(State(app): State<App>, caller: Caller) -> Result<Json<DeskView>, Problem> {
    let desk = app.desk(caller.actor()).await?;
    let of = |rows: Vec<CaseRow>| rows.into_iter().map(view).collect();
    Ok(Json(DeskView { pinned: of(desk.pinned), recent: of(desk.recent) }))
}

/// 记入案头
#[utoipa::path(post, path = "/desk/{case}", tag = "cases", operation_id = "touch_case",
    extensions(("x-act" = json!("session"))), params(("case" = Uuid, Path)),
    request_body = TouchRequest, responses((status = 204, description = "已记入")))]
async fn touch(
    State(app): State<App>,
    Path(case): Path<Uuid>,
    sent: Sent<TouchRequest>,
) -> Result<StatusCode, Problem> {
    let actor = &sent.meta("desk.touch").actor;
    match sent.body.pinned {
        None => app.opened(actor, CaseId(case)).await?,
        Some(pinned) => app.pin(actor, CaseId(case), pinned).await?,
    }
    Ok(StatusCode::NO_CONTENT)
}

fn view(row: CaseRow) -> DeskCase {
    let kind = MatterKind::ALL.iter().copied().find(|kind| kind.short() == row.kind);
    DeskCase {
        id: row.case.0,
        case_no: row.number,
        applicants: row.applicants,
        respondents: row.respondents,
        state_label: kind.map_or("", |kind| standing(kind, row.stage)).to_owned(),
        light: if row.closed_on.is_some() { LightName::Idle } else { LightName::Normal },
        handler: Some(row.handler_name).filter(|name| !name.is_empty()),
    }
}
