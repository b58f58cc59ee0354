//! The conditions of the case list, written so that the index that fits is taken.

use zhixing_law::number::CaseKind;

use crate::error::StoreError;
use crate::list::asked::Asked;
use crate::list::description::Order;
use crate::list::sql::shifted;
use crate::projection::case::NO_LIMIT;
use crate::query::Sql;
use crate::query::case::SOON_DAYS;
use crate::value::V;

/// The conditions of the filters. Of those that are equalities one, the most selective, may use an index; the others
/// are written so that neither database tries theirs.
pub(super) fn narrow(
    sql: &mut Sql,
    asked: &Asked,
    order: &Order,
    may_lead: bool,
) -> Result<(), StoreError> {
    let mut lead = may_lead;
    if asked.value("kind").is_none() && asked.value("q").is_none() {
        // What is no case has a list of its own; only who searches finds both.
        sql.push(" AND c.kind <> '来访'", []);
    }
    if let Some(handler) = asked.person("handler") {
        sql.push(" AND c.handler_id = ?", [V::from(handler)]);
        lead = false;
    }
    let warned = asked.value("tag") == Some("measure_expiring");
    if warned {
        sql.push(" AND c.warned_key <> ''", []);
        lead = false;
    }
    let open = asked.value("state") == Some("open");
    if open && may_lead && !warned {
        // A literal, for the indexes that hold only open cases.
        sql.push(" AND c.stage = 'open'", []);
    }
    let mut equal = |column: &str, value: Option<&str>, also: Option<&str>| {
        let Some(value) = value else { return };
        match also.filter(|_| lead) {
            Some(also) => {
                lead = false;
                sql.push(&format!(" AND c.{column} = ?{also}"), [V::from(value)]);
            }
            None => sql.push(&format!(" AND c.{column} || '' = ?"), [V::from(value)]),
        }
    };
    equal("node_key", asked.value("node"), Some(" AND c.node_key <> ''"));
    let kind = asked.value("kind");
    let rare = kind.filter(|kind| *kind != CaseKind::First.code());
    equal("kind", kind, rare.map(|_| " AND c.kind <> '执'"));
    let by_claim = order.name == "-claim";
    equal("team", asked.value("team"), Some("").filter(|_| !by_claim));
    if !open || !may_lead || warned {
        equal("stage", asked.value("state"), Some(""));
    }
    equal("lane", asked.value("lane"), None);
    if asked.value("tag") == Some("livelihood") {
        sql.push(" AND c.livelihood = ?", [V::from(true)]);
    }
    if let Some(from) = asked.day("filed_from") {
        sql.push(" AND c.filed_key >= ?", [V::from(from.to_string())]);
    }
    if let Some(to) = asked.day("filed_to") {
        sql.push(" AND c.filed_key <= ? AND c.filed_key <> ''", [V::from(to.to_string())]);
    }
    narrow_light(sql, asked, order)
}

/// 时限灯: in the order of limits a light is a stretch of that order. In another order that order leads, over the
/// cases that still run, and the light is looked at row by row.
fn narrow_light(sql: &mut Sql, asked: &Asked, order: &Order) -> Result<(), StoreError> {
    let Some(light) = asked.value("light") else { return Ok(()) };
    let by_due = order.name == "due_on";
    if !by_due && light != "idle" {
        // A literal, for the indexes that hold only running cases.
        sql.push(" AND c.stage <> 'closed'", []);
    }
    let key = if by_due { "c.due_key" } else { "c.due_key || ''" };
    let mut bound = |side: &str, day: String| {
        sql.push(&format!(" AND {key} {side} ?"), [V::from(day)]);
    };
    let today = asked.scope.today;
    let last = shifted(today, &SOON_DAYS.to_string())?;
    match light {
        "overdue" => bound("<", today.to_string()),
        "today" => bound("=", today.to_string()),
        "soon" => {
            bound(">", today.to_string());
            bound("<=", last.to_string());
        }
        "normal" => {
            bound(">", last.to_string());
            bound("<", NO_LIMIT.to_owned());
        }
        // 没有期限. No key is greater; a range lets the next page begin where the last one ended.
        _ => bound(">=", NO_LIMIT.to_owned()),
    }
    Ok(())
}
