//! 扣划：frozen money is taken to the case's own account, never for more than is owed.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::entry::Entry,
    ground::id::{AssetId, DeductionId, MeasureId, ReceiptId},
    ground::progress::Progress,
    ground::register::Register,
    ground::word::words,
    property::measure::Measure,
};

pub mod answer;
pub mod order;
pub mod repeat;
pub mod request;
pub mod withdraw;

words! {
    /// 扣划状态
    DeductionState {
        /// 已决定
        Ordered = "ordered", "待回执";
        /// 协助单位已扣划，款项在途
        Deducted = "deducted", "已扣划在途";
        /// 款项已到账
        Arrived = "arrived", "已到账";
        /// 协助单位未能办理
        Refused = "refused", "被拒绝";
        /// 协助单位一直没有答复，请求已撤回
        Withdrawn = "withdrawn", "已撤回";
    }
}

/// 扣划
#[derive(Debug, Clone, PartialEq)]
pub struct Deduction {
    pub id: DeductionId,
    pub measure: MeasureId,
    pub asset: AssetId,
    pub amount: Fen,
    pub actual: Fen,
    pub state: DeductionState,
    pub request_no: String,
    /// 最近一次发出的请求单号
    pub sent_no: String,
    pub ordered_on: Day,
    pub deducted_on: Option<Day>,
    pub receipt: Option<ReceiptId>,
    pub reason: String,
}

/// What happens to deductions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeductionEvent {
    /// 提请扣划
    Ordered {
        deduction: DeductionId,
        measure: MeasureId,
        asset: AssetId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        request_no: String,
        on: Day,
    },
    /// 协助单位已扣划
    Deducted {
        deduction: DeductionId,
        #[serde(rename = "actual_fen")]
        actual: Fen,
        on: Day,
    },
    /// 协助单位未能办理
    Refused { deduction: DeductionId, reason: String },
    /// 协助单位没有答复，换新单号重新发出请求
    Repeated { deduction: DeductionId, request_no: String, reason: String },
    /// 协助单位没有答复，撤回请求
    Withdrawn { deduction: DeductionId, reason: String },
    /// 到账
    Arrived { deduction: DeductionId, receipt: ReceiptId },
}

impl Deduction {
    /// 进展
    pub fn progress(&self) -> Progress {
        match self.state {
            DeductionState::Ordered => Progress::Awaited,
            DeductionState::Deducted => Progress::UnderWay,
            DeductionState::Refused => Progress::Failed,
            DeductionState::Arrived | DeductionState::Withdrawn => Progress::Over,
        }
    }

    /// 实际扣划的数额, once the holder has taken it.
    pub fn taken(&self) -> Option<Fen> {
        let taken = matches!(self.state, DeductionState::Deducted | DeductionState::Arrived);
        taken.then_some(self.actual)
    }

    /// 重新发出的请求单号: no number is sent twice.
    pub fn next_number(&self) -> String {
        let sent = self.sent_no.split_once('K').and_then(|(_, sent)| sent.parse::<u32>().ok());
        format!("{}K{}", self.request_no, sent.unwrap_or(1) + 1)
    }
}

impl DeductionEvent {
    /// The deduction it is about.
    pub fn deduction(&self) -> DeductionId {
        match self {
            DeductionEvent::Ordered { deduction, .. }
            | DeductionEvent::Deducted { deduction, .. }
            | DeductionEvent::Refused { deduction, .. }
            | DeductionEvent::Repeated { deduction, .. }
            | DeductionEvent::Withdrawn { deduction, .. }
            | DeductionEvent::Arrived { deduction, .. } => *deduction,
        }
    }
}

/// Folds an event into the register, and what was taken into the measure that it was taken from.
pub fn apply(
    deductions: &mut Vec<Deduction>,
    measures: &mut Register<Vec<Measure>>,
    event: &DeductionEvent,
    _entry: &Entry,
) {
    if let DeductionEvent::Ordered { deduction, measure, asset, amount, request_no, on } = event {
        deductions.push(Deduction {
            id: *deduction,
            measure: *measure,
            asset: *asset,
            amount: *amount,
            actual: Fen::ZERO,
            state: DeductionState::Ordered,
            request_no: request_no.clone(),
            sent_no: request_no.clone(),
            ordered_on: *on,
            deducted_on: None,
            receipt: None,
            reason: String::new(),
        });
        return;
    }
    let Some(known) = deductions.iter_mut().find(|d| d.id == event.deduction()) else { return };
    match event {
        DeductionEvent::Ordered { .. } => {}
        DeductionEvent::Deducted { actual, on, .. } => {
            known.state = DeductionState::Deducted;
            known.actual = *actual;
            known.deducted_on = Some(*on);
            if let Some(measure) = measures.iter_mut().find(|m| m.id == known.measure) {
                measure.taken = measure.taken.checked_add(*actual).unwrap_or(measure.actual);
            }
        }
        DeductionEvent::Refused { reason, .. } => {
            known.state = DeductionState::Refused;
            known.reason.clone_from(reason);
        }
        DeductionEvent::Repeated { request_no, .. } => known.sent_no.clone_from(request_no),
        DeductionEvent::Withdrawn { reason, .. } => {
            known.state = DeductionState::Withdrawn;
            known.reason.clone_from(reason);
        }
        DeductionEvent::Arrived { receipt, .. } => {
            known.state = DeductionState::Arrived;
            known.receipt = Some(*receipt);
        }
    }
}
