//! Bounded XML: bytes to a small tree and back, with every door for attacks closed.
//!
//! No document type, no entities but the five predefined ones and character references, a limit on
//! bytes, depth, elements and text. A document that ends early is `CutShort`, never a shorter tree.

mod parse;
pub(crate) mod read;
pub(crate) mod write;

pub(crate) use parse::parse;

/// Limits of one document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) bytes: usize,
    pub(crate) depth: usize,
    pub(crate) elements: usize,
    /// Longest text of one element, in bytes.
    pub(crate) text: usize,
}

/// One element: its name without prefix, the line it starts on, its children and its own text.
///
/// An element outside the namespace of the root has the name `{uri}local`, so that no lookup by plain
/// name ever finds it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    /// Namespace of the element, empty if none.
    pub(crate) namespace: String,
    pub(crate) line: usize,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// First child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Descends by names, first child each.
    pub(crate) fn path(&self, names: &[&str]) -> Option<&Element> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All children of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Trimmed text of a descendant; `None` if absent or blank.
    pub(crate) fn text_at(&self, names: &[&str]) -> Option<&str> {
        self.path(names).map(|element| element.text.trim()).filter(|text| !text.is_empty())
    }

    /// Number of elements, this one included.
    pub(crate) fn count(&self) -> usize {
        1 + self.children.iter().map(Element::count).sum::<usize>()
    }

    /// Value of an attribute without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
