//! 分配：how a pool is shared among several claims.

use zhixing_law::distribution::{self, Claim, ClaimClass, Distribution, Scheme};

use crate::answer::{Answer, Place, Step, Wrong};
use crate::entry;

/// Most claims in one question.
pub const CLAIMS_MAX: usize = 200;

/// 分配的规则。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// 参与分配：普通债权按比例。
    ProRata,
    /// 企业法人未移送破产：普通债权按查封先后，即所列的次序。
    SealingOrder,
    /// 同一文书确定的多个债权人：按比例。
    SameTitle,
}

impl Rule {
    /// Reads `pro-rata`, `sealing-order` or `same-title`.
    ///
    /// # Errors
    /// Any other word.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let place = Place::new("rule", "分配规则");
        Ok(match entry::plain(text, &place)? {
            "pro-rata" => Self::ProRata,
            "sealing-order" => Self::SealingOrder,
            "same-title" => Self::SameTitle,
            other => {
                let names =
                    "pro-rata（按比例）、sealing-order（按查封先后）、same-title（同一文书）";
                let message = format!("没有“{other}”这种规则，有：{names}。");
                return Err(Wrong::new(&place, "calc.scheme", message));
            }
        })
    }

    fn scheme(self) -> (Scheme, &'static str) {
        match self {
            Self::ProRata => (Scheme::ProRata, "S2"),
            Self::SealingOrder => (Scheme::SealingOrder, "S3"),
            Self::SameTitle => (Scheme::SameTitle, "S4"),
        }
    }
}

/// 债权的性质。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Class {
    /// 执行费用。
    Costs,
    /// 优先受偿权、担保物权；先后即所列的次序。
    Secured,
    /// 普通债权。
    #[default]
    Ordinary,
}

/// 一笔债权，按填写的内容。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 债权人或项目的名称。
    pub name: String,
    /// 数额，元。
    pub amount: String,
    /// 性质。
    pub class: Class,
}

impl Entry {
    /// Reads `NAME=AMOUNT`, as the command line takes it; `at` counts from zero, `label` is how a fault names it.
    ///
    /// # Errors
    /// A text of another form.
    pub fn parse(text: &str, class: Class, at: usize, label: &str) -> Result<Self, Wrong> {
        let place = Place::new(format!("claims[{at}]"), label);
        let text = entry::plain(text, &place)?;
        let (name, amount) = text.split_once('=').ok_or_else(|| {
            Wrong::new(&place, "calc.claim", format!("“{text}”应写成“名称=数额”。"))
        })?;
        Ok(Self { name: name.to_owned(), amount: amount.to_owned(), class })
    }
}

/// 问：多少款项，按什么规则，分给谁。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// 可供分配的款项，元。
    pub pool: String,
    /// 规则。
    pub rule: Rule,
    /// 各笔债权。
    pub claims: Vec<Entry>,
}

/// The share of every claim; together with the surplus they are the pool, to the 分.
///
/// # Errors
/// An amount that is not one, a claim without a name, two of one name, no claims or too many.
pub fn answer(question: &Question) -> Result<Answer<Distribution>, Wrong> {
    answer_named(question, |at| format!("第{}笔债权", at + 1))
}

/// The same, where the claims were not filled in as one list: `label` is how a fault names the claim at that place,
/// counted from zero.
///
/// # Errors
/// As [`answer`].
pub fn answer_named(
    question: &Question,
    label: impl Fn(usize) -> String,
) -> Result<Answer<Distribution>, Wrong> {
    let list = Place::new("claims", "债权");
    if question.claims.is_empty() {
        return Err(Wrong::new(&list, "calc.too_few", "请至少填写一笔债权。"));
    }
    list.at_most(question.claims.len(), CLAIMS_MAX)?;
    let pool_at = Place::new("pool", "可供分配的款项");
    let pool = entry::yuan(&question.pool, &pool_at)?;
    let mut claims: Vec<Claim> = Vec::with_capacity(question.claims.len());
    for (at, entry) in question.claims.iter().enumerate() {
        let claim = read(at, entry, &label(at))?;
        if claims.iter().any(|known| known.name == claim.name) {
            let place = Place::new(format!("claims[{at}].name"), label(at));
            let message = format!("名称“{}”与前面的重复，请加以区分。", claim.name);
            return Err(Wrong::new(&place, "calc.duplicate", message));
        }
        claims.push(claim);
    }
    let (scheme, rule) = question.rule.scheme();
    let result =
        distribution::distribute(pool, &claims, scheme).map_err(|error| list.law(error))?;
    let steps = result.steps.iter().map(|text| step(text, rule)).collect();
    Ok(Answer::new(result, steps))
}

fn read(at: usize, given: &Entry, label: &str) -> Result<Claim, Wrong> {
    let place = |field: &str, name: &str| {
        Place::new(format!("claims[{at}].{field}"), format!("{label}的{name}"))
    };
    let name_at = place("name", "名称");
    let name = entry::plain(&given.name, &name_at)?;
    if name.is_empty() {
        return Err(Wrong::new(&name_at, "calc.empty", "没有填写，请填写债权人或者项目的名称。"));
    }
    let amount = entry::yuan(&given.amount, &place("amount", "数额"))?;
    let class = match given.class {
        Class::Costs => ClaimClass::Costs,
        Class::Secured => ClaimClass::Secured,
        Class::Ordinary => ClaimClass::Ordinary,
    };
    // Whose order counts, it is the order in which they are listed.
    let rank = u32::try_from(at).unwrap_or(u32::MAX);
    Ok(Claim { name: name.to_owned(), amount, class, rank })
}

fn step(text: &str, rule: &'static str) -> Step {
    let mut rules = vec![rule];
    if text.starts_with("余款") {
        rules = vec!["S1"];
    } else if text.starts_with(ClaimClass::Secured.chinese()) {
        rules.push("S5");
    }
    if text.contains("按比例清偿") {
        rules.push("S-尾差");
    }
    Step { text: text.to_owned(), rules }
}
