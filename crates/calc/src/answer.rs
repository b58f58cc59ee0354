//! 答：a result with its working, and what is wrong with a question.

use zhixing_law::basis::{self, BasisMark, RuleInfo};
use zhixing_law::error::LawError;

/// 一步：one sentence of the working and the rules that it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// 一句话，含算式与条文。
    pub text: String,
    /// 所用规则的编号；只是归总的一步没有。
    pub rules: Vec<&'static str>,
}

/// 答：the result, how it came about, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<R> {
    /// 结果。
    pub result: R,
    /// 计算过程。
    pub steps: Vec<Step>,
    /// 所用的规则，按首次用到的次序。
    pub rules: Vec<&'static RuleInfo>,
    /// 提示：标为待核的依据，使用前应当核对；所填而没有起作用的扣除期间。
    pub cautions: Vec<String>,
}

impl<R> Answer<R> {
    pub(crate) fn new(result: R, steps: Vec<Step>) -> Self {
        let mut rules: Vec<&'static RuleInfo> = Vec::new();
        for id in steps.iter().flat_map(|step| &step.rules) {
            if rules.iter().all(|known| known.id != *id) {
                rules.extend(basis::rule(id));
            }
        }
        let doubtful = |rule: &&RuleInfo| -> Vec<String> {
            let unread = rule.basis.iter().filter(|basis| basis.mark == BasisMark::Memory);
            unread
                .map(|basis| format!("{}所依据的{basis}尚待核对，使用前请对照原文。", rule.id))
                .collect()
        };
        let cautions = rules.iter().flat_map(doubtful).collect();
        Self { result, steps, rules, cautions }
    }

    /// The same answer with more to be said of the question.
    pub(crate) fn cautioned(mut self, more: Vec<String>) -> Self {
        self.cautions.extend(more);
        self
    }
}

/// 词句与规则：what a sentence of `law`'s working contains, and the rules it then applies.
pub(crate) type Table = &'static [(&'static str, &'static [&'static str])];

/// Joins the sentences to their rules by the first row that fits.
pub(crate) fn cite(steps: Vec<String>, table: Table) -> Vec<Step> {
    let join = |text: String| {
        let row = table.iter().find(|(phrase, _)| text.contains(phrase));
        Step { rules: row.map(|(_, rules)| rules.to_vec()).unwrap_or_default(), text }
    };
    steps.into_iter().map(join).collect()
}

/// 有误：which place of a question is wrong, and how it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// 位置，写法同提问的 JSON：`payments[1].amount`。
    pub place: String,
    /// 位置的名称：“第2笔清偿的金额”。
    pub label: String,
    /// 稳定的代码。
    pub code: &'static str,
    /// 一句话：哪里不对、怎么改。
    pub message: String,
}

impl Wrong {
    pub(crate) fn new(place: &Place, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            place: place.path.clone(),
            label: place.label.clone(),
            code,
            message: message.into(),
        }
    }

    /// “第2笔清偿的金额：金额“12.345”无效：小数最多两位（到分）。”
    pub fn sentence(&self) -> String {
        format!("{}：{}", self.label, self.message)
    }
}

/// 位置：where in a question a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    path: String,
    label: String,
}

impl Place {
    pub(crate) fn new(path: impl Into<String>, label: impl Into<String>) -> Self {
        Self { path: path.into(), label: label.into() }
    }

    /// What `law` says against the text here.
    pub(crate) fn law(&self, error: LawError) -> Wrong {
        Wrong::new(self, error.code(), error.to_string())
    }

    /// A list that is too long to be a person's question.
    pub(crate) fn at_most(&self, count: usize, most: usize) -> Result<(), Wrong> {
        if count <= most {
            return Ok(());
        }
        let message = format!("共{count}项，最多{most}项，请分次计算。");
        Err(Wrong::new(self, "calc.too_many", message))
    }
}
