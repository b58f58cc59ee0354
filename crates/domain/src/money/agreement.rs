//! 账实核对：what the bank says of the court's account against what the books say of it. Nothing is decided here; it is
//! found out, and said with the days and sums that show where to look.

use zhixing_law::{day::Day, error::LawError, money::Fen};

/// 一份流水 as the bank states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    pub from: Day,
    pub to: Day,
    /// 期初余额
    pub opening: Fen,
    /// 期末余额
    pub closing: Fen,
}

/// 未达账项 and what the books hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Books {
    /// 账面银行存款, counted from nothing: without what lay there before the first statement.
    pub bank: Fen,
    /// Paid on the last day that is stated or later, and in no statement: out of the books, still at the bank.
    pub paid_since: Fen,
    /// In a statement as paid, by a payment of ours of which the bank has not reported.
    pub unreported: Fen,
    /// 不明款 by the ledger, and as the list of it has it.
    pub pool: Fen,
    pub pool_listed: Fen,
}

/// Why they do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// A statement begins with another balance than everything before it comes to: one between them is missing, or is
    /// of something else.
    Gap { stated: Stated, expected: Fen },
    /// The account holds another sum than the books.
    Difference { bank: Fen, expected: Fen },
    /// The list of unknown money is not what the ledger holds of it.
    Pool { ledger: Fen, listed: Fen },
}

/// What the comparison came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// 银行余额, at the end of the last day stated.
    pub bank: Fen,
    pub on: Day,
    /// What lay there before the first statement.
    pub opening: Fen,
    /// What the bank should say by the books.
    pub expected: Fen,
    pub disagreements: Vec<Disagreement>,
}

impl Agreement {
    /// 账实相符
    pub fn agrees(&self) -> bool {
        self.disagreements.is_empty()
    }
}

/// Compares. `stated` is in the order of import. `moved` is what all imported lines of a day come to, money in less money
/// out, by day. `None` before the first statement.
///
/// # Errors
/// A sum beyond what money can be.
pub fn compare(
    stated: &[Stated],
    moved: &[(Day, Fen)],
    books: &Books,
) -> Result<Option<Agreement>, LawError> {
    let mut by_day = stated.to_vec();
    by_day.sort_by_key(|one| (one.from, one.to));
    let first = by_day.iter().find(|one| !goes_on(one, stated)).or_else(|| by_day.first());
    let (Some(first), Some(last)) = (first, last(stated)) else { return Ok(None) };
    let mut disagreements = Vec::new();
    // What is missing once is missing in every balance after it: only where it changes is there something to look for.
    let mut missing = Fen::ZERO;
    for one in by_day.iter().filter(|one| !goes_on(one, stated)) {
        let expected = balance_before(first.opening, one.from, moved)?.checked_add(missing)?;
        if one.opening != expected {
            disagreements.push(Disagreement::Gap { stated: *one, expected });
            missing = missing.checked_add(one.opening.checked_sub(expected)?)?;
        }
    }
    let expected = first
        .opening
        .checked_add(books.bank)?
        .checked_add(books.paid_since)?
        .checked_sub(books.unreported)?;
    let (bank, on, opening) = (last.closing, last.to, first.opening);
    if bank != expected {
        disagreements.push(Disagreement::Difference { bank, expected });
    }
    if books.pool != books.pool_listed {
        let (ledger, listed) = (books.pool, books.pool_listed);
        disagreements.push(Disagreement::Pool { ledger, listed });
    }
    Ok(Some(Agreement { bank, on, opening, expected, disagreements }))
}

/// 余额 at the beginning of a day: everything imported before it.
fn balance_before(opening: Fen, day: Day, moved: &[(Day, Fen)]) -> Result<Fen, LawError> {
    let before = moved.iter().filter(|(on, _)| *on < day);
    before.map(|(_, sum)| *sum).try_fold(opening, Fen::checked_add)
}

/// A second statement of a day begins where the first ended, not where the day began. One that begins where the other
/// began holds the other's lines again, though the balance may have come back to where it was.
pub fn goes_on(one: &Stated, stated: &[Stated]) -> bool {
    let follows =
        |other: &&Stated| *other != one && other.to == one.from && other.closing == one.opening;
    stated
        .iter()
        .filter(follows)
        .any(|other| other.from != one.from || other.opening != one.opening)
}

