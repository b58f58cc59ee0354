//! 案款发放

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, at::At, error::Error, payout};
use zhixing_domain::{
    ground::act::Act,
    ground::court::FundAccount,
    ground::id::{CaseId, PayoutId},
    intake::party::AccountChange,
    matter::Matter,
    mode::Mode,
    money::payout::{Line, LineResult, Part, Payout, settlement::Settlement},
    roof::Offer,
};

use super::{
    approval::ApprovalView,
    unmask::{of_party, of_payout_line},
};
use zhixing_law::mask;

use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    view::{Action, LightName, MaskedValue, account, some},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(settlement))
}

/// 应付的一项
#[derive(Debug, Serialize, ToSchema)]
pub struct FundItem {
    pub label: String,
    pub amount_fen: i64,
    pub basis: Option<String>,
    pub note: Option<String>,
}

/// 发放明细
#[derive(Debug, Serialize, ToSchema)]
pub struct PayoutLine {
    pub purpose: String,
    pub purpose_label: String,
    pub payee: String,
    pub bank: Option<String>,
    pub account: Option<MaskedValue>,
    pub amount_fen: i64,
    pub parts: Vec<FundItem>,
    /// 收款账户在立案之后的变更，供审批人核对
    pub account_changes: Vec<AccountChangeView>,
    /// 银行回复
    pub result: Option<String>,
}

/// 收款账户的一次变更
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountChangeView {
    #[schema(format = DateTime)]
    pub at: String,
    pub by: String,
    /// 变更前的账号，脱敏
    pub before: Option<String>,
    /// 变更后的账号，脱敏
    pub after: Option<String>,
    pub reason: String,
    /// 上一次付给该收款人之后才变更的
    pub since_last_payout: bool,
}

/// 案款发放
#[derive(Debug, Serialize, ToSchema)]
pub struct PayoutView {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub case_version: i64,
    pub total_fen: i64,
    pub lines: Vec<PayoutLine>,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    #[schema(format = Date)]
    pub settled_to: String,
    pub proposed_by: Option<String>,
    /// 由本人提出
    pub mine: bool,
    #[schema(format = DateTime)]
    pub proposed_at: Option<String>,
    pub approved_by: Option<String>,
    #[schema(format = DateTime)]
    pub approved_at: Option<String>,
    pub remark: Option<String>,
    /// 签批的各环节
    pub approval: Option<ApprovalView>,
    pub actions: Vec<Action>,
}

/// 结算方案
#[derive(Debug, Serialize, ToSchema)]
pub struct SettlementView {
    /// 利息算至
    #[schema(format = Date)]
    pub owed_on: String,
    pub owed_fen: i64,
    pub available_fen: i64,
    pub unpaid_fen: i64,
    pub lines: Vec<PayoutLine>,
}

fn part(part: &Part) -> FundItem {
    FundItem {
        label: part.title.clone(),
        amount_fen: part.amount.get(),
        basis: some(&part.basis),
        note: None,
    }
}

/// What became of the account that a line goes to.
fn changes(file: &Matter, line: &Line) -> Vec<AccountChangeView> {
    let Some(party) = line.party.and_then(|id| file.party(id)) else { return Vec::new() };
    let paid = file.payouts.iter().filter(|payout| {
        let paid = |result: &Option<LineResult>| matches!(result, Some(LineResult::Paid { .. }));
        let mut lines = payout.lines.iter().zip(&payout.results);
        lines.any(|(other, result)| other.party == line.party && paid(result))
    });
    let last = paid.map(|payout| payout.proposed.at).max();
    let masked =
        |account: &Option<FundAccount>| account.as_ref().map(|a| mask::account(&a.account));
    let view = |change: &AccountChange| AccountChangeView {
        at: change.by.at.to_string(),
        by: change.by.name.clone(),
        before: masked(&change.before),
        after: masked(&change.after),
        reason: change.reason.clone(),
        since_last_payout: last.is_none_or(|last| last < change.by.at),
    };
    party.account_changes.iter().map(view).collect()
}

