//! 检索词：what somebody types into the search box of the case list.

use std::cmp::Reverse;

use zhixing_domain::ground::refusal::seen;
use zhixing_law::{identity, number::CaseNumber};

use super::Sql;
use crate::db::Conn;
use crate::error::StoreError;
use crate::projection::gram;
use crate::projection::spelling::{TAIL, key_of_tail};
use crate::value::V;

/// From how many names on two characters count as common.
const COMMON: i64 = 500;
/// Pairs of characters that are looked up besides the rarest.
const ALSO: usize = 2;
/// How far they are counted when all of a fragment's are common.
const COUNTED: i64 = 6_000;

/// What a search text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A whole 案号 in the written norm.
    Number(String),
    /// Digits: a serial, its last four, the digits of a whole number, a phone, or the last four of an account.
    Digits(String),
    /// An identity number or credit code.
    Identity(String),
    /// The number of a title, as [`gram::title_key`] has it.
    Title(String),
    /// Letters: initials or the spelling of a name, or a part of a name in letters.
    Spelled(String),
    /// The last four digits of an account, said to be that.
    Tail(String),
    /// A name of one character.
    ShortName(String),
    /// A fragment of a name, folded, of two characters or more.
    Fragment(String),
}

/// Reads a search text; `None` when it is blank.
pub(crate) fn read(text: &str) -> Option<Wanted> {
    let trimmed: String = seen(text).chars().filter(|c| !c.is_whitespace()).take(120).collect();
    let folded = gram::folded(&trimmed);
    let whole = CaseNumber::parse(&trimmed).or_else(|_| CaseNumber::parse(&format!("{trimmed}号")));
    if let Ok(number) = whole {
        return Some(Wanted::Number(number.case().to_string()));
    }
    if let Some(digits) = TAIL_WORDS.iter().find_map(|word| folded.strip_prefix(word))
        && digits.len() == TAIL
        && digits.chars().all(|c| c.is_ascii_digit())
    {
        return Some(Wanted::Tail(digits.to_owned()));
    }
    if let Some(serial) = serial_of(&folded) {
        return Some(Wanted::Digits(serial));
    }
    // A number as it is printed, in groups: 441224-19910316-9833, 138-0013-8000.
    let grouped: String = folded.chars().filter(|c| !DASHES.contains(*c)).collect();
    let is_number = grouped.len() >= 7 && grouped.chars().all(|c| c.is_ascii_digit() || c == 'x');
    let folded = if is_number { grouped } else { folded };
    if let Some(number) = document_number(&folded) {
        return Some(Wanted::Identity(number));
    }
    let length = folded.chars().count();
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    match length {
        0 => None,
        18 if digits >= 8 && folded.chars().all(|c| c.is_ascii_alphanumeric()) => {
            Some(Wanted::Identity(folded.to_uppercase()))
        }
        _ if digits == length => Some(Wanted::Digits(folded)),
        _ if is_title(&folded) => Some(Wanted::Title(gram::title_key(&folded))),
        1 => Some(Wanted::ShortName(folded)),
        _ if folded.chars().all(|c| c.is_ascii_alphanumeric()) => Some(Wanted::Spelled(folded)),
        _ => Some(Wanted::Fragment(folded)),
    }
}

/// A permit, a passport, an old code or licence, as it is kept: letters and digits of which most are digits.
fn document_number(folded: &str) -> Option<String> {
    let bare: String = folded.chars().filter(|c| !DASHES.contains(*c)).collect();
    let bare = bare.to_uppercase();
    if let (9, Ok(code)) = (bare.len(), identity::organisation_code(&bare)) {
        let letter = bare.bytes().any(|b| b.is_ascii_uppercase());
        return (letter || bare.len() < folded.len()).then_some(code);
    }
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let letters = bare.bytes().filter(u8::is_ascii_uppercase).count();
    let is_one = digits + letters == bare.len() && (1..=3).contains(&letters) && 5 <= digits;
    (is_one && bare.len() <= 17).then_some(bare)
}

