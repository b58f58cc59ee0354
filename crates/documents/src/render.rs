//! PDF：one layout for every document.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;
use zhixing_typeset::{TypesetError, Typesetter};

use crate::model::{Block, Document};

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

/// Draws a document as PDF. Equal documents give equal bytes. A paper with a character that no font has says itself which
/// it is, so that nobody signs or serves it without having written it in.
pub fn render_pdf(typesetter: &Typesetter, document: &Document) -> Result<Rendered, TypesetError> {
    let drawn = render_page(typesetter, &page_json(document))?;
    let (Some(note), [first, rest @ ..]) = (note_of(&drawn.missing), &document.sheets[..]) else {
        return Ok(drawn);
    };
    let mut first = first.clone();
    first.blocks.push(Block::Contact { text: note });
    let sheets = std::iter::once(first).chain(rest.iter().cloned()).collect();
    render_page(typesetter, &page_json(&Document { sheets, ..document.clone() }))
}

/// “〓”处缺的字，by the numbers under which any list of characters has them.
fn note_of(missing: &BTreeSet<char>) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let codes: Vec<String> =
        missing.iter().map(|letter| format!("U+{:04X}", u32::from(*letter))).collect();
    Some(format!(
        "校对：文中“〓”处为字库所缺的字（字符编码{}），签发前由书记员手写补入并加盖校对章。",
        codes.join("、")
    ))
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
