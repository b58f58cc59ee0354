//! 执行裁定书（冻结）

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::deposit::{DEPOSITS, Deposit, DepositInput, described, unperformed, whole_months};
use crate::cited;
use crate::compose::ruling;
use crate::input::{DATED, IDENTITIES, MATTER, MatterInput, PANEL, PanelInput, Paper, Required};
use crate::model::{Document, para};
use crate::source::Source;
use crate::words::{cite, months};

/// 执行裁定书（冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeRuling {
    /// 案件
    pub matter: MatterInput,
    /// 被冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 冻结期限，月
    pub months: u32,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for FreezeRuling {
    const KIND: DocumentKind = DocumentKind::FreezeRuling;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let measure = from.measure()?;
        let deposit = Deposit::of_asset(from, measure.asset)?;
        Ok(FreezeRuling {
            matter: from.ruling()?,
            deposits: vec![deposit.input(measure.amount)],
            months: whole_months(from.ctx.today, measure.ends_on),
            panel: from.panel(Self::KIND)?,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[("months", "冻结期限")];
        [MATTER, IDENTITIES, DEPOSITS, own, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let order = para(format!(
            "冻结被执行人{}，冻结期限为{}，自协助冻结单位实施冻结之日起计算。冻结期间，未经本院许可，\
             任何单位和个人不得支取、转移上述存款。",
            described(&self.deposits)?,
            months(self.months)
        ));
        let body = vec![
            para(unperformed(&self.matter)),
            para(format!(
                "本院认为，被执行人应当履行生效法律文书确定的义务。为保障申请执行人的合法权益，对\
                 被执行人名下的存款应当在其应当履行义务的范围内予以冻结。依照{}的规定，裁定如下：",
                cite(&[cited::RULING, cited::DEPOSITS, cited::TERM])
            )),
            order,
            para("需要续行冻结的，申请执行人应当在冻结期限届满前向本院提出申请。"),
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}
