//! 立案申请 on the page of a case that is not filed yet: what the window took down, so that 补正 starts from it.

use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::{
    intake::claim::ClaimItem,
    matter::{Matter, Stage},
};
use zhixing_law::checklist::filing::Jurisdiction;

use crate::routes::filing::{ClaimItemInput, JurisdictionInput};

/// 尚未立案的申请，当事人、执行依据和材料除外
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationView {
    #[schema(value_type = Vec<ClaimItemInput>)]
    pub items: Vec<ClaimItem>,
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
    /// 已告知执行风险
    pub risk_notice_given: bool,
}

/// The application of a case that waits for 补正; none once it is filed, when it can no longer be changed.
pub fn view(file: &Matter) -> Option<ApplicationView> {
    let application = file.filing.application.as_ref()?;
    (file.stage == Stage::Received).then(|| ApplicationView {
        items: application.claim.items.clone(),
        delay_interest: application.claim.delay_interest,
        livelihood: application.claim.livelihood,
        jurisdiction: application.jurisdiction,
        performed: application.performed,
        by_agent: application.by_agent,
        duplicate_search: application.duplicate_search.clone(),
        risk_notice_given: application.risk_notice_given,
    })
}
