//! 协助冻结、扣划、解除冻结存款通知书，各附回执：what a bank is asked to do.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::{account_form, contact_lines, court_paper, identified, reply_slip, the_case};
use crate::input::{
    ACCOUNT, AccountInput, CONTACT, ContactInput, DATED, Input, MATTER, MatterInput, PartyInput,
    Required,
};
use crate::kind::DocumentKind;
use crate::model::{Block, Document, addressee, para, plain, strong};
use crate::papers::ruling::DepositInput;
use crate::words::{cite, months};

pub(super) const COMMON: &[Required] = &[
    ("bank", "协助单位"),
    ("respondent.name", "被执行人姓名或者名称"),
    ("respondent.identity_number", "被执行人证件号码"),
    ("deposit.owner", "被执行人账户户名"),
    ("deposit.bank", "被执行人账户开户银行"),
    ("deposit.number", "被执行人账号"),
    ("deposit.amount_fen", "存款金额"),
    ("ruling_number", "执行裁定书案号"),
];

/// 协助冻结存款通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeAssistance {
    /// 案件
    pub matter: MatterInput,
    /// 协助单位
    pub bank: String,
    /// 被执行人
    pub respondent: PartyInput,
    /// 要冻结的存款
    pub deposit: DepositInput,
    /// 所依据的裁定书案号
    pub ruling_number: String,
    /// 冻结期限，月
    pub months: u32,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for FreezeAssistance {
    const KIND: DocumentKind = DocumentKind::FreezeAssistance;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[("months", "冻结期限")];
        [MATTER, COMMON, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = Paper {
            kind: Self::KIND,
            matter: &self.matter,
            bank: &self.bank,
            respondent: &self.respondent,
            deposit: &self.deposit,
            ruling_number: &self.ruling_number,
            contact: &self.contact,
            dated_on: self.dated_on,
        };
        let blocks = vec![
            paper.ask("冻结"),
            para(format!(
                "冻结期限为{}，自你单位实施冻结之日起计算。账户余额不足上述金额的，冻结现有余额，\
                 此后存入的款项在上述金额范围内继续冻结。",
                months(self.months)
            )),
            para(
                "冻结期间，未经本院许可，不得支付、划转被冻结的款项；已有其他机关冻结在先的，请办理\
                 轮候冻结并在回执中注明。",
            ),
        ];
        Ok(paper.finish(blocks, "冻结"))
    }
}

/// 协助扣划存款通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeductionAssistance {
    /// 案件
    pub matter: MatterInput,
    /// 协助单位
    pub bank: String,
    /// 被执行人
    pub respondent: PartyInput,
    /// 要扣划的存款
    pub deposit: DepositInput,
    /// 所依据的裁定书案号
    pub ruling_number: String,
    /// 划入的案款账户
    pub account: AccountInput,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for DeductionAssistance {
    const KIND: DocumentKind = DocumentKind::DeductionAssistance;

    fn required() -> Vec<Required> {
        [MATTER, COMMON, ACCOUNT, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = Paper {
            kind: Self::KIND,
            matter: &self.matter,
            bank: &self.bank,
            respondent: &self.respondent,
            deposit: &self.deposit,
            ruling_number: &self.ruling_number,
            contact: &self.contact,
            dated_on: self.dated_on,
        };
        let mut blocks =
            vec![paper.ask("扣划"), para("扣划的款项请划入本院下列案款账户，并在附言中注明案号：")];
        blocks.push(account_form(&self.account));
        Ok(paper.finish(blocks, "扣划"))
    }
}

/// 解除冻结存款通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseAssistance {
    /// 案件
    pub matter: MatterInput,
    /// 协助单位
    pub bank: String,
    /// 被执行人
    pub respondent: PartyInput,
    /// 解除冻结的存款
    pub deposit: DepositInput,
    /// 所依据的解除裁定书案号
    pub ruling_number: String,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for ReleaseAssistance {
    const KIND: DocumentKind = DocumentKind::ReleaseAssistance;

    fn required() -> Vec<Required> {
        [MATTER, COMMON, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = Paper {
            kind: Self::KIND,
            matter: &self.matter,
            bank: &self.bank,
            respondent: &self.respondent,
            deposit: &self.deposit,
            ruling_number: &self.ruling_number,
            contact: &self.contact,
            dated_on: self.dated_on,
        };
        let blocks = vec![
            paper.ask("解除冻结"),
            para("请你单位收到本通知书后立即办理，并将办理结果填写在回执上。"),
        ];
        Ok(paper.finish(blocks, "解除冻结"))
    }
}

/// What the notices share.
pub(super) struct Paper<'a> {
    pub(super) kind: DocumentKind,
    pub(super) matter: &'a MatterInput,
    pub(super) bank: &'a str,
    pub(super) respondent: &'a PartyInput,
    pub(super) deposit: &'a DepositInput,
    pub(super) ruling_number: &'a str,
    pub(super) contact: &'a ContactInput,
    pub(super) dated_on: Day,
}

impl Paper<'_> {
    pub(super) fn ask(&self, act: &str) -> Block {
        let deposit = self.deposit;
        Block::Para {
            runs: vec![
                plain(format!(
                    "本院在执行{}中，作出{}执行裁定书。依照{}的规定，请你单位协助",
                    the_case(self.matter),
                    self.ruling_number,
                    cite(&[cited::DEPOSITS])
                )),
                strong(format!(
                    "{act}被执行人{}在{}开立的账户（账号：{}）内的存款人民币{}元（大写：{}）",
                    identified(self.respondent),
                    deposit.bank,
                    deposit.number,
                    deposit.amount_fen.grouped(),
                    deposit.amount_fen.capital()
                )),
                plain("。"),
            ],
        }
    }

    pub(super) fn finish(&self, asked: Vec<Block>, act: &str) -> Document {
        let mut blocks = vec![addressee(self.bank)];
        blocks.extend(asked);
        blocks.push(para(format!(
            "协助执行是法律规定的义务。拒不协助的，本院将依照{}的规定处理。",
            cite(&[cited::REFUSAL_TO_ASSIST])
        )));
        blocks.push(para(format!("附：{}执行裁定书一份、回执一份", self.ruling_number)));
        blocks.extend(contact_lines(self.contact));
        let number = self.matter.number.clone();
        let mut document =
            court_paper(self.kind, &self.matter.court, Some(number.clone()), blocks, self.dated_on);
        let asked = format!(
            "你院{number}{}收悉。关于协助{act}被执行人{}账户（账号：{}）内存款人民币{}元一事，\
             现将办理结果回复如下：",
            self.kind.name(),
            self.respondent.name,
            self.deposit.number,
            self.deposit.amount_fen.grouped()
        );
        document.sheets.push(reply_slip(&self.matter.court, number, self.kind.name(), asked));
        document
    }
}
