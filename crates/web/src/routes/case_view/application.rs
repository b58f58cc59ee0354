//! 立案申请 on the page of a case that is not filed yet: what the window took down, so that 补正 starts from it.

use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::{
    intake::claim::{ClaimItem, Deed},
    intake::filing::complete,
    matter::Matter,
};
use zhixing_law::{
    checklist::{Finding, filing::Jurisdiction},
    day::Day,
};

/// 本院管辖的根据
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum JurisdictionInput {
    FirstInstance,
    SameLevelPropertyPlace,
    RespondentDomicile,
    PropertyPlace,
    AgencySeat,
    ImmovablePlace,
    Designated,
}

/// 标的项目的种类
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum ItemKindInput {
    Costs,
    GeneralInterest,
    Principal,
}

/// 标的明细
#[derive(ToSchema)]
pub struct ClaimItemInput {
    pub kind: ItemKindInput,
    #[schema(max_length = 100)]
    pub title: String,
    pub amount_fen: i64,
}

/// 行为请求的种类
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum DeedKindInput {
    Transfer,
    Deliver,
    Vacate,
    Act,
    Refrain,
}

/// 请求履行的一项行为
#[derive(ToSchema)]
pub struct DeedInput {
    pub kind: DeedKindInput,
    #[schema(max_length = 300)]
    pub content: String,
}

/// 尚缺的一项
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingItem {
    pub code: String,
    pub title: String,
    pub remedy: Option<String>,
    pub basis: Option<String>,
}

/// The unmet conditions of filing.
fn missing_of(findings: &[Finding]) -> Vec<MissingItem> {
    findings
        .iter()
        .map(|finding| MissingItem {
            code: finding.id.to_owned(),
            title: finding.title.to_owned(),
            remedy: crate::view::some(&finding.detail),
            basis: Some(finding.basis.to_string()),
        })
        .collect()
}

/// 尚未立案的申请，当事人、执行依据和材料除外
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationView {
    #[schema(value_type = Vec<ClaimItemInput>)]
    pub items: Vec<ClaimItem>,
    #[schema(value_type = Vec<DeedInput>)]
    pub deeds: Vec<Deed>,
    /// 是否计算迟延履行利息
    pub delay_interest: bool,
    /// 涉民生
    pub livelihood: bool,
    #[schema(value_type = JurisdictionInput)]
    pub jurisdiction: Jurisdiction,
    /// 申请人声明义务人已经履行
    pub performed: bool,
    /// 由代理人代为申请
    pub by_agent: bool,
    /// 重复立案检索的记录
    pub duplicate_search: String,
    pub filed_again: String,
    /// 已告知执行风险
    pub risk_notice_given: bool,
}

/// Everything that a case that is not filed lacks.
pub fn missing(file: &Matter, today: Day) -> Vec<MissingItem> {
    let waiting = file.open_application();
    waiting.map(|waiting| missing_of(&complete::missing(waiting, today))).unwrap_or_default()
}

/// The application of a case that waits for 补正; none once it is filed, when it can no longer be changed.
pub fn view(file: &Matter) -> Option<ApplicationView> {
    file.open_application().map(|application| ApplicationView {
        items: application.claim.items.clone(),
        deeds: application.claim.deeds.clone(),
        delay_interest: application.claim.delay_interest,
        livelihood: application.claim.livelihood,
        jurisdiction: application.jurisdiction,
        performed: application.performed,
        by_agent: application.by_agent,
        duplicate_search: application.duplicate_search.clone(),
        filed_again: application.filed_again.clone(),
        risk_notice_given: application.risk_notice_given,
    })
}
