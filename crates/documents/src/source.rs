//! 文书的来源：what a paper is made from: the matter as it stands, whom the paper goes to, what it is about.

use zhixing_domain::{
    ground::court::FundAccount,
    ground::refusal::{Need, PanelNeed, Refusal},
    ground::subject::Subject,
    intake::agent::{Agent, AgentKind},
    intake::identity::IdentityKind,
    intake::party::{Party, PartyKind, PartyRole},
    matter::Matter,
    matter::context::Context,
    money::fund::Receipt,
    money::payout::Payout,
    papers::kind::DocumentKind,
    papers::service::Service,
    property::deduction::Deduction,
    property::measure::Measure,
    work::panel::{self, Member, Panel, PanelTopic},
};

use crate::input::{
    AccountInput, AgentInput, ContactInput, MatterInput, PanelInput, PartyInput, TitleInput,
};
use crate::model::Signer;

/// Where a party can ask while nobody is known who answers.
pub(crate) const OFFICE: &str = "执行事务中心";

/// What a court that has no clerk for a ruling reads: what is missing, and who puts it right.
const NO_CLERK: &str = "书记员（承办团队的书记员岗今天没有人，请管理员在“人员与岗位”中为该岗定人）";

/// What a paper is made from.
pub struct Source<'a, 'c> {
    pub matter: &'a Matter,
    /// Whom it goes to.
    pub party: Option<&'a Party>,
    pub subject: Option<Subject>,
    pub ctx: &'a Context<'c>,
}

impl<'a> Source<'a, '_> {
    pub(crate) fn measure(&self) -> Result<&'a Measure, Refusal> {
        let missing = Refusal::Missing("控制措施");
        let Some(Subject::Measure(id)) = self.subject else { return Err(missing) };
        self.matter.measure(id).ok_or(missing)
    }

    pub(crate) fn deduction(&self) -> Result<&'a Deduction, Refusal> {
        let missing = Refusal::Missing("扣划");
        let Some(Subject::Deduction(id)) = self.subject else { return Err(missing) };
        self.matter.deduction(id).ok_or(missing)
    }

    pub(crate) fn payout(&self) -> Result<&'a Payout, Refusal> {
        let missing = Refusal::Missing("案款发放");
        let Some(Subject::Payout(id)) = self.subject else { return Err(missing) };
        self.matter.payout(id).ok_or(missing)
    }

    pub(crate) fn receipt(&self) -> Result<&'a Receipt, Refusal> {
        let missing = Refusal::Missing("到账款项");
        let Some(Subject::Receipt(id)) = self.subject else { return Err(missing) };
        self.matter.funds.receipts.iter().find(|known| known.id == id).ok_or(missing)
    }

    pub(crate) fn service(&self) -> Result<&'a Service, Refusal> {
        let missing = Refusal::Missing("送达记录");
        let Some(Subject::Service(id)) = self.subject else { return Err(missing) };
        self.matter.services.iter().find(|known| known.id == id).ok_or(missing)
    }

    pub(crate) fn to(&self) -> Result<&'a Party, Refusal> {
        self.party.ok_or(Refusal::Missing("受送达人"))
    }

    pub(crate) fn addressee(&self) -> Result<PartyInput, Refusal> {
        self.to().map(person)
    }

    pub(crate) fn people(&self, role: PartyRole) -> Vec<PartyInput> {
        self.matter.parties_of(role).map(person).collect()
    }

    /// The case; `series` numbers a ruling within it and is 0 for other papers.
    pub(crate) fn case(&self, series: u32) -> Result<MatterInput, Refusal> {
        let claim = self.matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        Ok(MatterInput {
            court: self.ctx.court.full_name(),
            number: self.matter.number_text(),
            series,
            cause: claim.cause.clone(),
            applicants: self.people(PartyRole::Applicant),
            respondents: self.people(PartyRole::Respondent),
            title: TitleInput {
                kind: claim.title.kind.clone(),
                issuer: if claim.title.issuer == self.ctx.court.name {
                    self.ctx.court.full_name()
                } else {
                    claim.title.issuer.clone()
                },
                number: claim.title.number.clone(),
            },
            filed_on: self.matter.filed_on.ok_or(Refusal::CaseNotFiled)?,
        })
    }

    /// The case, for the ruling that is now made.
    pub(crate) fn ruling(&self) -> Result<MatterInput, Refusal> {
        self.case(self.matter.rulings() + 1)
    }

    pub(crate) fn contact(&self) -> ContactInput {
        let handler = self.matter.handler.as_ref().map(|(_, name)| name.clone());
        ContactInput {
            clerk: handler.as_ref().and_then(|_| self.clerk()).unwrap_or_default(),
            person: self.received_by().unwrap_or_default(),
            handler: handler.unwrap_or_default(),
            phone: self.ctx.court.phone.clone(),
            address: self.ctx.court.address.clone(),
        }
    }

    /// The one account that the case's money goes to: the court's, with the case's own sub-account number.
    pub(crate) fn case_account(&self) -> AccountInput {
        let court = &self.ctx.court.fund_account;
        AccountInput {
            holder: court.name.clone(),
            bank: court.bank.clone(),
            number: self.matter.account_no.clone(),
        }
    }

    /// 审判人员与书记员 of a ruling of this kind, each a person.
    ///
    /// # Errors
    /// There is no clerk: a ruling is signed by one (民诉法2023第157条第3款).
    pub(crate) fn panel(&self, kind: DocumentKind) -> Result<PanelInput, Refusal> {
        let handler = self.matter.handler.as_ref();
        let name = handler.map(|(_, name)| name.clone()).unwrap_or_default();
        let missing = || Refusal::DocumentIncomplete {
            kind: kind.title().to_owned(),
            fields: vec![
                if handler.is_some() {
                    NO_CLERK
                } else {
                    "审判人员（案件还没有分给承办人）"
                }
                .to_owned(),
            ],
        };
        let clerk = self.clerk().ok_or_else(missing)?;
        Ok(PanelInput { judges: vec![Signer { role: "审判员".to_owned(), name }], clerk })
    }

    /// 合议庭 whose minutes a paper rests on: 审判长 first.
    ///
    /// # Errors
    /// No panel has decided on the topic, or not all of its members have signed.
    pub(crate) fn collegial(&self, topic: PanelTopic) -> Result<PanelInput, Refusal> {
        let panel = panel::minuted(&self.matter.panels, topic);
        let panel = panel.ok_or(Refusal::needs(Need::Panel(PanelNeed::Minuted)))?;
        let judge = |(place, member): (usize, &Member)| Signer {
            role: if place == 0 { "审判长" } else { "审判员" }.to_owned(),
            name: member.name.clone(),
        };
        let judges = panel.members.iter().enumerate().map(judge).collect();
        Ok(PanelInput { judges, clerk: panel.clerk.clone() })
    }

    pub(crate) fn deliberation(&self) -> Result<&'a Panel, Refusal> {
        let missing = Refusal::Missing("合议");
        let Some(Subject::Panel(id)) = self.subject else { return Err(missing) };
        self.matter.panels.iter().find(|known| known.id == id).ok_or(missing)
    }

    /// 书记员：of the team that handles the matter, and not its handler.
    fn clerk(&self) -> Option<String> {
        let (_, handler) = self.matter.handler.as_ref()?;
        let clerk = (self.ctx.clerk)(self.matter.team.as_deref()?)?;
        Some(clerk).filter(|name| name != handler)
    }

    /// 收件人员
    fn received_by(&self) -> Option<String> {
        let received = self.matter.filing.received_by.as_ref();
        received.filter(|by| !by.staff.0.is_nil()).map(|by| by.name.clone())
    }

    /// 制表人、填发人：whoever makes the paper; of what is made by itself the handler answers, and before there is one
    /// whoever took the application in.
    pub(crate) fn maker(&self) -> String {
        let actor = self.ctx.actor;
        if !actor.is_system() {
            return actor.name.clone();
        }
        let handler = self.matter.handler.as_ref().map(|(_, name)| name.clone());
        handler.or_else(|| self.received_by()).unwrap_or_else(|| OFFICE.to_owned())
    }

    /// The days that a paper of this kind gives, which the court's mode sets.
    pub(crate) fn days(&self, kind: DocumentKind) -> Result<u32, Refusal> {
        let term = self.ctx.mode.paper_term(kind);
        let missing = || Refusal::Mode(format!("没有定《{}》的期限（paper_term）", kind.title()));
        Ok(term.ok_or_else(missing)?.days)
    }
}

