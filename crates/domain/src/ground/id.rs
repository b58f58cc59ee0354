//! Ids: one type per kind of thing, so that a task cannot be looked up by a party's id.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// 案件
    CaseId,
    /// 当事人
    PartyId,
    /// 事项
    TaskId,
    /// 签批
    ApprovalId,
    /// 文书
    DocumentId,
    /// 扣除期间
    ExclusionId,
    /// 送达记录
    ServiceId,
    /// 查询请求
    SearchId,
    /// 财产
    AssetId,
    /// 控制措施
    MeasureId,
    /// 扣划
    DeductionId,
    /// 到账款项
    ReceiptId,
    /// 银行流水文件
    StatementId,
    /// 案款发放
    PayoutId,
    /// 付款批次
    BatchId,
    /// 消息
    MessageId,
    /// 工作人员
    StaffId,
    /// 账号变动申请
    AccessId,
    /// 逾期
    LatenessId,
    /// 督办
    DirectiveId,
    /// 合议
    PanelId,
}

/// 请求单号：30 digits made from the id, unique as the id is.
pub fn request_number(id: Uuid) -> String {
    let digits = format!("{:039}", id.as_u128());
    digits.chars().skip(9).collect()
}
