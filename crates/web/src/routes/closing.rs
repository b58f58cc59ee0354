//! 结案

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, closing};
use zhixing_domain::{
    closing::closure::ClaimLine,
    closing::waived::{Statement, Waiver},
    ground::id::{CaseId, PartyId},
};
use zhixing_law::{
    checklist::{Finding, Level, Met},
    day::Day,
};

use crate::{caller::Caller, extract::Path, problem::Problem, sent::Sent, view::DoneView};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(conditions, close)).routes(routes!(waive))
}

/// 结案条件
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingCondition {
    pub code: String,
    pub title: String,
    pub met: bool,
    /// 本案不适用
    pub not_applicable: bool,
    /// 不满足则不能结案；否则只是提示
    pub required: bool,
    pub evidence: Option<String>,
    pub remedy: Option<String>,
    pub basis: Option<String>,
}

/// A condition with what was found.
pub fn condition(finding: &Finding) -> ClosingCondition {
    let evidence = finding.evidence.join("；");
    let met = finding.met != Met::No;
    let found = if evidence.is_empty() { finding.detail.clone() } else { evidence };
    ClosingCondition {
        code: finding.id.to_owned(),
        title: finding.title.to_owned(),
        met,
        not_applicable: finding.met == Met::NotApplicable,
        required: finding.level == Level::Hard,
        evidence: crate::view::some(&found).filter(|_| met),
        remedy: crate::view::some(&finding.detail).filter(|_| !met),
        basis: Some(finding.basis.to_string()),
    }
}

/// 一项请求的了结情况
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimLineView {
    pub label: String,
    /// 应付
    pub owed_fen: i64,
    /// 银行已付讫的发放
    pub received_fen: i64,
    /// 申请执行人放弃
    pub waived_fen: i64,
    /// 尚欠或者待发放
    pub left_fen: i64,
}

impl From<ClaimLine> for ClaimLineView {
    fn from(line: ClaimLine) -> ClaimLineView {
        ClaimLineView {
            label: line.title,
            owed_fen: line.owed.get(),
            received_fen: line.received.get(),
            waived_fen: line.waived.get(),
            left_fen: line.left.get(),
        }
    }
}

/// 已登记的放弃债权
#[derive(Debug, Serialize, ToSchema)]
pub struct WaiverView {
    #[schema(format = Date)]
    pub on: String,
    pub amount_fen: i64,
    pub words: String,
    pub material: String,
    pub by_agent: bool,
    pub by: String,
}

impl From<&Waiver> for WaiverView {
    fn from(waiver: &Waiver) -> WaiverView {
        WaiverView {
            on: waiver.on.to_string(),
            amount_fen: waiver.amount.get(),
            words: waiver.words.clone(),
            material: waiver.material.clone(),
            by_agent: waiver.by_agent,
            by: waiver.by.name.clone(),
        }
    }
}

/// 登记放弃剩余债权
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverRequest {
    /// 陈述的日期
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// 作出陈述的申请执行人，须为全体
    #[schema(max_items = 500)]
    pub applicants: Vec<Uuid>,
    #[schema(min_length = 1, max_length = 500)]
    pub words: String,
    /// 笔录或者书面材料的名称，须已入卷
    #[schema(min_length = 1, max_length = 100)]
    pub material: String,
    /// 由代理人代为放弃
    #[serde(default)]
    pub by_agent: bool,
}

/// 结案条件的核对
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingConditions {
    pub conditions: Vec<ClosingCondition>,
}

/// 结案
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseRequest {
    #[serde(default)]
    #[schema(max_length = 500)]
    pub remark: String,
}

/// 结案条件
#[utoipa::path(get, path = "/cases/{id}/closing", tag = "closing",
    operation_id = "closing_conditions", extensions(("x-act" = json!("view_case"))),
    params(("id" = Uuid, Path)), responses((status = 200, body = ClosingConditions)))]
async fn conditions(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<ClosingConditions>, Problem> {
    let meta = caller.meta(Uuid::nil(), &[], "closing.conditions", None);
    let findings = closing::conditions(&app, &meta, CaseId(id)).await?;
    Ok(Json(ClosingConditions { conditions: findings.iter().map(condition).collect() }))
}

/// 登记申请执行人放弃剩余债权
#[utoipa::path(post, path = "/cases/{id}/waiver", tag = "closing",
    operation_id = "record_waiver", extensions(("x-act" = json!("record_waiver"))),
    params(("id" = Uuid, Path)),
    request_body = WaiverRequest, responses((status = 200, body = DoneView)))]
async fn waive(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<WaiverRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("closing.waive");
    let WaiverRequest { on, applicants, words, material, by_agent } = &sent.body;
    let statement = Statement {
        on: *on,
        applicants: applicants.iter().map(|id| PartyId(*id)).collect(),
        words: words.clone(),
        material: material.clone(),
        by_agent: *by_agent,
    };
    let done = closing::waive(&app, &meta, CaseId(id), &statement).await?;
    Ok(Json(DoneView::of(&done, "approval.asked")))
}

/// 以执行完毕方式结案；目前只办理这一种方式
#[utoipa::path(post, path = "/cases/{id}/closing", tag = "closing",
    operation_id = "close_case", extensions(("x-act" = json!("close_case"))),
    params(("id" = Uuid, Path)),
    request_body = CloseRequest, responses((status = 200, body = DoneView)))]
async fn close(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<CloseRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("closing.close");
    let done = closing::close(&app, &meta, CaseId(id), &sent.body.remark).await?;
    Ok(Json(DoneView::of(&done, "approval.asked")))
}
