//! Writing: an indented document, escaped, deterministic.

/// Builds one document.
pub(crate) struct Writer {
    out: String,
    open: Vec<String>,
}

impl Writer {
    /// Starts a document with an XML declaration; `root` may carry attributes (namespace).
    pub(crate) fn new(root: &str, attributes: &[(&str, &str)]) -> Self {
        let mut writer = Self {
            out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
            open: Vec::new(),
        };
        writer.start(root, attributes);
        writer
    }

    /// Opens an element.
    pub(crate) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name.to_owned());
    }

    /// Closes the innermost element.
    pub(crate) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.close(&name);
        }
    }

    /// One element with text.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.leaf_with(name, &[], text);
    }

    /// One element with text, left out if the text is absent.
    pub(crate) fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    /// One element with attributes and text.
    pub(crate) fn leaf_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.indent();
        self.tag(name, attributes);
        self.out.push('>');
        self.out.push_str(&escape(text));
        self.close(name);
    }

    /// Opens elements by name, writes a leaf, closes them again.
    pub(crate) fn nested(&mut self, names: &[&str], leaf: &str, text: &str) {
        for name in names {
            self.start(name, &[]);
        }
        self.leaf(leaf, text);
        for _ in names {
            self.end();
        }
    }

    /// Closes everything and returns the document.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\"{}\"", escape(value)));
        }
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.open.len()));
    }
}

/// Escapes markup. A carriage return is written as a reference, else reading would turn it into a line
/// feed; characters that XML 1.0 cannot carry are left out (messages are checked for them before).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(character),
            c if (c as u32) < 0x20 || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
