//! 财产清单：what respondents have, undecided or decided, the longest undecided first.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, View, Word,
};

pub(super) static LIST: List = List {
    key: "assets",
    title: "财产清单",
    unit: "项财产",
    act: Act::ListCases,
    menu: true,
    from: "case_asset a",
    always: "",
    id: "a.asset_id",
    about: Some("asset"),
    case: Some("a.case_id"),
    opens: "'assets'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "a.number", Shape::Number).always(),
        Column::of("respondent", "被执行人", "a.respondent", Shape::Text),
        Column::of("kind", "种类", "a.kind", Shape::State(KINDS)).wide(110),
        Column::of("title", "财产", "a.title", Shape::Text).wide(180),
        Column::of("account", "账号、牌号、证号", "a.asset_number", Shape::Account("")).hidden(),
        Column::of("holder", "持有或登记单位", "a.holder_name", Shape::Text).wide(180),
        Column::of("amount_fen", "金额（元）", "a.amount_fen", Shape::Money),
        Column::of("available_fen", "可用（元）", "a.available_fen", Shape::Money),
        Column::of(
            "verdict",
            "甄别",
            "a.verdict",
            Shape::State(&[
                Word::of("undecided", "未甄别", Light::Soon),
                Word::of("enforceable", "可执行", Light::Normal),
                Word::of("not_needed", "无需执行", Light::Idle),
                Word::of("not_enforceable", "不能执行", Light::Idle),
            ]),
        )
        .wide(104),
        Column::of(
            "control",
            "控制",
            "a.control",
            Shape::State(&[
                Word::of("none", "未控制", Light::Soon),
                Word::of("ordered", "待回执", Light::Soon),
                Word::of("live", "已控制", Light::Normal),
                Word::of("over", "已了结", Light::Idle),
            ]),
        )
        .wide(96),
        Column::of("found_on", "查明日期", "a.found_on", Shape::Day).sorted("found_on"),
        Column::of(
            "waiting_days",
            "未甄别（天）",
            "CASE WHEN a.verdict = 'undecided' THEN a.found_on END",
            Shape::Since,
        ),
        Column::of("encumbrance", "权利负担", "a.encumbrance", Shape::Text).hidden(),
        Column::of("reason", "甄别理由", "a.reason", Shape::Text).hidden(),
        Column::of("handler", "承办人", "a.handler_name", Shape::Text).wide(90),
    ],
    filters: &[
        Filter::of("q", "关键字", Kind::Case),
        Filter::of(
            "verdict",
            "甄别",
            Kind::Choice(&[
                Choice::of("undecided", "未甄别", "a.verdict = 'undecided'"),
                Choice::of("enforceable", "可执行", "a.verdict = 'enforceable'"),
                Choice::of("not_needed", "无需执行", "a.verdict = 'not_needed'"),
                Choice::of("not_enforceable", "不能执行", "a.verdict = 'not_enforceable'"),
                Choice::of("all", "全部", ""),
            ]),
        )
        .usually("undecided"),
        Filter::of(
            "age",
            "未甄别已",
            Kind::Choice(&[
                Choice::of("over7", "7 天以上", "a.found_on < :today-7"),
                Choice::of("over30", "30 天以上", "a.found_on < :today-30"),
            ]),
        ),
        Filter::of(
            "control",
            "控制",
            Kind::Choice(&[
                Choice::of("none", "未控制", "a.control = 'none'"),
                Choice::of("live", "已控制", "a.control = 'live'"),
            ]),
        ),
        Filter::of("handler", "承办人", Kind::Person("a.handler_id = :value")),
    ],
    orders: &[
        Order { name: "found_on", key: "a.found_on", kind: KeyKind::Day, ids: IDS },
        Order { name: "-found_on", key: "a.found_on", kind: KeyKind::Day, ids: IDS },
    ],
    views: &[
        View { name: "未甄别", filter: &[("verdict", "undecided")] },
        View {
            name: "可执行、未控制", filter: &[("verdict", "enforceable"), ("control", "none")]
        },
        View {
            name: "可执行、已控制", filter: &[("verdict", "enforceable"), ("control", "live")]
        },
    ],
    sum: Some("amount_fen"),
    ask: Ask::Plain,
};

const IDS: &[&str] = &["a.case_id", "a.asset_id"];

const KINDS: &[Word] = &[
    Word::of("deposit", "银行存款", Light::Normal),
    Word::of("internet_funds", "互联网资金", Light::Normal),
    Word::of("vehicle", "车辆", Light::Normal),
    Word::of("real_estate", "不动产", Light::Normal),
    Word::of("equity", "股权", Light::Normal),
    Word::of("securities", "证券", Light::Normal),
    Word::of("other", "其他", Light::Normal),
];
