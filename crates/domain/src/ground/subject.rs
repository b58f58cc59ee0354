//! 对象：what a command, an event, a paper, a task or an approval is about. One type with one way of writing it down.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::id::{
    ApprovalId, AssetId, DeductionId, DirectiveId, DocumentId, ExclusionId, LatenessId, MeasureId,
    MessageId, PanelId, PartyId, PayoutId, ReceiptId, SearchId, ServiceId, StaffId, TaskId,
};

macro_rules! subjects {
    (parts { $($(#[$pdoc:meta])* $part:ident = $pcode:literal;)* } things { $($(#[$doc:meta])* $thing:ident($id:ident) = $code:literal;)* }) => {
        /// What something is about: a part of the matter, or one thing in it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject {
            $($(#[$pdoc])* $part,)*
            $($(#[$doc])* $thing($id),)*
        }

        $(impl From<$id> for Subject { fn from(id: $id) -> Subject { Subject::$thing(id) } })*

        impl Subject {
            /// The kind of subject, as the docket and the rules of modes name it.
            pub fn kind(self) -> &'static str {
                match self { $(Subject::$part => $pcode,)* $(Subject::$thing(_) => $code,)* }
            }

            /// The id of the thing; none for a part of the matter.
            pub fn id(self) -> Option<Uuid> {
                match self { $(Subject::$part => None,)* $(Subject::$thing(id) => Some(id.0),)* }
            }
        }

        impl FromStr for Subject {
            type Err = UnknownSubject;

            fn from_str(text: &str) -> Result<Subject, UnknownSubject> {
                let unknown = || UnknownSubject(text.to_owned());
                let Some((kind, id)) = text.split_once(':') else {
                    return match text { $($pcode => Ok(Subject::$part),)* _ => Err(unknown()) };
                };
                let id = Uuid::try_parse(id).map_err(|_| unknown())?;
                match kind { $($code => Ok(Subject::$thing($id(id))),)* _ => Err(unknown()) }
            }
        }
    };
}

subjects! {
    parts {
        /// 案件本身
        Matter = "matter";
        /// 办案模式
        Mode = "mode";
        /// 立案登记的内容
        Filing = "filing";
        /// 繁简分流
        Triage = "triage";
        /// 流程节点
        Node = "node";
        /// 期限
        Deadline = "deadline";
        /// 风险提示
        Risk = "risk";
        /// 案款
        Funds = "funds";
        /// 结案
        Closing = "closing";
        /// 执行异议
        Objection = "objection";
        /// 来访
        Visit = "visit";
        /// 银行流水
        Statement = "statement";
        /// 付款批次
        Batch = "batch";
    }
    things {
        /// 当事人
        Party(PartyId) = "party";
        /// 事项
        Task(TaskId) = "task";
        /// 签批
        Approval(ApprovalId) = "approval";
        /// 扣除期间
        Exclusion(ExclusionId) = "exclusion";
        /// 文书
        Document(DocumentId) = "document";
        /// 查询
        Search(SearchId) = "search";
        /// 财产
        Asset(AssetId) = "asset";
        /// 控制措施
        Measure(MeasureId) = "measure";
        /// 扣划
        Deduction(DeductionId) = "deduction";
        /// 发放
        Payout(PayoutId) = "payout";
        /// 送达
        Service(ServiceId) = "service";
        /// 告知
        Message(MessageId) = "message";
        /// 款项
        Receipt(ReceiptId) = "receipt";
        /// 工作人员
        Staff(StaffId) = "staff";
        /// 逾期
        Lateness(LatenessId) = "lateness";
        /// 督办
        Directive(DirectiveId) = "directive";
        /// 合议
        Panel(PanelId) = "panel";
    }
}

/// A text that names no subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a subject: `{0}`")]
pub struct UnknownSubject(String);

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id() {
            Some(id) => write!(f, "{}:{id}", self.kind()),
            None => f.write_str(self.kind()),
        }
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> String {
        subject.to_string()
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Subject, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
