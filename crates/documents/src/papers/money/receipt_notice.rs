//! 案款到账通知书：tells the applicant that money has come in.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::mask;
use zhixing_law::money::Fen;

use crate::compose::{contact_lines, court_paper};
use crate::input::{
    CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Document, addressee, para};
use crate::source::Source;
use crate::words::{names, you};

/// 案款到账通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptNotice {
    /// 案件
    pub matter: MatterInput,
    /// 申请执行人
    pub addressee: PartyInput,
    /// 到账金额
    pub amount_fen: Fen,
    /// 到账日期
    pub received_on: Day,
    /// 款项来源，如“扣划被执行人银行存款”。
    pub source: String,
    /// 申请执行人确认的收款账户，遮去中间各位。
    pub payee_account: String,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for ReceiptNotice {
    const KIND: DocumentKind = DocumentKind::ReceiptNotice;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let receipt = from.receipt()?;
        let account = from.to()?.details.account.as_ref();
        let source = match receipt.deduction {
            Some(_) => "扣划被执行人存款".to_owned(),
            None => format!("{}交付", receipt.payer),
        };
        Ok(ReceiptNotice {
            matter: from.case(0)?,
            addressee: from.addressee()?,
            amount_fen: receipt.amount,
            received_on: receipt.on,
            source,
            payee_account: account.map(|known| mask::account(&known.account)).unwrap_or_default(),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("addressee.name", "申请执行人姓名或者名称"),
            ("amount_fen", "到账金额"),
            ("received_on", "到账日期"),
            ("source", "款项来源"),
            ("payee_account", "收款账户"),
        ];
        [MATTER, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let you = you(&self.addressee);
        let mut blocks = vec![
            addressee(&self.addressee.name),
            para(format!(
                "{you}申请执行{}{}一案，{}所得款项人民币{}元（大写：{}）已于{}到达本院案款账户。",
                names(&matter.respondents),
                matter.cause,
                self.source,
                self.amount_fen.grouped(),
                self.amount_fen.capital(),
                self.received_on.chinese()
            )),
            para(format!(
                "本院依法扣除应当由被执行人负担的执行费用后，将应付{you}的款项发放至{you}确认的收款\
                 账户（账号：{}）。该账户已经变更或者注销的，请{you}立即书面告知本院；对款项的数额\
                 或者分配有异议的，可以向承办人提出。",
                self.payee_account
            )),
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
