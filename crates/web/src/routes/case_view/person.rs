//! Who acts for a party, and whether the search network can be asked about it.

use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::intake::{
    agent::Agent,
    identity::IdentityKind,
    party::{PartyDetails, PartyRole},
};
use zhixing_law::mask;

use crate::view::some;

/// 委托诉讼代理人
#[derive(Debug, Serialize, ToSchema)]
pub struct AgentView {
    pub name: String,
    pub kind: String,
    pub kind_label: String,
    pub firm: Option<String>,
    /// 已脱敏
    pub phone: Option<String>,
    pub authority: String,
    pub authority_label: String,
    /// 代为收取执行款
    pub receives: bool,
}

impl From<&Agent> for AgentView {
    fn from(agent: &Agent) -> AgentView {
        AgentView {
            name: agent.name.clone(),
            kind: agent.kind.code().to_owned(),
            kind_label: agent.kind.title().to_owned(),
            firm: some(&agent.firm),
            phone: some(&mask::phone(&agent.phone)),
            authority: agent.authority.code().to_owned(),
            authority_label: agent.authority.title().to_owned(),
            receives: agent.may_receive(),
        }
    }
}

/// Why the search network is not asked about a respondent; silence would read as 查无财产.
pub fn not_searchable(details: &PartyDetails) -> Option<String> {
    if details.role != PartyRole::Respondent || details.is_searchable() {
        return None;
    }
    let why = match details.identified_by() {
        IdentityKind::Unknown => format!("号码不详（{}）", details.identity_remark),
        _ if details.identity_number.is_empty() => "没有证件号码".to_owned(),
        kind => format!("证件为{}，查控网不按这种号码查询", kind.title()),
    };
    Some(format!("{why}，不能网络查控，须以传统方式查找财产"))
}
