//! 委托诉讼代理人：who acts for a party, and what they may do in its name.

use crate::{
    ground::field::{Note, Text, choices, fields, or_empty},
    ground::refusal::{Faults, FieldProblem, Refusal, optional_text, text},
    ground::word::words,
};

words! {
    /// 代理人身份 (民诉法61)
    AgentKind {
        Lawyer = "lawyer", "律师";
        LegalWorker = "legal_worker", "基层法律服务工作者";
        Relative = "relative", "近亲属";
        Employee = "employee", "工作人员";
        Recommended = "recommended", "社区、单位或者社会团体推荐的公民";
    }
}

words! {
    /// 代理权限
    Authority {
        General = "general", "一般授权";
        /// 代为放弃、变更权利，执行和解，收取执行款项的，须有特别授权 (执行规定2020第20条)
        Special = "special", "特别授权";
    }
}

choices! { AgentKind, Authority }

fields! {
    /// 委托诉讼代理人
    Agent {
        name: String as Text<50> = "代理人姓名";
        kind: AgentKind = "代理人身份";
        #[serde(default, deserialize_with = "or_empty")]
        firm: String as Note<100> = "执业机构、工作单位或者与当事人的关系";
        #[serde(default, deserialize_with = "or_empty")]
        phone: String as Note<30> = "代理人电话";
        authority: Authority = "代理权限";
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        receives: bool as Option<bool> = "代为收取执行款", "须有特别授权";
    }
}

impl Agent {
    /// 可以代收执行款
    pub fn may_receive(&self) -> bool {
        self.authority == Authority::Special && self.receives
    }

    /// Whether an account in this name is the agent's, or their firm's.
    pub fn holds(&self, account_name: &str) -> bool {
        let firm = matches!(self.kind, AgentKind::Lawyer | AgentKind::LegalWorker);
        account_name == self.name || (firm && !self.firm.is_empty() && account_name == self.firm)
    }

    /// Every field by its own rule; `phone` reads a telephone number.
    pub(crate) fn check(
        &self,
        at: &str,
        person: bool,
        phone: impl Fn(&str, &str) -> Result<String, Refusal>,
    ) -> Result<Agent, Refusal> {
        let mut checked = self.clone();
        let mut faults = Faults::default();
        let place = |field: &str| format!("{at}.{field}");
        faults.take(&mut checked.name, text(&place("name"), &self.name, 50))?;
        let firm = match self.kind {
            AgentKind::Recommended => optional_text(&place("firm"), &self.firm, 100),
            AgentKind::Lawyer
            | AgentKind::LegalWorker
            | AgentKind::Relative
            | AgentKind::Employee => text(&place("firm"), &self.firm, 100),
        };
        faults.take(&mut checked.firm, firm)?;
        faults.take(&mut checked.phone, phone(&place("phone"), &self.phone))?;
        if self.kind == AgentKind::Relative && !person {
            let expected = "律师、基层法律服务工作者、该单位的工作人员或者被推荐的公民";
            faults.add(place("kind"), FieldProblem::Invalid { expected });
        }
        if self.receives && self.authority == Authority::General {
            let expected = "特别授权（一般授权的代理人不得代为收取执行款）";
            faults.add(place("authority"), FieldProblem::Invalid { expected });
        }
        faults.told()?;
        Ok(checked)
    }
}
