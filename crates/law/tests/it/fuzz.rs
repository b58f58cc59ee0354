//! What the fuzzing shares: input close to what is right, and what an error must be.
//!
//! `bolero` drives the tests: under `cargo test` as properties with a bounded number of inputs, and, when started by
//! `cargo bolero test`, under a coverage-guided engine. A failure prints `BOLERO_RANDOM_SEED=…`, which repeats it.

use bolero::TypeGenerator;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

/// Inputs per test.
pub(crate) const INPUTS: usize = 3_000;

/// One change of a text: where, how, and with which character.
#[derive(Debug, Clone, Copy, TypeGenerator)]
pub(crate) struct Edit {
    place: u8,
    how: u8,
    with: u8,
}

/// A text made from a right one by a few changes; none of them now and then.
#[derive(Debug, Clone, TypeGenerator)]
pub(crate) struct Damaged {
    sample: u8,
    count: u8,
    edits: [Edit; 4],
}

impl Damaged {
    pub(crate) fn text(&self, samples: &[&str], alphabet: &str) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let mut text: Vec<char> =
            samples[usize::from(self.sample) % samples.len()].chars().collect();
        for edit in self.edits.iter().take(usize::from(self.count % 5)) {
            let place = usize::from(edit.place) % (text.len() + 1);
            let with = alphabet[usize::from(edit.with) % alphabet.len()];
            match edit.how % 4 {
                0 => text.insert(place, with),
                1 if place < text.len() => text[place] = with,
                2 if place < text.len() => drop(text.remove(place)),
                _ => text.truncate(text.len().max(8) - usize::from(edit.with) % 8),
            }
        }
        text.into_iter().collect()
    }
}

/// A text of characters that mean something to a reader.
pub(crate) fn spelt(picks: &[u8], alphabet: &str) -> String {
    let alphabet: Vec<char> = alphabet.chars().collect();
    picks.iter().take(64).map(|pick| alphabet[usize::from(*pick) % alphabet.len()]).collect()
}

/// A day that exists: most of them about our time, some anywhere.
#[derive(Debug, Clone, Copy, TypeGenerator)]
pub(crate) struct AnyDay {
    anywhere: bool,
    number: u32,
}

impl AnyDay {
    pub(crate) fn day(self) -> Day {
        let (first, days) = if self.anywhere { (1900, 2_958_464) } else { (2000, 14_000) };
        let first = Day::new(first, 1, 1).unwrap();
        first.plus_days(i64::from(self.number % days)).unwrap()
    }
}

/// What every error must be: a stable code, and one Chinese sentence on one line that repeats no more of the input
/// than fits into it.
pub(crate) fn is_one_sentence(error: &LawError) {
    let said = error.to_string();
    assert!(error.code().starts_with("law."), "{error:?}");
    assert!(said.ends_with('。'), "{said}");
    assert!(said.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{said}");
    assert!(!said.contains(char::is_control), "{said:?}");
    assert!(said.chars().count() <= 160, "{said}");
}

/// The value, after its error has been looked at.
pub(crate) fn checked<T>(result: Result<T, LawError>) -> Option<T> {
    result.inspect_err(is_one_sentence).ok()
}
