//! No condition on a case's state in web: whether something may be done is decided once, in domain, and asked for. Web
//! only translates states, in `wording`.

use super::Complaint;
use super::source::Source;
use std::collections::BTreeSet;

/// Complains where a line of web names a state of domain outside `wording`.
pub(super) fn check(sources: &[Source]) -> Vec<Complaint> {
    let states = states(sources);
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| is_held(source)) {
        found.extend(lines(source, &states).into_iter().map(|(line, state)| Complaint {
            file: source.name.clone(),
            line,
            message: format!("「{state}」：状态的条件在 domain 判断一次，web 只问结果"),
        }));
    }
    found
}

fn is_held(source: &Source) -> bool {
    source.name.starts_with("crates/web/src/")
        && source.is_rust()
        && !source.is_test
        && !source.name.starts_with("crates/web/src/wording")
}

/// The enums of domain that say how far something is: `Stage`, and whatever is called a state.
fn states(sources: &[Source]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources.iter().filter(|source| source.name.starts_with("crates/domain/src/")) {
        for line in &source.code {
            let Some(name) = enum_of(line) else { continue };
            if name == "Stage" || name.ends_with("State") {
                found.insert(name);
            }
        }
    }
    found
}

/// The enum that a line begins: on its own, or in a list of `words!`.
fn enum_of(line: &str) -> Option<String> {
    let rest = match line.trim_start().strip_prefix("pub enum ") {
        Some(rest) => rest,
        None => line.strip_prefix("    ")?.strip_suffix(" {")?,
    };
    let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    (name == rest || line.contains("enum")).then_some(name)
}

/// Lines of product code that name one of the states, with the first they name.
fn lines(source: &Source, states: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in source.code.iter().enumerate() {
        if source.tests_at(index + 1) {
            continue;
        }
        let named = line.match_indices("::").find_map(|(at, _)| {
            let is_word = |letter: &char| letter.is_alphanumeric() || *letter == '_';
            let name: String = line[..at].chars().rev().take_while(is_word).collect();
            let name: String = name.chars().rev().collect();
            let variant: String = line[at + 2..].chars().take_while(is_word).collect();
            let is_variant = variant.starts_with(|letter: char| letter.is_uppercase());
            (states.contains(&name) && is_variant).then(|| format!("{name}::{variant}"))
        });
        if let Some(named) = named {
            found.push((index + 1, named));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::check;

    const STATES: (&str, &str) = (
        "crates/domain/src/task.rs",
        "pub enum TaskState { Open, Done }\nwords! {\n    Stage {\n        Received = \"received\", \"已收件\";\n    }\n}\npub enum TaskEvent { Opened }\n",
    );
    const VIEW: &str = "crates/web/src/routes/task.rs";

    fn said(name: &str, text: &str) -> Vec<String> {
        let sources = [Source::new(STATES.0, STATES.1), Source::new(name, text)];
        check(&sources)
            .into_iter()
            .map(|found| format!("{}: {}", found.line, found.message))
            .collect()
    }

    #[test]
    fn a_state_named_in_web_is_a_condition() {
        let text = "fn a(t: &Task) -> bool {\n    t.state == task::TaskState::Open\n}\nfn b(s: Stage) -> bool {\n    !matches!(s, Stage::Received)\n}\n";
        let found = said(VIEW, text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("2: 「TaskState::Open」"), "{found:?}");
        assert!(found[1].starts_with("5: 「Stage::Received」"), "{found:?}");
    }

    #[test]
    fn types_events_words_and_other_rooms_may_be_named() {
        assert!(said(VIEW, "use x::TaskState;\nfn a(e: TaskEvent) -> bool {\n    matches!(e, TaskEvent::Opened) // TaskState::Open\n}\n").is_empty());
        let text = "fn a(s: TaskState) -> &'static str {\n    match s {\n        TaskState::Open => \"待签收\",\n    }\n}\n";
        assert!(said("crates/web/src/wording/kind.rs", text).is_empty());
        assert!(said("crates/app/src/task.rs", text).is_empty());
        assert_eq!(said(VIEW, text).len(), 1);
    }
}
