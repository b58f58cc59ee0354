//! SQL of a description: its conditions, and its names in them as placeholders.

use zhixing_domain::ground::actor::Role;
use zhixing_law::day::Day;

use super::asked::Asked;
use super::description::{Kind, Order};
use crate::error::StoreError;
use crate::projection::task::owned_by_post;
use crate::query::Sql;
use crate::value::V;

/// Where the rows lie: each part is a stretch of an index, `FROM … WHERE …` without columns, order and limit.
pub(super) struct Prepared {
    pub(super) parts: Vec<Sql>,
    pub(super) order: &'static Order,
    pub(super) capped: bool,
}

/// The rows of a court, and the conditions of the filters as the description says them.
pub(super) fn plain(asked: &Asked) -> Result<Sql, StoreError> {
    let list = asked.list;
    let mut sql = Sql::default();
    let from = format!(" FROM {} WHERE {}.court_id = ?{}", list.from, list.alias(), list.always);
    sql.push(&from, [V::from(&asked.scope.court)]);
    for filter in list.filters {
        let Some(value) = asked.value(filter.name) else { continue };
        let (condition, value) = match filter.kind {
            Kind::Case => continue,
            Kind::Choice(choices) => {
                let chosen = choices.iter().find(|choice| choice.code == value);
                (chosen.map_or("", |choice| choice.sql), None)
            }
            Kind::Named(_, condition) => (condition, Some(V::from(value))),
            Kind::Person(condition) => (condition, asked.person(filter.name).map(V::from)),
            Kind::From(condition) | Kind::To(condition) => {
                (condition, asked.day(filter.name).map(V::from))
            }
        };
        if !condition.is_empty() {
            sql.push(" AND ", []);
            bind(&mut sql, asked, condition, value.as_ref())?;
        }
    }
    Ok(sql)
}

/// Adds SQL of the description, each name in it a placeholder.
pub(super) fn bind(
    sql: &mut Sql,
    asked: &Asked,
    text: &str,
    value: Option<&V>,
) -> Result<(), StoreError> {
    let mut parts = text.split(':');
    sql.push(parts.next().unwrap_or_default(), []);
    for part in parts {
        let name: String = part.chars().take_while(char::is_ascii_lowercase).collect();
        let rest = part.get(name.len()..).unwrap_or_default();
        let days: String = match rest.chars().next() {
            Some(sign @ ('+' | '-')) if name == "today" => {
                let digits = rest.chars().skip(1).take_while(char::is_ascii_digit);
                [sign].into_iter().chain(digits).collect()
            }
            _ => String::new(),
        };
        let bound = match name.as_str() {
            "today" => V::from(shifted(asked.scope.today, &days)?),
            "me" => V::from(asked.scope.reader.id.0),
            "value" => value.cloned().ok_or_else(|| bad(text))?,
            _ => return Err(bad(text)),
        };
        sql.push("?", [bound]);
        sql.push(rest.get(days.len()..).unwrap_or_default(), []);
    }
    Ok(())
}

fn bad(text: &str) -> StoreError {
    StoreError::BadValue(format!("a list is described with {text}"))
}

pub(super) fn shifted(today: Day, days: &str) -> Result<Day, StoreError> {
    let days = if days.is_empty() { 0 } else { days.parse().map_err(|_| bad(days))? };
    today.plus_days(days).map_err(|e| StoreError::BadValue(e.to_string()))
}

/// 本人案件 in SQL, as `policy::is_own` decides it: the handler's, the team's aide's, or one with a task of the reader's.
pub(super) fn own(sql: &mut Sql, asked: &Asked) {
    let Some(case) = asked.list.case else { return sql.push(" AND 1 = 0", []) };
    let (court, reader) = (&asked.scope.court, &asked.scope.reader);
    let mine = format!(
        " AND EXISTS (SELECT 1 FROM case_file f WHERE f.court_id = ? AND f.case_id = {case} \
         AND (f.handler_id = ?"
    );
    sql.push(&mine, [V::from(court), V::from(reader.id.0)]);
    if reader.has(Role::Aide) && !reader.teams.is_empty() {
        sql.push(" OR f.team IN ", []);
        sql.any_of(reader.teams.iter().map(V::from));
    }
    let works = " OR EXISTS (SELECT 1 FROM case_task w WHERE w.court_id = ? \
        AND w.case_id = f.case_id AND (w.assignee_id = ?";
    sql.push(works, [V::from(court), V::from(reader.id.0)]);
    if !reader.posts.is_empty() {
        sql.push(" OR w.owner IN ", []);
        sql.any_of(reader.posts.iter().map(|post| V::from(owned_by_post(post))));
    }
    sql.push("))))", []);
}