pub(crate) fn person(party: &Party) -> PartyInput {
    let details = &party.details;
    // Of whom no number is to be had the paper says so: it must not wait for one.
    let unknown = details.identified_by() == IdentityKind::Unknown;
    PartyInput {
        name: details.name.clone(),
        organization: details.kind != PartyKind::Person,
        identity_number: if unknown {
            "不详".to_owned()
        } else {
            details.identity_number.clone()
        },
        address: details.address.clone(),
        representative: details.representative.clone(),
        phone: details.phone.clone(),
        number_title: if unknown { "" } else { details.identified_by().number_title() }.to_owned(),
        country: details.country.clone(),
        sex: details.sex.map(|sex| sex.chinese().to_owned()).unwrap_or_default(),
        born_on: details.born_on,
        ethnicity: details.ethnicity.clone(),
        agents: details.agents.iter().map(agent).collect(),
    }
}

fn agent(agent: &Agent) -> AgentInput {
    let (firm, kind) = (agent.firm.as_str(), agent.kind.title());
    let who = match agent.kind {
        AgentKind::Lawyer | AgentKind::LegalWorker | AgentKind::Employee => format!("{firm}{kind}"),
        AgentKind::Relative => format!("系当事人的{firm}"),
        AgentKind::Recommended => format!("{firm}推荐的公民"),
    };
    AgentInput { name: agent.name.clone(), who, authority: agent.authority.title().to_owned() }
}

pub(crate) fn account(account: &FundAccount) -> AccountInput {
    AccountInput {
        holder: account.name.clone(),
        bank: account.bank.clone(),
        number: account.account.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::ground::id::PartyId;
    use zhixing_domain::intake::party::PartyDetails;

    #[test]
    fn a_paper_waits_for_no_number_that_is_not_to_be_had() {
        let named = PartyDetails::named(PartyRole::Respondent, PartyKind::Person, "阿强");
        let number = |identity_kind| {
            let details = PartyDetails { identity_kind, ..named.clone() };
            let id = PartyId(uuid::Uuid::from_u128(1));
            person(&Party { id, details, account_changes: Vec::new() }).identity_number
        };
        assert_eq!(number(Some(IdentityKind::Unknown)), "不详");
        assert_eq!(number(None), "", "what was only not asked for is still missing");
    }
}
