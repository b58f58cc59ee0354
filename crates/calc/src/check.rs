//! 号码校验：identity numbers, credit codes, organisation codes, bank cards, case numbers.

use zhixing_law::identity;
use zhixing_law::number::CaseNumber;

use crate::answer::{Answer, Place, Step, Wrong};
use crate::entry;

/// 哪一种号码。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 公民身份号码。
    Identity,
    /// 统一社会信用代码。
    Credit,
    /// 组织机构代码。
    Organisation,
    /// 银行卡号。
    Card,
    /// 案号。
    CaseNumber,
}

/// Kinds as they are asked for.
const KINDS: [(&str, Kind); 5] = [
    ("id", Kind::Identity),
    ("uscc", Kind::Credit),
    ("org", Kind::Organisation),
    ("card", Kind::Card),
    ("case-number", Kind::CaseNumber),
];

impl Kind {
    /// Reads `id`, `uscc`, `org`, `card` or `case-number`.
    ///
    /// # Errors
    /// Any other word.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let place = Place::new("kind", "号码的种类");
        let text = entry::plain(text, &place)?;
        let known = KINDS.iter().find(|(name, _)| *name == text);
        known.map(|(_, kind)| *kind).ok_or_else(|| {
            let names = KINDS.map(|(name, _)| name).join("、");
            Wrong::new(&place, "calc.kind", format!("不能校验“{text}”，能校验：{names}。"))
        })
    }

    /// 号码的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Identity => "公民身份号码",
            Self::Credit => "统一社会信用代码",
            Self::Organisation => "组织机构代码",
            Self::Card => "银行卡号",
            Self::CaseNumber => "案号",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::Identity => "N-1",
            Self::Credit => "N-2",
            Self::Organisation => "N-3",
            Self::Card => "N-4",
            Self::CaseNumber => "C3",
        }
    }
}

/// 号码自身说明的一项。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// 项目的代码。
    pub key: &'static str,
    /// 项目的名称。
    pub label: &'static str,
    /// 内容。
    pub value: String,
}

/// 校验的结果。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// 是否有效。
    pub valid: bool,
    /// 无效的原因。
    pub reason: Option<String>,
    /// 有效号码的规范写法和它自身说明的内容。
    pub details: Vec<Detail>,
}

/// Whether a number is one of its kind.
///
/// # Errors
/// A text that cannot be repeated; a number that is merely invalid is an answer.
pub fn answer(kind: Kind, value: &str) -> Result<Answer<Checked>, Wrong> {
    let value = entry::plain(value, &Place::new("value", kind.chinese()))?;
    let text = |value: String| vec![Detail { key: "text", label: "规范写法", value }];
    let checked = match kind {
        Kind::Identity => identity::id_number(value).map(|id| {
            let mut details = text(id.text.clone());
            let born_on = id.born_on.to_string();
            details.push(Detail { key: "born_on", label: "出生日期", value: born_on });
            let sex = id.sex.chinese().to_owned();
            details.push(Detail { key: "sex", label: "性别", value: sex });
            details
        }),
        Kind::Credit => identity::credit_code(value).map(text),
        Kind::Organisation => identity::organisation_code(value).map(text),
        Kind::Card => identity::bank_card(value).map(text),
        Kind::CaseNumber => CaseNumber::parse(value).map(|number| text(number.to_string())),
    };
    let (result, said) = match checked {
        Ok(details) => {
            let said = format!("{}“{value}”有效。", kind.chinese());
            (Checked { valid: true, reason: None, details }, said)
        }
        Err(error) => {
            let reason = error.to_string();
            let result =
                Checked { valid: false, reason: Some(reason.clone()), details: Vec::new() };
            (result, reason)
        }
    };
    let steps = vec![Step { text: said, rules: vec![kind.rule()] }];
    Ok(Answer::new(result, steps))
}
