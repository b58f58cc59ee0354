//! Conditions in modes: CEL expressions over the facts of a case. They always end and have no side effects.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer};

/// What a condition may ask about.
pub trait Scope {
    /// The value of a name; none if there is no such thing.
    fn value(&self, name: &str) -> Option<cel::Value>;
}

/// A compiled condition, with its text for showing.
#[derive(Clone)]
pub struct Condition {
    text: String,
    program: Arc<cel::Program>,
    /// The names it asks about, found once when it is read.
    names: Arc<[String]>,
}

impl Condition {
    /// Compiles a condition.
    ///
    /// # Errors
    /// The parser's message with its position.
    pub fn parse(text: &str) -> Result<Condition, String> {
        let program = cel::Program::compile(text).map_err(|error| error.to_string())?;
        let names = program.references().variables().into_iter().map(str::to_owned).collect();
        Ok(Condition { text: text.to_owned(), program: Arc::new(program), names })
    }

    /// The condition as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names that the condition asks about.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the condition holds. A missing fact or a non-boolean result is an error, never `false`.
    pub fn holds(&self, scope: &dyn Scope) -> Result<bool, String> {
        let mut context = cel::Context::default();
        for name in &*self.names {
            if let Some(value) = scope.value(name) {
                context.add_variable_from_value(name.as_str(), value);
            }
        }
        match self.program.execute(&context) {
            Ok(cel::Value::Bool(holds)) => Ok(holds),
            Ok(other) => Err(format!("`{}` is not a yes or no: {other:?}", self.text)),
            Err(error) => Err(format!("`{}`: {error}", self.text)),
        }
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Condition").field(&self.text).finish()
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Condition, D::Error> {
        let text = String::deserialize(deserializer)?;
        Condition::parse(&text)
            .map_err(|said| serde::de::Error::custom(format!("condition `{text}`: {said}")))
    }
}
