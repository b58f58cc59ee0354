//! 风险提示：what awaits whoever goes to the people of a case: read before anybody sets out.

use serde::{Deserialize, Serialize};

use crate::ground::{
    entry::{By, Entry},
    field::choices,
    word::words,
};

pub mod note;

words! {
    /// 风险种类
    Risk {
        Violence = "violence", "暴力抗拒";
        Weapons = "weapons", "器械或者危险物品";
        Animals = "animals", "犬只";
        /// 须妥善安置、回避的人
        Dependents = "dependents", "未成年人或者老人";
        Illness = "illness", "重病或者传染病";
        Other = "other", "其他";
    }
}

choices! { Risk }

/// 风险提示卡：the last one that was written; the docket keeps those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskCard {
    /// None: somebody has looked, and found none.
    pub risks: Vec<Risk>,
    /// 具体情况和现场要求
    pub detail: String,
    pub by: By,
}

/// What happens to the risk card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RiskEvent {
    /// 登记风险提示
    Noted { risks: Vec<Risk>, detail: String },
}

/// Folds an event into the register.
pub fn apply(card: &mut Option<RiskCard>, event: &RiskEvent, entry: &Entry) {
    let RiskEvent::Noted { risks, detail } = event;
    let (risks, detail) = (risks.clone(), detail.clone());
    *card = Some(RiskCard { risks, detail, by: By::from(entry) });
}