/// The last word of the bank: of the statements that end on the last day the one imported last, unless another goes on
/// from it.
fn last(stated: &[Stated]) -> Option<&Stated> {
    let to = stated.iter().map(|one| one.to).max()?;
    let ending = || stated.iter().rev().filter(|one| one.to == to);
    let open = |one: &&Stated| {
        let goes_on = |next: &Stated| {
            next != *one && next.from == to && next.opening == one.closing && next.to == to
        };
        !stated.iter().any(goes_on)
    };
    ending().find(open).or_else(|| ending().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn one(from: &str, to: &str, opening: i64, closing: i64) -> Stated {
        Stated {
            from: day(from),
            to: day(to),
            opening: Fen::new(opening),
            closing: Fen::new(closing),
        }
    }

    fn found(stated: &[Stated], moved: &[(&str, i64)], books: &Books) -> Agreement {
        let moved: Vec<(Day, Fen)> =
            moved.iter().map(|(on, sum)| (day(on), Fen::new(*sum))).collect();
        compare(stated, &moved, books).unwrap().unwrap()
    }

    fn books(bank: i64) -> Books {
        Books { bank: Fen::new(bank), ..Books::default() }
    }

    #[test]
    fn before_the_first_statement_there_is_nothing_to_compare() {
        assert_eq!(compare(&[], &[], &books(0)).unwrap(), None);
    }

    #[test]
    fn days_that_follow_each_other_agree_in_whatever_order_they_came() {
        let (first, second) =
            (one("2026-09-01", "2026-09-01", 100, 150), one("2026-09-02", "2026-09-03", 150, 130));
        let moved = [("2026-09-01", 50), ("2026-09-03", -20)];
        for stated in [[first, second], [second, first]] {
            let found = found(&stated, &moved, &books(30));
            assert!(found.agrees(), "{found:?}");
            assert_eq!((found.bank, found.on), (Fen::new(130), day("2026-09-03")));
        }
    }

    #[test]
    fn statements_that_overlap_agree() {
        let stated =
            [one("2026-09-01", "2026-09-03", 0, 70), one("2026-09-02", "2026-09-04", 50, 75)];
        let moved = [("2026-09-01", 50), ("2026-09-03", 20), ("2026-09-04", 5)];
        assert!(found(&stated, &moved, &books(75)).agrees());
    }

    #[test]
    fn two_statements_of_one_day_go_on_from_each_other() {
        let stated =
            [one("2026-09-01", "2026-09-01", 0, 50), one("2026-09-01", "2026-09-01", 50, 80)];
        let moved = [("2026-09-01", 80)];
        for stated in [stated, [stated[1], stated[0]]] {
            let found = found(&stated, &moved, &books(80));
            assert!(found.agrees(), "{found:?}");
            assert_eq!(found.bank, Fen::new(80));
        }
    }

    #[test]
    fn a_day_stated_twice_is_as_it_was_stated_last() {
        let stated =
            [one("2026-09-01", "2026-09-01", 0, 50), one("2026-09-01", "2026-09-01", 0, 80)];
        let found = found(&stated, &[("2026-09-01", 80)], &books(80));
        assert!(found.agrees(), "{found:?}");
    }

    #[test]
    fn a_day_that_was_left_out_is_named() {
        let gap = one("2026-09-22", "2026-09-22", 900, 905);
        let stated = [one("2026-09-01", "2026-09-01", 0, 50), gap];
        let moved = [("2026-09-01", 50), ("2026-09-22", 5)];
        let found = found(&stated, &moved, &books(55));
        let expected = vec![
            Disagreement::Gap { stated: gap, expected: Fen::new(50) },
            Disagreement::Difference { bank: Fen::new(905), expected: Fen::new(55) },
        ];
        assert_eq!(found.disagreements, expected);
    }

    #[test]
    fn what_is_missing_once_is_named_once() {
        let gap = one("2026-09-05", "2026-09-05", 90, 95);
        let stated =
            [one("2026-09-01", "2026-09-01", 0, 50), gap, one("2026-09-06", "2026-09-06", 95, 100)];
        let moved = [("2026-09-01", 50), ("2026-09-05", 5), ("2026-09-06", 5)];
        let found = found(&stated, &moved, &books(60));
        let expected = [
            Disagreement::Gap { stated: gap, expected: Fen::new(50) },
            Disagreement::Difference { bank: Fen::new(100), expected: Fen::new(60) },
        ];
        assert_eq!(found.disagreements, expected);
    }

    #[test]
    fn money_that_left_the_account_and_is_in_no_book_is_a_difference() {
        let stated = [one("2026-09-01", "2026-09-01", 600, 100)];
        let found = found(&stated, &[("2026-09-01", -500)], &books(0));
        let expected = Disagreement::Difference { bank: Fen::new(100), expected: Fen::new(600) };
        assert_eq!(found.disagreements, [expected]);
    }

    #[test]
    fn what_is_on_its_way_is_no_difference() {
        // Paid on the day after the last statement: out of the books, still at the bank.
        let stated = [one("2026-09-01", "2026-09-01", 0, 100)];
        let since = Books { paid_since: Fen::new(40), ..books(60) };
        assert!(found(&stated, &[("2026-09-01", 100)], &since).agrees());
        // Out of the bank, and the bank's report of the payment has not come.
        let stated = [one("2026-09-01", "2026-09-01", 0, 60)];
        let unreported = Books { unreported: Fen::new(40), ..books(100) };
        assert!(found(&stated, &[("2026-09-01", 60)], &unreported).agrees());
    }

    #[test]
    fn unknown_money_that_is_not_in_the_list_is_a_difference() {
        let stated = [one("2026-09-01", "2026-09-01", 0, 100)];
        let lost = Books { pool: Fen::new(100), ..books(100) };
        let found = found(&stated, &[("2026-09-01", 100)], &lost);
        let expected = Disagreement::Pool { ledger: Fen::new(100), listed: Fen::ZERO };
        assert_eq!(found.disagreements, [expected]);
    }
}
