//! 付款批次清单：newest first; an id follows the time it was made at.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, Word,
};

const STATE: &str = "CASE WHEN b.state = 'open' THEN 'open' WHEN b.rejected_count = 0 THEN 'paid' \
    ELSE 'returned' END";

pub(super) static LIST: List = List {
    key: "batches",
    title: "付款批次",
    unit: "个批次",
    act: Act::ViewFunds,
    menu: false,
    from: "batch b",
    always: "",
    id: "b.batch_id",
    about: None,
    case: None,
    opens: "''",
    by: None,
    offers: &[],
    columns: &[
        Column::of("number", "批次号", "b.no", Shape::Text).always().wide(200),
        Column::of("made_by", "生成人", "b.created_by", Shape::Text).wide(90),
        Column::of("made_at", "生成时间", "b.created_at", Shape::Moment),
        Column::of("count", "笔数", "b.line_count", Shape::Count),
        Column::of("paid", "已付", "b.paid_count", Shape::Count),
        Column::of("rejected", "退回", "b.rejected_count", Shape::Count),
        Column::of("amount_fen", "金额（元）", "b.total_fen", Shape::Money),
        Column::of(
            "state",
            "状态",
            STATE,
            Shape::State(&[
                Word::of("open", "待银行回单", Light::Soon),
                Word::of("paid", "全部付讫", Light::Idle),
                Word::of("returned", "有退回", Light::Overdue),
            ]),
        )
        .wide(110),
    ],
    filters: &[Filter::of(
        "state",
        "状态",
        Kind::Choice(&[
            Choice::of("open", "待银行回单", "b.state = 'open'"),
            Choice::of("done", "已有回单", "b.state = 'done'"),
            Choice::of("returned", "有退回", "b.state = 'done' AND b.rejected_count > 0"),
        ]),
    )],
    orders: &[Order { name: "-made_at", key: "b.batch_id", kind: KeyKind::Id, ids: &[] }],
    views: &[],
    sum: Some("amount_fen"),
    ask: Ask::Plain,
};
