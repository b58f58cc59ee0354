//! 文书：typed inputs become one document model, drawn as PDF (the record) and as DOCX (to edit);
//! tables go out as XLSX and come in from XLSX.
//!
//! [`build`] takes the JSON that was frozen in the docket when the document was made, so that a PDF
//! can be drawn whenever it is opened and always has the same bytes.

pub mod catalogue;
pub mod cited;
mod compose;
pub mod container;
mod docx;
pub mod input;
pub mod kind;
pub mod message;
pub mod model;
pub mod papers;
mod render;
pub mod words;
pub mod xlsx;

use serde_json::Value;

pub use zhixing_typeset::{TypesetError, Typesetter};

pub use docx::render_docx;
pub use render::{
    FONT_FAMILIES, RenderError, Rendered, open_typesetter, page_json, render_page, render_pdf,
};

use input::{BuildError, from_json};
use kind::DocumentKind;
use model::Document;
use papers::{
    acceptance, assistance, catalogue_sheet, closing, consumption, cost, interview, notice, payout,
    property_report, receipt, renewal, ruling, search, service, supplement,
};

/// Writes the document of this kind from its frozen input.
///
/// Fails with the Chinese names of everything that is missing, all at once.
pub fn build(kind: DocumentKind, input: Value) -> Result<Document, BuildError> {
    match kind {
        DocumentKind::SupplementNotice => from_json::<supplement::SupplementNotice>(input),
        DocumentKind::AcceptanceNotice => from_json::<acceptance::AcceptanceNotice>(input),
        DocumentKind::ServiceAddress => from_json::<service::ServiceAddress>(input),
        DocumentKind::InterviewRecord => from_json::<interview::InterviewRecord>(input),
        DocumentKind::EnforcementNotice => from_json::<notice::EnforcementNotice>(input),
        DocumentKind::PropertyReportOrder => {
            from_json::<property_report::PropertyReportOrder>(input)
        }
        DocumentKind::SearchSummary => from_json::<search::SearchSummary>(input),
        DocumentKind::FreezeRuling => from_json::<ruling::FreezeRuling>(input),
        DocumentKind::FreezeAssistance => from_json::<assistance::FreezeAssistance>(input),
        DocumentKind::RenewalRuling => from_json::<renewal::RenewalRuling>(input),
        DocumentKind::RenewalAssistance => from_json::<renewal::RenewalAssistance>(input),
        DocumentKind::DeductionRuling => from_json::<ruling::DeductionRuling>(input),
        DocumentKind::DeductionAssistance => from_json::<assistance::DeductionAssistance>(input),
        DocumentKind::ReleaseRuling => from_json::<ruling::ReleaseRuling>(input),
        DocumentKind::ReleaseAssistance => from_json::<assistance::ReleaseAssistance>(input),
        DocumentKind::ConsumptionOrder => from_json::<consumption::ConsumptionOrder>(input),
        DocumentKind::ReceiptNotice => from_json::<receipt::ReceiptNotice>(input),
        DocumentKind::CostStatement => from_json::<cost::CostStatement>(input),
        DocumentKind::PayoutApproval => from_json::<payout::PayoutApproval>(input),
        DocumentKind::ServiceReceipt => from_json::<service::ServiceReceipt>(input),
        DocumentKind::ClosingNotice => from_json::<closing::ClosingNotice>(input),
        DocumentKind::DossierCatalogue => from_json::<catalogue_sheet::DossierCatalogue>(input),
    }
}

#[cfg(test)]
mod tests;
