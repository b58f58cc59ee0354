//! A row of a list as the page reads it: its ids, its light, and a value for every column.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{
    App,
    at::At,
    export,
    list::{Cell, Column, List, ListRow, Offer, Shape},
};
use zhixing_domain::mode::Mode;
use zhixing_law::day::Day;

use crate::{
    problem::Problem,
    view::{Action, LightName, account, light},
};

/// 清单的一行：各列的值在列的名称之下
#[derive(Debug, Serialize, ToSchema)]
pub struct RowView {
    pub id: Uuid,
    /// 所属案件
    pub case_id: Option<Uuid>,
    /// 在案件页的哪一栏办理
    pub opens: String,
    /// 期限列的灯
    pub light: LightName,
    /// 本人对这一行可以办理的
    pub actions: Vec<Action>,
    /// 列的值：金额为整数分，日期为 `YYYY-MM-DD`，时刻为 UTC，状态为代码，标记为数组，账号为脱敏的值
    #[serde(flatten)]
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub cells: BTreeMap<&'static str, Value>,
}

/// Who reads, and on which day.
pub(super) struct Reader<'a> {
    pub(super) app: &'a App,
    pub(super) at: At<'a>,
    pub(super) mode: &'a Mode,
    pub(super) today: Day,
}

impl Reader<'_> {
    pub(super) async fn view(&self, list: &'static List, row: ListRow) -> Result<RowView, Problem> {
        let limit = list.columns.iter().zip(&row.cells).find_map(|(column, cell)| {
            match (column.shape, cell) {
                (Shape::Due, Cell::Day(day)) => Some(*day),
                _ => None,
            }
        });
        let cells = list.columns.iter().zip(&row.cells);
        let whole = |column: &Column| matches!(column.shape, Shape::Account(of) if !of.is_empty());
        let unmask =
            list.columns.iter().any(whole) && self.app.may_unmask(self.at, row.case).await?;
        let cells =
            cells.map(|(column, cell)| (column.name, self.value(column, cell, row.id, unmask)));
        Ok(RowView {
            id: row.id,
            case_id: row.case.map(|case| case.0),
            opens: row.opens.clone(),
            light: light(limit, self.today),
            actions: self.actions(list, &row),
            cells: cells.collect(),
        })
    }

    fn value(&self, column: &Column, cell: &Cell, row: Uuid, unmask: bool) -> Value {
        match (cell, column.shape) {
            (Cell::Text(text), Shape::Tags) => json!(text.split('、').collect::<Vec<_>>()),
            (Cell::Text(text), Shape::Account(of)) => {
                let may = !of.is_empty() && unmask;
                json!(account(text, may.then(|| format!("{of}:{row}"))))
            }
            // A state's words stand in the description.
            (Cell::Text(text), Shape::State(_)) => json!(text),
            (Cell::Text(text), shape) => json!(export::word(text, shape, self.mode)),
            (Cell::Money(fen), _) => json!(fen.get()),
            (Cell::Day(day), Shape::Since) => json!(day.days_until(self.today).max(0)),
            (Cell::Day(day), _) => json!(day.to_string()),
            (Cell::Moment(at), _) => json!(at.to_string()),
            (Cell::Count(count), _) => json!(count),
            // A case without a number has an empty one.
            (Cell::Empty, Shape::Number) => json!(""),
            (Cell::Empty, Shape::Tags) => json!([]),
            (Cell::Empty, _) => Value::Null,
        }
    }

    /// What the list itself offers for the row, as its description says.
    fn actions(&self, list: &List, row: &ListRow) -> Vec<Action> {
        let state = row.text(list, "state");
        let may = |act| self.app.allow_rows(self.at, act).is_ok();
        let offered = list.offers.iter().filter(|o| o.states.contains(&state) && may(o.act));
        let action = |offer: &Offer| {
            let same = offer.by_another && row.by == Some(self.at.actor.id.0);
            Action {
                act: offer.name.to_owned(),
                label: offer.title.to_owned(),
                allowed: !same,
                choices: Vec::new(),
                reason: same.then(|| "须由另一人复核".to_owned()),
            }
        };
        offered.map(action).collect()
    }
}
