//! 待第二人确认的账号变动

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, staff::access};
use zhixing_domain::{
    court::access::{Access, Request, ask},
    court::organisation::{Organisation, StaffKind},
    ground::act::Act,
    ground::court::FundAccount,
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
    /// 确认以后的角色；法院账户的变更没有
    pub roles: Vec<String>,
    /// 法院账户由什么变为什么
    pub changes: Vec<String>,
    /// 确认后原密码作废，新的初始密码交给确认人
    pub gives_password: bool,
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
        Access::Join { .. } | Access::Password | Access::Accounts { .. } => String::new(),
    };
    let held = if request.what.is_of_court() { &[][..] } else { held };
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
        changes: changes(organisation, &request.what),
        gives_password: ask::makes_trusted(&app.roles, organisation, request),
        reason,
        asked_by: request.asked.name.clone(),
        asked_at: request.asked.at.to_string(),
        confirmable: apart && may(Act::ConfirmAccess) && !may(Act::ManagePeople),
        who: app.roles.titles(Act::ConfirmAccess),
    }
}

/// The accounts of the court before and after, those that change.
fn changes(organisation: &Organisation, what: &Access) -> Vec<String> {
    let Access::Accounts { fund_account, treasury_account } = what else { return Vec::new() };
    let court = &organisation.court;
    let said = |known: &FundAccount| {
        let FundAccount { name, bank, bank_code, account } = known;
        let code = if bank_code.is_empty() { "" } else { "，联行号" };
        format!("{name}，{bank}{code}{bank_code}，{account}")
    };
    [
        ("案款专户", &court.fund_account, fund_account),
        ("执行费缴款账户", &court.treasury_account, treasury_account),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(title, before, after)| format!("{title}：{} → {}", said(before), said(after)))
    .collect()
}

/// 确认的结果
#[derive(Debug, Serialize, ToSchema)]
pub struct Confirmed {
    #[serde(flatten)]
    pub done: DoneView,
    /// 新的初始密码，只给一次，由确认人当面交给本人
    pub first_password: Option<String>,
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
    request_body = Nothing, responses((status = 200, body = Confirmed)))]
async fn confirm(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<Confirmed>, Problem> {
    let (done, password) =
        access::confirm(&app, &sent.meta("staff.confirm_access"), AccessId(id)).await?;
    Ok(Json(Confirmed {
        done: DoneView::of(&done, StaffKind::AccessConfirmed.code()),
        first_password: password.map(|password| password.reveal().to_owned()),
    }))
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
