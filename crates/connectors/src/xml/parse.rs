//! Parsing proper.

use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::{Element, Limits};
use crate::finding::{Code, Finding};

/// Parses a whole document. `file` names it in findings.
pub(crate) fn parse(file: &str, bytes: &[u8], limits: Limits) -> Result<Element, Finding> {
    if bytes.len() > limits.bytes {
        let problem = format!("文件{}字节，超过上限{}字节", bytes.len(), limits.bytes);
        return Err(Finding::refuse(Code::TooLarge, file, problem));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Finding::refuse(Code::Empty, file, "文件没有内容"));
    }
    let text = decode(file, bytes)?;
    let mut builder = Builder::new(file, &text, limits);
    builder.run()?;
    builder.finish()
}

/// UTF-8 (with or without byte order mark) or a declared GB encoding.
fn decode(file: &str, bytes: &[u8]) -> Result<String, Finding> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or(bytes));
    let declaration = head.split("?>").next().unwrap_or_default().to_ascii_lowercase();
    let problem = |why: String| Finding::refuse(Code::Encoding, file, why);
    if declaration.contains("encoding") && declaration.contains("gb") {
        return encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(std::borrow::Cow::into_owned)
            .ok_or_else(|| problem("文件声明为GBK，但含有无效字节".to_owned()));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) if error.error_len().is_none() => {
            Err(Finding::refuse(Code::CutShort, file, "文件末尾的字符不完整"))
        }
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(problem(format!("第{line}行不是有效的UTF-8字符")))
        }
    }
}

struct Builder<'t> {
    file: &'t str,
    text: &'t str,
    reader: NsReader<&'t [u8]>,
    limits: Limits,
    /// Position up to which lines are counted, and their number.
    counted: (usize, usize),
    elements: usize,
    open: Vec<Element>,
    root: Option<Element>,
    root_namespace: String,
}

impl<'t> Builder<'t> {
    fn new(file: &'t str, text: &'t str, limits: Limits) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().enable_all_checks(true);
        Self {
            file,
            text,
            reader,
            limits,
            counted: (0, 1),
            elements: 0,
            open: Vec::new(),
            root: None,
            root_namespace: String::new(),
        }
    }

    fn run(&mut self) -> Result<(), Finding> {
        loop {
            let line = self.line();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.syntax(line, &error)),
            };
            match event {
                Event::Start(start) => self.start(&start, line)?,
                Event::Empty(start) => {
                    self.start(&start, line)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => {
                    self.append(&text.xml_content(XmlVersion::Implicit1_0), line)?
                }
                Event::CData(data) => {
                    self.append(&data.xml_content(XmlVersion::Implicit1_0), line)?
                }
                Event::GeneralRef(reference) => self.reference(&reference, line)?,
                Event::DocType(_) => {
                    let place = self.place(line);
                    let problem = "含有文档类型声明（DOCTYPE）";
                    return Err(Finding::refuse(Code::XmlDoctype, place, problem));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    fn finish(mut self) -> Result<Element, Finding> {
        if let Some(open) = self.open.last() {
            let problem = format!("文件提前结束，元素{}没有结束", open.name);
            return Err(Finding::refuse(Code::CutShort, self.place(open.line), problem));
        }
        self.root
            .take()
            .ok_or_else(|| Finding::refuse(Code::CutShort, self.file, "文件中没有XML根元素"))
    }

    fn start(&mut self, start: &BytesStart<'_>, line: usize) -> Result<(), Finding> {
        self.elements += 1;
        let too_many = self.elements > self.limits.elements;
        if too_many || self.open.len() >= self.limits.depth {
            let what = if too_many { "元素数量" } else { "嵌套层数" };
            let problem = format!("{what}超过上限");
            return Err(Finding::refuse(Code::XmlLimits, self.place(line), problem));
        }
        if self.open.is_empty() && self.root.is_some() {
            let problem = "文件含有一个以上的根元素";
            return Err(Finding::refuse(Code::XmlSyntax, self.place(line), problem));
        }
        let (resolved, local) = self.reader.resolver().resolve_element(start.name());
        let namespace = match resolved {
            ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => {
                let problem = "命名空间前缀没有声明";
                return Err(Finding::refuse(Code::XmlSyntax, self.place(line), problem));
            }
        };
        let local = local.as_ref().to_owned();
        let attributes = self.attributes(start, line)?;
        if self.open.is_empty() {
            self.root_namespace.clone_from(&namespace);
        }
        let foreign = namespace != self.root_namespace;
        let name = if foreign { format!("{{{namespace}}}{local}") } else { local };
        self.open.push(Element { name, namespace, line, attributes, ..Element::default() });
        Ok(())
    }

    fn attributes(
        &self,
        start: &BytesStart<'_>,
        line: usize,
    ) -> Result<Vec<(String, String)>, Finding> {
        let mut found = Vec::new();
        for attribute in start.attributes().take(64) {
            let value = attribute.ok().and_then(|attribute| {
                let name = attribute.key.as_ref().to_owned();
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                Some((name, value.into_owned()))
            });
            let Some(pair) = value else {
                return Err(Finding::refuse(Code::XmlSyntax, self.place(line), "元素属性有误"));
            };
            found.push(pair);
        }
        Ok(found)
    }

    fn end(&mut self) {
        if let Some(done) = self.open.pop() {
            match self.open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => self.root = Some(done),
            }
        }
    }

    fn append(&mut self, text: &str, line: usize) -> Result<(), Finding> {
        let limit = self.limits.text;
        let Some(open) = self.open.last_mut() else {
            if text.trim().is_empty() {
                return Ok(());
            }
            let problem = "根元素之外有多余的文字";
            return Err(Finding::refuse(Code::XmlSyntax, self.place(line), problem));
        };
        // White space between elements is layout; kept, it would count against the limit.
        if !open.children.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        if open.text.len() + text.len() > limit {
            let problem = format!("元素{}的内容超过上限{limit}字节", open.name);
            return Err(Finding::refuse(Code::XmlLimits, self.place(line), problem));
        }
        open.text.push_str(text);
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>, line: usize) -> Result<(), Finding> {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            return self.append(character.encode_utf8(&mut [0; 4]), line);
        }
        let name = reference.xml10_content();
        match resolve_predefined_entity(&name) {
            Some(text) => self.append(text, line),
            None => {
                let problem =
                    format!("引用了未定义的实体“{}”", name.chars().take(20).collect::<String>());
                Err(Finding::refuse(Code::XmlDoctype, self.place(line), problem))
            }
        }
    }

    fn syntax(&self, line: usize, error: &Error) -> Finding {
        let ended = matches!(
            error,
            Error::Syntax(_)
                | Error::IllFormed(
                    IllFormedError::MissingEndTag(_) | IllFormedError::UnclosedReference
                )
        );
        if ended {
            let problem = "文件提前结束或标记不完整";
            return Finding::refuse(Code::CutShort, self.place(line), problem);
        }
        Finding::refuse(Code::XmlSyntax, self.place(line), "不是规范的XML")
    }

    fn line(&mut self) -> usize {
        let position = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        let (from, lines) = self.counted;
        let part = self.text.as_bytes().get(from..position).unwrap_or_default();
        // An element starts after the white space before it, which the reader hands out separately.
        let lines = lines + part.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (position.max(from), lines);
        lines
    }

    fn place(&self, line: usize) -> String {
        format!("{}第{line}行", self.file)
    }
}
