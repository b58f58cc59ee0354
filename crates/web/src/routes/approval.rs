//! 签批：a request with its chain, and what its signer should read before signing.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, error::Error};
use zhixing_domain::{
    closing::closure::conditions,
    ground::id::{ApprovalId, CaseId, ReceiptId},
    intake::party::{Party, PartyRole},
    matter::Matter,
    mode::Mode,
    money::fund::Receipt,
    roof::Offer,
    work::approval::{Approval, What},
};
use zhixing_law::{exclusion::Clock, money::Fen};

use super::{
    case_view::{Labelled, correction},
    closing::{ClosingCondition, condition},
    payout::{self, PayoutView},
};
use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    view::{Action, LightName, some},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(paper))
}

/// 一个环节
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalStep {
    pub name: String,
    /// 由谁签批
    pub who: String,
    pub basis: String,
    /// 正等待这一环节
    pub waits: bool,
    pub signed_by: Option<String>,
    #[schema(format = DateTime)]
    pub signed_at: Option<String>,
    pub opinion: Option<String>,
}

/// 一件签批
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalView {
    pub id: Uuid,
    /// 所提请事项的代码
    pub act: String,
    pub title: String,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    pub asked_by: String,
    #[schema(format = DateTime)]
    pub asked_at: String,
    pub steps: Vec<ApprovalStep>,
    /// 退回或者撤回的人
    pub ended_by: Option<String>,
    pub ended_reason: Option<String>,
    pub actions: Vec<Action>,
}

/// 签批前应当阅看的内容
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalPaper {
    pub case_id: Uuid,
    pub case_no: String,
    /// 打开时的版本，签批时带回
    pub version: i64,
    pub approval: ApprovalView,
    /// 案件情况和所提请的内容
    pub facts: Vec<Labelled>,
    /// 待签发的文书
    pub document: Option<Uuid>,
    pub payout: Option<PayoutView>,
    /// 结案条件的核对
    pub conditions: Vec<ClosingCondition>,
}

/// A request as the reader sees it.
pub fn view(file: &Matter, mode: &Mode, offers: &[Offer], approval: &Approval) -> ApprovalView {
    let waits = approval.step();
    let steps = approval.steps.iter().enumerate().map(|(place, step)| {
        let signature = approval.signed.get(place);
        ApprovalStep {
            name: step.name.clone(),
            who: step.who(file, mode),
            basis: step.basis.clone(),
            waits: waits.is_some() && place == approval.signed.len(),
            signed_by: signature.map(|signature| signature.by.name.clone()),
            signed_at: signature.map(|signature| signature.by.at.to_string()),
            opinion: signature.and_then(|signature| some(&signature.opinion)),
        }
    });
    let on = approval.id.into();
    ApprovalView {
        id: approval.id.0,
        act: approval.what.act().code().to_owned(),
        title: approval.what.title(),
        state: approval.state.code().to_owned(),
        state_label: approval.state.title().to_owned(),
        light: if waits.is_some() { LightName::Soon } else { LightName::Idle },
        asked_by: approval.asked.name.clone(),
        asked_at: approval.asked.at.to_string(),
        steps: steps.collect(),
        ended_by: approval.ended.as_ref().map(|(by, _)| by.name.clone()),
        ended_reason: approval.ended.as_ref().and_then(|(_, reason)| some(reason)),
        actions: offers.iter().filter(|offer| offer.on == on).map(Action::of).collect(),
    }
}

/// 签批前应当阅看的内容
#[utoipa::path(get, path = "/cases/{id}/approvals/{approval}", tag = "approvals",
    operation_id = "approval_paper", extensions(("x-act" = json!("view_case"))),
    params(("id" = Uuid, Path), ("approval" = Uuid, Path)),
    responses((status = 200, body = ApprovalPaper)))]
async fn paper(
    State(app): State<App>,
    caller: Caller,
    Path((id, approval)): Path<(Uuid, Uuid)>,
) -> Result<Json<ApprovalPaper>, Problem> {
    let at = caller.at();
    let file = app.case(at, CaseId(id)).await?;
    let known = file.approval(ApprovalId(approval)).ok_or(Error::NotFound("签批"))?;
    let mode = app.matter_mode(caller.organisation(), &file)?;
    let offers = app.offers(at, file.id).await?;
    let mut shown = ApprovalPaper {
        case_id: id,
        case_no: file.number_text(),
        version: file.version,
        approval: view(&file, &mode, &offers, known),
        facts: case_facts(&file),
        document: None,
        payout: None,
        conditions: Vec::new(),
    };
    shown.facts.extend(asked_for(&file, &mode, &known.what));
    match &known.what {
        What::Paper { document, .. } => shown.document = Some(document.0),
        What::Payout { payout, .. } => {
            let known = file.payout(*payout);
            shown.payout = known.map(|p| payout::view(&app, at, (&file, &mode, &offers), p));
        }
        What::Closing { .. } => {
            let found =
                app.look(at, file.id, |file, ctx| conditions::conditions(file, ctx)).await?;
            shown.conditions = found.map_err(Error::from)?.iter().map(condition).collect();
        }
        What::Lane { .. }
        | What::Waiver { .. }
        | What::Exclusion { .. }
        | What::Extension { .. }
        | What::Correction { .. }
        | What::StrikeOff { .. }
        | What::TakeBack { .. } => {}
    }
    Ok(Json(shown))
}

