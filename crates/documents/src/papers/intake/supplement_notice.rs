//! 补正材料一次性告知书：everything that an application lacks, at once.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::filing::{Application, complete};
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::checklist::{Finding, filing as gate};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::{limits, period};

use crate::compose::{contact_lines, court_paper};
use crate::input::{CONTACT, ContactInput, DATED, Paper, PartyInput, Required};
use crate::model::{Align, Block, Document, Table, addressee, column, para};
use crate::source::Source;
use crate::words::{closed, names, you};

/// 需补正的一项
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementItem {
    /// 材料或者事项
    pub item: String,
    /// 要求及依据
    #[serde(default)]
    pub reason: String,
    /// 份数；不是材料的事项为空
    #[serde(default)]
    pub copies: Option<u32>,
}

/// 补正材料一次性告知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementNotice {
    /// 法院名称
    pub court: String,
    /// 申请人
    pub addressee: PartyInput,
    /// 被申请执行人
    pub respondents: Vec<PartyInput>,
    /// 案由
    pub cause: String,
    /// 收到申请的日期
    pub received_on: Day,
    /// 需补正的材料，全部。
    pub items: Vec<SupplementItem>,
    /// 补正期限届满日
    pub due_on: Day,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for SupplementNotice {
    const KIND: DocumentKind = DocumentKind::SupplementNotice;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let application =
            from.matter.filing.application.as_ref().ok_or(Refusal::Missing("申请"))?;
        let ctx = from.ctx;
        let due = period::end(ctx.today, &limits::A1.limit, &[], ctx.calendar)?;
        Ok(SupplementNotice {
            court: ctx.court.full_name(),
            addressee: from.addressee()?,
            respondents: from.people(PartyRole::Respondent),
            cause: application.claim.cause.clone(),
            received_on: application.received_on,
            items: lacking(application, ctx.today),
            due_on: due.end,
            contact: from.contact(),
            dated_on: ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("court", "法院名称"),
            ("addressee.name", "申请人姓名或者名称"),
            ("respondents[].name", "被执行人姓名或者名称"),
            ("cause", "案由"),
            ("received_on", "收到申请的日期"),
            ("items[].item", "需补正的材料"),
            ("due_on", "补正期限"),
        ];
        [own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let you = you(&self.addressee);
        let rows = (1..)
            .zip(&self.items)
            .map(|(place, item)| {
                let copies =
                    item.copies.map_or_else(|| "—".to_owned(), |copies| copies.to_string());
                vec![format!("{place}"), item.item.clone(), item.reason.clone(), copies]
            })
            .collect();
        let mut blocks = vec![
            addressee(&self.addressee.name),
            para(format!(
                "本院于{}收到{you}与{}{}一案的强制执行申请。经审查，申请材料尚需补正下列全部\
                 内容，现一次性告知如下：",
                self.received_on.chinese(),
                names(&self.respondents),
                self.cause
            )),
            Block::Table(Table {
                columns: vec![
                    column("序号", 2, Align::Center),
                    column("需补正的材料或者事项", 10, Align::Left),
                    column("要求", 10, Align::Left),
                    column("份数", 2, Align::Center),
                ],
                rows,
                total: None,
                hand_filled: false,
            }),
            para(format!(
                "请{you}于{}前将上述材料补交本院。本院收到补正材料后依法审查立案；逾期未补正或者补正后\
                 仍不符合受理条件的，本院将依法处理。",
                self.due_on.chinese()
            )),
            para("特此告知。"),
        ];
        blocks.extend(contact_lines(&self.contact));
        Ok(court_paper(Self::KIND, &self.court, None, blocks, self.dated_on))
    }
}

/// Everything that is asked for: each paper that is missing in a row of its own, and each condition that is not met as
/// what the applicant is to bring for it. What the court has to find out by itself is asked of nobody, unless nothing
/// else is lacking.
fn lacking(application: &Application, today: Day) -> Vec<SupplementItem> {
    let papers = gate::missing(&complete::gate_facts(application));
    let (mut items, mut own) = (Vec::new(), Vec::new());
    for finding in complete::missing(application, today) {
        let basis = format!("依据：{}", finding.basis);
        if finding.id == gate::F9.id {
            items.extend(papers.iter().map(|paper| SupplementItem::paper(*paper, &basis)));
        } else if finding.id == gate::F7.id {
            own.push(SupplementItem::told(&finding, &basis));
        } else if finding.id != gate::F6.id || !papers.contains(&gate::Material::PropertyProof) {
            items.push(SupplementItem::told(&finding, &basis));
        }
    }
    if items.is_empty() { own } else { items }
}

impl SupplementItem {
    /// A paper that is missing, and how it is to be handed in.
    fn paper(paper: gate::Material, basis: &str) -> SupplementItem {
        let how = match paper {
            gate::Material::Application => {
                "写明申请执行的理由、事项、标的和所了解的被执行人财产状况，由申请人签名或者盖章；书写\
                 确有困难的，可以口头申请，由本院记入笔录"
            }
            gate::Material::EffectiveDocument => "提交已经生效的法律文书副本",
            gate::Material::ApplicantIdentity => "出示原件核对，提交复印件",
            gate::Material::Succession => "提交继承或者承受权利的证明文件",
            gate::Material::ArbitrationClause => "提交有仲裁条款的合同或者仲裁协议",
            gate::Material::EnforcementCertificate => "提交公证机构出具的执行证书",
            gate::Material::Authority => {
                "写明委托事项和代理人的权限，由委托人签名或者盖章；代为放弃、变更权利，代为和解或者\
                 代为收取执行款的，写明特别授权"
            }
            gate::Material::PropertyProof => "提交可供执行的财产在本院辖区的证明材料",
            gate::Material::TransferForm => "提交移送执行表",
        };
        let (item, reason) = (paper.chinese().to_owned(), format!("{how}。{basis}"));
        SupplementItem { item, reason, copies: Some(1) }
    }

    /// A condition that is not met, as what is to be brought or put right for it.
    fn told(finding: &Finding, basis: &str) -> SupplementItem {
        let item = match finding.id {
            id if id == gate::F1.id => "法律文书已经生效的证明",
            id if id == gate::F2.id => "申请人是权利人或者其继承人、承受人的证明",
            id if id == gate::F3.id => "明确的执行事项和被执行人",
            id if id == gate::F4.id => "义务人在期限内未履行的说明",
            id if id == gate::F5.id => "由本院管辖的根据",
            id if id == gate::F6.id => "可供执行的财产在本院辖区的证明",
            id if id == gate::F7.id => "没有向其他人民法院申请执行的说明",
            _ => finding.title,
        };
        let reason = format!("{}{basis}", closed(&finding.detail));
        SupplementItem { item: item.to_owned(), reason, copies: None }
    }
}
