//! 登录与本人

use std::sync::LazyLock;

use axum::{
    Extension, Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::{
    App,
    error::{Error, SignInProblem},
    session::{self, Current},
    staff::access,
};

use zhixing_domain::{court::tree::Scope, ground::act::Act};

use crate::{
    caller::{self, COOKIE, Newcomer},
    limits::SignInGate,
    problem::Problem,
    sent,
    view::Named,
    wording,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me, sign_in, sign_out))
        .routes(routes!(place))
        .routes(routes!(password))
        .routes(routes!(clock))
        .routes(routes!(description))
}

/// 登录
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    #[schema(min_length = 1, max_length = 64)]
    pub account: String,
    #[schema(min_length = 1, max_length = 128)]
    pub password: String,
}

/// 修改密码
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    #[schema(min_length = 1, max_length = 128)]
    pub old_password: String,
    #[schema(min_length = 10, max_length = 128)]
    pub new_password: String,
}

/// 推进演示时钟
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockRequest {
    #[schema(minimum = 1, maximum = 31)]
    pub advance_days: i64,
}

/// 法院
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtView {
    pub id: String,
    pub code: String,
    pub name: String,
}

/// 时钟
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockView {
    #[schema(format = DateTime)]
    pub now: String,
    #[schema(format = Date)]
    pub today: String,
    /// 演示时钟，可以手动推进
    pub manual: bool,
}

/// 密码由他人重置
#[derive(Debug, Serialize, ToSchema)]
pub struct ResetView {
    pub by: String,
    #[schema(format = DateTime)]
    pub at: String,
    /// 由另一人确认的，谁确认
    pub confirmed_by: Option<String>,
    #[schema(format = DateTime)]
    pub confirmed_at: Option<String>,
}

/// 本人
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub id: String,
    pub name: String,
    pub account: String,
    pub court: CourtView,
    pub roles: Vec<Named>,
    pub teams: Vec<Named>,
    /// 今天在岗的岗位，含代班
    pub posts: Vec<String>,
    /// 角色允许的操作
    pub acts: Vec<String>,
    /// 可以查看下级法院
    pub looks_below: bool,
    /// 其中只对本人案件允许的
    pub own_acts: Vec<String>,
    pub clock: ClockView,
    pub must_change_password: bool,
    /// 密码由他人重置的，谁在何时重置
    pub password_reset: Option<ResetView>,
    /// 外部系统由模拟器应答
    pub simulated: bool,
}

fn clock_view(app: &App) -> ClockView {
    let now = app.clock.now();
    ClockView { now: now.to_string(), today: now.day().to_string(), manual: app.clock.is_manual() }
}

/// Asked for as long as the password is the one that others gave.
async fn reset_view(app: &App, current: &Current) -> Result<Option<ResetView>, Problem> {
    if !current.must_change {
        return Ok(None);
    }
    let reset = access::last_reset(app, &current.actor.court, current.actor.id).await?;
    Ok(reset.map(|reset| ResetView {
        by: reset.by.name,
        at: reset.by.at.to_string(),
        confirmed_at: reset.confirmed.as_ref().map(|by| by.at.to_string()),
        confirmed_by: reset.confirmed.map(|by| by.name),
    }))
}

async fn view(app: &App, current: &Current) -> Result<Me, Problem> {
    let password_reset = reset_view(app, current).await?;
    let Current { actor, organisation, .. } = current;
    let mode = app.court_mode(organisation)?;
    let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
    let team = |key: &String| named(key, mode.team(key).map_or(key.as_str(), |team| &team.name));
    let post = |key: &String| mode.post(key).map_or_else(|| key.clone(), |post| post.name.clone());
    Ok(Me {
        id: actor.id.to_string(),
        name: actor.name.clone(),
        account: current.account.clone(),
        court: CourtView {
            id: actor.court.clone(),
            code: actor.court.clone(),
            name: organisation.court.name.clone(),
        },
        roles: actor.roles.iter().map(|role| named(role.code(), role.title())).collect(),
        teams: actor.teams.iter().map(team).collect(),
        posts: actor.posts.iter().map(post).collect(),
        acts: app.acts(actor).into_iter().map(|act| act.code().to_owned()).collect(),
        looks_below: matches!(app.roles.scope(actor, Act::ListCases), Some(Scope::Below(_))),
        own_acts: app.own_acts(actor).into_iter().map(|act| act.code().to_owned()).collect(),
        clock: clock_view(app),
        must_change_password: current.must_change,
        password_reset,
        simulated: app.clock.is_manual(),
    })
}

/// 本人
#[utoipa::path(get, path = "/session", tag = "session", operation_id = "me",
    extensions(("x-act" = json!("session"))),
    responses((status = 200, body = Me)))]
async fn me(State(app): State<App>, Newcomer(current): Newcomer) -> Result<Json<Me>, Problem> {
    Ok(Json(view(&app, &current).await?))
}

