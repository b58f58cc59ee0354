//! 解除冻结存款通知书，附回执。

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::assistance::{COMMON, asked};
use super::deposit::{Deposit, DepositInput, quoted, released};
use crate::input::{
    CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Document, para};
use crate::source::Source;

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

impl Paper for ReleaseAssistance {
    const KIND: DocumentKind = DocumentKind::ReleaseAssistance;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let measure = from.measure()?;
        let deposit = Deposit::of_asset(from, measure.asset)?;
        Ok(ReleaseAssistance {
            matter: from.case(0)?,
            bank: deposit.bank(),
            respondent: deposit.respondent()?,
            deposit: deposit.input(released(measure)),
            ruling_number: quoted(from, DocumentKind::ReleaseRuling),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        [MATTER, COMMON, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = asked!(self);
        let blocks = vec![
            paper.ask("解除冻结"),
            para("请你单位收到本通知书后立即办理，并将办理结果填写在回执上。"),
        ];
        Ok(paper.finish(blocks, "解除冻结"))
    }
}