/// Whether a folded text is the number of a title: 粤1224民初1588号, 肇仲案字〔2026〕12号.
fn is_title(folded: &str) -> bool {
    let bare = folded.strip_suffix('号').unwrap_or(folded);
    let ends = bare.chars().last().is_some_and(|c| c.is_ascii_digit());
    6 <= bare.chars().count() && ends && bare.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

/// What is said before the end of an account.
const TAIL_WORDS: [&str; 3] = ["账号尾号", "卡尾号", "尾号"];

/// From so many letters on a spelling may go on: shorter ones begin too many names.
const BEGINS: usize = 4;

/// What stands between the groups of a printed number.
const DASHES: &str = "-‐‑–—－";

/// The serial of a case number that is said in short: 执310, 310号, 粤1224执恢7号.
fn serial_of(folded: &str) -> Option<String> {
    let bare = folded.strip_suffix('号').unwrap_or(folded);
    let head = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let serial = bare.strip_prefix(head)?;
    let kind = head.find('执').map(|at| head.split_at(at));
    let says_case = match kind {
        Some((court, kind)) => kind.chars().count() <= 3 && court.chars().count() <= 7,
        None => head.is_empty() && bare.len() < folded.len(),
    };
    (says_case && (1..=8).contains(&serial.len())).then(|| serial.to_owned())
}

/// A number that belongs to one person and is masked wherever it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonNumber {
    /// 公民身份号码、通行证号码、护照号码
    Identity(String),
    /// 电话
    Phone(String),
}

/// The number of a person that a search text is, if it is one. Nothing shorter than a whole one is matched with
/// anybody's. 统一社会信用代码 of companies are public.
pub fn person_number(text: &str) -> Option<PersonNumber> {
    match read(text)? {
        Wanted::Identity(id) => {
            let person = match id.split_at_checked(17) {
                Some((head, last)) => head.bytes().all(|b| b.is_ascii_digit()) && last != "Y",
                // 组织机构代码 are public like what took their place.
                None => !id.contains('-'),
            };
            person.then_some(PersonNumber::Identity(id))
        }
        Wanted::Digits(digits) => {
            let mobile = digits.len() == 11 && digits.starts_with('1');
            let landline = (10..=12).contains(&digits.len()) && digits.starts_with('0');
            (mobile || landline).then_some(PersonNumber::Phone(digits))
        }
        _ => None,
    }
}

/// A source `p` of the ids of cases that a text may mean.
pub(crate) struct Source {
    /// `FROM …`, with `p` joined to `case_file c`.
    pub(crate) sql: Sql,
    /// True when `p` has `filed_key` and is read in its order.
    pub(crate) by_filing: bool,
}

