//! What a description of a list is made of.

use zhixing_domain::ground::act::Act;

/// 清单
#[derive(Debug)]
pub struct List {
    /// Its name in addresses, saved views and jobs.
    pub key: &'static str,
    /// 清单的名称
    pub title: &'static str,
    /// 量词 and what is counted: 件案件.
    pub unit: &'static str,
    /// What a reader must be allowed to do.
    pub act: Act,
    /// Has a place of its own in the menu; otherwise a page holds it.
    pub menu: bool,
    /// The table and its alias: `case_measure m`.
    pub(crate) from: &'static str,
    /// What holds for every row, written as its partial index writes it; or empty.
    pub(crate) always: &'static str,
    /// The row's own id.
    pub(crate) id: &'static str,
    /// What a row is, as commands name it: its id is that of such a thing. None for what no command is about.
    pub about: Option<&'static str>,
    /// The case a row belongs to. A reader who may see no more than cases of his own sees only rows that have one.
    pub(crate) case: Option<&'static str>,
    /// The part of the case page where the row is dealt with, as SQL.
    pub(crate) opens: &'static str,
    /// Who did the last step, as SQL: where two people are needed, it must be another one.
    pub(crate) by: Option<&'static str>,
    /// What can be done with a row in the list itself.
    pub offers: &'static [Offer],
    /// The columns, in their order.
    pub columns: &'static [Column],
    /// The filters, in their order.
    pub filters: &'static [Filter],
    /// The orders, the usual one first.
    pub orders: &'static [Order],
    /// Views that everybody has.
    pub views: &'static [View],
    /// The column whose sum the total shows.
    pub sum: Option<&'static str>,
    pub(crate) ask: Ask,
}

/// How the conditions are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// From the description alone.
    Plain,
    /// By hand: `cases`.
    Cases,
    /// By hand: `tasks`.
    Tasks,
    /// By hand: `approvals`.
    Approvals,
}

/// 列
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name on the wire.
    pub name: &'static str,
    /// 列名
    pub title: &'static str,
    /// What it is read from.
    pub(crate) sql: &'static str,
    /// How it is shown, exported and aligned.
    pub shape: Shape,
    /// The order that a click on its head asks for.
    pub sort: Option<&'static str>,
    /// Whether it is shown.
    pub place: Place,
    /// Width in px where the shape's own does not do.
    pub width: Option<i64>,
}

/// Whether a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Always: it is what the row is called.
    Always,
    /// Until somebody hides it.
    Shown,
    /// Only when somebody asks for it.
    Hidden,
}

/// 列的形状
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Words.
    Text,
    /// 案号, a link to the case.
    Number,
    /// 分
    Money,
    /// Civil date.
    Day,
    /// Instant.
    Moment,
    /// So many.
    Count,
    /// The days since a civil date.
    Since,
    /// A limit, with how far it is. One at most: the row's light is of it.
    Due,
    /// One of a few words, each with its light.
    State(&'static [Word]),
    /// A key of the mode, shown by its name.
    Named(Names),
    /// Texts joined with 、.
    Tags,
    /// An account number, shown masked; asked for as `<this>:<id of the row>`.
    Account(&'static str),
}

/// A word of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// On the wire.
    pub code: &'static str,
    /// 中文
    pub title: &'static str,
    /// Its light.
    pub light: Light,
}

/// 灯
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// 逾期、出错
    Overdue,
    /// 需要注意
    Soon,
    /// 正常
    Normal,
    /// 不再等待
    Idle,
}

/// What the mode names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// 办理通道
    Lane,
    /// 团队
    Team,
    /// 流程节点
    Node,
    /// 岗位
    Post,
}

/// 一行可以办理的: an act that the list itself offers, in some states of the row.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    /// What a person must be allowed to do.
    pub act: Act,
    /// Its name on the wire.
    pub name: &'static str,
    /// 办理的名称
    pub title: &'static str,
    /// Codes of the row's column `state` in which it is offered.
    pub states: &'static [&'static str],
    /// Not by whoever did the last step.
    pub by_another: bool,
}

/// 筛选
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Its name on the wire.
    pub name: &'static str,
    /// 筛选名
    pub title: &'static str,
    /// What can be asked for, and how it narrows.
    pub kind: Kind,
    /// What is asked for where nothing is said.
    pub default: Option<&'static str>,
}

/// What a filter takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// 案号、当事人、末几位: the cases that a text means.
    Case,
    /// One of a few.
    Choice(&'static [Choice]),
    /// A key of the mode.
    Named(Names, &'static str),
    /// 承办人: an id, or `me`.
    Person(&'static str),
    /// A day and those after it.
    From(&'static str),
    /// A day and those before it.
    To(&'static str),
}

/// One of a few.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// On the wire.
    pub code: &'static str,
    /// 中文
    pub title: &'static str,
    /// The condition; empty where the choice narrows nothing.
    pub(crate) sql: &'static str,
}

/// 排序: a key that an index holds, and the ids that make it unique.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// On the wire; a leading `-` means downwards.
    pub name: &'static str,
    pub(crate) key: &'static str,
    pub(crate) kind: KeyKind,
    pub(crate) ids: &'static [&'static str],
}

impl Order {
    pub(crate) fn down(&self) -> bool {
        self.name.starts_with('-')
    }
}

/// What a sort key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Text,
    Int,
    Day,
    Moment,
    Id,
}

/// 内置视图
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// 名称
    pub name: &'static str,
    /// Filters by name.
    pub filter: &'static [(&'static str, &'static str)],
}

impl Column {
    pub(crate) const fn of(
        name: &'static str,
        title: &'static str,
        sql: &'static str,
        shape: Shape,
    ) -> Self {
        Self { name, title, sql, shape, sort: None, place: Place::Shown, width: None }
    }

    pub(crate) const fn sorted(self, sort: &'static str) -> Self {
        Self { sort: Some(sort), ..self }
    }

    pub(crate) const fn always(self) -> Self {
        Self { place: Place::Always, ..self }
    }

    pub(crate) const fn hidden(self) -> Self {
        Self { place: Place::Hidden, ..self }
    }

    pub(crate) const fn wide(self, width: i64) -> Self {
        Self { width: Some(width), ..self }
    }
}

impl Filter {
    pub(crate) const fn of(name: &'static str, title: &'static str, kind: Kind) -> Self {
        Self { name, title, kind, default: None }
    }

    pub(crate) const fn usually(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }
}

impl Choice {
    pub(crate) const fn of(code: &'static str, title: &'static str, sql: &'static str) -> Self {
        Self { code, title, sql }
    }
}

impl Word {
    pub(crate) const fn of(code: &'static str, title: &'static str, light: Light) -> Self {
        Self { code, title, light }
    }
}

impl List {
    /// The alias of the table.
    pub(crate) fn alias(&self) -> &'static str {
        self.from.rsplit(' ').next().unwrap_or(self.from)
    }

    /// Every row that has a case shows it; without one, a list is closed to those who see only cases of their own.
    pub fn has_cases(&self) -> bool {
        self.case.is_some()
    }

    /// The filter of a name.
    pub fn filter(&self, name: &str) -> Option<&'static Filter> {
        self.filters.iter().find(|filter| filter.name == name)
    }
}
