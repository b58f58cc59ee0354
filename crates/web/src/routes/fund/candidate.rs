//! 认领核对：what a case says of money that might be its own

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    fund::{self, Candidate},
    list,
};
use zhixing_domain::{
    ground::id::ReceiptId, intake::party::PartyRole, matter::linked::standing,
    money::fund::doubt::ClaimDoubt,
};

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    wording::yuan,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(candidate))
}

/// 拟认领的案件
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CandidateQuery {
    #[param(max_length = 40)]
    pub case_no: String,
}

/// 一项疑点
#[derive(Debug, Serialize, ToSchema)]
pub struct DoubtView {
    pub code: String,
    pub title: String,
}

/// 拟认领的案件的情况
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateView {
    pub case_no: String,
    pub state_label: String,
    pub applicants: String,
    pub respondents: String,
    pub handler: Option<String>,
    /// 截至今日尚欠
    pub left_fen: i64,
    pub received_fen: i64,
    /// 认领前须逐项核对的疑点
    pub doubts: Vec<DoubtView>,
}

/// 认领核对
#[utoipa::path(get, path = "/funds/receipts/{receipt}/candidate", tag = "funds",
    operation_id = "receipt_candidate", extensions(("x-act" = json!("view_funds"))),
    params(("receipt" = Uuid, Path), CandidateQuery),
    responses((status = 200, body = CandidateView)))]
async fn candidate(
    State(app): State<App>,
    caller: Caller,
    Path(receipt): Path<Uuid>,
    Query(query): Query<CandidateQuery>,
) -> Result<Json<CandidateView>, Problem> {
    let at = caller.at();
    let money = app.receipt(at, ReceiptId(receipt)).await?;
    let number = list::case_number(&query.case_no)?;
    let Candidate { file, left, doubts } = fund::candidate(&app, at, &money, &number).await?;
    let names = |role| {
        let names = file.parties_of(role).map(|party| party.details.name.as_str());
        names.collect::<Vec<_>>().join("、")
    };
    Ok(Json(CandidateView {
        case_no: file.number_text(),
        state_label: standing(file.kind, file.stage).to_owned(),
        applicants: names(PartyRole::Applicant),
        respondents: names(PartyRole::Respondent),
        handler: file.handler.as_ref().map(|(_, name)| name.clone()),
        left_fen: left.get(),
        received_fen: file.funds.received().get(),
        doubts: doubts.iter().map(|doubt| said(*doubt, &money.payer, left)).collect(),
    }))
}

fn said(doubt: ClaimDoubt, payer: &str, left: zhixing_law::money::Fen) -> DoubtView {
    let title = doubt.title();
    let title = match doubt {
        ClaimDoubt::Stranger => format!("{title}（付款人：{payer}）"),
        ClaimDoubt::Closed => title.to_owned(),
        ClaimDoubt::AboveOwed => format!("{title}（尚欠{}）", yuan(left)),
    };
    DoubtView { code: doubt.code().to_owned(), title }
}
