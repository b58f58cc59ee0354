//! 督办清单

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, View, Word,
};

pub(super) static LIST: List = List {
    key: "directives",
    title: "督办",
    unit: "件督办",
    act: Act::ListCases,
    menu: true,
    from: "case_directive d",
    always: "",
    id: "d.directive_id",
    about: Some("directive"),
    case: Some("d.case_id"),
    opens: "'tasks'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "d.number", Shape::Number).always(),
        Column::of("asks", "督办事由和要求", "d.asks", Shape::Text).wide(220),
        Column::of("state", "状态", "d.state", STATE),
        Column::of(
            "reply_by",
            "答复期限",
            "CASE WHEN d.state = 'waiting' THEN d.reply_by END",
            Shape::Due,
        ),
        Column::of("reply_day", "期限日", "d.reply_by", Shape::Day),
        Column::of("last_reply", "答复", "d.last_reply", Shape::Text).wide(160),
        Column::of("remark", "审核意见", "d.remark", Shape::Text).wide(120),
        Column::of("replies", "答复次数", "d.replies", Shape::Count),
        Column::of("issued_by", "督办人", "d.issued_by", Shape::Text).wide(80),
        Column::of("issued_on", "督办日", "d.issued_on", Shape::Day),
        Column::of("handler", "承办人", "d.handler_name", Shape::Text).wide(80),
        Column::of("respondents", "被执行人", "d.respondents", Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of(
            "show",
            "范围",
            Kind::Choice(&[
                Choice::of("open", "没有办结的", "d.state <> 'settled'"),
                Choice::of("waiting", "待答复", "d.state = 'waiting'"),
                Choice::of("late", "逾期没有答复", "d.state = 'waiting' AND d.reply_by < :today"),
                Choice::of("answered", "待审核", "d.state = 'answered'"),
                Choice::of("settled", "已办结", "d.state = 'settled'"),
                Choice::of("all", "全部", ""),
            ]),
        )
        .usually("open"),
        Filter::of("handler", "承办人", Kind::Person("d.handler_id = :value")),
        Filter::of("q", "关键字", Kind::Case),
    ],
    orders: &[Order {
        name: "reply_by",
        key: "d.reply_by",
        kind: KeyKind::Day,
        ids: &["d.case_id", "d.directive_id"],
    }],
    views: &[
        View { name: "逾期没有答复", filter: &[("show", "late")] },
        View { name: "待审核", filter: &[("show", "answered")] },
        View { name: "我承办案件的", filter: &[("show", "open"), ("handler", "me")] },
    ],
    sum: None,
    ask: Ask::Plain,
};

const STATE: Shape = Shape::State(&[
    Word::of("waiting", "待答复", Light::Soon),
    Word::of("answered", "已答复，待审核", Light::Normal),
    Word::of("settled", "已办结", Light::Idle),
]);
