//! One page, or the total, of what was asked: one SQL text made from the description.

use uuid::Uuid;
use zhixing_domain::ground::id::CaseId;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use super::asked::Asked;
use super::description::{Ask, Column, KeyKind, List, Order, Shape};
use super::sql::{Prepared, bind, own, plain};
use super::{approvals, tasks};
use crate::db::Conn;
use crate::error::StoreError;
use crate::query::{Cursor, Page, Sql};
use crate::row::Row;
use crate::value::V;

/// Cases that a search text may mean in another list than theirs; beyond them the answer says that there are more.
const TEXT_CASES_MAX: i64 = 200;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, a code, a key.
    Text(String),
    /// 分
    Money(Fen),
    /// Civil date.
    Day(Day),
    /// Instant.
    Moment(Instant),
    /// So many.
    Count(i64),
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Its own id.
    pub id: Uuid,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// The part of the case page where it is dealt with, or empty.
    pub opens: String,
    /// Who did the last step.
    pub by: Option<Uuid>,
    /// A cell for every column, in their order.
    pub cells: Vec<Cell>,
}

impl ListRow {
    /// The cell of a column.
    pub fn cell(&self, list: &List, name: &str) -> Option<&Cell> {
        let place = list.columns.iter().position(|column| column.name == name)?;
        self.cells.get(place)
    }

    /// The words of a cell; empty where there are none.
    pub fn text(&self, list: &List, name: &str) -> &str {
        match self.cell(list, name) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The rows.
    pub rows: Vec<ListRow>,
    /// Cursor of the next page; none when this is the last.
    pub next: Option<String>,
    /// The search text means more cases than were looked at.
    pub capped: bool,
}

/// How many rows there are, and what they come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// Rows counted.
    pub count: i64,
    /// Sum of the list's money column.
    pub sum: Fen,
    /// There are more: count and sum are of a part only.
    pub capped: bool,
}

impl Conn {
    /// One page of what was asked.
    ///
    /// # Errors
    /// [`StoreError::BadValue`] for a cursor of another list or order.
    pub async fn list(&mut self, asked: &Asked, page: &Page) -> Result<Found, StoreError> {
        let Prepared { parts, order, capped } = self.prepare(asked).await?;
        let name = format!("{}.{}", asked.list.key, order.name);
        let cursor = Cursor::of(page, &name, order.ids.len())?;
        if parts.is_empty() {
            return Ok(Found { rows: Vec::new(), next: None, capped });
        }
        let whole = parts.len() == 1;
        let mut sql = Sql::default();
        for (at, part) in parts.into_iter().enumerate() {
            if !whole {
                sql.push(if at == 0 { "SELECT * FROM (" } else { " UNION ALL " }, []);
                sql.push("SELECT * FROM (", []);
            }
            one_part(&mut sql, asked, part, order, cursor.as_ref())?;
            sql.push(&format!(" ORDER BY {} LIMIT ?", by(order, true)), [limit(page)]);
            if !whole {
                sql.push(&format!(") AS o{at}"), []);
            }
        }
        if !whole {
            let order = by(order, false);
            sql.push(&format!(") AS found ORDER BY {order} LIMIT ?"), [limit(page)]);
        }
        let rows = self.all(sql.text, &sql.values).await?;
        cut(asked.list, order, &name, &rows, page, capped)
    }

    /// Counts what was asked and adds up the list's money column, looking at most at `cap` rows.
    pub async fn total(&mut self, asked: &Asked, cap: i64) -> Result<Total, StoreError> {
        let Prepared { parts, capped, .. } = self.prepare(asked).await?;
        let summed = asked.list.sum.and_then(|name| column(asked.list, name));
        let summed = summed.map_or("0", |column| column.sql);
        let mut total = Total { count: 0, sum: Fen::ZERO, capped };
        for part in parts {
            let mut sql = Sql::default();
            let head = "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(v), 0) AS BIGINT) AS sum FROM \
                (SELECT ";
            sql.push(head, []);
            sql.push(&format!("{summed} AS v"), []);
            sql.append(part);
            // One more than is counted, to know whether there are more.
            sql.push(" LIMIT ?) AS found", [V::from(cap + 1)]);
            let row = self.one(sql.text, &sql.values).await?;
            let count = row.int("n")?;
            total.capped |= cap < count;
            total.count += count.min(cap);
            let sum = total.sum.checked_add(row.fen("sum")?);
            total.sum = sum.map_err(|e| StoreError::BadValue(e.to_string()))?;
        }
        Ok(total)
    }

    async fn prepare(&mut self, asked: &Asked) -> Result<Prepared, StoreError> {
        let mut prepared = match asked.list.ask {
            Ask::Cases => self.prepare_cases(asked).await?,
            Ask::Tasks => self.in_text(asked, tasks::parts(asked)?).await?,
            Ask::Approvals => self.in_text(asked, vec![approvals::part(asked)?]).await?,
            Ask::Plain => self.in_text(asked, vec![plain(asked)?]).await?,
        };
        if asked.scope.own {
            prepared.parts.iter_mut().for_each(|part| own(part, asked));
        }
        Ok(prepared)
    }

