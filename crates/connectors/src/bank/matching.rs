//! 案款匹配：what a movement says about the case it belongs to. Only hints; the caller decides.

mod series;

use serde::{Deserialize, Serialize};
use zhixing_law::number::{half_width, is_invisible};

use self::series::{further, speaks_of_others};
use super::statement::{Direction, StatementLine};

/// Words with which banks say that a payment has come back.
const RETURNED: [&str; 3] = ["退汇", "退票", "冲正"];

/// 退汇：whether the bank says of money that arrived that it is a payment of the account holder's come back:
/// by the reversal indicator (`RvslInd`, 冲正标志) or in words.
#[must_use]
pub fn is_return(line: &StatementLine) -> bool {
    let said = RETURNED.iter().any(|word| line.remittance.contains(word));
    line.direction == Direction::Credit && (line.reversal || said)
}

/// 匹配线索。
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchHint {
    /// 案号 found in the text, in the canonical form `（2026）粤1224执123号`, without repetition.
    pub case_numbers: Vec<String>,
    /// The text speaks of further cases that it does not write out (等三案, 系列案).
    pub more_cases: bool,
    /// 案件子账号 to which the money came, letters and digits only.
    pub sub_account: Option<String>,
    /// Runs of eight or more digits in the text that are not part of a case number: the caller may know
    /// one of them as a sub-account.
    pub numbers: Vec<String>,
    /// 付款人, without spaces and with half-width letters, to be compared with the parties.
    pub payer: Option<String>,
}

/// Abbreviations of the provinces in court codes (法院代字), and the two special ones.
const COURTS: &str = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵军";
/// Type words of enforcement cases, the longer ones first.
const TYPES: [&str; 8] = ["执恢", "执保", "执异", "执复", "执监", "执协", "执他", "执"];

/// Finds case numbers in half or full width, with any brackets or none, with or without 号, and spaces
/// anywhere; and takes note of the sub-account and the payer.
#[must_use]
pub fn match_remittance(
    text: &str,
    virtual_account: Option<&str>,
    payer: Option<&str>,
) -> MatchHint {
    let mut hint = MatchHint {
        sub_account: virtual_account.map(account).filter(|account| !account.is_empty()),
        payer: payer.map(plain).filter(|payer| !payer.is_empty()),
        ..MatchHint::default()
    };
    let plain: Vec<char> = plain(text).chars().collect();
    // What is left of the text beside the numbers that were read.
    let mut left: Vec<char> = Vec::with_capacity(plain.len());
    let mut at = 0;
    while at < plain.len() {
        let before = at.checked_sub(1).and_then(|index| plain.get(index));
        if before.is_some_and(char::is_ascii_digit) {
            left.extend(plain.get(at));
            at += 1;
            continue;
        }
        let rest = plain.get(at..).unwrap_or_default();
        let mut cursor = Cursor { text: rest, at: 0 };
        if let Some(found) = case_number(&mut cursor) {
            let further = further(&mut cursor, found.kind, found.serial);
            let members = [(found.kind, found.serial)].into_iter().chain(further.cases);
            for (kind, serial) in members {
                let number = format!("（{}）{}{kind}{serial}号", found.year, found.court);
                if !hint.case_numbers.contains(&number) {
                    hint.case_numbers.push(number);
                }
            }
            hint.more_cases |= further.unnamed;
            left.push(' ');
            at += cursor.at;
            continue;
        }
        let run: String = rest.iter().take_while(|c| c.is_ascii_digit()).collect();
        if run.len() >= 8 && !hint.numbers.contains(&run) {
            hint.numbers.push(run);
        }
        left.extend(plain.get(at));
        at += 1;
    }
    hint.more_cases |= !hint.case_numbers.is_empty() && speaks_of_others(&left);
    hint
}

/// Half-width letters, digits and brackets; no white space; every kind of bracket round.
fn plain(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c))
        .map(|c| match c {
            '[' | '【' | '〔' | '〖' => '(',
            ']' | '】' | '〕' | '〗' => ')',
            other => other,
        })
        .collect()
}

fn account(text: &str) -> String {
    plain(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// A case number that is written out.
struct Written {
    year: String,
    court: String,
    kind: &'static str,
    serial: u32,
}

/// A case number where the cursor stands, which is left behind it.
fn case_number(cursor: &mut Cursor<'_>) -> Option<Written> {
    let year = cursor.digits(4);
    if year.len() != 4 || !year.starts_with("20") {
        return None;
    }
    let _ = cursor.skip(")") || cursor.skip("年");
    let court = if cursor.skip("最高法") {
        "最高法".to_owned()
    } else {
        let province = cursor.peek().filter(|c| COURTS.contains(*c))?;
        cursor.at += 1;
        let area = cursor.digits(4);
        if !matches!(area.len(), 0 | 2 | 4) {
            return None;
        }
        format!("{province}{area}")
    };
    let kind = TYPES.iter().copied().find(|word| cursor.skip(word))?;
    let _ = cursor.skip("字");
    let _ = cursor.skip("第");
    let serial = cursor.serial()?;
    let _ = cursor.skip("号");
    Some(Written { year, court, kind, serial })
}

struct Cursor<'t> {
    text: &'t [char],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn digits(&mut self, most: usize) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let digits: String = rest.iter().take(most).take_while(|c| c.is_ascii_digit()).collect();
        self.at += digits.len();
        digits
    }

    /// A serial of at most eight digits, not cut out of longer ones, above zero.
    fn serial(&mut self) -> Option<u32> {
        let serial = self.digits(8).parse().ok().filter(|serial| *serial > 0)?;
        let whole = !self.peek().is_some_and(|c| c.is_ascii_digit());
        whole.then_some(serial)
    }

    fn skip(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = rest.len() >= length && word.chars().eq(rest.iter().copied().take(length));
        if found {
            self.at += length;
        }
        found
    }
}
