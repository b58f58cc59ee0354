//! 执行裁定书（执行异议）

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::{Need, Refusal};
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::remedy::objection::{Claim, ObjectionResult};
use zhixing_domain::work::panel::PanelTopic;
use zhixing_law::basis::Basis;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::{court_paper, signed_by_panel};
use crate::input::{DATED, PanelInput, Paper, PartyInput, Required};
use crate::model::{Block, Document, Signer, para};
use crate::source::{Source, person};
use crate::words::{self, cite, closed, numeral};

/// 审判长以外的成员: so many sign what is left open where nobody wrote down who they were.
const LEFT_OPEN: usize = 2;

/// 执行裁定书（执行异议）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectionRuling {
    /// 法院名称
    pub court: String,
    /// 异议案件的案号
    pub number: String,
    /// 同案裁判文书的次序
    #[serde(default)]
    pub series: u32,
    /// 异议种类
    pub claim: Claim,
    /// 异议人不是执行案件的当事人
    pub outsider: bool,
    /// 异议人
    pub objector: PartyInput,
    /// 申请执行人
    #[serde(default)]
    pub applicants: Vec<PartyInput>,
    /// 被执行人
    #[serde(default)]
    pub respondents: Vec<PartyInput>,
    /// 执行案件的案号
    pub case_number: String,
    /// 执行案件的案由
    pub cause: String,
    /// 收到书面异议的日期
    pub received_on: Day,
    /// 异议请求
    pub request: String,
    /// 异议的事实和理由
    pub reasons: String,
    /// 听证日期；没有听证的为空
    pub heard_on: Option<Day>,
    /// 裁定结果
    pub result: ObjectionResult,
    /// 本院查明和认为
    pub found: String,
    /// 裁定主文
    pub operative: String,
    /// 审判长
    pub presiding: String,
    /// 其他合议庭成员；评议笔录入卷以前制作的裁定书没有记载，留待签名。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// 书记员；空串则留待签名。
    #[serde(default)]
    pub clerk: String,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for ObjectionRuling {
    const KIND: DocumentKind = DocumentKind::ObjectionRuling;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let matter = from.matter;
        let objection = matter.as_objection()?;
        let ruled = objection.ruled.as_ref().ok_or(Refusal::needs(Need::ObjectionDecided))?;
        let about = matter.opening.about.as_ref().ok_or(Refusal::Missing("所涉案件"))?;
        let panel = from.collegial(PanelTopic::Objection)?;
        let mut judges = panel.judges.into_iter().map(|judge| judge.name);
        let objector = matter.party(objection.said.objector).ok_or(Refusal::Missing("异议人"))?;
        Ok(ObjectionRuling {
            court: from.ctx.court.full_name(),
            number: matter.number_text(),
            // The first ruling is the case's own and carries its number alone.
            series: matter.rulings(),
            claim: objection.said.claim,
            outsider: objection.said.outsider,
            objector: person(objector),
            applicants: from.people(PartyRole::Applicant),
            respondents: from.people(PartyRole::Respondent),
            case_number: about.number.clone(),
            cause: objection.said.cause.clone(),
            received_on: matter.received_on().ok_or(Refusal::CaseNotFiled)?,
            request: objection.said.request.clone(),
            reasons: objection.said.reasons.clone(),
            heard_on: objection.hearing.as_ref().map(|hearing| hearing.on),
            result: ruled.result,
            found: ruled.reasons.clone(),
            operative: ruled.operative.clone(),
            presiding: judges.next().unwrap_or_default(),
            others: judges.collect(),
            clerk: panel.clerk,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("claim", "异议种类"),
            ("outsider", "异议人是不是案外人"),
            ("result", "裁定结果"),
            ("court", "法院名称"),
            ("number", "案号"),
            ("objector.name", "异议人姓名或者名称"),
            ("applicants[?].name", "申请执行人姓名或者名称"),
            ("respondents[?].name", "被执行人姓名或者名称"),
            ("case_number", "执行案件的案号"),
            ("cause", "案由"),
            ("received_on", "收到书面异议的日期"),
            ("request", "异议请求"),
            ("reasons", "异议的事实和理由"),
            ("found", "本院查明和认为"),
            ("operative", "裁定主文"),
            ("presiding", "审判长"),
        ];
        [own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let mut blocks = Vec::new();
        let role = match (self.outsider, self.claim) {
            (true, Claim::Right) => "异议人（案外人）",
            (true, Claim::Conduct) => "异议人（利害关系人）",
            (false, _) => "异议人（当事人）",
        };
        let objector = std::slice::from_ref(&self.objector);
        for (role, parties) in [
            (role, objector),
            ("申请执行人", self.applicants.as_slice()),
            ("被执行人", self.respondents.as_slice()),
        ] {
            for party in parties {
                blocks.extend(words::introduce(role, party).into_iter().map(para));
            }
        }
        blocks.extend(self.body());
        let number = match self.series {
            0 => self.number.clone(),
            series => format!("{}之{}", self.number, numeral(series)),
        };
        let paper = court_paper(Self::KIND, &self.court, Some(number), blocks, self.dated_on);
        Ok(signed_by_panel(paper, &self.panel(), self.dated_on))
    }
}

impl ObjectionRuling {
    fn body(&self) -> Vec<Block> {
        let heard = self.heard_on.map(|on| format!("，于{}进行了听证", on.chinese()));
        let mut body = vec![
            para(format!(
                "本院在执行{}{}一案中，异议人{}于{}提出书面异议。本院受理后，依法组成合议庭进行审查{}，现已审查终结。",
                self.case_number,
                self.cause,
                self.objector.name,
                self.received_on.chinese(),
                heard.unwrap_or_default()
            )),
            para(format!("异议人{}称，{}", self.objector.name, closed(&self.reasons))),
            para(format!("异议请求：{}", closed(&self.request))),
            para(closed(&self.found)),
            para(format!("依照{}的规定，裁定如下：", cite(self.grounds()))),
            para(closed(&self.operative)),
        ];
        let route = self.claim.route();
        if let Some((what, rule)) = self.result.in_law().remedy(route) {
            let days = rule.limit.length;
            body.push(para(format!(
                "如不服本裁定，可以自本裁定送达之日起{}日内，{what}。",
                numeral(days)
            )));
        }
        body
    }

    /// 合议庭, as its minutes name it.
    fn panel(&self) -> PanelInput {
        let judge = |role: &str, name: String| Signer { role: role.to_owned(), name };
        let left_open = || vec![String::new(); LEFT_OPEN];
        let others = if self.others.is_empty() { left_open() } else { self.others.clone() };
        let others = others.into_iter().map(|name| judge("审判员", name));
        let judges = std::iter::once(judge("审判长", self.presiding.clone())).chain(others);
        PanelInput { judges: judges.collect(), clerk: self.clerk.clone() }
    }

    fn grounds(&self) -> &'static [Basis] {
        match (self.result, self.claim) {
            (ObjectionResult::Withdrawn, _) => &[cited::OBJECTION_WITHDRAWN],
            (ObjectionResult::ApplicationDismissed, _) => &[cited::OBJECTION_CONDITIONS],
            (_, Claim::Right) => &[cited::OBJECTION_TO_THE_THING],
            (_, Claim::Conduct) => &[cited::OBJECTION_TO_AN_ACT, cited::OBJECTION_RESULTS],
        }
    }
}
