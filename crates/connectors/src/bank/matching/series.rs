//! 系列案：a remittance that writes one case number out and abbreviates the others (执300、301号; 执300-302号;
//! 执300号等三案). Money of several cases belongs to none of them until a person says so, so what cannot be
//! read for certain counts as further cases.

use super::{Cursor, TYPES, case_number};

/// A range of more cases than this is not written out.
const RANGE_MAX: u32 = 50;
/// What may stand between the numbers of a series.
const BETWEEN: [&str; 12] = ["、", ",", "/", "\\", ";", "+", "&", "·", "以及", "及", "和", "与"];
/// What may stand between the ends of a range.
const RANGE: [&str; 9] = ["--", "-", "~", "—", "–", "－", "～", "至", "到"];
/// What says that there are others.
const OTHERS: [&str; 2] = ["等", "系列"];
/// What makes digits something else than a case number: sums, dates, shares, counts.
const UNITS: &str = "元圆角分万千亿年月日.%时:次期笔人份";

/// What follows a case number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Further {
    /// Serials of the same court, year and the type beside them.
    pub(super) cases: Vec<(&'static str, u32)>,
    /// There are cases that the text does not write out.
    pub(super) unnamed: bool,
}

/// Reads on after a case number of a type and serial; the cursor stands behind its 号 and is left behind the series.
pub(super) fn further(cursor: &mut Cursor<'_>, kind: &'static str, serial: u32) -> Further {
    let mut found = Further::default();
    let (mut kind, mut last) = (kind, serial);
    loop {
        let before = cursor.at;
        let is_range = RANGE.iter().any(|word| cursor.skip(word));
        let goes_on = is_range || BETWEEN.iter().any(|word| cursor.skip(word));
        let next = if goes_on { member(cursor, kind) } else { None };
        let Some((of, number)) = next else {
            cursor.at = before;
            break;
        };
        if is_range {
            match number.checked_sub(last) {
                Some(more) if more <= RANGE_MAX && of == kind => {
                    found.cases.extend((last + 1..=number).map(|serial| (of, serial)));
                }
                // 300-2号 may be 300 to 302, or the second paper of case 300.
                _ => found.unnamed = true,
            }
        } else {
            found.cases.push((of, number));
        }
        (kind, last) = (of, number);
    }
    found.unnamed |= says_others(cursor) || bare_number(cursor);
    found
}

/// Another number of the series: digits, with the type before them or not, with 号 or not.
fn member(cursor: &mut Cursor<'_>, kind: &'static str) -> Option<(&'static str, u32)> {
    if case_number(&mut Cursor { text: cursor.text, at: cursor.at }).is_some() {
        return None;
    }
    let kind = TYPES.iter().copied().find(|word| cursor.skip(word)).unwrap_or(kind);
    let _ = cursor.skip("字");
    let _ = cursor.skip("第");
    let serial = cursor.serial()?;
    if cursor.peek().is_some_and(|c| UNITS.contains(c)) {
        return None;
    }
    let _ = cursor.skip("号");
    Some((kind, serial))
}

/// Letters of the cases that a court tries: 民初1588号 is what is enforced, not another enforcement.
const TRIED: &str = "初终再申特督破撤";
/// What stands behind 号 in an address.
const PLACES: &str = "楼房门院街线铺室栋路弄";
/// How a count of cases is written; one case is no other.
const NUMERALS: &str = "二两三四五六七八九十几数多各";
const ITEMS: &str = "案件宗起";
/// Most digits of a serial that stands alone.
const BARE_MAX: usize = 5;

/// Whether a text speaks of cases beside those that were read out of it: another 号 or 执 with digits, a count of
/// cases. Money that might be of several waits; what is said of addresses, sums and trials does not make it wait.
pub(super) fn speaks_of_others(text: &[char]) -> bool {
    (0..text.len()).any(|at| {
        let mut cursor = Cursor { text, at };
        is_other_number(&mut cursor) || is_count(&Cursor { text, at })
    })
}

fn is_other_number(cursor: &mut Cursor<'_>) -> bool {
    let before = cursor.at.checked_sub(1).and_then(|at| cursor.text.get(at)).copied();
    let named = TYPES.iter().any(|word| cursor.skip(word)) || cursor.skip("案号");
    if named {
        let _ = cursor.skip("字") || cursor.skip(":");
        let _ = cursor.skip("第");
        return cursor.serial().is_some();
    }
    if before.is_some_and(|c| c.is_ascii_digit() || TRIED.contains(c)) {
        return false;
    }
    cursor.serial().is_some()
        && cursor.skip("号")
        && !cursor.peek().is_some_and(|c| PLACES.contains(c))
}

fn is_count(cursor: &Cursor<'_>) -> bool {
    let mut ahead = Cursor { text: cursor.text, at: cursor.at };
    let before = cursor.at.checked_sub(1).and_then(|at| cursor.text.get(at)).copied();
    let digits = ahead.digits(3);
    let counted = if digits.is_empty() {
        let numeral = ahead.peek().is_some_and(|c| NUMERALS.contains(c));
        ahead.at += usize::from(numeral);
        numeral
    } else {
        digits != "1" && !before.is_some_and(|c| c.is_ascii_digit())
    };
    let _ = ahead.skip("个");
    counted && ahead.peek().is_some_and(|c| ITEMS.contains(c))
}

/// Digits right behind a number and a sign, which nobody can read for certain: 执17号|21, 执17号#21.
fn bare_number(cursor: &Cursor<'_>) -> bool {
    let mut ahead = Cursor { text: cursor.text, at: cursor.at };
    let sign = ahead.peek().is_some_and(|c| !c.is_alphanumeric() && !"()".contains(c));
    ahead.at += usize::from(sign);
    let digits = ahead.digits(BARE_MAX + 1).len();
    let unit = ahead.peek().is_some_and(|c| UNITS.contains(c) || c.is_ascii_alphanumeric());
    sign && (1..=BARE_MAX).contains(&digits) && !unit
}

/// 等三案, 等案, 系列案, behind the last number.
fn says_others(cursor: &Cursor<'_>) -> bool {
    let mut ahead = Cursor { text: cursor.text, at: cursor.at };
    for gap in ["案件", "案", "("] {
        let _ = ahead.skip(gap);
    }
    OTHERS.iter().any(|word| ahead.skip(word))
}
