//! A source file seen as code, as text inside quotes, and as lines that are tests. A small lexer, not a parser: it knows
//! comments, strings, raw strings and characters of Rust, which is also enough for TypeScript.

use std::ops::Range;

/// One file, with the views that the rules look at. All views have the file's lines, so line numbers agree.
pub(super) struct Source {
    /// Relative to the root, `/` between folders.
    pub(super) name: String,
    /// What is left of each line when comments and the insides of quotes are blanked.
    pub(super) code: Vec<String>,
    /// The insides of quotes only.
    pub(super) quoted: Vec<String>,
    /// Comments only.
    pub(super) comments: Vec<String>,
    /// Whether the whole file is a test.
    pub(super) is_test: bool,
    test_lines: Vec<Range<usize>>,
}

/// A function of the file: its name, and its first and last line, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Source {
    pub(super) fn new(name: &str, text: &str) -> Self {
        let views = Views::of(text, name.ends_with(".rs"));
        let code = lines(&views.code);
        let is_test = name.contains("/tests/")
            || name.ends_with("/tests.rs")
            || name.contains("/benches/")
            || name.contains("ui/e2e/")
            || name.contains(".test.");
        let test_lines = test_modules(&code);
        Self {
            name: name.to_owned(),
            quoted: lines(&views.quoted),
            comments: lines(&views.comments),
            code,
            is_test,
            test_lines,
        }
    }

    pub(super) fn is_rust(&self) -> bool {
        self.name.ends_with(".rs")
    }

    /// The room, when the file belongs to one: `law` of `crates/law/src/day.rs`.
    pub(super) fn room(&self) -> Option<&str> {
        self.name.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether line `number`, counted from 1, is test code.
    pub(super) fn tests_at(&self, number: usize) -> bool {
        self.is_test || self.test_lines.iter().any(|lines| lines.contains(&number))
    }

    /// The functions with a body, found by counting braces.
    pub(super) fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (index, line) in self.code.iter().enumerate() {
            for (column, _) in line.match_indices("fn ") {
                let starts_word =
                    line[..column].chars().next_back().is_none_or(|before| !is_word(before));
                let name: String =
                    line[column + 3..].chars().take_while(|letter| is_word(*letter)).collect();
                if !starts_word || name.is_empty() {
                    continue;
                }
                if let Some(last) = body_end(&self.code, index, column) {
                    found.push(Function { name, first: index + 1, last: last + 1 });
                }
            }
        }
        found
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The line where the braces opened after (`line`, `column`) close again; none when `;` comes first.
fn body_end(code: &[String], line: usize, column: usize) -> Option<usize> {
    let mut braces = 0_usize;
    let mut rounds = 0_i32;
    for (index, text) in code.iter().enumerate().skip(line) {
        let from = if index == line { column } else { 0 };
        for letter in text[from..].chars() {
            match letter {
                '(' | '[' => rounds += 1,
                ')' | ']' => rounds -= 1,
                ';' if braces == 0 && rounds == 0 => return None,
                '{' if rounds == 0 || braces > 0 => braces += 1,
                '}' if braces > 0 => {
                    braces -= 1;
                    if braces == 0 {
                        return Some(index);
                    }
                }
                _ => {}
            }
        }
    }
    None
}

/// The lines of `#[cfg(test)] mod x { … }`.
fn test_modules(code: &[String]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (index, line) in code.iter().enumerate() {
        if !line.contains("#[cfg(test)]") {
            continue;
        }
        let Some(item) = (index..code.len().min(index + 4)).find(|at| code[*at].contains("mod "))
        else {
            continue;
        };
        let column = code[item].find("mod ").unwrap_or(0);
        if let Some(last) = body_end(code, item, column) {
            found.push(index + 1..last + 2);
        }
    }
    found
}

/// The text split into code, quotes and comments; what belongs to another view is a space.
#[derive(Default)]
struct Views {
    code: String,
    quoted: String,
    comments: String,
}

#[derive(Clone, Copy, PartialEq)]
enum At {
    Code,
    LineComment,
    BlockComment(u32),
    Quote(char),
    RawQuote(usize),
}

impl Views {
    fn of(text: &str, rust: bool) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mut views = Self::default();
        let mut at = At::Code;
        let mut index = 0;
        while index < letters.len() {
            let (next, taken) = step(
                at,
                &letters[index..],
                rust,
                index.checked_sub(1).map(|before| letters[before]),
            );
            let through = letters.len().min(index + taken);
            let view = if next == At::Code { at } else { next };
            for letter in &letters[index..through] {
                views.push(view, *letter);
            }
            at = next;
            index = through;
        }
        views
    }

    fn push(&mut self, at: At, letter: char) {
        let blank = if letter == '\n' { '\n' } else { ' ' };
        let mine = |wanted: bool| if wanted { letter } else { blank };
        self.code.push(mine(at == At::Code));
        self.quoted.push(mine(matches!(at, At::Quote(_) | At::RawQuote(_))));
        self.comments.push(mine(matches!(at, At::LineComment | At::BlockComment(_))));
    }
}

/// From state `at`, at the head of `rest`: the state afterwards and how many letters that took.
fn step(at: At, rest: &[char], rust: bool, before: Option<char>) -> (At, usize) {
    let starts = |mark: &str| {
        rest.len() >= mark.len() && mark.chars().zip(rest).all(|(wanted, found)| wanted == *found)
    };
    match at {
        At::Code => step_in_code(rest, rust, before),
        At::LineComment if starts("\n") => (At::Code, 1),
        At::LineComment => (at, 1),
        At::BlockComment(1) if starts("*/") => (At::Code, 2),
        At::BlockComment(depth) if starts("*/") => (At::BlockComment(depth - 1), 2),
        At::BlockComment(depth) if rust && starts("/*") => (At::BlockComment(depth + 1), 2),
        At::BlockComment(_) => (at, 1),
        At::Quote(_) if starts("\\") => (at, 2),
        At::Quote(mark) if rest[0] == mark => (At::Code, 1),
        At::Quote(_) => (at, 1),
        At::RawQuote(hashes) => {
            let closes = rest[0] == '"'
                && rest.len() > hashes
                && rest[1..=hashes].iter().all(|letter| *letter == '#');
            if closes { (At::Code, hashes + 1) } else { (at, 1) }
        }
    }
}

fn step_in_code(rest: &[char], rust: bool, before: Option<char>) -> (At, usize) {
    let second = rest.get(1).copied();
    match (rest[0], second) {
        ('/', Some('/')) => (At::LineComment, 2),
        ('/', Some('*')) => (At::BlockComment(1), 2),
        ('"', _) => (At::Quote('"'), 1),
        ('\'' | '`', _) if !rust => (At::Quote(rest[0]), 1),
        ('r', Some('"' | '#'))
            if rust && !before.is_some_and(|letter| is_word(letter) && letter != 'b') =>
        {
            let hashes = rest[1..].iter().take_while(|letter| **letter == '#').count();
            if rest.get(1 + hashes) == Some(&'"') {
                (At::RawQuote(hashes), hashes + 2)
            } else {
                (At::Code, 1)
            }
        }
        // A character is one letter or an escape between single quotes; anything else is a lifetime.
        ('\'', Some('\\')) if rust => (
            At::Code,
            rest.iter().skip(3).position(|letter| *letter == '\'').map_or(1, |at| at + 4),
        ),
        ('\'', Some(_)) if rust && rest.get(2) == Some(&'\'') => (At::Code, 3),
        _ => (At::Code, 1),
    }
}
