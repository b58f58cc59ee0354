//! 来访清单

use zhixing_domain::ground::act::Act;

use super::cases::{ID, LATE};
use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, View, Word,
};

const STATES: &[Word] =
    &[Word::of("open", "待答复", Light::Normal), Word::of("closed", "已答复", Light::Idle)];

pub(super) static LIST: List = List {
    key: "visits",
    title: "来访",
    unit: "件来访",
    act: Act::ListCases,
    menu: true,
    from: "case_file c",
    // The second half says to both databases which index this is.
    always: " AND c.kind = '来访' AND c.kind <> '执'",
    id: "c.case_id",
    about: None,
    case: Some("c.case_id"),
    opens: "'visit'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "登记号", "c.number", Shape::Number).always(),
        Column::of("next_due_on", "答复期限", "c.next_due_on", Shape::Due).sorted("due_on"),
        Column::of("visitor", "来访人", "c.applicants", Shape::Text),
        Column::of("topic", "来访事项", "c.cause", Shape::Text).wide(120),
        Column::of("about_number", "所涉案件", "c.about_number", Shape::Text).wide(170),
        Column::of("handler", "答复人", "c.handler_name", Shape::Text).wide(90),
        Column::of("state", "状态", "c.stage", Shape::State(STATES)),
        Column::of("received_on", "来访日期", "c.received_on", Shape::Day),
    ],
    filters: &[
        Filter::of("q", "关键字", Kind::Case),
        Filter::of(
            "state",
            "状态",
            Kind::Choice(&[
                Choice::of("open", "待答复", "c.stage || '' = 'open'"),
                Choice::of("closed", "已答复", "c.stage || '' = 'closed'"),
            ]),
        ),
        LATE,
        Filter::of("handler", "答复人", Kind::Person("c.handler_id = :value")),
    ],
    orders: &[Order { name: "due_on", key: "c.due_key", kind: KeyKind::Text, ids: ID }],
    views: &[
        View { name: "待答复", filter: &[("state", "open")] },
        View { name: "已逾期", filter: &[("light", "overdue")] },
        View { name: "我答复的", filter: &[("handler", "me")] },
        View { name: "已答复", filter: &[("state", "closed")] },
    ],
    sum: None,
    ask: Ask::Plain,
};
