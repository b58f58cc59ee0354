//! The conditions of a case filter, written so that the index that fits is taken.

use uuid::Uuid;
use zhixing_domain::matter::Stage;
use zhixing_law::number::CaseKind;

use super::{CaseFilter, CaseSort, Light, SOON_DAYS};
use crate::error::StoreError;
use crate::projection::case::NO_LIMIT;
use crate::query::Sql;
use crate::value::V;

/// The conditions of a filter. Of those that are equalities one, the most selective, may use an
/// index; the others are written so that neither database tries theirs.
pub(super) fn narrow(sql: &mut Sql, filter: &CaseFilter, may_lead: bool) -> Result<(), StoreError> {
    let mut lead = may_lead;
    let handler: Option<Uuid> = filter.handler.map(|handler| handler.0);
    if let Some(handler) = handler {
        sql.push(" AND c.handler_id = ?", [V::from(handler)]);
        lead = false;
    }
    if filter.warned {
        sql.push(" AND c.warned_key <> ''", []);
        lead = false;
    }
    if filter.stage == Some(Stage::Open) && may_lead && !filter.warned {
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
    equal("node_key", filter.node.as_deref(), Some(" AND c.node_key <> ''"));
    let rare = filter.kind.filter(|kind| *kind != CaseKind::First);
    let kind = filter.kind.map(CaseKind::code);
    equal("kind", kind, rare.map(|_| " AND c.kind <> '执'"));
    let by_claim = filter.sort == CaseSort::Claim;
    equal("team", filter.team.as_deref(), Some("").filter(|_| !by_claim));
    if filter.stage != Some(Stage::Open) || !may_lead || filter.warned {
        equal("stage", filter.stage.map(Stage::code), Some(""));
    }
    equal("lane", filter.lane.as_deref(), None);
    if let Some(livelihood) = filter.livelihood {
        sql.push(" AND c.livelihood = ?", [V::from(livelihood)]);
    }
    if let Some(from) = filter.filed_from {
        sql.push(" AND c.filed_key >= ?", [V::from(from.to_string())]);
    }
    if let Some(to) = filter.filed_to {
        sql.push(" AND c.filed_key <= ? AND c.filed_key <> ''", [V::from(to.to_string())]);
    }
    narrow_light(sql, filter)
}

/// 时限灯: in the order of limits a light is a stretch of that order. In another order that order leads, over the
/// cases that still run, and the light is looked at row by row.
fn narrow_light(sql: &mut Sql, filter: &CaseFilter) -> Result<(), StoreError> {
    let Some(light) = filter.light else { return Ok(()) };
    let by_due = filter.sort == CaseSort::Due;
    if !by_due && light != Light::Idle {
        // A literal, for the indexes that hold only running cases.
        sql.push(" AND c.stage <> 'closed'", []);
    }
    let key = if by_due { "c.due_key" } else { "c.due_key || ''" };
    let mut bound = |side: &str, day: String| {
        sql.push(&format!(" AND {key} {side} ?"), [V::from(day)]);
    };
    let today = filter.today;
    let last = today.plus_days(SOON_DAYS).map_err(|e| StoreError::BadValue(e.to_string()))?;
    match light {
        Light::Overdue => bound("<", today.to_string()),
        Light::DueToday => bound("=", today.to_string()),
        Light::Soon => {
            bound(">", today.to_string());
            bound("<=", last.to_string());
        }
        Light::Normal => {
            bound(">", last.to_string());
            bound("<", NO_LIMIT.to_owned());
        }
        // No key is greater; a range lets the next page begin where the last one ended.
        Light::Idle => bound(">=", NO_LIMIT.to_owned()),
    }
    Ok(())
}
