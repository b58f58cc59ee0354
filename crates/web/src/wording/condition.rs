//! 条件的中文：what a clause of a mode's condition asks, in the words of the facts, and what each is now.

use zhixing_domain::{
    engine::why::Clause,
    ground::field::{Shape, Value as _},
    intake::filing::{Credit, Willingness},
    matter::facts::{Fact, FactName},
    mode::Mode,
    papers::{document::DocumentState, kind::DocumentKind},
    property::{asset::AssetKind, measure::MeasureState},
};
use zhixing_law::{checklist::filing::TitleKind, money::Fen};

/// One sign of a condition.
#[derive(Debug, Clone, PartialEq)]
enum Sign<'a> {
    Name(&'a str),
    Text(&'a str),
    Number(&'a str),
    Other(&'a str),
}

/// A clause in Chinese.
pub fn clause(clause: &Clause, mode: &Mode) -> String {
    match clause.text.as_str() {
        "true" => return "始终派出".to_owned(),
        "false" => return "不自动派出".to_owned(),
        _ => {}
    }
    let signs = signs(&clause.text);
    let money = signs.iter().any(|sign| matches!(sign, Sign::Name(name) if name.ends_with("_fen")));
    match signs.as_slice() {
        [Sign::Name(name)] => return format!("“{}”为是", title(name)),
        [Sign::Other("!"), Sign::Name(name)] => return format!("“{}”为否", title(name)),
        _ => {}
    }
    let mut said = String::new();
    for sign in signs {
        match sign {
            Sign::Name(name) => match name.strip_suffix(".contains") {
                Some(name) => said.push_str(&format!("{}中有", title(name))),
                None => said.push_str(&title(name)),
            },
            Sign::Text("") => said.push('空'),
            Sign::Text(text) => said.push_str(&format!("“{}”", word(text, mode))),
            Sign::Number(number) => said.push_str(&amount(number, money)),
            Sign::Other(sign) => said.push_str(operator(sign)),
        }
    }
    said
}

/// What the clause asks about, as it is now.
pub fn now(clause: &Clause, mode: &Mode) -> String {
    let one = |(name, value): &(String, Fact)| {
        let value = match value {
            Fact::Int(number) => amount(&number.to_string(), name.ends_with("_fen")),
            Fact::Text(text) if name == FactName::OpenTasks.code() => tasks(text, mode),
            Fact::Text(text) => word(text, mode),
            Fact::Bool(_) => String::new(),
        };
        format!("{}：{}", title(name), if value.is_empty() { "无" } else { &value })
    };
    // Of a yes or no the clause has said it already.
    let asked = clause.asks.iter().filter(|(_, value)| !matches!(value, Fact::Bool(_)));
    asked.map(one).collect::<Vec<_>>().join("；")
}

fn tasks(keys: &str, mode: &Mode) -> String {
    let known = keys.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
    let names = known.filter(|key| !key.is_empty()).map(|key| word(key, mode));
    names.collect::<Vec<_>>().join("、")
}

fn operator(sign: &str) -> &str {
    match sign {
        "==" => "为",
        "!=" => "不为",
        ">" => "大于",
        ">=" => "不少于",
        "<" => "少于",
        "<=" => "不超过",
        "&&" => "，并且",
        "||" => "，或者",
        "!" => "没有：",
        "(" | ")" => "",
        other => other,
    }
}

fn amount(number: &str, money: bool) -> String {
    match number.parse::<i64>() {
        Ok(fen) if money => format!("{}元", Fen::new(fen).grouped()),
        _ => number.to_owned(),
    }
}

/// What a fact or a member of a thing is called.
fn title(name: &str) -> String {
    if let Some(fact) = FactName::from_code(name) {
        return fact.title().to_owned();
    }
    let member = name.rsplit('.').next().unwrap_or(name);
    match member {
        "name" => "姓名或名称",
        "notice_served" => "执行通知书已送达",
        "phone" => "留有电话",
        "kind" => "种类",
        "screened" => "已甄别",
        "enforceable" => "可供执行",
        "money" => "是存款类财产",
        "held" => "已被控制",
        "amount_fen" => "数额",
        "available_fen" => "可用余额",
        "left_fen" => "控制的余额",
        "state" => "状态",
        "pending" => "有请求待答复",
        "awaits_answer" => "到期预警待答复",
        "open" => "尚未反馈",
        "ruling" => "是裁定",
        "served" => "已送达",
        "to_remake" => "待重新制作",
        "total_fen" => "合计",
        other => other,
    }
    .to_owned()
}

/// What a code stands for: a lane or a task of the mode, or a word of one of the vocabularies.
fn word(code: &str, mode: &Mode) -> String {
    let lane = mode.lane(code).map(|lane| lane.name.as_str());
    let task = || mode.task(code).map(|task| task.name.as_str());
    let known = lane
        .or_else(task)
        .or_else(|| Credit::from_code(code).map(Credit::title))
        .or_else(|| Willingness::from_code(code).map(Willingness::title))
        .or_else(|| AssetKind::from_code(code).map(AssetKind::title))
        .or_else(|| DocumentKind::from_code(code).map(DocumentKind::title))
        .or_else(|| DocumentState::from_code(code).map(DocumentState::title))
        .or_else(|| MeasureState::from_code(code).map(MeasureState::title))
        .or_else(|| title_kind(code));
    known.unwrap_or(code).to_owned()
}

/// 执行依据的类别
fn title_kind(code: &str) -> Option<&'static str> {
    let Shape::Choice(words) = TitleKind::SHAPE else { return None };
    words.iter().find(|word| word.code == code).map(|word| word.title)
}

/// The signs of a condition, in order.
fn signs(text: &str) -> Vec<Sign<'_>> {
    let mut signs = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (sign, length) = if first == '\'' || first == '"' {
            let inner = rest[1..].find(first).unwrap_or(rest.len() - 1);
            (Sign::Text(&rest[1..=inner]), inner + 2)
        } else if first.is_ascii_digit() {
            let length = run(rest, |sign| sign.is_ascii_digit());
            (Sign::Number(&rest[..length]), length)
        } else if first.is_alphabetic() || first == '_' {
            let length = run(rest, |sign| sign.is_alphanumeric() || sign == '_' || sign == '.');
            (Sign::Name(&rest[..length]), length)
        } else {
            let two =
                ["==", "!=", ">=", "<=", "&&", "||"].iter().any(|sign| rest.starts_with(sign));
            let length = if two { 2 } else { first.len_utf8() };
            (Sign::Other(&rest[..length]), length)
        };
        signs.push(sign);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    signs
}

fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|sign| !is(sign)).unwrap_or(text.len())
}
