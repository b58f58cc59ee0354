//! 银行流水清单：the latest import first.

use zhixing_domain::ground::act::Act;

use super::description::{Ask, Choice, Column, Filter, KeyKind, Kind, List, Order, Shape};

pub(super) static LIST: List = List {
    key: "statements",
    title: "银行流水",
    unit: "份流水",
    act: Act::ViewFunds,
    menu: false,
    from: "statement s",
    always: " AND s.imported_at IS NOT NULL",
    id: "s.statement_id",
    about: None,
    case: None,
    opens: "''",
    by: None,
    offers: &[],
    columns: &[
        Column::of("file_name", "文件", "s.file_name", Shape::Text).always().wide(220),
        Column::of("from_on", "起始日期", "s.from_on", Shape::Day),
        Column::of("to_on", "截止日期", "s.to_on", Shape::Day),
        Column::of("opening_fen", "期初（元）", "s.opening_fen", Shape::Money),
        Column::of("closing_fen", "期末（元）", "s.closing_fen", Shape::Money),
        Column::of("lines", "笔数", "s.line_count", Shape::Count),
        Column::of("matched", "已入案", "s.matched_count", Shape::Count),
        Column::of("claimed", "待复核", "s.claimed_count", Shape::Count),
        Column::of("unknown", "不明款", "s.unknown_count", Shape::Count),
        Column::of("repeated", "重复", "s.repeated", Shape::Count),
        Column::of("imported_by", "导入人", "s.imported_by", Shape::Text).wide(90),
        Column::of("imported_at", "导入时间", "s.imported_at", Shape::Moment),
        Column::of("credit_fen", "到账合计（元）", "s.credit_fen", Shape::Money).hidden(),
        Column::of("format", "格式", "s.format", Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of(
            "unknown",
            "不明款",
            Kind::Choice(&[Choice::of("some", "有不明款", "s.unknown_count > 0")]),
        ),
        Filter::of("covers_from", "截止日期起", Kind::From("s.to_on >= :value")),
        Filter::of("covers_to", "起始日期止", Kind::To("s.from_on <= :value")),
    ],
    orders: &[Order {
        name: "-imported_at",
        key: "s.imported_at",
        kind: KeyKind::Moment,
        ids: &["s.statement_id"],
    }],
    views: &[],
    sum: None,
    ask: Ask::Plain,
};
