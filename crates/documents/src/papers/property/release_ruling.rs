//! 执行裁定书（解除冻结）

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::deposit::{DEPOSITS, Deposit, DepositInput, described, quoted, released};
use crate::cited;
use crate::compose::{ruling, the_case};
use crate::input::{DATED, IDENTITIES, MATTER, MatterInput, PANEL, PanelInput, Paper, Required};
use crate::model::{Block, Document, para, strong};
use crate::source::Source;
use crate::words::cite;

/// 执行裁定书（解除冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRuling {
    /// 案件
    pub matter: MatterInput,
    /// 解除冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 原冻结裁定书的案号
    pub ruling_number: String,
    /// 解除的事由，如“生效法律文书确定的义务已经全部履行完毕”。
    pub ground: String,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for ReleaseRuling {
    const KIND: DocumentKind = DocumentKind::ReleaseRuling;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let measure = from.measure()?;
        let deposit = Deposit::of_asset(from, measure.asset)?;
        Ok(ReleaseRuling {
            matter: from.ruling()?,
            deposits: vec![deposit.input(released(measure))],
            ruling_number: quoted(from, DocumentKind::FreezeRuling),
            ground: measure.reason.clone(),
            panel: from.panel(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] =
            &[("ruling_number", "原冻结裁定书案号"), ("ground", "解除冻结的事由")];
        [MATTER, IDENTITIES, DEPOSITS, own, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let body = vec![
            para(format!(
                "本院在执行{}中，以{}执行裁定书冻结了被执行人{}。",
                the_case(&self.matter),
                self.ruling_number,
                described(&self.deposits)?
            )),
            para(format!(
                "本院认为，{}，对上述存款不应继续冻结。依照{}的规定，裁定如下：",
                self.ground,
                cite(&[cited::RULING, cited::RELEASE])
            )),
            Block::Para {
                runs: vec![strong(format!("解除对被执行人{}的冻结。", described(&self.deposits)?))],
            },
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}
