//! What was sent for fields: which break their rule, and where; a body that keeps them all; what each is called.

use serde_json::Value as Json;

use super::{Field, Shape};
use crate::ground::{
    refusal::{FieldProblem, Refusal, optional_text, text},
    subject::Subject,
};

impl Field {
    /// What is wrong with the value that was sent, and where. Values of a wrong type are left to the reader of the whole.
    fn faults(&self, at: &str, sent: Option<&Json>) -> Vec<(String, FieldProblem)> {
        let here = format!("{at}{}", self.name);
        match (self.shape, sent) {
            (Shape::Part(fields), Some(part @ Json::Object(_))) => {
                faults(fields, &format!("{here}."), part)
            }
            (Shape::Rows { of, max }, Some(Json::Array(rows))) if rows.len() <= max => {
                let each = |(place, row)| faults(of, &format!("{here}[{place}]."), row);
                rows.iter().enumerate().flat_map(each).collect()
            }
            _ => self.problem(sent).map(|problem| (here, problem)).into_iter().collect(),
        }
    }

    fn problem(&self, sent: Option<&Json>) -> Option<FieldProblem> {
        let Some(value) = sent.filter(|value| !value.is_null()) else {
            return self.required.then_some(FieldProblem::Required);
        };
        match (self.shape, value) {
            (Shape::Text { max } | Shape::Key { max }, Json::String(said)) => {
                let read = if self.required { text } else { optional_text };
                problem_of(read(self.name, said, max).err()?)
            }
            (Shape::Money { least }, Json::Number(amount)) => {
                let amount = amount.as_i64()?;
                (amount < least).then_some(FieldProblem::NotPositive)
            }
            (Shape::Count { max }, Json::Number(count)) => {
                let max = usize::try_from(max).ok()?;
                let more = u64::try_from(max).ok()? < count.as_u64()?;
                more.then_some(FieldProblem::TooLong { max })
            }
            (Shape::Choice(words), Json::String(said)) => {
                let known = words.iter().any(|word| word.code == said);
                (!known).then_some(FieldProblem::Unknown)
            }
            (Shape::Several { .. }, Json::Array(all)) if all.is_empty() => {
                Some(FieldProblem::Required)
            }
            (Shape::Rows { max, .. } | Shape::Several { max, .. }, Json::Array(rows)) => {
                (max < rows.len()).then_some(FieldProblem::TooLong { max })
            }
            _ => None,
        }
    }

    /// A value that fits, for whoever must send one of each.
    pub fn sample(&self) -> Json {
        sample_of(self.shape)
    }
}

fn sample_of(shape: Shape) -> Json {
    match shape {
        Shape::Text { .. } | Shape::Key { .. } => Json::from("样例"),
        Shape::Money { .. } | Shape::Count { .. } => Json::from(1),
        Shape::Yes => Json::from(false),
        Shape::Day { .. } => Json::from("2026-03-02"),
        Shape::Choice(words) => words.first().map_or(Json::Null, |word| Json::from(word.code)),
        Shape::Thing(_) => Json::from("0199aaaa-0000-7000-8000-0000000000ff"),
        Shape::Scan => serde_json::json!({ "name": "样例.pdf", "file": "00" }),
        Shape::Part(fields) => sample(fields),
        Shape::Rows { of, .. } => Json::from(vec![sample(of)]),
        Shape::Several { of, .. } => Json::from(vec![sample_of(*of)]),
        Shape::Subject => Json::from(Subject::Matter.kind()),
    }
}

/// Every field that breaks its rule, with where it stands under `at`.
pub fn faults(fields: &[Field], at: &str, sent: &Json) -> Vec<(String, FieldProblem)> {
    fields.iter().flat_map(|field| field.faults(at, sent.get(field.name))).collect()
}

/// A body of these fields that can be read, about nothing that there is.
pub fn sample(fields: &[Field]) -> Json {
    let values = fields.iter().map(|field| (field.name.to_owned(), field.sample()));
    Json::Object(values.collect())
}

/// The label of the field at a path like `parties[2].account`, with the labels of what it stands in. A row is called by the
/// name that it was sent with (被执行人“韦观水”), and by its place where it has none.
pub fn label(fields: &[Field], sent: &Json, path: &str) -> Option<String> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(one, rest)| (one, Some(rest)));
    let (name, place) = match first.split_once('[') {
        Some((name, place)) => (name, place.trim_end_matches(']').parse::<usize>().ok()),
        None => (first, None),
    };
    let field = fields.iter().find(|field| field.name == name)?;
    let within = sent.get(name).unwrap_or(&Json::Null);
    let within = place.map_or(within, |index| within.get(index).unwrap_or(&Json::Null));
    let inner = match field.shape {
        Shape::Part(fields) => fields,
        Shape::Rows { of, .. } => of,
        _ => &[],
    };
    let own = match place {
        Some(index) => row(field, inner, index, within),
        None => field.label.to_owned(),
    };
    match rest {
        Some(rest) => Some(format!("{own}的{}", label(inner, within, rest)?)),
        None => Some(own),
    }
}

/// What a row of these fields is called: what it is in its own words, and its name.
fn row(field: &Field, inner: &[Field], index: usize, row: &Json) -> String {
    let said = |name: &str| row.get(name).and_then(Json::as_str).map(str::trim);
    let name = said("name").or_else(|| said("title")).filter(|name| !name.is_empty());
    let Some(name) = name else { return format!("第{}项{}", index + 1, field.label) };
    let role = inner.iter().find(|inner| inner.name == "role").and_then(|role| match role.shape {
        Shape::Choice(words) => words.iter().find(|word| Some(word.code) == said("role")),
        _ => None,
    });
    format!("{}“{name}”", role.map_or(field.label, |word| word.title))
}

fn problem_of(refusal: Refusal) -> Option<FieldProblem> {
    match refusal {
        Refusal::Field { problem, .. } => Some(problem),
        _ => None,
    }
}
