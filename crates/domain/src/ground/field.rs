//! 字段：values of commands that carry their own rule. One limit stands once: the type parses itself, the description of
//! the command, the drawer on the page and the refusal are made from the same type.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use zhixing_law::{day::Day, money::Fen};

use super::{
    id::{
        ApprovalId, AssetId, DeductionId, DirectiveId, DocumentId, ExclusionId, LatenessId,
        MeasureId, MessageId, PanelId, PartyId, PayoutId, ReceiptId, SearchId, ServiceId, StaffId,
        TaskId,
    },
    refusal::{FieldProblem, Refusal, optional_text, text},
    subject::Subject,
    word::Word,
};

pub mod sent;

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
    /// 金额，分, so much at least.
    Money { least: i64 },
    /// 数量, so much at most.
    Count { max: u32 },
    /// 是或者否
    Yes,
    /// 日期
    Day { reach: Reach },
    /// One word of a vocabulary.
    Choice(&'static [Word]),
    /// A key that comes with the offer of the command: what the mode of the matter has to choose from.
    Key { max: usize },
    /// The id of a thing of the matter, by its kind of subject: `asset`, `party`.
    Thing(&'static str),
    /// 扫描件：a file that comes with the command; the door keeps it and says which it is.
    Scan,
    /// 一组字段
    Part(&'static [Field]),
    /// 对象：what something is about, as the docket names it.
    Subject,
    /// 若干个, each of this shape, so many at most.
    Several { of: &'static Shape, max: usize },
    /// 若干项, each of these fields, so many at most.
    Rows { of: &'static [Field], max: usize },
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

impl Value for Fen {
    const SHAPE: Shape = Shape::Money { least: 0 };
}

impl Value for bool {
    const SHAPE: Shape = Shape::Yes;
}

/// Reads a text that need not be there: nothing said is an empty one.
///
/// # Errors
/// It is no text.
pub fn or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Option::<String>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// 若干项：so many at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rows<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Rows<T, MAX> {
    /// # Errors
    /// There are too many.
    pub fn try_new(rows: Vec<T>) -> Result<Self, Refusal> {
        if MAX < rows.len() {
            return Err(Refusal::field("rows", FieldProblem::TooLong { max: MAX }));
        }
        Ok(Rows(rows))
    }

    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

/// 若干个：at least one, so many at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Several<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Several<T, MAX> {
    /// # Errors
    /// There are none, or too many.
    pub fn try_new(all: Vec<T>) -> Result<Self, Refusal> {
        if all.is_empty() || MAX < all.len() {
            return Err(Refusal::field("rows", FieldProblem::TooLong { max: MAX }));
        }
        Ok(Several(all))
    }

    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T: Value, const MAX: usize> Value for Several<T, MAX> {
    const SHAPE: Shape = Shape::Several { of: &T::SHAPE, max: MAX };
}

impl<T: Fields, const MAX: usize> Value for Rows<T, MAX> {
    const SHAPE: Shape = Shape::Rows { of: T::FIELDS, max: MAX };
}

/// 一组字段：what has fields of its own.
macro_rules! parts {
    ($($part:ty),* $(,)?) => {
        $(impl $crate::ground::field::Value for $part {
            const SHAPE: $crate::ground::field::Shape =
                $crate::ground::field::Shape::Part(<$part as $crate::ground::field::Fields>::FIELDS);
        })*
    };
}

pub(crate) use parts;

/// A word of `law` with the code and the Chinese that it has here.
pub trait Worded {
    fn word(self) -> Word;
}

/// The words of a vocabulary that is declared in `law`, as they stand in a field.
macro_rules! law_choices {
    ($($word:ty { $($name:ident = $code:literal, $title:literal;)+ })+) => {$(
        impl $crate::ground::field::Value for $word {
            const SHAPE: $crate::ground::field::Shape = $crate::ground::field::Shape::Choice(
                &[$($crate::ground::word::Word { code: $code, title: $title },)+],
            );
        }

        impl $crate::ground::field::Worded for $word {
            // A word that `law` adds does not compile until it has its Chinese.
            fn word(self) -> $crate::ground::word::Word {
                match self {
                    $(<$word>::$name => $crate::ground::word::Word { code: $code, title: $title },)+
                }
            }
        }
    )+};
}

pub(crate) use law_choices;

/// The words of a vocabulary of `law` that tells its own code and Chinese, as they stand in a field.
macro_rules! law_words {
    ($($vocabulary:ty),+ $(,)?) => {$(
        impl $crate::ground::field::Value for $vocabulary {
            const SHAPE: $crate::ground::field::Shape = {
                const WORDS: [$crate::ground::word::Word; <$vocabulary>::ALL.len()] = {
                    let mut words =
                        [$crate::ground::word::Word { code: "", title: "" }; <$vocabulary>::ALL.len()];
                    let mut place = 0;
                    while place < words.len() {
                        let word = <$vocabulary>::ALL[place];
                        words[place] =
                            $crate::ground::word::Word { code: word.code(), title: word.chinese() };
                        place += 1;
                    }
                    words
                };
                $crate::ground::field::Shape::Choice(&WORDS)
            };
        }
    )+};
}

pub(crate) use law_words;

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
    ExclusionId = "exclusion",
    DocumentId = "document",
    SearchId = "search",
    AssetId = "asset",
    MeasureId = "measure",
    DeductionId = "deduction",
    PayoutId = "payout",
    ReceiptId = "receipt",
    StaffId = "staff",
    ServiceId = "service",
    MessageId = "message",
    LatenessId = "lateness",
    DirectiveId = "directive",
    PanelId = "panel",
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

/// 数量：so many at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Count<const MAX: u32>(u32);

/// 扫描件：a file that came with the command, kept under its SM3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    /// As the person's machine calls it.
    pub name: String,
    /// SM3
    pub file: String,
}

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

impl<const MAX: u32> Count<MAX> {
    /// # Errors
    /// It is more than that.
    pub fn try_new(count: u32) -> Result<Self, Refusal> {
        if MAX < count {
            return Err(Refusal::field("count", FieldProblem::TooLong { max: MAX as usize }));
        }
        Ok(Count(count))
    }

    pub fn get(self) -> u32 {
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
    const SHAPE: Shape = Shape::Money { least: 1 };
}

impl<const MAX: u32> Value for Count<MAX> {
    const SHAPE: Shape = Shape::Count { max: MAX };
}

impl Value for Subject {
    const SHAPE: Shape = Shape::Subject;
}

impl Value for Scan {
    const SHAPE: Shape = Shape::Scan;
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
    /// Whether the thing that a command is about stands in this field.
    pub fn holds(&self, subject: Subject) -> bool {
        self.shape == Shape::Thing(subject.kind())
    }
}

/// Declares fields once: the struct that is read from the wire, and what the page is told about them. A field whose type
/// has no rule of its own names the type whose rule it keeps (`cause: String as Text<50>`); one that is called otherwise
/// on the wire says how (`amount("amount_fen"): Fen`).
macro_rules! fields {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $wire:literal) => { $wire };
    (@value $ty:ty) => { $ty };
    (@value $ty:ty, $rule:ty) => { $rule };
    ($(#[$doc:meta])* $name:ident {
        $($(#[$attr:meta])* $field:ident $(($wire:literal))?: $ty:ty $(as $rule:ty)? = $label:literal $(, $hint:literal)?;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(#[doc = $label] $(#[$attr])* $(#[serde(rename = $wire)])? pub $field: $ty,)*
        }

        impl $crate::ground::field::Fields for $name {
            const FIELDS: &'static [$crate::ground::field::Field] = &[$($crate::ground::field::Field {
                name: $crate::ground::field::fields!(@name $field $($wire)?),
                label: $label,
                shape: <$crate::ground::field::fields!(@value $ty $(, $rule)?)
                    as $crate::ground::field::Value>::SHAPE,
                required: <$crate::ground::field::fields!(@value $ty $(, $rule)?)
                    as $crate::ground::field::Value>::REQUIRED,
                hint: concat!($($hint)?),
            },)*];
        }
    };
}

pub(crate) use fields;
