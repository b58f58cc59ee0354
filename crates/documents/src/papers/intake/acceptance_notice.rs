//! 受理案件通知书：tells the applicant that the case is on the docket, and what to do and expect.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::{contact_lines, court_paper, the_title};
use crate::input::{
    AccountInput, CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Block, Document, addressee, para};
use crate::source::{Source, account};
use crate::words::{cite, names, you};

/// 受理案件通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceNotice {
    /// 案件
    pub matter: MatterInput,
    /// 收到通知的申请执行人
    pub addressee: PartyInput,
    /// 其确认的收款账户
    pub payee: AccountInput,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for AcceptanceNotice {
    const KIND: DocumentKind = DocumentKind::AcceptanceNotice;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let payee = from.to()?.details.account.as_ref();
        let missing = || Refusal::DocumentIncomplete {
            kind: Self::KIND.title().to_owned(),
            fields: vec!["申请执行人收款账户".to_owned()],
        };
        Ok(AcceptanceNotice {
            matter: from.case(0)?,
            addressee: from.addressee()?,
            payee: account(payee.ok_or_else(missing)?),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("addressee.name", "受通知人姓名或者名称"),
            ("payee.holder", "收款账户户名"),
            ("payee.bank", "收款账户开户银行"),
            ("payee.number", "收款账户账号"),
        ];
        [MATTER, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let you = you(&self.addressee);
        let mut blocks = vec![
            addressee(&self.addressee.name),
            para(format!(
                "{you}与{}{}一案，{you}依据{}向本院申请强制执行。经审查，该申请符合受理条件，\
                 本院已于{}立案执行，案号为{}。现将有关事项通知如下：",
                names(&matter.respondents),
                matter.cause,
                the_title(matter),
                matter.filed_on.chinese(),
                matter.number
            )),
            Block::List { items: self.items(you) },
            para("特此通知。"),
        ];
        blocks.extend(contact_lines(&self.contact));
        Ok(court_paper(
            Self::KIND,
            &matter.court,
            Some(matter.number.clone()),
            blocks,
            self.dated_on,
        ))
    }
}

impl AcceptanceNotice {
    fn items(&self, you: &str) -> Vec<String> {
        let payee = &self.payee;
        vec![
            format!(
                "{}{you}有权申请回避，有权了解案件进展，认为执行行为违反法律规定的，有权依法提出异议。",
                match self.contact.handler.as_str() {
                    "" => "本案分案后，本院将告知承办人的姓名和联系电话。".to_owned(),
                    handler => format!("本案由{handler}承办。"),
                }
            ),
            format!(
                "{you}应当及时、如实向本院提供被执行人的下落、财产状况或者财产线索，并按照本院通知\
                 配合执行。"
            ),
            format!(
                "{you}确认的收款账户为：户名{}，开户银行{}，账号{}。执行款将只发放至该账户；该账户、\
                 联系电话或者送达地址变更的，{you}应当立即书面告知本院。",
                payee.holder, payee.bank, payee.number
            ),
            format!(
                "本院将依照{}的规定向被执行人发出执行通知，并通过网络执行查控系统查询其财产。",
                cite(&[cited::NOTICE])
            ),
            format!(
                "被执行人没有财产或者财产不足的，{you}的债权可能在一定时期内不能全部实现。本院依法\
                 终结本次执行程序后发现被执行人有可供执行财产的，{you}可以再次申请执行。"
            ),
        ]
    }
}
