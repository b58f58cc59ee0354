//! 执行裁定书（续行冻结）：before the term of a freeze ends.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::deposit::{DEPOSITS, Deposit, DepositInput, TERM, described, quoted, renewed_to};
use crate::cited;
use crate::compose::{ruling, the_case};
use crate::input::{DATED, IDENTITIES, MATTER, MatterInput, PANEL, PanelInput, Paper, Required};
use crate::model::{Document, para};
use crate::source::Source;
use crate::words::cite;

/// 执行裁定书（续行冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalRuling {
    /// 案件
    pub matter: MatterInput,
    /// 续行冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 原冻结裁定书的案号
    pub ruling_number: String,
    /// 原冻结期限届满日
    pub ended_on: Day,
    /// 续行后的届满日
    pub ends_on: Day,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for RenewalRuling {
    const KIND: DocumentKind = DocumentKind::RenewalRuling;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let measure = from.measure()?;
        let deposit = Deposit::of_asset(from, measure.asset)?;
        Ok(RenewalRuling {
            matter: from.ruling()?,
            deposits: vec![deposit.input(measure.left())],
            ruling_number: quoted(from, DocumentKind::FreezeRuling),
            ended_on: measure.ends_on,
            ends_on: renewed_to(measure),
            panel: from.panel(Self::KIND)?,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[("ruling_number", "原冻结裁定书案号")];
        [MATTER, IDENTITIES, DEPOSITS, own, TERM, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let body = vec![
            para(format!(
                "本院在执行{}中，以{}执行裁定书冻结了被执行人{}，冻结期限至{}届满。",
                the_case(&self.matter),
                self.ruling_number,
                described(&self.deposits)?,
                self.ended_on.chinese()
            )),
            para(format!(
                "本院认为，被执行人至今未全部履行生效法律文书确定的义务，对上述存款应当在冻结期限\
                 届满前续行冻结。依照{}的规定，裁定如下：",
                cite(&[cited::RULING, cited::DEPOSITS, cited::TERM])
            )),
            para(format!(
                "续行冻结被执行人{}，续行冻结的期限至{}止。冻结期间，未经本院许可，任何单位和个人不得\
                 支取、转移上述存款。",
                described(&self.deposits)?,
                self.ends_on.chinese()
            )),
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}
