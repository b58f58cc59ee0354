//! Conditions in modes: CEL expressions over the facts of a case. They always end and have no side effects.

use std::{
    fmt,
    sync::{Arc, LazyLock, OnceLock},
};

use serde::{Deserialize, Deserializer};

/// The operators of the language. To make them anew for every question costs more than the question.
static LANGUAGE: LazyLock<Arc<cel::Env>> = LazyLock::new(|| Arc::new(cel::Env::stdlib()));

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
    /// What must hold together, where the condition is nothing but that; taken apart when first asked for.
    clauses: Arc<OnceLock<Vec<Condition>>>,
}

impl Condition {
    /// Compiles a condition.
    ///
    /// # Errors
    /// The parser's message with its position.
    pub fn parse(text: &str) -> Result<Condition, String> {
        let program = cel::Program::compile(text).map_err(|error| error.to_string())?;
        let names = program.references().variables().into_iter().map(str::to_owned).collect();
        let (text, clauses) = (text.to_owned(), Arc::default());
        Ok(Condition { text, program: Arc::new(program), names, clauses })
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
        let mut context = cel::Context::with_env(Arc::clone(&LANGUAGE));
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

    /// Whether the condition can hold of no `thing` at all: one of the clauses that do not speak of it is not so. Of two
    /// hundred things this is asked once; what cannot be said without the thing rules nothing out.
    pub fn rules_out(&self, thing: &str, whole: &dyn Scope) -> bool {
        let clauses = self.clauses.get_or_init(|| {
            let alternatives = self.clauses().unwrap_or_default();
            let [clauses] = <[_; 1]>::try_from(alternatives).unwrap_or_default();
            clauses
        });
        let general = clauses.iter().filter(|clause| clause.names.iter().all(|name| name != thing));
        general.map(|clause| clause.holds(whole)).any(|holds| holds == Ok(false))
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
