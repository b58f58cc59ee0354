//! Typst behind two functions: open a directory of fonts, then turn a template and its data into PDF.
//!
//! A leaf crate: it knows nothing of courts, so that typst is compiled once and stays compiled.
//! Templates see their own text, the shared templates handed in with them and `/data.json`; there
//! is no file system, no network, no system font and no clock, so equal input gives equal bytes.

mod error;
mod glyphs;
mod world;

pub use error::TypesetError;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use world::{Engine, Job};

/// Results of typst's memoisation that were not used in this many documents are dropped.
const KEPT_GENERATIONS: usize = 10;

/// 缺字号: what is drawn for a character that no font has, as printers do; it is then written in by hand.
pub const INSTEAD: char = '\u{3013}';

/// How often a document is set again to do without characters that no font has.
const TRIES: usize = 3;

/// A finished document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file, PDF/A-2b.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Which characters were drawn with which font family.
    pub glyphs: BTreeMap<String, BTreeSet<char>>,
    /// Characters for which no font has a glyph; [`INSTEAD`] is drawn for each.
    pub missing: BTreeSet<char>,
    /// Typst's warnings, one sentence each.
    pub warnings: Vec<String>,
}

/// The fonts and the standard library, loaded once and shared by all documents and threads.
pub struct Typesetter {
    engine: Engine,
    standards: PdfStandards,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").field("families", &self.families()).finish_non_exhaustive()
    }
}

impl Typesetter {
    /// Reads the fonts (`.otf`, `.ttf`, `.ttc`) of one directory, in order of file name.
    ///
    /// Fails when the directory cannot be read or holds no font; never looks elsewhere.
    pub fn open(fonts_dir: &Path) -> Result<Typesetter, TypesetError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|reason| TypesetError::Export { message: reason.message().to_string() })?;
        Ok(Typesetter { engine: Engine::open(fonts_dir)?, standards })
    }

    /// The font families that templates may name.
    pub fn families(&self) -> Vec<String> {
        self.engine.families()
    }

    /// Sets `template_text` with `data_json` readable as `json("/data.json")` and every shared
    /// text importable as `"/<name>"`. A character that no font has does not fail: see [`Pdf::missing`].
    pub fn pdf(
        &self,
        template_name: &str,
        template_text: &str,
        shared: &[(&str, &str)],
        data_json: &str,
    ) -> Result<Pdf, TypesetError> {
        let mut missing = BTreeSet::new();
        let mut data = Cow::Borrowed(data_json);
        for _ in 0..TRIES {
            let job = Job::new(&self.engine, template_name, template_text, shared, &data)?;
            let outcome = typst::compile::<PagedDocument>(&job);
            let document = outcome.output.map_err(|problems| job.explain(&problems));
            typst::comemo::evict(KEPT_GENERATIONS);
            let document = document?;
            // PDF/A allows no text without a glyph: the whole paper would fail for one letter of a name.
            let lacking = glyphs::of(&document).missing;
            let without: String = data
                .chars()
                .map(|c| if !c.is_ascii() && lacking.contains(&c) { INSTEAD } else { c })
                .collect();
            missing.extend(lacking);
            if without == *data {
                let mut pdf = self.export(&document, data_json)?;
                pdf.missing = missing;
                let said = outcome.warnings.iter().map(|warning| warning.message.to_string());
                pdf.warnings = said.collect();
                return Ok(pdf);
            }
            data = Cow::Owned(without);
        }
        let characters: String = missing.iter().collect();
        Err(TypesetError::Export { message: format!("字体中没有这些字：{characters}") })
    }

    fn export(&self, document: &PagedDocument, data_json: &str) -> Result<Pdf, TypesetError> {
        let options = PdfOptions {
            // The identifier is hashed into the file: the same data is the same document.
            ident: Smart::Custom(data_json.to_owned()),
            creator: Smart::Custom(Some("zhixing".to_owned())),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let bytes =
            typst_pdf::pdf(document, &options).map_err(|problems| TypesetError::Export {
                message: problems
                    .iter()
                    .map(|problem| problem.message.as_str())
                    .collect::<Vec<_>>()
                    .join("; "),
            })?;
        let used = glyphs::of(document);
        Ok(Pdf {
            bytes,
            pages: document.pages().len(),
            glyphs: used.drawn,
            missing: used.missing,
            warnings: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests;
