//! 网关答复

use super::{MessageEvent, MessageState};
use crate::{
    ground::{id::MessageId, refusal::Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

/// The gateway's word on a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    Sent { reference: String },
    Delivered,
    Failed { reason: String },
}

/// 登记网关答复. The same report again, or one that comes late, changes nothing.
pub fn report(matter: &Matter, id: MessageId, report: &Report, _ctx: &mut Context<'_>) -> Decision {
    let known = matter.messages.iter().find(|m| m.id == id).ok_or(Refusal::Missing("消息"))?;
    let event = match (known.state, report) {
        (MessageState::Queued, Report::Sent { reference }) => {
            MessageEvent::Sent { message: id, reference: reference.clone() }
        }
        (MessageState::Queued | MessageState::Sent, Report::Delivered) => {
            MessageEvent::Delivered { message: id }
        }
        (MessageState::Queued | MessageState::Sent, Report::Failed { reason }) => {
            MessageEvent::Failed { message: id, reason: reason.chars().take(300).collect() }
        }
        _ => return Ok(Outcome::default()),
    };
    Ok(Outcome::of(event))
}
