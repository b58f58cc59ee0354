//! 执行裁定书（扣划）

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::deposit::{DEPOSITS, Deposit, DepositInput, described, unperformed};
use crate::cited;
use crate::compose::ruling;
use crate::input::{
    ACCOUNT, AccountInput, DATED, IDENTITIES, MATTER, MatterInput, PANEL, PanelInput, Paper,
    Required,
};
use crate::model::{Document, para};
use crate::source::Source;
use crate::words::cite;

/// 执行裁定书（扣划）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeductionRuling {
    /// 案件
    pub matter: MatterInput,
    /// 被扣划的存款
    pub deposits: Vec<DepositInput>,
    /// 划入的案款账户
    pub account: AccountInput,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for DeductionRuling {
    const KIND: DocumentKind = DocumentKind::DeductionRuling;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let deduction = from.deduction()?;
        let deposit = Deposit::of_asset(from, deduction.asset)?;
        Ok(DeductionRuling {
            matter: from.ruling()?,
            deposits: vec![deposit.input(deduction.amount)],
            account: from.case_account(),
            panel: from.panel(Self::KIND)?,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        [MATTER, IDENTITIES, DEPOSITS, ACCOUNT, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let account = &self.account;
        let order = para(format!(
            "扣划被执行人{}，划入本院案款账户（户名：{}，开户银行：{}，账号：{}）。",
            described(&self.deposits)?,
            account.holder,
            account.bank,
            account.number
        ));
        let body = vec![
            para(unperformed(&self.matter)),
            para(format!(
                "本院认为，被执行人应当履行生效法律文书确定的义务，其名下存款可以用于清偿本案债务\
                 及执行费用。依照{}的规定，裁定如下：",
                cite(&[cited::RULING, cited::DEPOSITS])
            )),
            order,
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}