/// 本系统服务的法院
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceView {
    pub courts: Vec<String>,
}

/// 登录页所示的法院：名称不是秘密
#[utoipa::path(get, path = "/place", tag = "session", operation_id = "place",
    extensions(("x-act" = json!("open"))),
    responses((status = 200, body = PlaceView)))]
async fn place(State(app): State<App>) -> Result<Json<PlaceView>, Problem> {
    Ok(Json(PlaceView { courts: app.court_names().await? }))
}

/// 登录
#[utoipa::path(post, path = "/session", tag = "session", operation_id = "sign_in",
    extensions(("x-act" = json!("open"))),
    request_body = SignInRequest, responses((status = 200, body = Me)))]
async fn sign_in(
    State(app): State<App>,
    Extension(gate): Extension<SignInGate>,
    request: Request,
) -> Result<(HeaderMap, Json<Me>), Problem> {
    let (parts, body) = request.into_parts();
    let (wanted, _): (SignInRequest, _) = sent::json(&parts.headers, body).await?;
    let address = caller::address(&parts);
    let too_long = 64 < wanted.account.chars().count() || 128 < wanted.password.chars().count();
    let known = !too_long && session::is_known_place(&app, &wanted.account, &address).await?;
    gate.pass(&wanted.account, &address, known)?;
    if too_long {
        return Err(Error::SignIn(SignInProblem::Wrong).into());
    }
    let signed = session::sign_in(&app, &wanted.account, &wanted.password, &address).await?;
    let current = session::current(&app, &signed.token).await?;
    let https = parts.headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict{secure}", signed.token);
    Ok((set_cookie(&cookie), Json(view(&app, &current).await?)))
}

fn set_cookie(cookie: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.insert(header::SET_COOKIE, value);
    }
    headers
}

/// 退出登录
#[utoipa::path(delete, path = "/session", tag = "session", operation_id = "sign_out",
    extensions(("x-act" = json!("open"))),
    responses((status = 204, description = "已退出")))]
async fn sign_out(
    State(app): State<App>,
    request: Request,
) -> Result<(StatusCode, HeaderMap), Problem> {
    let (parts, _) = request.into_parts();
    if let Some(token) = caller::token(&parts) {
        session::sign_out(&app, token).await?;
    }
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    Ok((StatusCode::NO_CONTENT, set_cookie(&gone)))
}

/// 修改密码
#[utoipa::path(post, path = "/session/password", tag = "session", operation_id = "change_password",
    extensions(("x-act" = json!("session"))),
    request_body = PasswordRequest, responses((status = 204, description = "已修改")))]
async fn password(
    State(app): State<App>,
    Extension(gate): Extension<SignInGate>,
    Newcomer(current): Newcomer,
    request: Request,
) -> Result<StatusCode, Problem> {
    let (parts, body) = request.into_parts();
    let (wanted, _): (PasswordRequest, _) = sent::json(&parts.headers, body).await?;
    gate.pass(&current.account, &caller::address(&parts), true)?;
    if 128 < wanted.old_password.chars().count() {
        return Err(wrong_password(SignInProblem::Wrong));
    }
    let (old, new) = (&wanted.old_password, &wanted.new_password);
    match session::change_password(&app, &current, old, new).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(Error::SignIn(problem @ (SignInProblem::Wrong | SignInProblem::Locked(_)))) => {
            Err(wrong_password(problem))
        }
        Err(error) => Err(error.into()),
    }
}

/// The person is signed in, so a wrong old password is a refusal and not a missing sign-in.
fn wrong_password(problem: SignInProblem) -> Problem {
    let message = match problem {
        SignInProblem::Wrong => {
            "原密码不正确，请重新输入；连续 5 次错误将锁定 15 分钟。".to_owned()
        }
        other => wording::sign_in(&other),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Problem::new(status, "wrong_password", "原密码不正确", message).at("old_password")
}

/// 推进演示时钟
#[utoipa::path(post, path = "/demo/clock", tag = "session", operation_id = "advance_clock",
    extensions(("x-act" = json!("move_clock"))),
    request_body = ClockRequest, responses((status = 200, body = ClockView)))]
async fn clock(
    State(app): State<App>,
    sent: sent::Sent<ClockRequest>,
) -> Result<Json<ClockView>, Problem> {
    let current = &sent.caller().current;
    zhixing_app::demo::advance(&app, &current.actor, sent.body.advance_days).await?;
    Ok(Json(clock_view(&app)))
}

/// 接口说明
#[utoipa::path(get, path = "/openapi.json", tag = "session", operation_id = "openapi",
    extensions(("x-act" = json!("open"))),
    responses((status = 200, body = serde_json::Value)))]
async fn description() -> Result<([(header::HeaderName, &'static str); 1], &'static str), Problem> {
    static WRITTEN: LazyLock<String> = LazyLock::new(crate::openapi_json);
    Ok(([(header::CONTENT_TYPE, "application/json")], WRITTEN.as_str()))
}
