//! 执行异议案件清单

use zhixing_domain::ground::act::Act;

use super::cases::{ID, LATE};
use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Names, Order, Shape, View, Word,
};

const RESULTS: &[Word] = &[
    Word::of("", "审查中", Light::Normal),
    Word::of("dismissed", "驳回异议请求", Light::Idle),
    Word::of("revoked", "撤销执行行为", Light::Soon),
    Word::of("altered", "变更执行行为", Light::Soon),
    Word::of("established", "异议成立", Light::Soon),
    Word::of("stayed", "中止对该标的的执行", Light::Soon),
    Word::of("withdrawn", "准予撤回异议", Light::Idle),
    Word::of("application_dismissed", "驳回异议申请", Light::Idle),
];

const STATES: &[Word] = &[
    Word::of("received", "待立案", Light::Soon),
    Word::of("open", "在办", Light::Normal),
    Word::of("closed", "已结", Light::Idle),
];

pub(super) static LIST: List = List {
    key: "objections",
    title: "执行异议",
    unit: "件异议",
    act: Act::ListCases,
    menu: true,
    from: "case_file c",
    // The second half says to both databases which index this is.
    always: " AND c.kind = '执异' AND c.kind <> '执'",
    id: "c.case_id",
    about: None,
    case: Some("c.case_id"),
    opens: "'objection'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "c.number", Shape::Number).always(),
        Column::of("next_due_on", "最近期限", "c.next_due_on", Shape::Due).sorted("due_on"),
        Column::of("objector", "异议人", "c.applicants", Shape::Text),
        Column::of("claim", "异议种类", "c.cause", Shape::Text).wide(120),
        Column::of("about_number", "执行案件", "c.about_number", Shape::Text).wide(170),
        Column::of("node", "当前节点", "c.node_name", Shape::Text).wide(104),
        Column::of("handler", "承办人", "c.handler_name", Shape::Text).wide(90),
        Column::of("result", "裁定结果", "c.result", Shape::State(RESULTS)).wide(160),
        Column::of("state", "状态", "c.stage", Shape::State(STATES)),
        Column::of("received_on", "收到日期", "c.received_on", Shape::Day),
        Column::of("filed_on", "立案日期", "c.filed_on", Shape::Day).sorted("-filed_on").hidden(),
        Column::of("closed_on", "审结日期", "c.closed_on", Shape::Day).hidden(),
    ],
    filters: &[
        Filter::of("q", "关键字", Kind::Case),
        Filter::of(
            "state",
            "状态",
            Kind::Choice(&[
                Choice::of("received", "待立案", "c.stage || '' = 'received'"),
                Choice::of("open", "在办", "c.stage || '' = 'open'"),
                Choice::of("closed", "已结", "c.stage || '' = 'closed'"),
            ]),
        ),
        LATE,
        Filter::of("team", "团队", Kind::Named(Names::Team, "c.team || '' = :value")),
        Filter::of("handler", "承办人", Kind::Person("c.handler_id = :value")),
    ],
    orders: &[
        Order { name: "due_on", key: "c.due_key", kind: KeyKind::Text, ids: ID },
        Order { name: "-filed_on", key: "c.filed_key", kind: KeyKind::Text, ids: ID },
    ],
    views: &[
        View { name: "在办", filter: &[("state", "open")] },
        View { name: "已逾期", filter: &[("light", "overdue")] },
        View { name: "我承办的", filter: &[("handler", "me")] },
        View { name: "已结", filter: &[("state", "closed")] },
    ],
    sum: None,
    ask: Ask::Plain,
};
