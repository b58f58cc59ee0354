//! 法院信息：what an administrator says of the court before the first case, and when it changes.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::{
    App,
    court::{self, Seen},
    staff::{self, CourtDescription},
};
use zhixing_domain::{ground::act::Act, ground::court::FundAccount};

use crate::{
    caller::Caller,
    problem::Problem,
    sent::Sent,
    view::{Coded, DoneView, Page},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(court, describe)).routes(routes!(courts))
}

/// 银行账户
#[derive(ToSchema)]
pub struct AccountInput {
    #[schema(max_length = 100)]
    pub name: String,
    #[schema(max_length = 100)]
    pub bank: String,
    /// 联行号，可以为空
    pub bank_code: String,
    #[schema(max_length = 40)]
    pub account: String,
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
    /// 文书上的法院全称，冠以省、自治区、直辖市
    pub full_name: String,
    /// 上级法院代字
    pub parent: String,
    pub address: String,
    pub phone: String,
    /// 案款专户
    pub fund_account: CourtAccountView,
    /// 执行费缴款账户
    pub treasury_account: CourtAccountView,
    /// 已启用的办案模式；没有启用的为空，不能收案
    pub mode: Option<Coded>,
    pub version: i64,
}

/// 登记法院信息
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtRequest {
    #[schema(min_length = 1, max_length = 50)]
    pub court_name: String,
    /// 文书上的法院全称；不填的按省份加法院名称
    #[serde(default)]
    #[schema(max_length = 50)]
    pub full_name: String,
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

fn account(known: &FundAccount) -> CourtAccountView {
    CourtAccountView {
        name: known.name.clone(),
        bank: known.bank.clone(),
        bank_code: known.bank_code.clone(),
        account: known.account.clone(),
    }
}

/// 一家法院的概况
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtFiguresView {
    /// 法院代字；查看这家法院时，在任何请求后加 `court=代字`
    pub code: String,
    pub name: String,
    /// 上级法院代字，没有登记的为空
    pub parent: String,
    /// 本院
    pub own: bool,
    pub open: i64,
    pub overdue: i64,
    pub filed_this_year: i64,
    pub closed_this_year: i64,
    /// 案款在账未发的案件和金额；没有查看案款权限的为空
    pub unpaid_count: Option<i64>,
    pub unpaid_fen: Option<i64>,
    /// 在这家法院可以办理的事项；下级法院只能查看
    pub acts: Vec<String>,
}

fn figures_view(seen: Seen, own: &str) -> CourtFiguresView {
    let Seen { figures, funds, acts } = seen;
    CourtFiguresView {
        own: figures.court == own,
        open: figures.open,
        overdue: figures.overdue,
        filed_this_year: figures.filed,
        closed_this_year: figures.closed,
        unpaid_count: funds.then_some(figures.unpaid.count),
        unpaid_fen: funds.then(|| figures.unpaid.sum.get()),
        acts: acts.into_iter().map(|act| act.code().to_owned()).collect(),
        code: figures.court,
        name: figures.name,
        parent: figures.parent,
    }
}

/// 本院和下级法院的概况，本院在前
#[utoipa::path(get, path = "/courts", tag = "people", operation_id = "list_courts",
    extensions(("x-act" = json!("list_cases"))),
    responses((status = 200, body = Page<CourtFiguresView>)))]
async fn courts(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Page<CourtFiguresView>>, Problem> {
    let actor = caller.actor();
    let seen = court::figures(&app, actor).await?;
    let items = seen.into_iter().map(|seen| figures_view(seen, &actor.court)).collect();
    Ok(Json(Page { items, next: None }))
}

/// 法院信息
#[utoipa::path(get, path = "/court", tag = "people", operation_id = "court",
    extensions(("x-act" = json!("view_people"))), responses((status = 200, body = CourtDetail)))]
async fn court(State(app): State<App>, caller: Caller) -> Result<Json<CourtDetail>, Problem> {
    app.allow_court(caller.at(), Act::ViewPeople)?;
    let organisation = caller.organisation();
    let known = &organisation.court;
    let mode = app.court_mode(organisation)?;
    Ok(Json(CourtDetail {
        code: known.code.clone(),
        name: known.name.clone(),
        full_name: known.full_name(),
        parent: known.parent.clone(),
        address: known.address.clone(),
        phone: known.phone.clone(),
        fund_account: account(&known.fund_account),
        treasury_account: account(&known.treasury_account),
        mode: (!mode.key.is_empty()).then(|| Coded::new(&mode.key, &mode.name)),
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
        title: wanted.full_name,
        parent: wanted.parent,
        address: wanted.address,
        phone: wanted.phone,
        fund_account: wanted.fund_account,
        treasury_account: wanted.treasury_account,
    };
    let done = staff::describe_court(&app, &meta, &court).await?;
    Ok(Json(DoneView::of(&done, "staff.court_described")))
}
