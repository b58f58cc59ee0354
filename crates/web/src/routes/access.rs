//! 待第二人确认的账号变动

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, staff::access};
use zhixing_domain::{
    court::access::{Access, Request},
    court::organisation::{Organisation, StaffKind},
    ground::act::Act,
    ground::id::AccessId,
};

use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    sent::{Nothing, Sent},
    view::{DoneView, Page},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(confirm))
        .routes(routes!(refuse))
        .routes(routes!(withdraw))
}

/// 待确认的账号变动
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessView {
    pub id: String,
    pub staff: String,
    pub name: String,
    pub account: String,
    /// 种类代码
    pub kind: String,
    pub title: String,
    /// 确认以后的角色
    pub roles: Vec<String>,
    pub reason: String,
    pub asked_by: String,
    #[schema(format = DateTime)]
    pub asked_at: String,
    /// 本人可以确认
    pub confirmable: bool,
    /// 可以确认的角色
    pub who: String,
}

fn view(app: &App, organisation: &Organisation, caller: &Caller, request: &Request) -> AccessView {
    let held = organisation.person(request.staff).map_or(&[][..], |person| &person.roles);
    let reason = match &request.what {
        Access::Roles { reason, .. } | Access::Return { reason } => reason.clone(),
        Access::Join { .. } | Access::Password => String::new(),
    };
    let kind = request.what.kind();
    let me = caller.actor().id;
    let apart = me != request.asked.staff && me != request.staff;
    let may = |act: Act| app.allow_court(caller.at(), act).is_ok();
    AccessView {
        id: request.id.to_string(),
        staff: request.staff.to_string(),
        name: request.name.clone(),
        account: request.account.clone(),
        kind: kind.code().to_owned(),
        title: kind.title().to_owned(),
        roles: request.what.roles().unwrap_or(held).iter().map(|r| r.title().to_owned()).collect(),
        reason,
        asked_by: request.asked.name.clone(),
        asked_at: request.asked.at.to_string(),
        confirmable: apart && may(Act::ConfirmAccess) && !may(Act::ManagePeople),
        who: app.roles.titles(Act::ConfirmAccess),
    }
}

/// 待第二人确认的账号变动
#[utoipa::path(get, path = "/access", tag = "people", operation_id = "list_access",
    extensions(("x-act" = json!("view_people"))),
    responses((status = 200, body = Page<AccessView>)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Page<AccessView>>, Problem> {
    let organisation = caller.organisation();
    let requests = access::requests(&app, caller.at(), organisation)?;
    let items = requests.iter().map(|request| view(&app, organisation, &caller, request));
    Ok(Json(Page { items: items.collect(), next: None }))
}

/// 确认账号变动
#[utoipa::path(post, path = "/access/{id}/confirm", tag = "people",
    operation_id = "confirm_access", extensions(("x-act" = json!("confirm_access"))),
    params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn confirm(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let done = access::confirm(&app, &sent.meta("staff.confirm_access"), AccessId(id)).await?;
    Ok(Json(DoneView::of(&done, StaffKind::AccessConfirmed.code())))
}

/// 不予确认账号变动
#[utoipa::path(post, path = "/access/{id}/refuse", tag = "people",
    operation_id = "refuse_access", extensions(("x-act" = json!("confirm_access"))),
    params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn refuse(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let done = access::refuse(&app, &sent.meta("staff.refuse_access"), AccessId(id)).await?;
    Ok(Json(DoneView::of(&done, StaffKind::AccessRefused.code())))
}

/// 撤回账号变动申请
#[utoipa::path(post, path = "/access/{id}/withdraw", tag = "people",
    operation_id = "withdraw_access", extensions(("x-act" = json!("manage_people"))),
    params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn withdraw(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let done = access::withdraw(&app, &sent.meta("staff.withdraw_access"), AccessId(id)).await?;
    Ok(Json(DoneView::of(&done, StaffKind::AccessWithdrawn.code())))
}
