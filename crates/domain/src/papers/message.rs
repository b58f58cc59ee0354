//! 节点告知：what a party is told at a step, by which template, and whether it reached them.

use serde::{Deserialize, Serialize};

use crate::{
    ground::entry::Entry,
    ground::id::{MessageId, PartyId},
    ground::word::words,
};

pub mod report;
pub mod resend;

/// 消息模板: every template a mode may name; the sentences live in the documents room.
pub const TEMPLATES: [&str; 10] = [
    "case_filed",
    "search_started",
    "handler_assigned",
    "frozen",
    "deducted",
    "money_arrived",
    "money_sent",
    "money_paid",
    "money_bounced",
    "case_closed",
];

words! {
    /// 消息状态
    MessageState {
        Queued = "queued", "待发送";
        /// 网关已接收
        Sent = "sent", "已发送";
        /// 已送达手机
        Delivered = "delivered", "已送达";
        /// 发送失败
        Failed = "failed", "未送达";
    }
}

/// 消息
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub id: MessageId,
    pub party: PartyId,
    pub phone: String,
    pub template: String,
    /// Values the template is filled with, frozen when the message was queued.
    pub values: Vec<(String, String)>,
    pub state: MessageState,
    pub reference: String,
    pub queued_at: zhixing_law::instant::Instant,
}

/// What happens to messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MessageEvent {
    Queued {
        message: MessageId,
        party: PartyId,
        phone: String,
        template: String,
        values: Vec<(String, String)>,
    },
    Sent {
        message: MessageId,
        reference: String,
    },
    Delivered {
        message: MessageId,
    },
    Failed {
        message: MessageId,
        reason: String,
    },
}

impl MessageEvent {
    /// The message that it is about.
    pub fn message(&self) -> MessageId {
        match self {
            MessageEvent::Queued { message, .. }
            | MessageEvent::Sent { message, .. }
            | MessageEvent::Delivered { message }
            | MessageEvent::Failed { message, .. } => *message,
        }
    }
}

/// Folds an event into the register.
pub fn apply(messages: &mut Vec<Message>, event: &MessageEvent, entry: &Entry) {
    if let MessageEvent::Queued { message, party, phone, template, values } = event {
        messages.push(Message {
            id: *message,
            party: *party,
            phone: phone.clone(),
            template: template.clone(),
            values: values.clone(),
            state: MessageState::Queued,
            reference: String::new(),
            queued_at: entry.happened_at,
        });
        return;
    }
    let Some(known) = messages.iter_mut().find(|m| m.id == event.message()) else { return };
    match event {
        MessageEvent::Queued { .. } => {}
        MessageEvent::Sent { reference, .. } => {
            known.state = MessageState::Sent;
            known.reference.clone_from(reference);
        }
        MessageEvent::Delivered { .. } => known.state = MessageState::Delivered,
        MessageEvent::Failed { reason, .. } => {
            known.state = MessageState::Failed;
            known.reference.clone_from(reason);
        }
    }
}
