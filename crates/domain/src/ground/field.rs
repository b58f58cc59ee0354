//! 字段：values of commands that carry their own rule. One limit stands once: the type parses itself, the description of
//! the command, the drawer on the page and the refusal are made from the same type.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value as Json;
use zhixing_law::{day::Day, money::Fen};

use super::{
    id::{
        ApprovalId, AssetId, DeductionId, DocumentId, MeasureId, PartyId, PayoutId, SearchId,
        StaffId, TaskId,
    },
    refusal::{FieldProblem, Refusal, optional_text, text},
    subject::Subject,
    word::Word,
};

/// A field of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// 中文名
    pub label: &'static str,
    pub shape: Shape,
    pub required: bool,
    /// What helps to fill it in; empty where the label says it all.
    pub hint: &'static str,
}

/// What a field holds, and its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 文字, at most so many characters.
    Text { max: usize },
    /// 金额，分, more than zero.
    Money,
    /// 日期
    Day { reach: Reach },
    /// One word of a vocabulary.
    Choice(&'static [Word]),
    /// A key that comes with the offer of the command: what the mode of the matter has to choose from.
    Key { max: usize },
    /// The id of a thing of the matter, by its kind of subject: `asset`, `party`.
    Thing(&'static str),
}

/// Which days a date may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Any,
    /// 不晚于今天
    Past,
}

/// A type that can stand in a field.
pub trait Value {
    const SHAPE: Shape;
    const REQUIRED: bool = true;
}

/// A command's fields, made by [`fields!`].
pub trait Fields {
    const FIELDS: &'static [Field];
}

impl<T: Value> Value for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;
}

impl Value for Day {
    const SHAPE: Shape = Shape::Day { reach: Reach::Any };
}

/// A word of a vocabulary can stand in a field.
macro_rules! choices {
    ($($(#[$doc:meta])* $word:ty),* $(,)?) => {
        $(impl $crate::ground::field::Value for $word {
            const SHAPE: $crate::ground::field::Shape =
                $crate::ground::field::Shape::Choice(<$word>::WORDS);
        })*
    };
}

pub(crate) use choices;

macro_rules! things {
    ($($id:ident = $kind:literal,)*) => {
        $(impl Value for $id { const SHAPE: Shape = Shape::Thing($kind); })*
    };
}

things! {
    PartyId = "party",
    TaskId = "task",
    ApprovalId = "approval",
    DocumentId = "document",
    SearchId = "search",
    AssetId = "asset",
    MeasureId = "measure",
    DeductionId = "deduction",
    PayoutId = "payout",
    StaffId = "staff",
}

/// 必填的文字：trimmed, not empty, at most `MAX` characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize>(String);

/// 可以不填的文字：trimmed, at most `MAX` characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Note<const MAX: usize>(String);

/// 随事项提供的选项：the key of one of the choices that were offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Key(String);

/// 大于零的金额
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Positive(Fen);

/// 不晚于今天的日期. The day can only be had by saying which day today is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PastDay(Day);

impl<const MAX: usize> Text<MAX> {
    /// # Errors
    /// The text is empty, too long, or holds control characters.
    pub fn try_new(value: &str) -> Result<Self, Refusal> {
        text("text", value, MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Note<MAX> {
    /// # Errors
    /// The text is too long, or holds control characters.
    pub fn try_new(value: &str) -> Result<Self, Refusal> {
        optional_text("text", value, MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Key {
    const MAX: usize = 60;

    /// # Errors
    /// The key is empty, too long, or holds control characters.
    pub fn try_new(value: &str) -> Result<Self, Refusal> {
        text("key", value, Self::MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Positive {
    /// # Errors
    /// The amount is zero or less.
    pub fn try_new(amount: Fen) -> Result<Positive, Refusal> {
        if amount.is_positive() {
            return Ok(Positive(amount));
        }
        Err(Refusal::field("amount_fen", FieldProblem::NotPositive))
    }

    pub fn get(self) -> Fen {
        self.0
    }
}

impl PastDay {
    pub fn new(day: Day) -> PastDay {
        PastDay(day)
    }

    /// # Errors
    /// The day is after today.
    pub fn by(self, field: &str, today: Day) -> Result<Day, Refusal> {
        if today < self.0 {
            return Err(Refusal::field(field, FieldProblem::InFuture));
        }
        Ok(self.0)
    }
}

impl<const MAX: usize> Value for Text<MAX> {
    const SHAPE: Shape = Shape::Text { max: MAX };
}

impl<const MAX: usize> Value for Note<MAX> {
    const SHAPE: Shape = Shape::Text { max: MAX };
    const REQUIRED: bool = false;
}

impl Value for Key {
    const SHAPE: Shape = Shape::Key { max: Key::MAX };
}

impl Value for Positive {
    const SHAPE: Shape = Shape::Money;
}

impl Value for PastDay {
    const SHAPE: Shape = Shape::Day { reach: Reach::Past };
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_new(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Note<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let said = Option::<String>::deserialize(deserializer)?;
        Self::try_new(&said.unwrap_or_default()).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_new(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Positive {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_new(Fen::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Field {
    /// What is wrong with the value that was sent. Values of a wrong type are left to the reader of the whole.
    pub fn problem(&self, sent: Option<&Json>) -> Option<FieldProblem> {
        let Some(value) = sent.filter(|value| !value.is_null()) else {
            return self.required.then_some(FieldProblem::Required);
        };
        match (self.shape, value) {
            (Shape::Text { max } | Shape::Key { max }, Json::String(said)) => {
                let read = if self.required { text } else { optional_text };
                problem_of(read(self.name, said, max).err()?)
            }
            (Shape::Money, Json::Number(amount)) => {
                let amount = amount.as_i64()?;
                (amount <= 0).then_some(FieldProblem::NotPositive)
            }
            (Shape::Choice(words), Json::String(said)) => {
                let known = words.iter().any(|word| word.code == said);
                (!known).then_some(FieldProblem::Unknown)
            }
            _ => None,
        }
    }

    /// A value that fits, for whoever must send one of each.
    pub fn sample(&self) -> Json {
        match self.shape {
            Shape::Text { .. } | Shape::Key { .. } => Json::from("样例"),
            Shape::Money => Json::from(1),
            Shape::Day { .. } => Json::from("2026-03-02"),
            Shape::Choice(words) => words.first().map_or(Json::Null, |word| Json::from(word.code)),
            Shape::Thing(_) => Json::from("0199aaaa-0000-7000-8000-0000000000ff"),
        }
    }

    /// Whether the thing that a command is about stands in this field.
    pub fn holds(&self, subject: Subject) -> bool {
        self.shape == Shape::Thing(subject.kind())
    }
}

fn problem_of(refusal: Refusal) -> Option<FieldProblem> {
    match refusal {
        Refusal::Field { problem, .. } => Some(problem),
        _ => None,
    }
}

/// Declares a command's fields once: the struct that is read from the wire, and what the page is told about them.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty = $label:literal $(, $hint:literal)?;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(#[doc = $label] pub $field: $ty,)* }

        impl $crate::ground::field::Fields for $name {
            const FIELDS: &'static [$crate::ground::field::Field] = &[$($crate::ground::field::Field {
                name: stringify!($field),
                label: $label,
                shape: <$ty as $crate::ground::field::Value>::SHAPE,
                required: <$ty as $crate::ground::field::Value>::REQUIRED,
                hint: concat!($($hint)?),
            },)*];
        }
    };
}

pub(crate) use fields;