    /// Narrows a list that is not that of the cases to the cases that its search text means.
    async fn in_text(&mut self, asked: &Asked, parts: Vec<Sql>) -> Result<Prepared, StoreError> {
        let mut prepared = Prepared { parts, order: asked.order, capped: false };
        let (Some(text), Some(case)) = (asked.text(), asked.list.case) else { return Ok(prepared) };
        let (found, more) = self.cases_of_text(&asked.scope, text, TEXT_CASES_MAX).await?;
        prepared.capped = more;
        if found.is_empty() {
            prepared.parts.clear();
        }
        for part in &mut prepared.parts {
            part.push(&format!(" AND {case} IN "), []);
            part.any_of(found.iter().map(|case| V::from(case.0)));
        }
        Ok(prepared)
    }
}

fn limit(page: &Page) -> V {
    V::from(page.rows() + 1)
}

fn column(list: &List, name: &str) -> Option<&'static Column> {
    list.columns.iter().find(|column| column.name == name)
}

/// The order's key and ids: as they lie in the tables, or under their names.
fn by(order: &Order, inside: bool) -> String {
    let places = [order.key].into_iter().chain(order.ids.iter().copied());
    let side = if order.down() { " DESC" } else { "" };
    let named = places
        .enumerate()
        .map(|(at, place)| if inside { format!("{place}{side}") } else { format!("k{at}{side}") });
    named.collect::<Vec<_>>().join(", ")
}

fn one_part(
    sql: &mut Sql,
    asked: &Asked,
    part: Sql,
    order: &Order,
    cursor: Option<&Cursor>,
) -> Result<(), StoreError> {
    let list = asked.list;
    sql.push("SELECT ", []);
    for column in list.columns {
        bind(sql, asked, column.sql, None)?;
        sql.push(&format!(" AS {}, ", column.name), []);
    }
    let case = list.case.unwrap_or("NULL");
    let by_whom = list.by.unwrap_or("NULL");
    let row = format!(
        "{} AS row_id, {case} AS row_case, {} AS row_opens, {by_whom} AS row_by, {} AS k0",
        list.id, list.opens, order.key
    );
    sql.push(&row, []);
    for (at, id) in order.ids.iter().enumerate() {
        sql.push(&format!(", {id} AS k{}", at + 1), []);
    }
    sql.append(part);
    let Some(cursor) = cursor else { return Ok(()) };
    let mut values = vec![order.kind.value(cursor)?];
    values.extend((0..order.ids.len()).map(|at| cursor.id(at)));
    let marks = vec!["?"; values.len()].join(", ");
    let places = [order.key].into_iter().chain(order.ids.iter().copied());
    let places = places.collect::<Vec<_>>().join(", ");
    let side = if order.down() { '<' } else { '>' };
    sql.push(&format!(" AND ({places}) {side} ({marks})"), values);
    Ok(())
}

fn cut(
    list: &'static List,
    order: &Order,
    name: &str,
    rows: &[Row],
    page: &Page,
    capped: bool,
) -> Result<Found, StoreError> {
    let most = usize::try_from(page.rows()).unwrap_or(usize::MAX);
    let kept = rows.get(..most.min(rows.len())).unwrap_or_default();
    let next = match kept.last().filter(|_| most < rows.len()) {
        None => None,
        Some(row) => {
            let ids: Result<Vec<Uuid>, StoreError> =
                (0..order.ids.len()).map(|at| row.uuid(&format!("k{}", at + 1))).collect();
            Some(Cursor::new(name, order.kind.text(row)?, &ids?).to_string())
        }
    };
    let rows: Result<Vec<ListRow>, StoreError> = kept.iter().map(|row| read(list, row)).collect();
    Ok(Found { rows: rows?, next, capped })
}

fn read(list: &'static List, row: &Row) -> Result<ListRow, StoreError> {
    let cells: Result<Vec<Cell>, StoreError> =
        list.columns.iter().map(|column| cell(column, row)).collect();
    let case = if list.case.is_some() { row.uuid_opt("row_case")?.map(CaseId) } else { None };
    let by = if list.by.is_some() { row.uuid_opt("row_by")? } else { None };
    Ok(ListRow { id: row.uuid("row_id")?, case, opens: row.text("row_opens")?, by, cells: cells? })
}

fn cell(column: &Column, row: &Row) -> Result<Cell, StoreError> {
    let name = column.name;
    let found = match column.shape {
        Shape::Text
        | Shape::Number
        | Shape::State(_)
        | Shape::Named(_)
        | Shape::Tags
        | Shape::Account(_) => row.text_opt(name)?.filter(|text| !text.is_empty()).map(Cell::Text),
        Shape::Money => row.fen_opt(name)?.map(Cell::Money),
        Shape::Day | Shape::Due | Shape::Since => row.day_opt(name)?.map(Cell::Day),
        Shape::Moment => row.instant_opt(name)?.map(Cell::Moment),
        Shape::Count => row.int_opt(name)?.map(Cell::Count),
    };
    Ok(found.unwrap_or(Cell::Empty))
}

impl KeyKind {
    fn value(self, cursor: &Cursor) -> Result<V, StoreError> {
        Ok(match self {
            Self::Text => V::from(&cursor.key),
            Self::Int => V::from(cursor.key_as::<i64>()?),
            Self::Day => V::from(cursor.key_as::<Day>()?),
            Self::Moment => V::from(cursor.key_as::<Instant>()?),
            Self::Id => V::from(cursor.key_as::<Uuid>()?),
        })
    }

    fn text(self, row: &Row) -> Result<String, StoreError> {
        Ok(match self {
            Self::Text => row.text("k0")?,
            Self::Int => row.int("k0")?.to_string(),
            Self::Day => row.day("k0")?.to_string(),
            Self::Moment => row.instant("k0")?.to_string(),
            Self::Id => row.uuid("k0")?.simple().to_string(),
        })
    }
}
