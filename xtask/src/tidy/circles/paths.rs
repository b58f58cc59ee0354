//! Paths in code: `a::b::c`, and the groups of a `use`, opened.

/// Every path with two words or more, outermost first; `use a::{b, c::d}` gives `a::b` and `a::c::d`.
pub(super) fn of(code: &str) -> Vec<Vec<String>> {
    let words = words(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let after_path = at > 0 && matches!(words[at - 1].as_str(), "::" | ".");
        let begins = !after_path && is_name(&words[at]);
        if begins && words.get(at + 1).is_some_and(|word| word == "::") {
            at = tree(&words, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one path from `at`, with what stood before it; where it ends.
fn tree(words: &[String], at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = at;
    loop {
        match words.get(at).map(String::as_str) {
            Some("{") => return group(words, at + 1, &path, found),
            Some(name) if is_name(name) => path.push(name.to_owned()),
            // `::<T>`, `::*`: what was read so far is the path.
            _ => break,
        }
        at += 1;
        if words.get(at).is_none_or(|word| word != "::") {
            break;
        }
        at += 1;
    }
    found.push(path);
    at
}

fn group(words: &[String], at: usize, path: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut at = at;
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "}" => return at + 1,
            name if is_name(name) => at = tree(words, at, path, found),
            _ => at += 1,
        }
        // `x as y`: the new name is no path.
        if words.get(at).is_some_and(|word| word == "as") {
            at += 2;
        }
    }
    at
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
}

/// Names, `::`, and every other sign by itself.
fn words(code: &str) -> Vec<String> {
    let letters: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        if letter.is_alphanumeric() || letter == '_' {
            let from = at;
            while letters.get(at).is_some_and(|next| next.is_alphanumeric() || *next == '_') {
                at += 1;
            }
            found.push(letters[from..at].iter().collect());
        } else if letter == ':' && letters.get(at + 1) == Some(&':') {
            found.push("::".to_owned());
            at += 2;
        } else {
            if !letter.is_whitespace() {
                found.push(letter.to_string());
            }
            at += 1;
        }
    }
    found
}
