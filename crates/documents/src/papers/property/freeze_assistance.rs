//! 协助冻结存款通知书，附回执。

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::assistance::{COMMON, asked};
use super::deposit::{Deposit, DepositInput, quoted, whole_months};
use crate::input::{
    CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Document, para};
use crate::source::Source;
use crate::words::months;

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

impl Paper for FreezeAssistance {
    const KIND: DocumentKind = DocumentKind::FreezeAssistance;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let measure = from.measure()?;
        let deposit = Deposit::of_asset(from, measure.asset)?;
        Ok(FreezeAssistance {
            matter: from.case(0)?,
            bank: deposit.bank(),
            respondent: deposit.respondent()?,
            deposit: deposit.input(measure.amount),
            ruling_number: quoted(from, DocumentKind::FreezeRuling),
            months: whole_months(from.ctx.today, measure.ends_on),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[("months", "冻结期限")];
        [MATTER, COMMON, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = asked!(self);
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
