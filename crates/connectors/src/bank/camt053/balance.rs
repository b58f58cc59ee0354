//! 余额：which of a statement's balances open and close it. A statement in pages closes and opens its pages with interim
//! balances (ITBD); some banks give the closing balance alone, and the opening one follows from the entries.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use crate::xml::Element;

/// The elements of the balances that open and close a statement, as far as it has them.
#[derive(Clone, Copy)]
pub(super) struct Balances<'e> {
    pub(super) opening: Option<&'e Element>,
    pub(super) closing: Option<&'e Element>,
}

/// A balance as read: debit is negative.
pub(super) type Balance = (Fen, Day);

pub(super) fn find(statement: &Element) -> Balances<'_> {
    let of = |kind: &str| {
        let kind = kind.to_owned();
        statement.all("Bal").filter(move |balance| {
            balance.text_at(&["Tp", "CdOrPrtry", "Cd"]) == Some(kind.as_str())
        })
    };
    let mut interim = of("ITBD");
    let opening = of("OPBD").next().or_else(|| of("PRCD").next()).or_else(|| {
        // Behind the first page the first of two interim balances opens, and the only one does when the page has the
        // closing balance.
        let whole = of("ITBD").count() + of("CLBD").count() > 1;
        interim.next().filter(|_| whole)
    });
    let closing = of("CLBD").next().or_else(|| interim.last());
    Balances { opening, closing }
}