/// `subject` is what the reader may hand to `/api/unmask` for the whole account number.
fn line(
    file: &Matter,
    line: &Line,
    result: Option<&LineResult>,
    subject: Option<String>,
) -> PayoutLine {
    PayoutLine {
        purpose: line.purpose.code().to_owned(),
        purpose_label: line.purpose.title().to_owned(),
        payee: line.account.name.clone(),
        bank: some(&line.account.bank),
        account: account(&line.account.account, subject),
        amount_fen: line.amount.get(),
        parts: line.parts.iter().map(part).collect(),
        account_changes: changes(file, line),
        result: result.map(|result| match result {
            LineResult::Paid { on, reference } => format!("{on} 已付 {reference}"),
            LineResult::Rejected { reason } => format!("退回：{reason}"),
            LineResult::Returned { on, reason } => format!("{on} 退汇：{reason}"),
        }),
    }
}

/// A payout as the reader sees it.
pub fn view(
    app: &App,
    at: At<'_>,
    (file, mode, offers): (&Matter, &Mode, &[Offer]),
    payout: &Payout,
) -> PayoutView {
    let approval = file.approval_of(payout.id.into());
    let approval = approval.map(|approval| super::approval::view(file, mode, offers, approval));
    let on = payout.id.into();
    let actions = offers.iter().filter(|offer| offer.on == on).map(Action::of);
    let asked = approval.iter().flat_map(|approval| approval.actions.clone());
    let actions = actions.chain(asked).collect();
    let results = payout.results.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    let may = app.may(at, Act::Unmask, file);
    let lines = payout.lines.iter().zip(results).enumerate();
    let lines = lines.map(|(place, (known, result))| {
        line(file, known, result, may.then(|| of_payout_line(file.id, payout.id, place)))
    });
    PayoutView {
        id: payout.id.0,
        case_id: file.id.0,
        case_no: file.number_text(),
        case_version: file.version,
        total_fen: payout.total.get(),
        lines: lines.collect(),
        state: payout.state.code().to_owned(),
        state_label: payout.state.title().to_owned(),
        light: payout.progress().into(),
        settled_to: payout.settled_to.to_string(),
        proposed_by: Some(payout.proposed.name.clone()),
        mine: payout.proposed.staff == at.actor.id,
        proposed_at: Some(payout.proposed.at.to_string()),
        approved_by: payout.approved.as_ref().map(|by| by.name.clone()),
        approved_at: payout.approved.as_ref().map(|by| by.at.to_string()),
        remark: some(&payout.remark),
        approval,
        actions,
    }
}

/// 结算方案
#[utoipa::path(get, path = "/cases/{id}/settlement", tag = "funds",
    operation_id = "settlement", extensions(("x-act" = json!("view_case"))),
    params(("id" = Uuid, Path)), responses((status = 200, body = SettlementView)))]
async fn settlement(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<SettlementView>, Problem> {
    let plan: Settlement = payout::settlement(&app, caller.at(), CaseId(id)).await?;
    let file = app.case(caller.at(), CaseId(id)).await?;
    let may = app.may(caller.at(), Act::Unmask, &file);
    // A plan is not on record: its account can be shown where it is the one that the party has on file.
    let subject = |l: &Line| {
        let party = file.party(l.party?)?;
        let on_file = party.details.account.as_ref() == Some(&l.account);
        (may && on_file).then(|| of_party(file.id, party.id))
    };
    Ok(Json(SettlementView {
        owed_on: plan.owed.on.to_string(),
        owed_fen: plan.owed.total.get(),
        available_fen: plan.available.get(),
        unpaid_fen: plan.unpaid.get(),
        lines: plan.lines.iter().map(|l| line(&file, l, None, subject(l))).collect(),
    }))
}

/// The case and payout of a row, as the reader sees them; none where the reader may not see the case, or, with
/// `open_only`, where what the bank sent back has been proposed anew.
pub async fn of_row(
    app: &App,
    caller: &Caller,
    (case, payout): (CaseId, PayoutId),
    open_only: bool,
) -> Result<Option<PayoutView>, Problem> {
    let (at, organisation) = (caller.at(), caller.organisation());
    let file = match app.case(at, case).await {
        Ok(file) => file,
        Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let known = file.payout(payout).filter(|_| !(open_only && file.is_proposed_anew(payout)));
    let Some(known) = known else { return Ok(None) };
    let offers = app.offers(at, case).await?;
    let mode = app.matter_mode(organisation, &file)?;
    Ok(Some(view(app, at, (&file, &mode, &offers), known)))
}
