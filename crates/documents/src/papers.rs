//! 各种文书，一种一个文件：its facts, what it must not lack, its text. What holds for the kind stands in the table of the
//! domain; here each row of it finds its file.

use serde::Serialize;
use serde_json::Value;
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;

use crate::input::{BuildError, Paper, from_json};
use crate::model::Document;
use crate::source::Source;

pub mod closing;
pub mod intake;
pub mod money;
pub mod property;
pub mod remedy;
pub mod sanction;
pub mod service;

/// How a paper is made.
pub(crate) struct Form {
    /// Takes its facts from the matter.
    pub(crate) facts: fn(&Source<'_, '_>) -> Result<Value, Refusal>,
    /// Writes it from its frozen facts.
    pub(crate) write: fn(Value) -> Result<Document, BuildError>,
}

const fn form<P: Paper>() -> Form {
    Form { facts: facts::<P>, write: from_json::<P> }
}

fn facts<P: Paper + Serialize>(from: &Source<'_, '_>) -> Result<Value, Refusal> {
    serde_json::to_value(P::of(from)?).map_err(|error| Refusal::Mode(error.to_string()))
}

/// The file of a kind.
pub(crate) const fn of(kind: DocumentKind) -> Form {
    match kind {
        DocumentKind::AcceptanceNotice => form::<intake::acceptance_notice::AcceptanceNotice>(),
        DocumentKind::EnforcementNotice => form::<intake::enforcement_notice::EnforcementNotice>(),
        DocumentKind::InterviewRecord => form::<intake::interview_record::InterviewRecord>(),
        DocumentKind::ServiceAddress => form::<intake::service_address::ServiceAddress>(),
        DocumentKind::SupplementNotice => form::<intake::supplement_notice::SupplementNotice>(),
        DocumentKind::DeductionAssistance => {
            form::<property::deduction_assistance::DeductionAssistance>()
        }
        DocumentKind::DeductionRuling => form::<property::deduction_ruling::DeductionRuling>(),
        DocumentKind::FreezeAssistance => form::<property::freeze_assistance::FreezeAssistance>(),
        DocumentKind::FreezeRuling => form::<property::freeze_ruling::FreezeRuling>(),
        DocumentKind::PropertyReportOrder => {
            form::<property::property_report_order::PropertyReportOrder>()
        }
        DocumentKind::ReleaseAssistance => {
            form::<property::release_assistance::ReleaseAssistance>()
        }
        DocumentKind::ReleaseRuling => form::<property::release_ruling::ReleaseRuling>(),
        DocumentKind::RenewalAssistance => {
            form::<property::renewal_assistance::RenewalAssistance>()
        }
        DocumentKind::RenewalRuling => form::<property::renewal_ruling::RenewalRuling>(),
        DocumentKind::SearchSummary => form::<property::search_summary::SearchSummary>(),
        DocumentKind::CostStatement => form::<money::cost_statement::CostStatement>(),
        DocumentKind::PayoutApproval => form::<money::payout_approval::PayoutApproval>(),
        DocumentKind::ReceiptNotice => form::<money::receipt_notice::ReceiptNotice>(),
        DocumentKind::ObjectionRuling => form::<remedy::objection_ruling::ObjectionRuling>(),
        DocumentKind::PanelRecord => form::<remedy::panel_record::PanelRecord>(),
        DocumentKind::ConsumptionOrder => form::<sanction::consumption_order::ConsumptionOrder>(),
        DocumentKind::ServiceReceipt => form::<service::service_receipt::ServiceReceipt>(),
        DocumentKind::ClosingNotice => form::<closing::closing_notice::ClosingNotice>(),
        DocumentKind::DossierCatalogue => form::<closing::dossier_catalogue::DossierCatalogue>(),
    }
}
