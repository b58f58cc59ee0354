//! 提醒

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    notice::{Notice, NoticeKind},
};
use zhixing_law::day::Day;

use crate::{
    caller::Caller,
    problem::Problem,
    sent::Sent,
    view::{LightName, light, remaining, some, some_day},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(notices)).routes(routes!(see))
}

/// 一条提醒
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    pub key: String,
    pub kind_label: String,
    pub light: LightName,
    pub title: String,
    /// 谁派出、谁签批、因何退回
    pub detail: Option<String>,
    pub case_id: Uuid,
    pub case_no: String,
    /// 在案件页的哪一栏
    pub opens: String,
    #[schema(format = Date)]
    pub on: String,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    /// 距期限的天数
    pub due_label: Option<String>,
    pub seen: bool,
}

/// 本人的提醒
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    pub unseen: usize,
    pub items: Vec<NoticeView>,
}

/// 看过的提醒
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenRequest {
    #[schema(max_items = 1000)]
    pub keys: Vec<String>,
}

/// 本人的提醒：新到的事项、到期、逾期催办、签批结果、银行退回、短信未送达
#[utoipa::path(get, path = "/notices", tag = "tasks", operation_id = "notices",
    extensions(("x-act" = json!("session"))), responses((status = 200, body = Notices)))]
async fn notices(State(app): State<App>, caller: Caller) -> Result<Json<Notices>, Problem> {
    let found = app.notices(caller.actor()).await?;
    let today = app.clock.today();
    let unseen = found.iter().filter(|notice| !notice.seen).count();
    Ok(Json(Notices { unseen, items: found.into_iter().map(|n| view(n, today)).collect() }))
}

/// 标为已读
#[utoipa::path(post, path = "/notices/seen", tag = "tasks", operation_id = "see_notices",
    extensions(("x-act" = json!("session"))), request_body = SeenRequest,
    responses((status = 204, description = "已标为已读")))]
async fn see(State(app): State<App>, sent: Sent<SeenRequest>) -> Result<StatusCode, Problem> {
    let meta = sent.meta("notice.see");
    app.see_notices(&meta.actor, &sent.body.keys).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn view(notice: Notice, today: Day) -> NoticeView {
    let Notice { key, row, seen } = notice;
    let (label, plain) = match row.kind {
        NoticeKind::Task => ("新事项", LightName::Normal),
        NoticeKind::Due => ("到期", LightName::Soon),
        NoticeKind::Signed => ("已签批", LightName::Idle),
        NoticeKind::Returned => ("被退回", LightName::Overdue),
        NoticeKind::Bounced => ("银行退回", LightName::Overdue),
        NoticeKind::Undelivered => ("短信未送达", LightName::Soon),
        NoticeKind::Late => ("逾期催办", LightName::Overdue),
        NoticeKind::Panel => ("合议", LightName::Soon),
    };
    NoticeView {
        key,
        kind_label: label.to_owned(),
        light: if row.due_on.is_some() { light(row.due_on, today) } else { plain },
        title: row.title,
        detail: some(&row.detail),
        case_id: row.case.0,
        case_no: row.number,
        opens: row.opens,
        on: row.on.to_string(),
        due_on: some_day(row.due_on),
        due_label: remaining(row.due_on, today),
        seen,
    }
}
