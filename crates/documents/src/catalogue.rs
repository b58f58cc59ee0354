//! 卷宗：where a document goes in the dossier, and in which order.
//!
//! The order follows the course of a case (立案、启动、查控、处置、案款、结案); the numbers leave
//! room, so that a court's own order may be put between them.

use serde::{Deserialize, Serialize};

use crate::kind::DocumentKind;

/// 卷别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierPart {
    /// 正卷：当事人可以查阅。
    Main,
    /// 副卷：内部审批等材料，不对外。
    Internal,
}

/// 在卷宗中的位置
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DossierPlace {
    /// 卷别
    pub part: DossierPart,
    /// 次序，小者在前；equal places are ordered by date.
    pub order: u16,
}

const fn main(order: u16) -> DossierPlace {
    DossierPlace { part: DossierPart::Main, order }
}

const fn internal(order: u16) -> DossierPlace {
    DossierPlace { part: DossierPart::Internal, order }
}

/// 申请执行书
pub const APPLICATION: DossierPlace = main(20);
/// 执行依据及生效证明
pub const TITLE: DossierPlace = main(30);
/// 当事人身份证明、授权委托书
pub const IDENTITY: DossierPlace = main(40);
/// 财产线索、收款账户确认书等申请人材料
pub const APPLICANT_MATERIAL: DossierPlace = main(50);
/// 其他证据材料
pub const OTHER_MATERIAL: DossierPlace = main(180);

/// The place of a document that the system makes.
pub fn place(kind: DocumentKind) -> DossierPlace {
    match kind {
        DocumentKind::DossierCatalogue => main(10),
        DocumentKind::SupplementNotice => main(60),
        DocumentKind::AcceptanceNotice => main(70),
        DocumentKind::ServiceAddress => main(80),
        DocumentKind::InterviewRecord => main(90),
        DocumentKind::EnforcementNotice => main(100),
        DocumentKind::PropertyReportOrder => main(110),
        DocumentKind::SearchSummary => main(120),
        DocumentKind::FreezeRuling => main(130),
        DocumentKind::FreezeAssistance => main(131),
        DocumentKind::RenewalRuling => main(132),
        DocumentKind::RenewalAssistance => main(133),
        DocumentKind::DeductionRuling => main(140),
        DocumentKind::DeductionAssistance => main(141),
        DocumentKind::ReleaseRuling => main(150),
        DocumentKind::ReleaseAssistance => main(151),
        DocumentKind::ConsumptionOrder => main(160),
        DocumentKind::ReceiptNotice => main(200),
        DocumentKind::CostStatement => main(210),
        DocumentKind::ServiceReceipt => main(220),
        DocumentKind::ClosingNotice => main(230),
        DocumentKind::PayoutApproval => internal(20),
    }
}
