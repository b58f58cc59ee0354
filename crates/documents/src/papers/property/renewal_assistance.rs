//! 协助续行冻结存款通知书，附回执。

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::assistance::{COMMON, asked};
use super::deposit::{Deposit, DepositInput, TERM, quoted, renewed_to};
use crate::input::{
    CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Document, para};
use crate::source::Source;

/// 协助续行冻结存款通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalAssistance {
    /// 案件
    pub matter: MatterInput,
    /// 协助单位
    pub bank: String,
    /// 被执行人
    pub respondent: PartyInput,
    /// 续行冻结的存款
    pub deposit: DepositInput,
    /// 所依据的续行裁定书案号
    pub ruling_number: String,
    /// 原冻结期限届满日
    pub ended_on: Day,
    /// 续行后的届满日
    pub ends_on: Day,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for RenewalAssistance {
    const KIND: DocumentKind = DocumentKind::RenewalAssistance;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let measure = from.measure()?;
        let deposit = Deposit::of_asset(from, measure.asset)?;
        Ok(RenewalAssistance {
            matter: from.case(0)?,
            bank: deposit.bank(),
            respondent: deposit.respondent()?,
            deposit: deposit.input(measure.left()),
            ruling_number: quoted(from, DocumentKind::RenewalRuling),
            ended_on: measure.ends_on,
            ends_on: renewed_to(measure),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        [MATTER, COMMON, TERM, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = asked!(self);
        let blocks = vec![
            paper.ask("续行冻结"),
            para(format!(
                "上述存款的原冻结期限至{}届满，续行冻结的期限至{}止。请你单位在原冻结期限届满前办理；\
                 届满后才收到本通知书的，请在回执中注明。",
                self.ended_on.chinese(),
                self.ends_on.chinese()
            )),
        ];
        Ok(paper.finish(blocks, "续行冻结"))
    }
}
