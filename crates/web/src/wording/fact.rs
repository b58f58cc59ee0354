//! 分流所依据的情况：the values of a case's facts in words. Their names stand beside the facts.

use zhixing_domain::{
    intake::filing::{Credit, Willingness},
    matter::facts::FactName,
    mode::Mode,
};
use zhixing_law::money::Fen;

/// The name of a fact. One that a later version does not ask any more is named as it is.
pub fn label(name: &str) -> &str {
    FactName::from_code(name).map_or(name, |fact| fact.title())
}

/// The value of a fact in words.
pub fn value(name: &str, value: &str, mode: &Mode) -> String {
    let word = match FactName::from_code(name) {
        Some(FactName::Willingness) => Willingness::from_code(value).map(Willingness::title),
        Some(FactName::Credit) => Credit::from_code(value).map(Credit::title),
        Some(FactName::Lane) => mode.lane(value).map(|lane| lane.name.as_str()),
        Some(FactName::OpenTasks) => return tasks(value, mode),
        Some(_) | None => None,
    };
    if let (true, Ok(fen)) = (name.ends_with("_fen"), value.parse::<i64>()) {
        return super::yuan(Fen::new(fen));
    }
    word.unwrap_or(value).to_owned()
}

fn tasks(keys: &str, mode: &Mode) -> String {
    let named = |key| mode.task(key).map_or(key, |task| task.name.as_str());
    keys.split(',').map(named).collect::<Vec<_>>().join("、")
}
