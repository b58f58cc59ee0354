//! 当事人：份额、收款账户

use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, party};
use zhixing_domain::{
    ground::court::FundAccount,
    ground::id::{CaseId, PartyId},
};
use zhixing_law::money::Fen;

use super::filing::AccountInput;
use crate::{extract::Path, problem::Problem, sent::Sent, view::DoneView};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(declare_shares)).routes(routes!(correct_account))
}

/// 一名申请执行人的份额
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareInput {
    pub party: Uuid,
    #[schema(minimum = 0)]
    pub amount_fen: i64,
}

/// 登记份额
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SharesRequest {
    /// 每名申请执行人一项，合计等于申请标的
    #[schema(max_items = 500)]
    pub shares: Vec<ShareInput>,
    /// 份额的依据，例如判决主文、各申请执行人的书面确认
    #[schema(min_length = 1, max_length = 200)]
    pub ground: String,
}

/// 更正收款账户
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountRequest {
    #[schema(value_type = AccountInput)]
    pub account: FundAccount,
    /// 依据，例如当事人签名的收款账户确认书
    #[schema(min_length = 1, max_length = 200)]
    pub ground: String,
}

/// 登记各申请执行人的份额
#[utoipa::path(post, path = "/cases/{id}/shares", tag = "parties",
    operation_id = "declare_shares", extensions(("x-act" = json!("declare_shares"))),
    params(("id" = Uuid, Path)),
    request_body = SharesRequest, responses((status = 200, body = DoneView)))]
async fn declare_shares(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<SharesRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("party.declare_shares");
    let share = |share: &ShareInput| (PartyId(share.party), Fen::new(share.amount_fen));
    let shares: Vec<(PartyId, Fen)> = sent.body.shares.iter().map(share).collect();
    let done = party::declare_shares(&app, &meta, CaseId(id), &shares, &sent.body.ground).await?;
    Ok(Json(DoneView::of(&done, "party.corrected")))
}

/// 更正收款账户
#[utoipa::path(post, path = "/cases/{id}/parties/{party}/account", tag = "parties",
    operation_id = "correct_account", extensions(("x-act" = json!("correct_account"))),
    params(("id" = Uuid, Path), ("party" = Uuid, Path)),
    request_body = AccountRequest, responses((status = 200, body = DoneView)))]
async fn correct_account(
    State(app): State<App>,
    Path((id, party)): Path<(Uuid, Uuid)>,
    sent: Sent<AccountRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("party.correct_account");
    let AccountRequest { account, ground } = &sent.body;
    let (case, party) = (CaseId(id), PartyId(party));
    let done = party::correct_account(&app, &meta, case, party, account, ground).await?;
    Ok(Json(DoneView::of(&done, "party.corrected")))
}
