//! What should be done outside the case after a decision. Effects become jobs in the same transaction.

use serde::{Deserialize, Serialize};

use crate::ground::id::{DeductionId, DocumentId, MeasureId, MessageId, SearchId};
use crate::{
    ground::subject::Subject, papers::kind::DocumentKind, property::measure::RequestKind,
    work::triage::Round,
};

/// 后续动作. The app stores each as a job; `jobs` handles each exactly in one exhaustive match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Effect {
    /// 发出网络查询请求
    SendSearch { search: SearchId },
    /// 发出控制请求（冻结、续冻、解冻）
    SendMeasure { measure: MeasureId, request: RequestKind },
    /// 发出扣划请求
    SendDeduction { deduction: DeductionId },
    /// 制作文书: the app fills the input from the case and records it as made.
    MakeDocument {
        kind: DocumentKind,
        party: Option<crate::ground::id::PartyId>,
        subject: Option<Subject>,
    },
    /// 用印并生成文书文件
    RenderDocument { document: DocumentId },
    /// 发送消息
    SendMessage { message: MessageId },
    /// 运行分流
    RunTriage { round: Round },
}
