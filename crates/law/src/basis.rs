//! 依据：where a rule comes from, and how well we know that source.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

/// 依据的可信程度。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisMark {
    /// 已读正文。
    Text,
    /// 见于公开网页的摘录。
    Web,
    /// 凭记忆，使用前应由法院核对。
    Memory,
    /// 系统设计，不是规范要求。
    Design,
    /// 由已读规则推算。
    Derived,
    /// 见于报道的各地做法。
    Seed,
}

impl BasisMark {
    /// What a reader of a result should know.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Text => "已核正文",
            Self::Web => "公开摘录",
            Self::Memory => "待核",
            Self::Design => "系统设定",
            Self::Derived => "推算",
            Self::Seed => "各地做法",
        }
    }
}

/// 依据：法、版本、条。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Basis {
    /// 法律、司法解释或文件的名称。
    pub law: &'static str,
    /// 版本，例如“2023修正”；空串表示只有一个版本。
    pub version: &'static str,
    /// 条，例如“236”或“16、18”；空串表示不到条。
    pub article: &'static str,
    /// 可信程度。
    pub mark: BasisMark,
}

impl Basis {
    /// A source with a mark.
    pub const fn new(
        law: &'static str,
        version: &'static str,
        article: &'static str,
        mark: BasisMark,
    ) -> Self {
        Self { law, version, article, mark }
    }

    /// A source whose text was read.
    pub const fn text(law: &'static str, version: &'static str, article: &'static str) -> Self {
        Self::new(law, version, article, BasisMark::Text)
    }

    /// A source seen as an excerpt.
    pub const fn web(law: &'static str, version: &'static str, article: &'static str) -> Self {
        Self::new(law, version, article, BasisMark::Web)
    }

    /// A source quoted from memory.
    pub const fn memory(law: &'static str, version: &'static str, article: &'static str) -> Self {
        Self::new(law, version, article, BasisMark::Memory)
    }

    /// Our own design.
    pub const fn design(what: &'static str) -> Self {
        Self::new(what, "", "", BasisMark::Design)
    }
}

impl fmt::Display for Basis {
    /// “《民事诉讼法》(2023修正)第236条”.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mark == BasisMark::Design {
            return write!(f, "系统设定：{}", self.law);
        }
        write!(f, "《{}》", self.law)?;
        if !self.version.is_empty() {
            write!(f, "({})", self.version)?;
        }
        if self.article.starts_with(|c: char| c.is_ascii_digit()) {
            write!(f, "第{}条", self.article)?;
        } else {
            f.write_str(self.article)?;
        }
        Ok(())
    }
}

/// 规则目录中的一条。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// 编号，例如 `DL-A6`。
    pub id: Cow<'static, str>,
    /// 所属章节。
    pub chapter: &'static str,
    /// 事项。
    pub title: Cow<'static, str>,
    /// 参数的文字表述，例如“自立案起7日内”。
    pub parameters: Cow<'static, str>,
    /// 依据，最主要的在前。
    pub basis: Vec<Basis>,
    /// 例外、口径与说明。
    pub note: Cow<'static, str>,
}

/// The whole catalogue, chapter by chapter.
pub fn rules() -> &'static [RuleInfo] {
    crate::catalogue::all()
}

/// The rule with this number.
pub fn rule(id: &str) -> Option<&'static RuleInfo> {
    rules().iter().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests;
