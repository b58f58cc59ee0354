//! 结案

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, closing};
use zhixing_domain::{
    closing::closure::claims::ClaimLine, closing::waived::Waiver, ground::id::CaseId,
    matter::Matter,
};
use zhixing_law::checklist::{Finding, Level, Met};

use crate::{caller::Caller, extract::Path, problem::Problem};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(conditions))
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

/// 请求履行的一项行为
#[derive(Debug, Serialize, ToSchema)]
pub struct DeedLine {
    pub kind_label: String,
    pub content: String,
    /// 履行日期；空的，还没有登记履行
    #[schema(format = Date)]
    pub performed_on: Option<String>,
    pub how_label: Option<String>,
    pub material: Option<String>,
    pub by: Option<String>,
}

/// The acts that the claim asks for, with what has been recorded of each.
pub fn deeds(file: &Matter) -> Vec<DeedLine> {
    let claim = file.claim.as_ref();
    let deeds = claim.into_iter().flat_map(|claim| claim.deeds.iter().enumerate());
    deeds
        .map(|(place, deed)| {
            let done = file.performed.iter().find(|one| one.deed == place);
            DeedLine {
                kind_label: deed.kind.title().to_owned(),
                content: deed.content.clone(),
                performed_on: done.map(|done| done.on.to_string()),
                how_label: done.map(|done| done.how.title().to_owned()),
                material: done.map(|done| done.material.clone()),
                by: done.map(|done| done.by.name.clone()),
            }
        })
        .collect()
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

/// 结案条件的核对
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingConditions {
    pub conditions: Vec<ClosingCondition>,
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
