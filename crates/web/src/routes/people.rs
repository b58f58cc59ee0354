//! 人员与岗位

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, session::OneTimePassword, staff};
use zhixing_domain::{
    court::organisation::{Leave, NewStaff, Organisation, Staff, StaffKind},
    ground::act::Act,
    ground::actor::Role,
    ground::entry::NoteKind,
    ground::id::StaffId,
    mode::Mode,
};
use zhixing_law::day::Day;

use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    sent::{Nothing, Sent},
    view::{Coded, DoneView, Named, Page},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, join))
        .routes(routes!(roles))
        .routes(routes!(leave))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .routes(routes!(unlock))
        .routes(routes!(password))
        .routes(routes!(organisation))
        .routes(routes!(post))
}

/// 新增人员
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    #[schema(min_length = 3, max_length = 32)]
    pub account: String,
    #[schema(min_length = 1, max_length = 30)]
    pub name: String,
    /// 部门，不填为执行局
    #[serde(default)]
    #[schema(max_length = 50)]
    pub department: String,
    /// 角色代码
    #[schema(value_type = Vec<String>, min_items = 1)]
    pub roles: Vec<Role>,
    /// 所在团队
    #[serde(default)]
    pub team: Option<String>,
    /// 所在的各个团队
    #[serde(default)]
    pub teams: Vec<String>,
}

/// 调整角色和团队
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesRequest {
    #[schema(value_type = Vec<String>, min_items = 1)]
    pub roles: Vec<Role>,
    pub teams: Vec<String>,
    #[schema(min_length = 1, max_length = 300)]
    pub reason: String,
}

/// 登记请假
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveRequest {
    #[schema(value_type = String, format = Date)]
    pub from_on: Day,
    #[schema(value_type = String, format = Date)]
    pub until_on: Day,
    /// 事由，不填为请假
    #[serde(default)]
    #[schema(max_length = 200)]
    pub reason: String,
}

/// 停用人员
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisableRequest {
    /// 原因，不填为不再在本院办案
    #[serde(default)]
    #[schema(max_length = 300)]
    pub reason: String,
}

/// 重新启用人员
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnableRequest {
    #[schema(min_length = 1, max_length = 300)]
    pub reason: String,
}

/// 定岗定人
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostRequest {
    pub holders: Vec<Uuid>,
    pub stand_ins: Vec<Uuid>,
}

/// 新账号
#[derive(Debug, Serialize, ToSchema)]
pub struct FirstPassword {
    pub id: Option<Uuid>,
    /// 一次性密码，只给一次
    pub first_password: Option<String>,
    /// 须由另一人确认，确认之前不能用
    pub awaits_confirmation: bool,
}

/// 人员
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub account: String,
    pub department: String,
    pub roles: Vec<String>,
    pub role_codes: Vec<String>,
    pub teams: Vec<String>,
    pub team_codes: Vec<String>,
    pub posts: Vec<String>,
    pub active: bool,
    pub locked: bool,
    #[schema(format = Date)]
    pub on_leave_until: Option<String>,
    #[schema(format = DateTime)]
    pub last_sign_in_at: Option<String>,
    pub version: i64,
}

/// 岗位
#[derive(Debug, Serialize, ToSchema)]
pub struct PostView {
    pub code: String,
    pub name: String,
    pub role: String,
    pub holder: Option<String>,
    pub stand_in: Option<String>,
    pub holders: Vec<Named>,
    pub stand_ins: Vec<Named>,
}

/// 团队
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamView {
    pub code: String,
    pub name: String,
    pub posts: Vec<PostView>,
}

/// 机构
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    pub court: String,
    pub mode: String,
    pub version: i64,
    pub roles: Vec<Coded>,
    pub teams: Vec<TeamView>,
    pub lanes: Vec<Coded>,
    pub nodes: Vec<Coded>,
    /// 可以承办案件的人员
    pub handlers: Vec<Named>,
    /// 在职人员，指派事项时选择
    pub people: Vec<Named>,
}

fn person(
    staff: &Staff,
    organisation: &Organisation,
    mode: &Mode,
    account: Option<&staff::Account>,
    today: Day,
) -> Person {
    let team = |key: &String| mode.team(key).map_or_else(|| key.clone(), |team| team.name.clone());
    let away = staff.leaves.iter().filter(|leave| leave.from <= today && today <= leave.to);
    let posts = organisation.posts.iter().filter(|holding| holding.holders.contains(&staff.id));
    let post = |key: &str| mode.post(key).map_or_else(|| key.to_owned(), |post| post.name.clone());
    Person {
        id: staff.id.to_string(),
        name: staff.name.clone(),
        account: staff.account.clone(),
        department: staff.department.clone(),
        roles: staff.roles.iter().map(|role| role.title().to_owned()).collect(),
        role_codes: staff.roles.iter().map(|role| role.code().to_owned()).collect(),
        teams: staff.teams.iter().map(team).collect(),
        team_codes: staff.teams.clone(),
        posts: posts.map(|holding| post(&holding.post)).collect(),
        active: staff.active,
        locked: account.is_some_and(|account| account.locked),
        on_leave_until: away.map(|leave| leave.to).max().map(|to| to.to_string()),
        last_sign_in_at: account.and_then(|a| a.last_sign_in_at).map(|at| at.to_string()),
        version: organisation.version,
    }
}

