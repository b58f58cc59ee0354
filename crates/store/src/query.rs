//! The lists, counts and look-ups of the pages, over the projected tables.
//!
//! Every list pages by key: [`Page`] carries an opaque cursor that [`Listing`] handed out, so the
//! thousandth page costs what the first does and rows that move are never shown twice on one page.
//! Nothing here asks for the date: `today` is handed in.

use std::str::FromStr;

use uuid::Uuid;

use crate::error::StoreError;
use crate::value::V;

pub mod case;
pub mod court;
pub mod funds;
mod measure;
pub mod mode;
pub mod notice;
pub mod people;
mod request;
pub mod text;
pub mod wall;

/// Rows on one page at most.
pub const LIMIT_MAX: i64 = 200;

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// [`Listing::next`] of the page before; `None` for the first.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to [`LIMIT_MAX`]; anything else is brought into that range.
    pub limit: i64,
}

impl Default for Page {
    fn default() -> Self {
        Self { cursor: None, limit: 50 }
    }
}

impl Page {
    /// The first page with so many rows.
    pub fn first(limit: i64) -> Self {
        Self { cursor: None, limit }
    }

    pub(crate) fn rows(&self) -> i64 {
        self.limit.clamp(1, LIMIT_MAX)
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Cursor of the next page; `None` when this is the last.
    pub next: Option<String>,
}

impl<T> Listing<T> {
    /// Takes the row beyond the page away and makes the cursor from the last row kept.
    pub(crate) fn cut(mut rows: Vec<T>, page: &Page, cursor: impl Fn(&T) -> Cursor) -> Self {
        let limit = usize::try_from(page.rows()).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| cursor(row).to_string());
        Self { rows, next }
    }
}

/// Where a page ended: the list's order, the sort key and the ids of the last row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) order: String,
    pub(crate) key: String,
    pub(crate) ids: Vec<Uuid>,
}

impl Cursor {
    pub(crate) fn new(order: impl ToString, key: impl ToString, ids: &[Uuid]) -> Self {
        Self { order: order.to_string(), key: key.to_string(), ids: ids.to_vec() }
    }

    /// The cursor of a page, checked against the order of the list it is used on.
    pub(crate) fn of(
        page: &Page,
        order: impl ToString,
        ids: usize,
    ) -> Result<Option<Self>, StoreError> {
        let Some(text) = &page.cursor else { return Ok(None) };
        let cursor: Self = text.parse()?;
        if cursor.order != order.to_string() || cursor.ids.len() != ids {
            return Err(bad_cursor());
        }
        Ok(Some(cursor))
    }

    pub(crate) fn id(&self, at: usize) -> V {
        V::from(self.ids.get(at).copied())
    }

    /// The key as a type with a text form.
    pub(crate) fn key_as<T: FromStr>(&self) -> Result<T, StoreError> {
        self.key.parse().map_err(|_| bad_cursor())
    }
}

fn bad_cursor() -> StoreError {
    StoreError::BadValue("a cursor of another list".to_owned())
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.order, self.key)?;
        self.ids.iter().try_for_each(|id| write!(f, "~{}", id.simple()))
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let mut parts = text.split('~');
        let (Some(order), Some(key)) = (parts.next(), parts.next()) else {
            return Err(bad_cursor());
        };
        if key.len() > 64 {
            return Err(bad_cursor());
        }
        let ids: Result<Vec<Uuid>, _> = parts.map(Uuid::parse_str).collect();
        Ok(Self {
            order: order.to_owned(),
            key: key.to_owned(),
            ids: ids.map_err(|_| bad_cursor())?,
        })
    }
}

/// Builds a query with numbered placeholders.
#[derive(Debug, Default)]
pub(crate) struct Sql {
    pub(crate) text: String,
    pub(crate) values: Vec<V>,
}

impl Sql {
    /// Adds text in which each `?` is a placeholder for the next of `values`.
    pub(crate) fn push(&mut self, text: &str, values: impl IntoIterator<Item = V>) {
        let mut values = values.into_iter();
        for (at, part) in text.split('?').enumerate() {
            if at > 0 {
                self.values.extend(values.next());
                self.text.push('$');
                self.text.push_str(&self.values.len().to_string());
            }
            self.text.push_str(part);
        }
    }

    /// Adds `(?, ?, …)` with a value for each, to stand after `IN`; there must be one at least.
    pub(crate) fn any_of(&mut self, values: impl IntoIterator<Item = V>) {
        for (at, value) in values.into_iter().enumerate() {
            self.push(if at == 0 { "(?" } else { ", ?" }, [value]);
        }
        self.text.push(')');
    }

    /// Adds another query, its placeholders numbered on from here.
    pub(crate) fn append(&mut self, other: Sql) {
        let from = self.values.len();
        let mut parts = other.text.split('$');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            let number = digits.parse::<usize>().unwrap_or_default() + from;
            self.text.push('$');
            self.text.push_str(&number.to_string());
            self.text.push_str(part.get(digits.len()..).unwrap_or_default());
        }
        self.values.extend(other.values);
    }
}
