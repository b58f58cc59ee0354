//! Reading the fields of one element, collecting every problem instead of the first.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::Element;
use crate::finding::{Code, Finding};
use crate::value::{self, Word, has_forbidden, shorten};

/// The fields of one element.
pub(crate) struct Fields<'e> {
    element: &'e Element,
    file: &'e str,
    label: fn(&str) -> &'static str,
    /// What was wrong so far.
    pub(crate) findings: Vec<Finding>,
}

impl<'e> Fields<'e> {
    /// `label` gives the Chinese name of an element.
    pub(crate) fn new(
        file: &'e str,
        element: &'e Element,
        label: fn(&str) -> &'static str,
    ) -> Self {
        Self { element, file, label, findings: Vec::new() }
    }

    /// The value, unless something was wrong.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<Finding>> {
        if self.findings.is_empty() { Ok(value) } else { Err(self.findings) }
    }

    /// Notes that a field is wrong.
    pub(crate) fn wrong(&mut self, code: Code, name: &str, problem: impl AsRef<str>) {
        let line = self.element.child(name).map_or(self.element.line, |child| child.line);
        let label = (self.label)(name);
        let place = format!("{}第{line}行<{name}>{label}", self.file);
        self.findings.push(Finding::exclude(code, place, problem.as_ref()));
    }

    /// A compulsory text of at most `longest` characters.
    pub(crate) fn text(&mut self, name: &str, longest: usize) -> String {
        match self.optional(name, longest) {
            Some(text) => text,
            None => {
                if !self.findings.iter().any(|f| f.place.contains(&format!("<{name}>"))) {
                    self.wrong(Code::FieldMissing, name, "必填项为空或缺失");
                }
                String::new()
            }
        }
    }

    /// A text that may be absent.
    pub(crate) fn optional(&mut self, name: &str, longest: usize) -> Option<String> {
        let text = self.element.text_at(&[name])?;
        if text.chars().count() > longest {
            self.wrong(Code::FieldTooLong, name, format!("内容超过{longest}字"));
            return None;
        }
        if has_forbidden(text) {
            self.wrong(Code::Forbidden, name, "含有控制字符");
            return None;
        }
        Some(text.to_owned())
    }

    /// A compulsory text that must satisfy a check.
    pub(crate) fn checked(
        &mut self,
        name: &str,
        longest: usize,
        expected: &str,
        check: impl Fn(&str) -> bool,
    ) -> String {
        let text = self.text(name, longest);
        if !text.is_empty() && !check(&text) {
            let problem = format!("“{}”应为{expected}", shorten(&text));
            self.wrong(Code::FieldInvalid, name, problem);
        }
        text
    }

    /// An optional text that must satisfy a check.
    pub(crate) fn optional_checked(
        &mut self,
        name: &str,
        longest: usize,
        expected: &str,
        check: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let text = self.optional(name, longest)?;
        if !check(&text) {
            let problem = format!("“{}”应为{expected}", shorten(&text));
            self.wrong(Code::FieldInvalid, name, problem);
        }
        Some(text)
    }

    /// A compulsory amount, not negative.
    pub(crate) fn fen(&mut self, name: &str) -> Fen {
        let text = self.text(name, 30);
        if text.is_empty() { Fen::ZERO } else { self.amount(name, &text).unwrap_or(Fen::ZERO) }
    }

    /// An amount that may be absent.
    pub(crate) fn optional_fen(&mut self, name: &str) -> Option<Fen> {
        let text = self.optional(name, 30)?;
        self.amount(name, &text)
    }

    fn amount(&mut self, name: &str, text: &str) -> Option<Fen> {
        match value::amount(text) {
            Ok(amount) => Some(amount),
            Err((code, problem)) => {
                self.wrong(code, name, problem);
                None
            }
        }
    }

    /// A date that may be absent.
    pub(crate) fn optional_day(&mut self, name: &str) -> Option<Day> {
        let text = self.optional(name, 30)?;
        match value::day(&text) {
            Ok(day) => Some(day),
            Err((code, problem)) => {
                self.wrong(code, name, problem);
                None
            }
        }
    }

    /// A compulsory date; `None` only together with a finding.
    pub(crate) fn day(&mut self, name: &str) -> Option<Day> {
        if self.element.text_at(&[name]).is_none() {
            self.wrong(Code::FieldMissing, name, "必填项为空或缺失");
            return None;
        }
        self.optional_day(name)
    }

    /// A compulsory number.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        let text = self.text(name, 10);
        match text.parse() {
            Ok(number) => number,
            Err(_) => {
                if !text.is_empty() {
                    let problem = format!("“{}”不是数字", shorten(&text));
                    self.wrong(Code::FieldInvalid, name, problem);
                }
                0
            }
        }
    }

    /// A compulsory code of a closed list; `None` only together with a finding.
    pub(crate) fn word<W: Word>(&mut self, name: &str) -> Option<W> {
        let text = self.text(name, 40);
        if text.is_empty() {
            return None;
        }
        let word = W::from_code(&text);
        if word.is_none() {
            let known: Vec<&str> = W::TABLE.iter().map(|row| row.1).collect();
            let problem = format!("代码“{}”不在约定范围（{}）", shorten(&text), known.join("、"));
            self.wrong(Code::FieldInvalid, name, problem);
        }
        word
    }
}
