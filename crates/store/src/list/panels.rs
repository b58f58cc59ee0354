//! 合议清单：a row for each member of a panel. What was said is confided to those who sat (法发〔2022〕31号第6条) and not listed.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, View, Word,
};

pub(super) static LIST: List = List {
    key: "panels",
    title: "合议",
    unit: "人次",
    act: Act::ListCases,
    menu: true,
    from: "case_panel_seat s",
    always: "",
    id: "s.panel_id",
    about: None,
    case: Some("s.case_id"),
    opens: "'tasks'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "s.number", Shape::Number).always(),
        Column::of("topic", "评议事项", "s.topic", TOPIC),
        Column::of("state", "状态", "s.state", STATE),
        Column::of("name", "成员", "s.name", Shape::Text).wide(80),
        Column::of("seat", "职务", "CASE WHEN s.presides THEN 'presiding' ELSE 'judge' END", SEAT),
        Column::of("waits", "等待", WAITS, WAITING),
        Column::of("convened_on", "组成日", "s.convened_on", Shape::Day),
        Column::of("result", "结果", RESULT, CARRIED),
        Column::of("handler", "承办人", "s.handler_name", Shape::Text).wide(80),
        Column::of("respondents", "被执行人", "s.respondents", Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of(
            "show",
            "范围",
            Kind::Choice(&[
                Choice::of("open", "没有签完笔录的", "s.state IN ('deliberating', 'concluded')"),
                Choice::of("waits", "等待成员的", "s.waits"),
                Choice::of("minuted", "笔录已签的", "s.state = 'minuted'"),
                Choice::of("all", "全部", ""),
            ]),
        )
        .usually("open"),
        Filter::of("member", "成员", Kind::Person("s.staff_id = :value")),
        Filter::of("handler", "承办人", Kind::Person("s.handler_id = :value")),
        Filter::of("q", "关键字", Kind::Case),
    ],
    orders: &[Order {
        name: "since",
        key: "s.since",
        kind: KeyKind::Day,
        ids: &["s.case_id", "s.panel_id", "s.staff_id"],
    }],
    views: &[
        View { name: "等待我的", filter: &[("show", "waits"), ("member", "me")] },
        View { name: "我参加的", filter: &[("show", "all"), ("member", "me")] },
    ],
    sum: None,
    ask: Ask::Plain,
};

const WAITS: &str = "CASE WHEN NOT s.waits THEN '' WHEN s.state = 'concluded' THEN 'sign' \
    WHEN s.vote = '' THEN 'speak' ELSE 'conclude' END";

const WAITING: Shape = Shape::State(&[
    Word::of("speak", "待发表意见", Light::Soon),
    Word::of("conclude", "待作结论", Light::Soon),
    Word::of("sign", "待签笔录", Light::Soon),
]);

const STATE: Shape = Shape::State(&[
    Word::of("deliberating", "评议中", Light::Normal),
    Word::of("concluded", "待签笔录", Light::Soon),
    Word::of("minuted", "笔录已签", Light::Idle),
    Word::of("dissolved", "已撤销", Light::Idle),
]);

const SEAT: Shape = Shape::State(&[
    Word::of("presiding", "审判长", Light::Idle),
    Word::of("judge", "审判员", Light::Idle),
]);

const RESULT: &str =
    "CASE WHEN s.carried IS NULL THEN '' WHEN s.carried THEN 'carried' ELSE 'failed' END";

const CARRIED: Shape = Shape::State(&[
    Word::of("carried", "多数同意", Light::Idle),
    Word::of("failed", "多数不同意", Light::Soon),
]);

const TOPIC: Shape = Shape::State(&[
    Word::of("objection", "执行异议的审查", Light::Idle),
    Word::of("measures", "强制措施", Light::Idle),
    Word::of("disposal", "财产处置事项", Light::Idle),
    Word::of("payee", "案款发给他人", Light::Idle),
    Word::of("terminate", "终结本次执行程序的审查核实", Light::Idle),
    Word::of("other", "其他重大事项", Light::Idle),
]);
