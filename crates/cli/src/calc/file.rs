//! An account of instalments and payments from a JSON file; `docs/calculators.md` describes the form, which is also
//! what the web takes. What is wrong is said with its place.

use std::{io::Read as _, path::Path};

use serde_json::{Map, Value};
use zhixing_calc::{
    Span,
    interest::{Instalment, LprTerm, Ordered, Paid, Question, Rate, Tier},
};

mod once;

/// Largest file.
const BYTES_MAX: u64 = 1024 * 1024;

/// Reads the question from a file.
pub(super) fn question(path: &Path) -> Result<Question, String> {
    let shown: String = path.display().to_string().chars().filter(|c| !c.is_control()).collect();
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("没有文件“{shown}”，请核对路径。"),
        std::io::ErrorKind::PermissionDenied => format!("无权读取文件“{shown}”，请核对权限。"),
        _ => format!("不能读取文件“{shown}”，请核对它是一个文件。"),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if BYTES_MAX < bytes.len() as u64 {
        return Err(format!("文件“{shown}”超过 1 MB，请核对是否选错了文件。"));
    }
    read(&bytes)
}

/// Reads the question from the text of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Question, String> {
    // Windows' Notepad puts a mark in front of a text in UTF-8.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("文件是空的，请按 docs/calculators.md 的格式填写账目。".to_owned());
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("第{line}行第{column}列起不是规范的 JSON，请检查引号、逗号和括号。")
    })?;
    once::names(bytes)?;
    let top = Object::of(&value, "整个文件")?;
    top.only(&[
        "instalments",
        "costs",
        "general",
        "payments",
        "until",
        "exclusions",
        "start_inclusive",
        "old_year_base",
    ])?;
    Ok(Question {
        instalments: top.list("instalments", true, |item| {
            item.only(&["principal", "due"])?;
            Ok(Instalment { principal: item.text("principal")?, due: item.text("due")? })
        })?,
        costs: top.text_or_none("costs")?,
        general: top.object_or_none("general")?.map(|general| ordered(&general)).transpose()?,
        payments: top.list("payments", false, |item| {
            item.only(&["on", "amount"])?;
            Ok(Paid { on: item.text("on")?, amount: item.text("amount")? })
        })?,
        until: top.text("until")?,
        exclusions: top.list("exclusions", false, |item| {
            item.only(&["from", "to"])?;
            Ok(Span { from: item.text("from")?, to: item.text("to")? })
        })?,
        start_inclusive: top.flag("start_inclusive")?,
        old_year_base: top.whole("old_year_base")?,
    })
}

fn ordered(given: &Object<'_>) -> Result<Ordered, String> {
    given.only(&["rate", "lpr", "times", "tier", "from", "until", "year_base"])?;
    let term = |name: String| match name.as_str() {
        "one_year" => Ok(LprTerm::OneYear),
        "five_years" => Ok(LprTerm::FiveYears),
        _ => Err(given.say("lpr", "应为 one_year 或者 five_years")),
    };
    let lpr = given.text_or_none("lpr")?.map(term).transpose()?;
    let tier = |name: String| match name.as_str() {
        "six_months" => Ok(Tier::SixMonths),
        "one_year" => Ok(Tier::OneYear),
        "three_years" => Ok(Tier::ThreeYears),
        "five_years" => Ok(Tier::FiveYears),
        "longer" => Ok(Tier::Longer),
        _ => {
            Err(given.say("tier", "应为 six_months、one_year、three_years、five_years 或者 longer"))
        }
    };
    let tier = given.text_or_none("tier")?.map(tier).transpose()?;
    let rate = Rate::given(given.text_or_none("rate")?, lpr, given.text_or_none("times")?, tier);
    let rate = rate.map_err(|wrong| wrong.sentence())?;
    Ok(Ordered {
        rate,
        from: given.text("from")?,
        until: given.text_or_none("until")?,
        year_base: given.whole("year_base")?,
    })
}

/// A name of the file's own, as a sentence can repeat it.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(30).collect()
}

/// An object of the file with its place.
struct Object<'a> {
    place: String,
    fields: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    fn of(value: &'a Value, place: &str) -> Result<Object<'a>, String> {
        let fields = value.as_object();
        let fields = fields.ok_or_else(|| format!("{place}应为一个对象，写在花括号里。"))?;
        Ok(Object { place: place.to_owned(), fields })
    }

    fn say(&self, name: &str, what: &str) -> String {
        format!("{}的 {name} {what}。", self.place)
    }

    fn only(&self, names: &[&str]) -> Result<(), String> {
        let Some(name) = self.fields.keys().find(|name| !names.contains(&name.as_str())) else {
            return Ok(());
        };
        let shown = shown(name);
        let names = names.join("、");
        Err(format!("{}中没有“{shown}”这一项，可用：{names}。", self.place))
    }

    /// What stands there; `null` is as good as nothing.
    fn get(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    fn text_or_none(&self, name: &str) -> Result<Option<String>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.say(name, "应为带引号的文字，例如 \"100000.00\"")),
        }
    }

    fn text(&self, name: &str) -> Result<String, String> {
        self.text_or_none(name)?.ok_or_else(|| self.say(name, "没有填写"))
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, String> {
        let read =
            |value: &Value| value.as_bool().ok_or_else(|| self.say(name, "应为 true 或者 false"));
        self.get(name).map(read).transpose()
    }

    fn whole(&self, name: &str) -> Result<Option<i64>, String> {
        let read =
            |value: &Value| value.as_i64().ok_or_else(|| self.say(name, "应为不带引号的整数"));
        self.get(name).map(read).transpose()
    }

    fn object_or_none(&self, name: &str) -> Result<Option<Object<'a>>, String> {
        self.get(name).map(|value| Object::of(value, name)).transpose()
    }

    fn list<T>(
        &self,
        name: &str,
        needed: bool,
        read: impl Fn(&Object<'a>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let items = match self.get(name) {
            None if needed => return Err(self.say(name, "没有填写")),
            None => return Ok(Vec::new()),
            Some(Value::Array(items)) => items,
            Some(_) => return Err(self.say(name, "应为一个列表，写在方括号里")),
        };
        let item = |(at, value)| read(&Object::of(value, &format!("{name}[{at}]"))?);
        items.iter().enumerate().map(item).collect()
    }
}