impl Conn {
    /// The `FROM` part of a case query for a search text. `CROSS JOIN` keeps the order of the join:
    /// first the few cases the text means, then the rest of the conditions.
    pub(crate) async fn search_source(
        &mut self,
        court_id: &str,
        wanted: &Wanted,
        person_numbers: bool,
    ) -> Result<Source, StoreError> {
        const JOIN: &str = " CROSS JOIN case_file c WHERE c.court_id = ? AND c.case_id = p.case_id";
        let court = || V::from(court_id);
        let mut sql = Sql::default();
        let few = |sql: &mut Sql, table: &str, place: &str, value: V| {
            let text = format!(
                " FROM (SELECT DISTINCT case_id FROM {table} WHERE court_id = ? AND {place} = ? \
                 AND {place} <> '') p"
            );
            sql.push(&text, [court(), value]);
        };
        match wanted {
            Wanted::Number(number) => few(&mut sql, "case_file", "number", V::from(number)),
            Wanted::Identity(id) => {
                few(&mut sql, "case_party", "identity_number", V::from(id));
                if !person_numbers && person_number(id).is_some() {
                    sql.push(JOIN, [court()]);
                    sql.push(" AND 1 = 0", []);
                    return Ok(Source { sql, by_filing: false });
                }
            }
            Wanted::Title(key) => few(&mut sql, "case_file", "title_key", V::from(key)),
            Wanted::Tail(digits) => {
                few(&mut sql, "case_spelling", "spelling", V::from(key_of_tail(digits)));
            }
            // In the order of filing, as the key of the table has them.
            Wanted::Spelled(letters) if letters.len() < BEGINS => {
                let text = " FROM case_spelling p CROSS JOIN case_file c WHERE p.court_id = ? \
                    AND p.spelling = ? AND c.court_id = ? AND c.case_id = p.case_id";
                sql.push(text, [court(), V::from(letters), court()]);
                return Ok(Source { sql, by_filing: true });
            }
            Wanted::Spelled(letters) => self.spelled_source(&mut sql, court_id, letters).await?,
            Wanted::ShortName(name) => few(&mut sql, "case_party", "search_name", V::from(name)),
            Wanted::Digits(digits) => digits_source(&mut sql, court_id, digits, person_numbers),
            Wanted::Fragment(folded) => {
                let grams = self.by_rarity(court_id, folded).await?;
                let mut grams = grams.into_iter().map(|(_, gram)| gram);
                let text = " FROM case_gram p CROSS JOIN case_file c WHERE p.court_id = ? \
                    AND p.gram = ? AND c.court_id = ? AND c.case_id = p.case_id";
                sql.push(text, [court(), V::from(grams.next().unwrap_or_default()), court()]);
                // A key is looked up before the row of a case, the widest there is, is read. The offset keeps it a
                // look-up for each row: joined, a page far down would read the other pair from its beginning.
                for gram in grams.take(ALSO) {
                    let text = " AND EXISTS (SELECT 1 FROM case_gram g WHERE g.court_id = ? \
                        AND g.gram = ? AND g.filed_key = p.filed_key AND g.case_id = p.case_id \
                        LIMIT 1 OFFSET 0)";
                    sql.push(text, [court(), V::from(gram)]);
                }
                if folded.chars().count() > 2 {
                    holds_name(&mut sql, folded);
                }
                return Ok(Source { sql, by_filing: true });
            }
        }
        sql.push(JOIN, [court()]);
        Ok(Source { sql, by_filing: false })
    }

    /// Names whose spelling begins so, and those that are written in these letters.
    async fn spelled_source(
        &mut self,
        sql: &mut Sql,
        court_id: &str,
        letters: &str,
    ) -> Result<(), StoreError> {
        let court = || V::from(court_id);
        let rarest = self.by_rarity(court_id, letters).await?.into_iter().next();
        let gram = rarest.map(|(_, gram)| gram).unwrap_or_default();
        let text = " FROM (SELECT case_id FROM case_spelling WHERE court_id = ? \
            AND spelling >= ? AND spelling < ? UNION SELECT g.case_id FROM case_gram g \
            CROSS JOIN case_file f WHERE g.court_id = ? AND g.gram = ? AND f.court_id = ? \
            AND f.case_id = g.case_id AND f.search_names LIKE ? ESCAPE '\\') p";
        let end = V::from(format!("{letters}~"));
        let values = [
            court(),
            V::from(letters),
            end,
            court(),
            V::from(gram),
            court(),
            V::from(like(letters)),
        ];
        sql.push(text, values);
        Ok(())
    }

    /// Whether even the rarest two characters of a fragment are in very many names.
    pub(crate) async fn is_common(
        &mut self,
        court_id: &str,
        folded: &str,
    ) -> Result<bool, StoreError> {
        let grams = self.by_rarity(court_id, folded).await?;
        Ok(grams.first().is_some_and(|(names, _)| COMMON <= *names))
    }

