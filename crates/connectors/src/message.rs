//! 消息：telling parties by SMS (12368) or WeChat, through the court's HTTP message gateway.

use serde::{Deserialize, Serialize};
use zhixing_law::instant::Instant;

use crate::fault::Fault;

pub mod http;

/// Longest text of one message, in characters.
pub const MESSAGE_CHARS_MAX: usize = 500;

/// 渠道。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 短信, sender 12368.
    Sms,
    /// 微信.
    Wechat,
}

/// 待发消息。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutMessage {
    /// Our id, 1–64 letters, digits and hyphens: the gateway sends a message of one id once, however
    /// often it is asked.
    pub id: String,
    /// 渠道.
    pub channel: Channel,
    /// 手机号 or WeChat open id.
    pub to: String,
    /// 内容, 1–500 characters.
    pub text: String,
    /// 案号, for the recipient's and the gateway's records.
    pub case_number: Option<String>,
}

impl OutMessage {
    /// What would be refused anyway, found before it is sent.
    pub fn check(&self) -> Result<(), Fault> {
        let id = (1..=64).contains(&self.id.len())
            && self.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !id {
            return Err(Fault::reject("MESSAGE_ID", "消息编号应为1至64位字母、数字或连字符"));
        }
        let digits = self.to.bytes().all(|b| b.is_ascii_digit());
        let phone = self.to.len() == 11 && self.to.starts_with('1') && digits;
        let open_id = (1..=64).contains(&self.to.len())
            && self.to.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let good = match self.channel {
            Channel::Sms => phone,
            Channel::Wechat => open_id,
        };
        if !good {
            return Err(Fault::reject("MESSAGE_RECIPIENT", "收件人不是有效的手机号或微信标识"));
        }
        let length = self.text.chars().count();
        if self.text.trim().is_empty() || length > MESSAGE_CHARS_MAX {
            let reason = format!("消息内容应为1至{MESSAGE_CHARS_MAX}字");
            return Err(Fault::reject("MESSAGE_TEXT", reason));
        }
        Ok(())
    }
}

/// 已提交：the gateway has taken the message over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// 网关编号.
    pub gateway_id: String,
    /// Whether the gateway had this id already.
    pub repeated: bool,
}

/// 送达状态。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// 已送达.
    Delivered,
    /// 未送达, for good.
    Failed,
    /// 发送中.
    Pending,
}

/// 送达回报：what became of one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryReport {
    /// Our id of the message.
    pub id: String,
    /// 网关编号.
    pub gateway_id: String,
    /// 送达状态.
    pub state: DeliveryState,
    /// 时间.
    pub at: Instant,
    /// 原因, if it failed.
    #[serde(default)]
    pub reason: Option<String>,
}

/// 消息网关。
pub trait MessageGateway: Send + Sync {
    /// Hands a message over; blocking, so call it where blocking is allowed.
    fn send(&self, message: &OutMessage) -> Result<Sent, Fault>;

    /// Reports since the given cursor (empty for the first time), and the next cursor.
    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault>;
}
