//! 条件的各项：a condition taken apart into what must hold together, so that a page can say of each whether it does.

use super::condition::Condition;

impl Condition {
    /// The condition as alternatives, one of which is enough, each of clauses that must all hold.
    ///
    /// # Errors
    /// A part that is no condition by itself: the text is not one that was read as a whole.
    pub fn clauses(&self) -> Result<Vec<Vec<Condition>>, String> {
        split(self.text(), "||")
            .into_iter()
            .map(|part| split(bare(part), "&&").into_iter().map(Condition::parse).collect())
            .collect()
    }
}

/// The parts of a text between a sign that stands outside of all brackets and quotes.
fn split<'a>(text: &'a str, sign: &str) -> Vec<&'a str> {
    let (mut parts, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, None);
    for (place, letter) in text.char_indices() {
        match (quoted, letter) {
            (Some(quote), _) if letter == quote => quoted = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quoted = Some(letter),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && from <= place && text[place..].starts_with(sign) => {
                parts.push(text[from..place].trim());
                from = place + sign.len();
            }
            (None, _) => {}
        }
    }
    parts.push(text[from..].trim());
    parts
}

/// A text without brackets around the whole of it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    match inner {
        Some(inner) if is_whole(inner) => bare(inner),
        _ => text,
    }
}

/// Whether the brackets in a text close what they open.
fn is_whole(text: &str) -> bool {
    let mut depth = 0_i32;
    for letter in text.chars() {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let known = Condition::parse(text).unwrap().clauses().unwrap();
        let row = |row: Vec<Condition>| row.iter().map(|c| c.text().to_owned()).collect();
        known.into_iter().map(row).collect()
    }

    #[test]
    fn what_stands_in_brackets_or_quotes_is_not_taken_apart() {
        assert_eq!(texts("a > 0"), [["a > 0"]]);
        assert_eq!(texts("a && b == 'x && y || z'"), [["a", "b == 'x && y || z'"]]);
        assert_eq!(texts("a || b && !c"), [vec!["a"], vec!["b", "!c"]]);
        assert_eq!(texts("a && (b || c)"), [["a", "(b || c)"]]);
        assert_eq!(texts("(a && b)"), [["a", "b"]]);
        assert_eq!(texts("(a && b) || (c)"), [vec!["a", "b"], vec!["c"]]);
        assert_eq!(texts("(a) && (b)"), [["(a)", "(b)"]]);
        assert_eq!(texts("t.contains('q)') && a"), [["t.contains('q)')", "a"]]);
    }

    /// A matter with so many searches, and nothing that can be asked of a thing.
    struct Whole(i64);

    impl crate::mode::condition::Scope for Whole {
        fn value(&self, name: &str) -> Option<cel::Value> {
            (name == "searches").then_some(cel::Value::Int(self.0))
        }
    }

    #[test]
    fn what_holds_of_no_thing_is_told_without_looking_at_one() {
        let ruled_out = |text: &str| Condition::parse(text).unwrap().rules_out("asset", &Whole(0));
        assert!(ruled_out("asset.money && searches > 0"));
        assert!(ruled_out("(searches > 0 && !asset.held)"));
        assert!(!ruled_out("asset.money && searches == 0"));
        assert!(!ruled_out("asset.money || searches > 0"), "either is enough");
        assert!(
            !ruled_out("asset.money && (asset.held || searches > 0)"),
            "it speaks of the thing"
        );
        assert!(!ruled_out("asset.money && unknown > 0"), "what cannot be said rules nothing out");
    }
}
