//! 用词：a closed vocabulary names each of its words once, with the code that docket, wire and tables use and with
//! the Chinese word that people read. A word without its Chinese does not compile.

/// Declares closed vocabularies: `Name = "code", "中文名";` a word.
macro_rules! words {
    ($($(#[$doc:meta])* $enum:ident { $($(#[$word:meta])* $name:ident = $code:literal, $title:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $enum { $($(#[$word])* #[serde(rename = $code)] $name,)+ }

        impl $enum {
            /// Every word, in the order in which it is declared.
            pub const ALL: &'static [$enum] = &[$($enum::$name,)+];

            /// Every word as it is shown.
            pub const WORDS: &'static [$crate::ground::word::Word] =
                &[$($crate::ground::word::Word { code: $code, title: $title },)+];

            /// The stable code used in the docket, on the wire, in tables and in data files.
            pub const fn code(self) -> &'static str { match self { $($enum::$name => $code,)+ } }

            /// 中文名
            pub const fn title(self) -> &'static str { match self { $($enum::$name => $title,)+ } }

            /// The word of a code, if there is one.
            pub fn from_code(code: &str) -> Option<$enum> {
                match code { $($code => Some($enum::$name),)+ _ => None }
            }
        }

        impl From<$enum> for $crate::ground::word::Word {
            fn from(word: $enum) -> Self { Self { code: word.code(), title: word.title() } }
        }
    )+};
}

pub(crate) use words;

/// A word of any vocabulary, where it is only shown: a refusal says in which state a thing is, whatever thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub code: &'static str,
    pub title: &'static str,
}
