//! The description of a list as the page reads it.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use zhixing_app::bulk;
use zhixing_app::list::{Column, Filter, Kind, Light, List, Names, Place, Shape};
use zhixing_domain::{ground::act::Act, mode::Mode};

use super::saved::SavedView;
use crate::view::{Coded, LightName};

/// 清单的说明
#[derive(Debug, Serialize, ToSchema)]
pub struct ListDescription {
    pub key: String,
    pub title: String,
    /// 量词和名称，例如“件案件”
    pub unit: String,
    /// 在主菜单中有自己的一项
    pub menu: bool,
    pub columns: Vec<ColumnDescription>,
    pub filters: Vec<FilterDescription>,
    /// 排序，通常的在前
    pub sorts: Vec<String>,
    /// 内置视图
    pub views: Vec<SavedView>,
    /// 合计哪一列
    pub sum: Option<String>,
    /// 本人可以对多行一次办理的事项
    pub commands: Vec<String>,
}

/// 列
#[derive(Debug, Serialize, ToSchema)]
pub struct ColumnDescription {
    pub name: String,
    pub title: String,
    /// text、number、money、day、moment、count、since、due、state、tags、account
    pub shape: String,
    /// 点列名所要的排序
    pub sort: Option<String>,
    /// always 总是显示、shown 通常显示、hidden 通常不显示
    pub place: String,
    pub width: Option<i64>,
    /// 状态的用词
    pub words: Vec<WordDescription>,
}

/// 状态的一个用词
#[derive(Debug, Serialize, ToSchema)]
pub struct WordDescription {
    pub code: String,
    pub title: String,
    pub light: LightName,
}

/// 筛选
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterDescription {
    pub name: String,
    pub title: String,
    /// case 案号或当事人、choice 选一项、person 承办人、from 起、to 止
    pub kind: String,
    pub choices: Vec<Coded>,
    /// 不填时的取值
    pub usual: Option<String>,
}

/// The whole description, with the mode's names.
pub(super) fn describe(list: &List, mode: &Mode, may: impl Fn(Act) -> bool) -> ListDescription {
    let view = |view: &zhixing_app::list::View| SavedView {
        name: view.name.to_owned(),
        filter: of_pairs(view.filter),
        hidden: None,
    };
    ListDescription {
        key: list.key.to_owned(),
        title: list.title.to_owned(),
        unit: list.unit.to_owned(),
        menu: list.menu,
        columns: list.columns.iter().map(column).collect(),
        filters: list.filters.iter().map(|known| filter(known, mode)).collect(),
        sorts: list.orders.iter().map(|order| order.name.to_owned()).collect(),
        views: list.views.iter().map(view).collect(),
        sum: list.sum.map(str::to_owned),
        commands: bulk::commands(list)
            .filter(|kind| may(kind.act))
            .map(|kind| kind.name.to_owned())
            .collect(),
    }
}

fn of_pairs(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn column(column: &Column) -> ColumnDescription {
    let words = match column.shape {
        Shape::State(words) => words,
        _ => &[],
    };
    let shape = match column.shape {
        Shape::Text | Shape::Named(_) => "text",
        Shape::Number => "number",
        Shape::Money => "money",
        Shape::Day => "day",
        Shape::Moment => "moment",
        Shape::Count => "count",
        Shape::Since => "since",
        Shape::Due => "due",
        Shape::State(_) => "state",
        Shape::Tags => "tags",
        Shape::Account(_) => "account",
    };
    let place = match column.place {
        Place::Always => "always",
        Place::Shown => "shown",
        Place::Hidden => "hidden",
    };
    ColumnDescription {
        name: column.name.to_owned(),
        title: column.title.to_owned(),
        shape: shape.to_owned(),
        sort: column.sort.map(str::to_owned),
        place: place.to_owned(),
        width: column.width,
        words: words
            .iter()
            .map(|word| WordDescription {
                code: word.code.to_owned(),
                title: word.title.to_owned(),
                light: light(word.light),
            })
            .collect(),
    }
}

fn light(light: Light) -> LightName {
    match light {
        Light::Overdue => LightName::Overdue,
        Light::Soon => LightName::Soon,
        Light::Normal => LightName::Normal,
        Light::Idle => LightName::Idle,
    }
}

fn filter(filter: &Filter, mode: &Mode) -> FilterDescription {
    let choices = match filter.kind {
        Kind::Choice(choices) => {
            choices.iter().map(|choice| Coded::new(choice.code, choice.title)).collect()
        }
        Kind::Named(names, _) => named(names, mode),
        _ => Vec::new(),
    };
    let kind = match filter.kind {
        Kind::Case => "case",
        Kind::Choice(_) | Kind::Named(..) => "choice",
        Kind::Person(_) => "person",
        Kind::From(_) => "from",
        Kind::To(_) => "to",
    };
    FilterDescription {
        name: filter.name.to_owned(),
        title: filter.title.to_owned(),
        kind: kind.to_owned(),
        choices,
        usual: filter.default.map(str::to_owned),
    }
}

fn named(names: Names, mode: &Mode) -> Vec<Coded> {
    let coded = |key: &String, name: &String| Coded::new(key, name);
    match names {
        Names::Lane => mode.lane.iter().map(|lane| coded(&lane.key, &lane.name)).collect(),
        Names::Team => mode.team.iter().map(|team| coded(&team.key, &team.name)).collect(),
        Names::Node => mode.node.iter().map(|node| coded(&node.key, &node.name)).collect(),
        Names::Post => mode.post.iter().map(|post| coded(&post.key, &post.name)).collect(),
    }
}

/// What a filter takes, in words, for the description of the interface.
pub(super) fn takes(filter: &Filter) -> String {
    let title = filter.title;
    match filter.kind {
        Kind::Case => format!("{title}（案号、当事人、末几位）"),
        Kind::Choice(choices) => {
            let each = choices.iter().map(|choice| format!("{} {}", choice.code, choice.title));
            format!("{title}（{}）", each.collect::<Vec<_>>().join("、"))
        }
        Kind::Named(..) => format!("{title}（代码）"),
        Kind::Person(_) => format!("{title}（人员，本人为 me）"),
        Kind::From(_) | Kind::To(_) => format!("{title}（日期）"),
    }
}
