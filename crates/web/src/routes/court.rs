//! 法院信息：what an administrator says of the court before the first case, and when it changes.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::{
    App,
    staff::{self, CourtDescription},
};
use zhixing_domain::{ground::act::Act, ground::court::FundAccount};

use super::filing::AccountInput;
use crate::{
    caller::Caller,
    problem::Problem,
    sent::Sent,
    view::{Coded, DoneView},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(court, describe)).routes(routes!(mode))
}

/// 银行账户
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtAccountView {
    pub name: String,
    pub bank: String,
    /// 联行号，可以为空
    pub bank_code: String,
    pub account: String,
}

/// 法院信息
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtDetail {
    /// 法院代字，由部署时的配置决定
    pub code: String,
    pub name: String,
    /// 上级法院代字
    pub parent: String,
    pub address: String,
    pub phone: String,
    /// 案款专户
    pub fund_account: CourtAccountView,
    /// 执行费缴款账户
    pub treasury_account: CourtAccountView,
    /// 已启用的办案模式；没有启用的为空，按随附的第一个模式办理
    pub mode: Option<String>,
    /// 可以启用的办案模式
    pub modes: Vec<Coded>,
    pub version: i64,
}

/// 登记法院信息
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtRequest {
    #[schema(min_length = 1, max_length = 50)]
    pub court_name: String,
    /// 上级法院代字，没有的为空
    #[serde(default)]
    #[schema(max_length = 10)]
    pub parent: String,
    #[schema(min_length = 1, max_length = 100)]
    pub address: String,
    #[schema(min_length = 1, max_length = 30)]
    pub phone: String,
    #[schema(value_type = AccountInput)]
    pub fund_account: FundAccount,
    #[schema(value_type = AccountInput)]
    pub treasury_account: FundAccount,
}

/// 启用办案模式
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeRequest {
    /// 办案模式的代码
    #[schema(min_length = 1, max_length = 100)]
    pub mode: String,
}

fn account(known: &FundAccount) -> CourtAccountView {
    CourtAccountView {
        name: known.name.clone(),
        bank: known.bank.clone(),
        bank_code: known.bank_code.clone(),
        account: known.account.clone(),
    }
}

/// 法院信息
#[utoipa::path(get, path = "/court", tag = "people", operation_id = "court",
    extensions(("x-act" = json!("view_people"))), responses((status = 200, body = CourtDetail)))]
async fn court(State(app): State<App>, caller: Caller) -> Result<Json<CourtDetail>, Problem> {
    app.allow_court(caller.actor(), Act::ViewPeople)?;
    let organisation = &caller.0.organisation;
    let known = &organisation.court;
    Ok(Json(CourtDetail {
        code: known.code.clone(),
        name: known.name.clone(),
        parent: known.parent.clone(),
        address: known.address.clone(),
        phone: known.phone.clone(),
        fund_account: account(&known.fund_account),
        treasury_account: account(&known.treasury_account),
        mode: (!organisation.mode.is_empty()).then(|| organisation.mode.clone()),
        modes: app.modes.iter().map(|(key, mode)| Coded::new(key, &mode.name)).collect(),
        version: organisation.version,
    }))
}

/// 登记法院信息
#[utoipa::path(put, path = "/court", tag = "people", operation_id = "describe_court",
    extensions(("x-act" = json!("manage_people"))),
    request_body = CourtRequest, responses((status = 200, body = DoneView)))]
async fn describe(
    State(app): State<App>,
    sent: Sent<CourtRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("staff.describe_court");
    let wanted = sent.body;
    let court = CourtDescription {
        name: wanted.court_name,
        parent: wanted.parent,
        address: wanted.address,
        phone: wanted.phone,
        fund_account: wanted.fund_account,
        treasury_account: wanted.treasury_account,
    };
    let done = staff::describe_court(&app, &meta, &court).await?;
    Ok(Json(DoneView::of(&done, "staff.court_described")))
}

/// 启用办案模式
#[utoipa::path(put, path = "/court/mode", tag = "people", operation_id = "adopt_mode",
    extensions(("x-act" = json!("manage_people"))),
    request_body = ModeRequest, responses((status = 200, body = DoneView)))]
async fn mode(State(app): State<App>, sent: Sent<ModeRequest>) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("staff.adopt_mode");
    let done = staff::adopt_mode(&app, &meta, &sent.body.mode).await?;
    Ok(Json(DoneView::of(&done, "staff.mode_adopted")))
}
