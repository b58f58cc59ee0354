//! 文书种类：what each document is called, who signs it, and whether it bears the court's seal.

use serde::{Deserialize, Serialize};

/// 文书种类
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 补正材料一次性告知书
    SupplementNotice,
    /// 受理案件通知书
    AcceptanceNotice,
    /// 送达地址确认书
    ServiceAddress,
    /// 执前谈话笔录
    InterviewRecord,
    /// 执行通知书
    EnforcementNotice,
    /// 报告财产令（附财产申报表）
    PropertyReportOrder,
    /// 网络查控结果汇总表
    SearchSummary,
    /// 执行裁定书（冻结）
    FreezeRuling,
    /// 协助冻结存款通知书（附回执）
    FreezeAssistance,
    /// 执行裁定书（续行冻结）
    RenewalRuling,
    /// 协助续行冻结存款通知书（附回执）
    RenewalAssistance,
    /// 执行裁定书（扣划）
    DeductionRuling,
    /// 协助扣划存款通知书（附回执）
    DeductionAssistance,
    /// 执行裁定书（解除冻结）
    ReleaseRuling,
    /// 解除冻结存款通知书（附回执）
    ReleaseAssistance,
    /// 限制消费令
    ConsumptionOrder,
    /// 案款到账通知书
    ReceiptNotice,
    /// 执行费、诉讼费结算单
    CostStatement,
    /// 执行款发放审批表
    PayoutApproval,
    /// 送达回证
    ServiceReceipt,
    /// 结案通知书
    ClosingNotice,
    /// 卷宗目录
    DossierCatalogue,
}

/// 由谁签发
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedBy {
    /// 以法院名义，加盖院印。
    Court,
    /// 合议庭成员署名，加盖院印。
    Panel,
    /// 院长签发，加盖院印。
    President,
    /// 有关人员在表上签名，不盖院印。
    Persons,
    /// 不署名的内部表单。
    Nobody,
}

impl DocumentKind {
    /// All kinds, in the order in which a case produces them.
    pub const ALL: [DocumentKind; 22] = [
        Self::SupplementNotice,
        Self::AcceptanceNotice,
        Self::ServiceAddress,
        Self::InterviewRecord,
        Self::EnforcementNotice,
        Self::PropertyReportOrder,
        Self::SearchSummary,
        Self::FreezeRuling,
        Self::FreezeAssistance,
        Self::RenewalRuling,
        Self::RenewalAssistance,
        Self::DeductionRuling,
        Self::DeductionAssistance,
        Self::ReleaseRuling,
        Self::ReleaseAssistance,
        Self::ConsumptionOrder,
        Self::ReceiptNotice,
        Self::CostStatement,
        Self::PayoutApproval,
        Self::ServiceReceipt,
        Self::ClosingNotice,
        Self::DossierCatalogue,
    ];

    /// The word that the docket and the API use; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::SupplementNotice => "supplement_notice",
            Self::AcceptanceNotice => "acceptance_notice",
            Self::ServiceAddress => "service_address",
            Self::InterviewRecord => "interview_record",
            Self::EnforcementNotice => "enforcement_notice",
            Self::PropertyReportOrder => "property_report_order",
            Self::SearchSummary => "search_summary",
            Self::FreezeRuling => "freeze_ruling",
            Self::FreezeAssistance => "freeze_assistance",
            Self::RenewalRuling => "renewal_ruling",
            Self::RenewalAssistance => "renewal_assistance",
            Self::DeductionRuling => "deduction_ruling",
            Self::DeductionAssistance => "deduction_assistance",
            Self::ReleaseRuling => "release_ruling",
            Self::ReleaseAssistance => "release_assistance",
            Self::ConsumptionOrder => "consumption_order",
            Self::ReceiptNotice => "receipt_notice",
            Self::CostStatement => "cost_statement",
            Self::PayoutApproval => "payout_approval",
            Self::ServiceReceipt => "service_receipt",
            Self::ClosingNotice => "closing_notice",
            Self::DossierCatalogue => "dossier_catalogue",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<DocumentKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// 文书名称
    pub fn name(self) -> &'static str {
        match self {
            Self::SupplementNotice => "补正材料一次性告知书",
            Self::AcceptanceNotice => "受理案件通知书",
            Self::ServiceAddress => "送达地址确认书",
            Self::InterviewRecord => "执前谈话笔录",
            Self::EnforcementNotice => "执行通知书",
            Self::PropertyReportOrder => "报告财产令",
            Self::SearchSummary => "网络查控结果汇总表",
            Self::FreezeRuling => "执行裁定书（冻结）",
            Self::FreezeAssistance => "协助冻结存款通知书",
            Self::RenewalRuling => "执行裁定书（续行冻结）",
            Self::RenewalAssistance => "协助续行冻结存款通知书",
            Self::DeductionRuling => "执行裁定书（扣划）",
            Self::DeductionAssistance => "协助扣划存款通知书",
            Self::ReleaseRuling => "执行裁定书（解除冻结）",
            Self::ReleaseAssistance => "解除冻结存款通知书",
            Self::ConsumptionOrder => "限制消费令",
            Self::ReceiptNotice => "案款到账通知书",
            Self::CostStatement => "执行费、诉讼费结算单",
            Self::PayoutApproval => "执行款发放审批表",
            Self::ServiceReceipt => "送达回证",
            Self::ClosingNotice => "结案通知书",
            Self::DossierCatalogue => "卷宗目录",
        }
    }

    /// 标题，as printed below the court's name.
    pub fn title(self) -> &'static str {
        match self {
            Self::FreezeRuling
            | Self::RenewalRuling
            | Self::DeductionRuling
            | Self::ReleaseRuling => "执行裁定书",
            Self::DossierCatalogue => "执行卷宗目录",
            Self::SupplementNotice
            | Self::AcceptanceNotice
            | Self::ServiceAddress
            | Self::InterviewRecord
            | Self::EnforcementNotice
            | Self::PropertyReportOrder
            | Self::SearchSummary
            | Self::FreezeAssistance
            | Self::RenewalAssistance
            | Self::DeductionAssistance
            | Self::ReleaseAssistance
            | Self::ConsumptionOrder
            | Self::ReceiptNotice
            | Self::CostStatement
            | Self::PayoutApproval
            | Self::ServiceReceipt
            | Self::ClosingNotice => self.name(),
        }
    }

    /// 由谁签发
    pub fn signed_by(self) -> SignedBy {
        match self {
            Self::FreezeRuling
            | Self::RenewalRuling
            | Self::DeductionRuling
            | Self::ReleaseRuling => SignedBy::Panel,
            Self::ConsumptionOrder => SignedBy::President,
            Self::SupplementNotice
            | Self::AcceptanceNotice
            | Self::EnforcementNotice
            | Self::PropertyReportOrder
            | Self::FreezeAssistance
            | Self::RenewalAssistance
            | Self::DeductionAssistance
            | Self::ReleaseAssistance
            | Self::ReceiptNotice
            | Self::ClosingNotice => SignedBy::Court,
            Self::ServiceAddress
            | Self::InterviewRecord
            | Self::PayoutApproval
            | Self::ServiceReceipt => SignedBy::Persons,
            Self::SearchSummary | Self::CostStatement | Self::DossierCatalogue => SignedBy::Nobody,
        }
    }

    /// 是否加盖院印
    pub fn sealed(self) -> bool {
        matches!(self.signed_by(), SignedBy::Court | SignedBy::Panel | SignedBy::President)
    }
}