/// What is asked for, in the words of the request.
fn asked_for(file: &Matter, mode: &Mode, what: &What) -> Vec<Labelled> {
    match what {
        What::Paper { .. } | What::Payout { .. } => Vec::new(),
        What::Lane { lane_name, reason, .. } => {
            let now = file.lane.as_deref().and_then(|lane| mode.lane(lane));
            vec![
                line("现在的办理通道", now.map_or("未分流", |lane| &lane.name)),
                line("调整为", lane_name),
                line("理由", reason),
            ]
        }
        What::Waiver { statement } => vec![
            line("陈述日期", &statement.on.to_string()),
            line("陈述内容", &statement.words),
            line("入卷材料", &statement.material),
            line("代理人代为陈述", if statement.by_agent { "是" } else { "否" }),
        ],
        What::Exclusion { stretch, .. } => {
            let to = stretch.to.map_or("尚未结束".to_owned(), |to| to.to_string());
            let asked = [
                line("扣除事由", stretch.ground.chinese()),
                line("依据", &stretch.ground.basis(Clock::Enforcement).to_string()),
                line("不计入的期间", &format!("{} 至 {to}", stretch.from)),
                line("事实和文书依据", &stretch.reason),
            ];
            asked.into_iter().chain(due(file, None)).collect()
        }
        What::Extension { deadline, months, reason, .. } => {
            let asked = [line("延长", &format!("{months}个月")), line("特殊情况和理由", reason)];
            asked.into_iter().chain(due(file, Some(deadline))).collect()
        }
        What::Correction { correction } => correction::facts(file, correction),
        What::TakeBack { receipt, amount, reason } => taken_back(file, *receipt, *amount, reason),
        What::StrikeOff { ground, reason } => vec![
            line("销案事由", ground.chinese()),
            line("依据", &ground.basis().to_string()),
            line("事实", reason),
        ],
        What::Closing { remark } => vec![line("结案说明", remark)],
    }
}

/// Money that is said to lie in the wrong case.
fn taken_back(file: &Matter, receipt: ReceiptId, amount: Fen, reason: &str) -> Vec<Labelled> {
    let known = file.funds.receipts.iter().find(|known| known.id == receipt);
    let of = |get: fn(&Receipt) -> String| known.map(get).unwrap_or_default();
    vec![
        line("到账日期", &of(|known| known.on.to_string())),
        line("付款人", &of(|known| known.payer.clone())),
        line("金额", &format!("{}元", amount.grouped())),
        line("事由和依据", reason),
    ]
}

fn line(label: &str, value: &str) -> Labelled {
    let value = if value.is_empty() { "—" } else { value };
    Labelled { label: label.to_owned(), value: value.to_owned() }
}

/// How the deadlines that run stand now.
fn due(file: &Matter, only: Option<&str>) -> Vec<Labelled> {
    let running = file.deadlines.all.iter().filter(|known| known.is_running());
    let asked = running.filter(|known| only.is_none_or(|key| key == known.key));
    asked
        .map(|known| {
            let day = known.due_on.map_or("停止计算".to_owned(), |due| due.to_string());
            let times = known.extensions.len();
            line(&format!("{}现在的届满日", known.name), &format!("{day}（已延长{times}次）"))
        })
        .collect()
}

fn case_facts(file: &Matter) -> Vec<Labelled> {
    let names = |role| {
        let parties = file.parties.iter().filter(move |p: &&Party| p.details.role == role);
        parties.map(|party| party.details.name.clone()).collect::<Vec<_>>().join("、")
    };
    let claim = file.claim.as_ref();
    let total = claim.and_then(|claim| claim.total().ok()).unwrap_or_default();
    vec![
        line("申请执行人", &names(PartyRole::Applicant)),
        line("被执行人", &names(PartyRole::Respondent)),
        line("案由", claim.map_or("", |claim| &claim.cause)),
        line("申请标的", &format!("{}元", total.grouped())),
        line("承办人", file.handler.as_ref().map_or("", |(_, name)| name)),
    ]
}
