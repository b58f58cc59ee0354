//! Which character was drawn with which font: the evidence for rare names.

use std::collections::{BTreeMap, BTreeSet};

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The characters of a document, by font family.
#[derive(Debug, Default)]
pub(crate) struct Glyphs {
    pub(crate) drawn: BTreeMap<String, BTreeSet<char>>,
    pub(crate) missing: BTreeSet<char>,
}

pub(crate) fn of(document: &PagedDocument) -> Glyphs {
    let mut glyphs = Glyphs::default();
    for page in document.pages() {
        walk(&page.frame, &mut glyphs);
    }
    glyphs
}

fn walk(frame: &Frame, glyphs: &mut Glyphs) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, glyphs),
            FrameItem::Text(text) => note(text, glyphs),
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(..) => {}
        }
    }
}

fn note(item: &TextItem, glyphs: &mut Glyphs) {
    let family = &item.font.font().info().family;
    if !glyphs.drawn.contains_key(family.as_str()) {
        glyphs.drawn.insert(family.to_string(), BTreeSet::new());
    }
    for glyph in &item.glyphs {
        let characters = item.text.get(glyph.range()).unwrap_or_default().chars();
        if glyph.id == 0 {
            glyphs.missing.extend(characters);
        } else if let Some(known) = glyphs.drawn.get_mut(family.as_str()) {
            known.extend(characters);
        }
    }
}
