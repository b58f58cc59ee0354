//! How a case ends, and what is said of it: a sample of each event.

use zhixing_domain::{
    closing::closure::{ClosingEvent, ClosingWay},
    closing::performed::PerformedBy,
    ground::id::*,
    matter::event::Event,
    papers::message::MessageEvent,
};
use zhixing_law::closing::StrikeOffGround;

use super::{ID, text};
use crate::samples::*;

pub(super) fn ending() -> Vec<Event> {
    let message = MessageId(ID);
    vec![
        ClosingEvent::Closed {
            way: ClosingWay::Completed,
            on: day("2026-03-10"),
            conditions: vec![text("WB-01")],
            received: yuan("5399.16"),
            remark: String::new(),
        }
        .into(),
        ClosingEvent::StruckOff {
            ground: StrikeOffGround::FiledTwice,
            on: day("2026-03-10"),
            reason: text("与先立的案件重复"),
        }
        .into(),
        ClosingEvent::TurnedBack { on: day("2026-03-10"), reason: text("申请人撤回申请") }.into(),
        ClosingEvent::Performed {
            deed: 0,
            on: day("2026-03-10"),
            how: PerformedBy::Court,
            material: text("交接笔录"),
        }
        .into(),
        ClosingEvent::Waived {
            on: day("2026-03-10"),
            amount: yuan("0.01"),
            words: text("放弃剩余债权"),
            material: text("放弃债权笔录"),
            by_agent: false,
        }
        .into(),
        MessageEvent::Queued {
            message,
            party: PartyId(ID),
            phone: text("13800138000"),
            template: text("case_filed"),
            values: vec![(text("court"), text("怀集县人民法院"))],
        }
        .into(),
        MessageEvent::Sent { message, reference: text("G1") }.into(),
        MessageEvent::Delivered { message }.into(),
        MessageEvent::Failed { message, reason: text("空号") }.into(),
    ]
}