/// 人员清单
#[utoipa::path(get, path = "/people", tag = "people", operation_id = "list_people",
    extensions(("x-act" = json!("view_people"))),
    responses((status = 200, body = Page<Person>)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Page<Person>>, Problem> {
    let at = caller.at();
    app.allow_court(at, Act::ViewPeople)?;
    let organisation = caller.organisation();
    let mode = app.court_mode(organisation)?;
    let accounts = staff::accounts(&app, at).await?;
    let today = app.clock.today();
    let items = organisation.staff.iter().map(|staff| {
        let account = accounts.iter().find(|account| account.staff == staff.id);
        person(staff, organisation, &mode, account, today)
    });
    Ok(Json(Page { items: items.collect(), next: None }))
}

fn first_password(
    done: &zhixing_app::work::Done,
    password: Option<OneTimePassword>,
) -> FirstPassword {
    let asked = StaffKind::AccessAsked.code();
    FirstPassword {
        awaits_confirmation: done.created(asked).is_some(),
        id: done
            .created("staff.joined")
            .or_else(|| done.created(NoteKind::PasswordReset.code()))
            .or_else(|| done.created(asked)),
        first_password: password.map(|password| password.reveal().to_owned()),
    }
}

/// 新增人员
#[utoipa::path(post, path = "/people", tag = "people", operation_id = "add_person",
    extensions(("x-act" = json!("manage_people"))),
    request_body = NewPerson, responses((status = 200, body = FirstPassword)))]
async fn join(
    State(app): State<App>,
    sent: Sent<NewPerson>,
) -> Result<Json<FirstPassword>, Problem> {
    let meta = sent.meta("staff.join");
    let wanted = sent.body;
    let department =
        if wanted.department.is_empty() { "执行局".to_owned() } else { wanted.department };
    let mut teams = wanted.teams;
    teams.extend(wanted.team);
    let new = NewStaff {
        account: wanted.account,
        name: wanted.name,
        department,
        roles: wanted.roles,
        teams,
    };
    let (done, password) = staff::join(&app, &meta, &new).await?;
    Ok(Json(first_password(&done, password)))
}

/// 调整角色和团队
#[utoipa::path(post, path = "/people/{id}/roles", tag = "people", operation_id = "change_roles",
    extensions(("x-act" = json!("manage_people"))), params(("id" = Uuid, Path)),
    request_body = RolesRequest, responses((status = 200, body = DoneView)))]
async fn roles(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<RolesRequest>,
) -> Result<Json<DoneView>, Problem> {
    let RolesRequest { roles, teams, reason } = &sent.body;
    let meta = sent.meta("staff.change_roles");
    let done = staff::change_roles(&app, &meta, StaffId(id), roles, teams, reason).await?;
    Ok(Json(DoneView::of(&done, "staff.roles_changed")))
}

/// 登记请假
#[utoipa::path(post, path = "/people/{id}/leave", tag = "people", operation_id = "record_leave",
    extensions(("x-act" = json!("manage_people"))), params(("id" = Uuid, Path)),
    request_body = LeaveRequest, responses((status = 200, body = DoneView)))]
async fn leave(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<LeaveRequest>,
) -> Result<Json<DoneView>, Problem> {
    let wanted = &sent.body;
    let reason = if wanted.reason.is_empty() { "请假".to_owned() } else { wanted.reason.clone() };
    let leave = Leave { from: wanted.from_on, to: wanted.until_on, reason };
    let meta = sent.meta("staff.record_leave");
    let done = staff::record_leave(&app, &meta, StaffId(id), &leave).await?;
    Ok(Json(DoneView::of(&done, "staff.leave_recorded")))
}

/// 停用人员
#[utoipa::path(post, path = "/people/{id}/disable", tag = "people", operation_id = "disable_person",
    extensions(("x-act" = json!("manage_people"))), params(("id" = Uuid, Path)),
    request_body = DisableRequest, responses((status = 200, body = DoneView)))]
async fn disable(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<DisableRequest>,
) -> Result<Json<DoneView>, Problem> {
    let reason =
        if sent.body.reason.is_empty() { "不再在本院办案" } else { &sent.body.reason };
    let meta = sent.meta("staff.leave_court");
    let done = staff::leave_court(&app, &meta, StaffId(id), reason).await?;
    Ok(Json(DoneView::of(&done, "staff.left")))
}

