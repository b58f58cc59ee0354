//! 财产：what a respondent has, where it was found, and whether it is to be enforced against.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, measure::PropertyClass, money::Fen};

use crate::{
    ground::entry::{By, Entry},
    ground::id::{AssetId, PartyId, SearchId},
    ground::word::words,
};

pub mod screen;

words! {
    /// 财产种类
    AssetKind {
        Deposit = "deposit", "银行存款";
        /// 互联网资金
        InternetFunds = "internet_funds", "网络资金";
        Vehicle = "vehicle", "车辆";
        RealEstate = "real_estate", "不动产";
        Equity = "equity", "股权";
        Securities = "securities", "证券";
        /// 其他
        Other = "other", "其他财产";
    }
}

impl AssetKind {
    /// The class by which the law limits the term of control.
    pub fn class(self) -> PropertyClass {
        match self {
            AssetKind::Deposit => PropertyClass::Deposit,
            AssetKind::InternetFunds => PropertyClass::InternetFunds,
            AssetKind::Vehicle => PropertyClass::Movable,
            AssetKind::RealEstate => PropertyClass::Immovable,
            AssetKind::Equity | AssetKind::Securities | AssetKind::Other => {
                PropertyClass::OtherRight
            }
        }
    }

    /// Whether it is money that can be frozen for an amount and deducted.
    pub fn is_money(self) -> bool {
        matches!(self, AssetKind::Deposit | AssetKind::InternetFunds)
    }
}

words! {
    /// 甄别结论
    Verdict {
        Enforceable = "enforceable", "可执行";
        NotNeeded = "not_needed", "无需执行";
        NotEnforceable = "not_enforceable", "不能执行";
    }
}

/// 财产
#[derive(Debug, Clone, PartialEq)]
pub struct Asset {
    pub id: AssetId,
    pub respondent: PartyId,
    pub search: Option<SearchId>,
    pub kind: AssetKind,
    pub title: String,
    pub number: String,
    /// Code of the body that holds or registers it.
    pub holder: String,
    pub holder_name: String,
    pub amount: Fen,
    pub available: Fen,
    pub encumbrance: String,
    pub found_on: Day,
    pub verdict: Option<(Verdict, String, By)>,
}

/// 反馈的一项财产
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub kind: AssetKind,
    pub title: String,
    /// Account, plate, certificate or registration number.
    pub number: String,
    /// 余额或估值
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    /// 可用余额
    #[serde(rename = "available_fen")]
    pub available: Fen,
    /// 在先冻结查封情况
    pub encumbrance: String,
}

/// What happens to assets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AssetEvent {
    /// 查明
    Found {
        asset: AssetId,
        respondent: PartyId,
        search: Option<SearchId>,
        holder: String,
        holder_name: String,
        found: Found,
        on: Day,
    },
    /// 余额更新
    Updated {
        asset: AssetId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        #[serde(rename = "available_fen")]
        available: Fen,
        encumbrance: String,
    },
    /// 甄别
    Screened { asset: AssetId, verdict: Verdict, reason: String },
}

/// Folds an event into the register.
pub fn apply(assets: &mut Vec<Asset>, event: &AssetEvent, entry: &Entry) {
    match event {
        AssetEvent::Found { asset, respondent, search, holder, holder_name, found, on } => {
            assets.push(Asset {
                id: *asset,
                respondent: *respondent,
                search: *search,
                kind: found.kind,
                title: found.title.clone(),
                number: found.number.clone(),
                holder: holder.clone(),
                holder_name: holder_name.clone(),
                amount: found.amount,
                available: found.available,
                encumbrance: found.encumbrance.clone(),
                found_on: *on,
                verdict: None,
            });
        }
        AssetEvent::Updated { asset, amount, available, encumbrance } => {
            if let Some(known) = assets.iter_mut().find(|a| a.id == *asset) {
                known.amount = *amount;
                known.available = *available;
                known.encumbrance.clone_from(encumbrance);
            }
        }
        AssetEvent::Screened { asset, verdict, reason } => {
            if let Some(known) = assets.iter_mut().find(|a| a.id == *asset) {
                known.verdict = Some((*verdict, reason.clone(), By::from(entry)));
            }
        }
    }
}
