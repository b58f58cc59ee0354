//! 文书：typed inputs become one document model, drawn as PDF (the record) and as DOCX (to edit);
//! tables go out as XLSX and come in from XLSX.
//!
//! [`build`] takes the JSON that was frozen in the docket when the document was made, so that a PDF
//! can be drawn whenever it is opened and always has the same bytes.

pub mod cited;
mod compose;
pub mod container;
mod docx;
pub mod input;
pub mod message;
pub mod model;
pub mod papers;
mod render;
pub mod source;
pub mod words;
pub mod xlsx;

use serde_json::Value;

pub use zhixing_typeset::{TypesetError, Typesetter};

pub use docx::render_docx;
pub use render::{FONT_FAMILIES, Rendered, open_typesetter, page_json, render_page, render_pdf};

use input::BuildError;
use model::Document;
use source::Source;
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;

/// What a paper of this kind is made of, from the matter as it stands: what the docket freezes.
///
/// # Errors
/// What the paper is about is not in the matter, or it may not be made yet.
pub fn facts(kind: DocumentKind, from: &Source<'_, '_>) -> Result<Value, Refusal> {
    (papers::of(kind).facts)(from)
}

/// Writes the document of this kind from its frozen facts.
///
/// # Errors
/// The Chinese names of everything that is missing, all at once.
pub fn build(kind: DocumentKind, facts: Value) -> Result<Document, BuildError> {
    (papers::of(kind).write)(facts)
}

#[cfg(test)]
mod tests;