/// 重新启用人员，给出一次性密码
#[utoipa::path(post, path = "/people/{id}/enable", tag = "people", operation_id = "enable_person",
    extensions(("x-act" = json!("manage_people"))), params(("id" = Uuid, Path)),
    request_body = EnableRequest, responses((status = 200, body = FirstPassword)))]
async fn enable(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<EnableRequest>,
) -> Result<Json<FirstPassword>, Problem> {
    let meta = sent.meta("staff.return_to_court");
    let (done, password) =
        staff::return_to_court(&app, &meta, StaffId(id), &sent.body.reason).await?;
    Ok(Json(first_password(&done, password)))
}

/// 解锁账号
#[utoipa::path(post, path = "/people/{id}/unlock", tag = "people", operation_id = "unlock_person",
    extensions(("x-act" = json!("manage_people"))), params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn unlock(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let done = staff::unlock(&app, &sent.meta("staff.unlock"), StaffId(id)).await?;
    Ok(Json(DoneView::of(&done, NoteKind::Unlocked.code())))
}

/// 重置密码
#[utoipa::path(post, path = "/people/{id}/password", tag = "people", operation_id = "reset_password",
    extensions(("x-act" = json!("manage_people"))), params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = FirstPassword)))]
async fn password(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Nothing>,
) -> Result<Json<FirstPassword>, Problem> {
    let meta = sent.meta("staff.reset_password");
    let (done, password) = staff::reset_password(&app, &meta, StaffId(id)).await?;
    Ok(Json(first_password(&done, password)))
}

fn named(organisation: &Organisation, ids: &[StaffId]) -> Vec<Named> {
    let known = |id: &StaffId| organisation.person(*id).map(|person| person.name.clone());
    ids.iter().map(|id| Named { id: id.to_string(), name: known(id).unwrap_or_default() }).collect()
}

fn joined(people: &[Named]) -> Option<String> {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join("、"))
}

/// 机构、模式、岗位
#[utoipa::path(get, path = "/organisation", tag = "people", operation_id = "organisation",
    extensions(("x-act" = json!("view_people"))),
    responses((status = 200, body = OrganisationView)))]
async fn organisation(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<OrganisationView>, Problem> {
    app.allow_court(caller.at(), Act::ViewPeople)?;
    let organisation = caller.organisation();
    let mode = app.court_mode(organisation)?;
    let post_view = |post: &zhixing_domain::mode::Post| {
        let holding = organisation.posts.iter().find(|holding| holding.post == post.key);
        let holders = holding.map(|h| named(organisation, &h.holders)).unwrap_or_default();
        let stand_ins = holding.map(|h| named(organisation, &h.stand_ins)).unwrap_or_default();
        PostView {
            code: post.key.clone(),
            name: post.name.clone(),
            role: post.role.title().to_owned(),
            holder: joined(&holders),
            stand_in: joined(&stand_ins),
            holders,
            stand_ins,
        }
    };
    let teams = mode.team.iter().map(|team| TeamView {
        code: team.key.clone(),
        name: team.name.clone(),
        posts: mode.post.iter().filter(|post| post.team == team.key).map(post_view).collect(),
    });
    let active: Vec<&Staff> = organisation.staff.iter().filter(|staff| staff.active).collect();
    let name = |staff: &&Staff| Named { id: staff.id.to_string(), name: staff.name.clone() };
    let shown = Role::ALL.iter().filter(|role| **role != Role::System);
    Ok(Json(OrganisationView {
        court: organisation.court.name.clone(),
        mode: mode.name.clone(),
        version: organisation.version,
        roles: shown.map(|role| Coded::new(role.code(), role.title())).collect(),
        teams: teams.collect(),
        lanes: mode.lane.iter().map(|lane| Coded::new(&lane.key, &lane.name)).collect(),
        nodes: mode.node.iter().map(|node| Coded::new(&node.key, &node.name)).collect(),
        handlers: active.iter().filter(|s| s.roles.contains(&Role::Judge)).map(name).collect(),
        people: active.iter().map(name).collect(),
    }))
}

/// 定岗定人
#[utoipa::path(put, path = "/posts/{post}", tag = "people", operation_id = "fill_post",
    extensions(("x-act" = json!("manage_people"))), params(("post" = String, Path)),
    request_body = PostRequest, responses((status = 200, body = DoneView)))]
async fn post(
    State(app): State<App>,
    Path(key): Path<String>,
    sent: Sent<PostRequest>,
) -> Result<Json<DoneView>, Problem> {
    let ids = |list: &[Uuid]| list.iter().copied().map(StaffId).collect::<Vec<_>>();
    let (holders, stand_ins) = (ids(&sent.body.holders), ids(&sent.body.stand_ins));
    let meta = sent.meta("staff.fill_post");
    let done = staff::fill_post(&app, &meta, &key, &holders, &stand_ins).await?;
    Ok(Json(DoneView::of(&done, "staff.post_filled")))
}
