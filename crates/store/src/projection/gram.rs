//! 名称片段：every two characters of the parties' names, so that a fragment of a name is found
//! through an index among a million cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::refusal::seen;
use zhixing_domain::matter::Matter;
use zhixing_law::number::half_width;

use super::{ProjRow, shown};
use crate::value::V;

/// A name as it is searched: no blanks, half-width letters and brackets in lower case, one sort of
/// middle dot.
pub fn folded(name: &str) -> String {
    seen(name)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '•' | '‧' | '・' | '･' => '·',
            other => half_width(other),
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The number of a title as it is looked for: what brackets, spaces and width it was written with says nothing.
pub fn title_key(number: &str) -> String {
    let key: String = folded(number).chars().filter(|c| c.is_alphanumeric()).collect();
    key.strip_suffix('号').map_or(key.clone(), str::to_owned)
}

/// The two-character fragments of a folded name.
pub fn grams(folded: &str) -> BTreeSet<String> {
    let chars: Vec<char> = folded.chars().collect();
    chars.windows(2).map(|pair| pair.iter().collect()).collect()
}

pub(super) fn rows(file: &Matter) -> Vec<ProjRow> {
    let mut all = BTreeSet::new();
    for party in &file.parties {
        all.append(&mut grams(&folded(&party.details.name)));
    }
    let filed_key = shown::filed_key(file);
    all.into_iter()
        .map(|gram| ProjRow {
            table: "case_gram",
            key: vec![
                ("court_id", V::from(&file.court)),
                ("gram", V::from(gram)),
                ("filed_key", V::from(&filed_key)),
                ("case_id", V::from(file.id.0)),
            ],
            cols: Vec::new(),
        })
        .collect()
}
