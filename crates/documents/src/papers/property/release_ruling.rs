//! 执行裁定书（解除冻结）

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use super::deposit::{DEPOSITS, Deposit, DepositInput, described, quoted, released};
use crate::cited;
use crate::compose::{ruling, the_case};
use crate::input::{DATED, IDENTITIES, MATTER, MatterInput, PANEL, PanelInput, Paper, Required};
use crate::model::{Document, para};
use crate::source::Source;
use crate::words::{cite, closed};

/// 执行裁定书（解除冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRuling {
    /// 案件
    pub matter: MatterInput,
    /// 解除冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 其中已经扣划的数额：what was frozen and is not released, because it has been taken.
    #[serde(default)]
    pub taken_fen: Fen,
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
            taken_fen: measure.taken,
            ruling_number: quoted(from, DocumentKind::FreezeRuling),
            ground: measure.reason.clone(),
            panel: from.panel(Self::KIND)?,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] =
            &[("ruling_number", "原冻结裁定书案号"), ("ground", "解除冻结的事由")];
        [MATTER, IDENTITIES, DEPOSITS, own, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let left = described(&self.deposits)?;
        let body = vec![
            para(format!(
                "本院在执行{}中，以{}执行裁定书冻结了被执行人{}{}。",
                the_case(&self.matter),
                self.ruling_number,
                described(&self.frozen()?)?,
                self.taken()
            )),
            para(format!("经查，{}", closed(&self.ground))),
            para(format!(
                "本院认为，对被执行人的上述存款{}已无继续冻结的必要，应当予以解除。依照{}的规定，裁定\
                 如下：",
                if self.taken_fen.is_positive() { "余额" } else { "" },
                cite(&[cited::RULING, cited::RELEASE])
            )),
            para(format!("解除对被执行人{left}的冻结。")),
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}

impl ReleaseRuling {
    /// What had been frozen: what is left of it and what was taken.
    fn frozen(&self) -> Result<Vec<DepositInput>, LawError> {
        let mut deposits = self.deposits.clone();
        if let Some(first) = deposits.first_mut() {
            first.amount_fen = first.amount_fen.checked_add(self.taken_fen)?;
        }
        Ok(deposits)
    }

    fn taken(&self) -> String {
        if !self.taken_fen.is_positive() {
            return String::new();
        }
        format!("，其中人民币{}元已经扣划", self.taken_fen.grouped())
    }
}
