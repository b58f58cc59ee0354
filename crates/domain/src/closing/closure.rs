//! 结案：how a matter ended, and what the applicants gave up before.

use serde::{Deserialize, Serialize};
use zhixing_law::{closing::StrikeOffGround, day::Day, money::Fen};

use crate::{
    closing::performed::{Performance, PerformedBy},
    closing::waived::Waiver,
    ground::entry::{By, Entry},
    ground::word::words,
};

pub mod claims;
pub mod close;
pub mod complete;
pub mod conditions;
pub mod strike_off;
pub mod struck_off;
pub mod turn_back;
pub mod waiver;

words! {
    /// 结案方式（执行规定2020第64条）
    ClosingWay {
        Completed = "completed", "执行完毕";
        ObjectionDecided = "objection_decided", "异议审结";
        VisitAnswered = "visit_answered", "来访答复";
        StruckOff = "struck_off", "销案";
        /// 收件后、立案前
        TurnedBack = "turned_back", "退回申请";
    }
}

/// 结案情况
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    pub way: ClosingWay,
    pub on: Day,
    pub by: By,
    pub findings: Vec<String>,
    pub received: Fen,
    pub remark: String,
}

/// What happens at closing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClosingEvent {
    Closed {
        way: ClosingWay,
        on: Day,
        /// Ids of the conditions found met, as checked at that moment.
        conditions: Vec<String>,
        #[serde(rename = "received_fen")]
        received: Fen,
        remark: String,
    },
    /// 销案
    StruckOff { ground: StrikeOffGround, on: Day, reason: String },
    /// 退回申请, before it was filed
    TurnedBack { on: Day, reason: String },
    /// 履行一项行为
    Performed {
        /// Place among the acts that the claim asks for.
        deed: usize,
        on: Day,
        how: PerformedBy,
        material: String,
    },
    /// 申请执行人放弃剩余债权
    Waived {
        on: Day,
        /// The remainder given up.
        #[serde(rename = "amount_fen")]
        amount: Fen,
        words: String,
        material: String,
        by_agent: bool,
    },
}

/// Folds an event into the register; that the matter is closed is the matter's own.
pub fn apply(
    closing: &mut Option<Closing>,
    waiver: &mut Option<Waiver>,
    performed: &mut Vec<Performance>,
    event: &ClosingEvent,
    entry: &Entry,
) {
    match event {
        ClosingEvent::Closed { way, on, conditions, received, remark } => {
            *closing = Some(Closing {
                way: *way,
                on: *on,
                by: By::from(entry),
                findings: conditions.clone(),
                received: *received,
                remark: remark.clone(),
            });
        }
        ClosingEvent::StruckOff { ground, on, reason } => {
            let remark = format!("{}：{reason}", ground.chinese());
            *closing = Some(unpaid(ClosingWay::StruckOff, *on, remark, entry));
        }
        ClosingEvent::TurnedBack { on, reason } => {
            *closing = Some(unpaid(ClosingWay::TurnedBack, *on, reason.clone(), entry));
        }
        ClosingEvent::Performed { deed, on, how, material } => performed.push(Performance {
            deed: *deed,
            on: *on,
            how: *how,
            material: material.clone(),
            by: By::from(entry),
        }),
        ClosingEvent::Waived { on, amount, words, material, by_agent } => {
            *waiver = Some(Waiver {
                on: *on,
                amount: *amount,
                words: words.clone(),
                material: material.clone(),
                by_agent: *by_agent,
                by: By::from(entry),
            });
        }
    }
}

/// What ended without money.
fn unpaid(way: ClosingWay, on: Day, remark: String, entry: &Entry) -> Closing {
    Closing { way, on, by: By::from(entry), findings: Vec::new(), received: Fen::ZERO, remark }
}
