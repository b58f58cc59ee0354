//! 拼音首字母、全拼和账号尾号：what somebody types who has the keyboard at hand and not the characters, or only the end of
//! an account on a slip of the bank.

use std::collections::BTreeSet;

use pinyin::{Pinyin, ToPinyinMulti as _};
use zhixing_domain::matter::Matter;

use super::{ProjRow, gram, shown};
use crate::value::V;

/// 尾号位数: what is shown of a masked account, and no more.
pub const TAIL: usize = 4;

/// So many readings of one name are kept: 单、仇、解 have two as surnames.
const READINGS: usize = 8;

/// Longest spelling that is kept.
const LONG: usize = 24;

/// What ends the names of companies, and is typed by nobody.
const ENDINGS: [&str; 4] = ["有限责任公司", "股份有限公司", "有限公司", "公司"];

/// What the place ends with that most names of companies begin with.
const PLACES: [char; 6] = ['省', '市', '县', '区', '州', '镇'];

/// The key of an account's end, if it is long enough to have one.
pub fn tail(account: &str) -> Option<String> {
    let digits: Vec<char> = account.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(TAIL).filter(|from| 0 < *from)?;
    Some(key_of_tail(&digits.iter().skip(from).collect::<String>()))
}

/// No spelling of a name begins with this sign.
pub fn key_of_tail(digits: &str) -> String {
    format!("#{digits}")
}

/// Everything that a name is spelled as.
pub fn spellings(name: &str, person: bool) -> BTreeSet<String> {
    let folded = gram::folded(name);
    let mut all = BTreeSet::new();
    let starts = if person { vec![folded.as_str()] } else { short_names(&folded) };
    for start in starts {
        all.extend(readings(start, |reading| reading.first_letter()));
        let latin: String = start.chars().take_while(char::is_ascii_alphanumeric).collect();
        all.insert(latin);
    }
    if person {
        all.extend(readings(&folded, |reading| reading.plain()));
    }
    all.retain(|spelling| 1 < spelling.len());
    all
}

/// 简称: the name of a company without what ends it, with and without the place that it begins with.
fn short_names(folded: &str) -> Vec<&str> {
    let bare = ENDINGS.iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    let behind = |(at, place): (usize, char)| bare.get(at + place.len_utf8()..);
    let places = bare.char_indices().filter(|(_, c)| PLACES.contains(c));
    let short = places.filter_map(behind).filter(|rest| 1 < rest.chars().count());
    std::iter::once(bare).chain(short).collect()
}

/// The spellings of a name by the readings that its characters have; letters stand for themselves.
fn readings(name: &str, of: impl Fn(Pinyin) -> &'static str) -> BTreeSet<String> {
    let mut all = BTreeSet::from([String::new()]);
    for c in name.chars() {
        let said: BTreeSet<String> = match c.to_pinyin_multi() {
            Some(readings) => readings.into_iter().map(|reading| of(reading).to_owned()).collect(),
            None if c.is_ascii_alphanumeric() => BTreeSet::from([c.to_string()]),
            None => continue,
        };
        // Of a name with many readings the usual ones are enough.
        let said = said.into_iter().take(if READINGS <= all.len() { 1 } else { READINGS });
        let said: Vec<String> = said.collect();
        let longer = all.iter().flat_map(|known| said.iter().map(move |s| format!("{known}{s}")));
        all = longer.map(|spelling| spelling.chars().take(LONG).collect()).take(READINGS).collect();
    }
    all
}

pub(super) fn rows(file: &Matter) -> Vec<ProjRow> {
    let mut all = BTreeSet::new();
    for party in &file.parties {
        all.extend(spellings(&party.details.name, party.details.is_person()));
        all.extend(party.details.account.iter().filter_map(|account| tail(&account.account)));
    }
    all.extend(file.assets.iter().filter_map(|asset| tail(&asset.number)));
    let filed_key = shown::filed_key(file);
    all.into_iter()
        .map(|spelling| ProjRow {
            table: "case_spelling",
            key: vec![
                ("court_id", V::from(&file.court)),
                ("spelling", V::from(spelling)),
                ("filed_key", V::from(&filed_key)),
                ("case_id", V::from(file.id.0)),
            ],
            cols: Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{spellings, tail};

    #[test]
    fn a_name_is_spelled_by_its_initials_and_a_person_in_full() {
        let known = spellings("韦观水", true);
        assert!(known.contains("wgs") && known.contains("weiguanshui"), "{known:?}");
        let surname = spellings("单小明", true);
        assert!(surname.contains("sxm") && surname.contains("dxm"), "{surname:?}");
        assert!(spellings("John Smith", true).contains("johnsmith"));
        assert!(spellings("重", true).iter().all(|spelling| 1 < spelling.len()));
    }

    #[test]
    fn a_company_is_spelled_with_and_without_its_place_and_never_with_what_ends_it() {
        let known = spellings("怀集县兴华建材有限公司", false);
        assert!(known.contains("xhjc") && known.contains("hjxxhjc"), "{known:?}");
        assert!(spellings("广州市天河区ABC贸易有限公司", false).contains("abc"));
        assert!(
            spellings("有限公司", false).is_empty() || !spellings("有限公司", false).contains("")
        );
    }

    #[test]
    fn many_readings_stay_few_rows_and_short() {
        let known = spellings("单仇解重行单仇解重行单仇解重行单仇解", true);
        assert!(known.len() <= 17 && known.iter().all(|s| s.len() <= 24), "{}", known.len());
    }

    #[test]
    fn the_end_of_an_account_is_what_its_mask_shows() {
        assert_eq!(tail("6228 4800-0000 0001234").as_deref(), Some("#1234"));
        assert_eq!(
            (tail("1234"), tail("粤H12345"), tail("")),
            (None, Some("#2345".to_owned()), None)
        );
    }
}
