//! Searching by pinyin and by the end of an account, against a naive filter over the folded cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::id::CaseId;
use zhixing_domain::intake::party::Party;
use zhixing_domain::matter::Matter;
use zhixing_store::projection::spelling::spellings;

use crate::projection::{cases, court};
use crate::query::search;
use crate::support::on_each;

const SEED: u64 = 11;

/// The ends of the accounts in a case.
pub(crate) fn tails(file: &Matter) -> BTreeSet<String> {
    let own = file.parties.iter().filter_map(|party| party.details.account.as_ref());
    let own = own.map(|account| account.account.as_str());
    let found = file.assets.iter().map(|asset| asset.number.as_str());
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
    let ends = own.chain(found).map(digits).filter(|digits| 4 < digits.len());
    ends.map(|digits| digits[digits.len() - 4..].to_owned()).collect()
}

#[test]
fn a_case_is_found_by_the_end_of_an_account() {
    on_each(|store| async move {
        court(store.only_read(), 200, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let all: BTreeSet<String> = files.iter().flat_map(tails).collect();
        assert!(2 <= all.len(), "{all:?}");
        assert!(search(&mut conn, "尾号0000").await.is_empty());
        for tail in all.iter().step_by(all.len().div_ceil(20)) {
            let expected: BTreeSet<CaseId> =
                files.iter().filter(|file| tails(file).contains(tail)).map(|f| f.id).collect();
            assert_eq!(search(&mut conn, &format!("尾号{tail}")).await, expected, "{tail}");
            assert!(search(&mut conn, tail).await.is_superset(&expected), "{tail}");
        }
    });
}

#[test]
fn a_case_is_found_by_how_a_name_is_spelled() {
    on_each(|store| async move {
        court(store.only_read(), 400, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let spelled = |file: &Matter| -> BTreeSet<String> {
            let of = |party: &Party| spellings(&party.details.name, party.details.is_person());
            file.parties.iter().flat_map(of).collect()
        };
        let all: BTreeSet<String> = files.iter().flat_map(&spelled).collect();
        assert!(all.iter().any(|s| s.len() < 4) && all.iter().any(|s| 8 < s.len()));
        for text in all.iter().step_by(all.len() / 60) {
            // A short one is a whole name's initials, a longer one begins a spelling.
            let fits = |known: &String| {
                if text.len() < 4 { known == text } else { known.starts_with(text.as_str()) }
            };
            let expected: BTreeSet<CaseId> =
                files.iter().filter(|file| spelled(file).iter().any(fits)).map(|f| f.id).collect();
            assert_eq!(search(&mut conn, text).await, expected, "{text}");
            assert_eq!(search(&mut conn, &text.to_uppercase()).await, expected, "{text}");
        }
        assert!(search(&mut conn, "zzzzzz").await.is_empty());
    });
}
