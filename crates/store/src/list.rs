//! 清单：a list is described once. Its page, filters, order, saved views, total and spreadsheet all follow from the
//! description; `docs/add-a-list.md` shows how one is added.
//!
//! A description is data: where the rows lie, which columns they show and in which shape, which filters narrow them and
//! how. [`query`] makes one SQL text of it for both databases; the case list and the task list, which a million rows
//! have taught better, build their own conditions behind the same description.
//!
//! In a filter's SQL `:value` is what was chosen, `:today` the civil date (`:today-5`, `:today+30`), `:me` the reader.

mod approvals;
mod asked;
mod assets;
mod batches;
mod cases;
mod deadlines;
mod description;
mod directives;
mod lateness;
mod measures;
mod objections;
mod panels;
mod query;
mod receipts;
mod sql;
mod statements;
mod tasks;
mod unpaid;
mod visits;

pub use asked::{Asked, Scope};
pub use description::{
    Choice, Column, Filter, Kind, Light, List, Names, Offer, Order, Place, Shape, View, Word,
};
pub use query::{Cell, Found, ListRow, Total};

/// Every list there is.
pub static ALL: &[&List] = &[
    &cases::LIST,
    &tasks::LIST,
    &approvals::LIST,
    &measures::LIST,
    &deadlines::LIST,
    &lateness::LIST,
    &directives::LIST,
    &panels::LIST,
    &assets::LIST,
    &receipts::LIST,
    &unpaid::LIST,
    &batches::LIST,
    &statements::LIST,
    &objections::LIST,
    &visits::LIST,
];

/// The list of a key.
pub fn find(key: &str) -> Option<&'static List> {
    ALL.iter().copied().find(|list| list.key == key)
}

/// The title of a filter, of whichever list: for the sentence that refuses its value.
pub fn filter_title(name: &str) -> Option<&'static str> {
    ALL.iter().find_map(|list| list.filter(name)).map(|filter| filter.title)
}

#[cfg(test)]
mod tests;
