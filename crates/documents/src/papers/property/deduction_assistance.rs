//! 协助扣划存款通知书，附回执。

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::assistance::{COMMON, asked};
use super::deposit::{Deposit, DepositInput, quoted};
use crate::compose::account_form;
use crate::input::{
    ACCOUNT, AccountInput, CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput,
    Required,
};
use crate::model::{Document, para};
use crate::source::Source;

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

impl Paper for DeductionAssistance {
    const KIND: DocumentKind = DocumentKind::DeductionAssistance;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let deduction = from.deduction()?;
        let deposit = Deposit::of_asset(from, deduction.asset)?;
        Ok(DeductionAssistance {
            matter: from.case(0)?,
            bank: deposit.bank(),
            respondent: deposit.respondent()?,
            deposit: deposit.input(deduction.amount),
            ruling_number: quoted(from, DocumentKind::DeductionRuling),
            account: from.case_account(),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        [MATTER, COMMON, ACCOUNT, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = asked!(self);
        let mut blocks =
            vec![paper.ask("扣划"), para("扣划的款项请划入本院下列案款账户，并在附言中注明案号：")];
        blocks.push(account_form(&self.account));
        Ok(paper.finish(blocks, "扣划"))
    }
}