    /// The pairs of characters of a fragment and how many names have each, counted up to
    /// [`COUNTED`], the rarest first; only one that no name has, if there is such a one. Of those that are too many to
    /// count the ones that say most beside the rarest come first.
    async fn by_rarity(
        &mut self,
        court_id: &str,
        folded: &str,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let mut counts = self.counts_below(court_id, folded, COMMON).await?;
        if counts.first().is_some_and(|(least, _)| COMMON <= *least) {
            counts = self.counts_below(court_id, folded, COUNTED).await?;
        }
        let rarest = counts.first().and_then(|(_, gram)| folded.find(gram)).unwrap_or_default();
        counts.sort_by_key(|(names, gram)| (*names, beside(folded, gram, rarest)));
        Ok(counts)
    }

    async fn counts_below(
        &mut self,
        court_id: &str,
        folded: &str,
        cap: i64,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let mut counts = Vec::new();
        for gram in gram::grams(folded).iter().take(12) {
            let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM case_gram \
                WHERE court_id = $1 AND gram = $2 LIMIT $3) AS few";
            let values = [V::from(court_id), V::from(gram), V::from(cap)];
            let count = self.one(sql, &values).await?.int("n")?;
            counts.push((count, gram.clone()));
            if count == 0 {
                break;
            }
        }
        counts.sort();
        Ok(counts)
    }
}

/// What stands in the names of most companies.
const COMMONPLACE: [&str; 7] = ["有限", "限公", "公司", "责任", "任公", "股份", "份有"];

/// How little a pair of characters adds to another one of the same fragment: what every company has adds nothing, and
/// the farther it stands the less the other one implies it.
fn beside(folded: &str, gram: &str, rarest: usize) -> (bool, Reverse<usize>) {
    let place = folded.find(gram).unwrap_or_default();
    (COMMONPLACE.contains(&gram), Reverse(place.abs_diff(rarest)))
}

/// The condition that a party's name has a fragment.
pub(crate) fn holds_name(sql: &mut Sql, folded: &str) {
    sql.push(" AND c.search_names LIKE ? ESCAPE '\\'", [V::from(like(folded))]);
}

fn digits_source(sql: &mut Sql, court_id: &str, digits: &str, person_numbers: bool) {
    let court = || V::from(court_id);
    let serial = digits.parse::<u32>().ok().map(i64::from);
    sql.push(
        " FROM (SELECT case_id FROM case_file WHERE court_id = ? AND number_digits = ? \
         AND number_digits <> ''",
        [court(), V::from(digits)],
    );
    match serial {
        // Four digits are the end of a serial, of one this short or of a longer one.
        Some(serial) if digits.len() == TAIL => sql.push(
            " UNION SELECT case_id FROM case_file WHERE court_id = ? AND serial_tail = ? \
             AND serial_tail IS NOT NULL UNION SELECT case_id FROM case_spelling \
             WHERE court_id = ? AND spelling = ?",
            [court(), V::from(serial), court(), V::from(key_of_tail(digits))],
        ),
        Some(serial) => sql.push(
            " UNION SELECT case_id FROM case_file WHERE court_id = ? AND serial = ? \
             AND serial IS NOT NULL",
            [court(), V::from(serial)],
        ),
        None => {}
    }
    // Numbers of registers are public; of persons see below.
    if (7..=15).contains(&digits.len()) {
        sql.push(
            " UNION SELECT case_id FROM case_party WHERE court_id = ? AND identity_number = ? \
             AND identity_number <> '' AND kind <> 'person'",
            [court(), V::from(digits)],
        );
    }
    if person_numbers && person_number(digits).is_some() {
        sql.push(
            " UNION SELECT case_id FROM case_party WHERE court_id = ? AND phone = ? \
             AND phone <> ''",
            [court(), V::from(digits)],
        );
    }
    sql.push(") p", []);
}

/// A LIKE pattern for a part of a text.
fn like(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
