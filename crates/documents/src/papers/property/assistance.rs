//! 协助通知：what a bank is asked to do, with the slip on which it answers.

use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;

use super::deposit::DepositInput;
use crate::cited;
use crate::compose::{contact_lines, court_paper, identified, reply_slip, the_case};
use crate::input::{ContactInput, MatterInput, PartyInput, Required};
use crate::model::{Block, Document, addressee, para};
use crate::words::cite;

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

/// What the notices share.
pub(super) struct Asked<'a> {
    pub(super) kind: DocumentKind,
    pub(super) matter: &'a MatterInput,
    pub(super) bank: &'a str,
    pub(super) respondent: &'a PartyInput,
    pub(super) deposit: &'a DepositInput,
    pub(super) ruling_number: &'a str,
    pub(super) contact: &'a ContactInput,
    pub(super) dated_on: Day,
}

/// What a notice shares, taken from the fields that each freezes under the same names.
macro_rules! asked {
    ($paper:expr) => {
        $crate::papers::property::assistance::Asked {
            kind: Self::KIND,
            matter: &$paper.matter,
            bank: &$paper.bank,
            respondent: &$paper.respondent,
            deposit: &$paper.deposit,
            ruling_number: &$paper.ruling_number,
            contact: &$paper.contact,
            dated_on: $paper.dated_on,
        }
    };
}
pub(super) use asked;

impl Asked<'_> {
    pub(super) fn ask(&self, act: &str) -> Block {
        let deposit = self.deposit;
        para(format!(
            "本院在执行{}中，作出{}执行裁定书。依照{}的规定，请你单位协助{act}被执行人{}在{}开立的\
             账户（账号：{}）内的存款人民币{}元（大写：{}）。",
            the_case(self.matter),
            self.ruling_number,
            cite(&[cited::DEPOSITS]),
            identified(self.respondent),
            deposit.bank,
            deposit.number,
            deposit.amount_fen.grouped(),
            deposit.amount_fen.capital()
        ))
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
            self.kind.title(),
            self.respondent.name,
            self.deposit.number,
            self.deposit.amount_fen.grouped()
        );
        document.sheets.push(reply_slip(&self.matter.court, number, self.kind.title(), asked));
        document
    }
}
