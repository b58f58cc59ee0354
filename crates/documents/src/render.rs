//! PDF：one layout for every document.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;
use zhixing_typeset::{TypesetError, Typesetter};

use crate::model::Document;

/// 版面
const LAYOUT: &str = include_str!("../../../templates/court.typ");

/// The families that the layout names: 仿宋、宋、黑、楷, and the two that know rare names.
pub const FONT_FAMILIES: [&str; 6] =
    ["FandolFang R", "FandolSong", "FandolHei", "FandolKai", FALLBACK[0], FALLBACK[1]];

/// Characters drawn with these stand in for a glyph that the proper face lacks.
const FALLBACK: [&str; 2] = ["Noto Serif CJK SC", "Noto Sans CJK SC"];

/// 排好的文书
#[derive(Debug, Clone)]
pub struct Rendered {
    /// PDF/A-2b
    pub bytes: Vec<u8>,
    /// 页数
    pub pages: usize,
    /// 生僻字：drawn in another face than the text around them; goes into the audit record.
    pub substituted: BTreeSet<char>,
    /// 缺字：drawn as 〓 because no font has them, to be written in by hand.
    pub missing: BTreeSet<char>,
}

/// Opens the fonts of a directory and checks that it holds every family that the layout names.
pub fn open_typesetter(fonts_dir: &Path) -> Result<Typesetter, TypesetError> {
    let typesetter = Typesetter::open(fonts_dir)?;
    let known = typesetter.families();
    let families: Vec<String> = FONT_FAMILIES
        .iter()
        .filter(|family| !known.iter().any(|name| name == *family))
        .map(|family| (*family).to_owned())
        .collect();
    if families.is_empty() {
        Ok(typesetter)
    } else {
        Err(TypesetError::FamiliesMissing { families })
    }
}

/// Draws a document as PDF. Equal documents give equal bytes.
pub fn render_pdf(typesetter: &Typesetter, document: &Document) -> Result<Rendered, TypesetError> {
    render_page(typesetter, &page_json(document))
}

/// The data that the layout reads: for the benchmark, which compares [`render_page`] alone with the
/// whole path.
pub fn page_json(document: &Document) -> String {
    let day = document.dated_on;
    json!({
        "date": { "year": day.year(), "month": day.month(), "day": day.day() },
        "kind": document.kind,
        "title": document.kind.title(),
        "seal": document.seal,
        "sheets": document.sheets,
    })
    .to_string()
}

/// Bare typst on prepared data.
pub fn render_page(typesetter: &Typesetter, data: &str) -> Result<Rendered, TypesetError> {
    let pdf = typesetter.pdf("court.typ", LAYOUT, &[], data)?;
    let substituted =
        FALLBACK.iter().filter_map(|family| pdf.glyphs.get(*family)).flatten().copied().collect();
    Ok(Rendered { bytes: pdf.bytes, pages: pdf.pages, substituted, missing: pdf.missing })
}
