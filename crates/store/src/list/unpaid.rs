//! 到账未发放清单：cases with money that can be paid out, the longest waiting first.

use zhixing_domain::ground::act::Act;

use super::description::{Ask, Choice, Column, Filter, KeyKind, Kind, List, Names, Order, Shape};

pub(super) static LIST: List = List {
    key: "unpaid",
    title: "到账未发放",
    unit: "件案件",
    act: Act::ViewFunds,
    menu: false,
    from: "case_file c",
    always: " AND c.waiting_since IS NOT NULL",
    id: "c.case_id",
    about: None,
    case: Some("c.case_id"),
    opens: "'funds'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "c.number", Shape::Number).always(),
        Column::of("waiting_since", "到账日期", "c.waiting_since", Shape::Day)
            .sorted("waiting_since"),
        Column::of("waiting_days", "滞留（天）", "c.waiting_since", Shape::Since)
            .sorted("waiting_since"),
        Column::of("undistributed_fen", "未发放（元）", "c.undistributed_fen", Shape::Money)
            .sorted("-undistributed"),
        Column::of("applicants", "申请执行人", "c.applicants", Shape::Text),
        Column::of("respondents", "被执行人", "c.respondents", Shape::Text),
        Column::of("cause", "案由", "c.cause", Shape::Text).hidden(),
        Column::of("claim_fen", "标的额（元）", "c.claim_fen", Shape::Money),
        Column::of("received_fen", "已到位（元）", "c.received_fen", Shape::Money),
        Column::of("paid_fen", "已发放（元）", "c.paid_fen", Shape::Money).hidden(),
        Column::of("team", "团队", "c.team", Shape::Named(Names::Team)),
        Column::of("handler", "承办人", "c.handler_name", Shape::Text).wide(90),
        Column::of("filed_on", "立案日期", "c.filed_on", Shape::Day).hidden(),
    ],
    filters: &[
        Filter::of("q", "关键字", Kind::Case),
        Filter::of(
            "age",
            "滞留",
            Kind::Choice(&[
                Choice::of("5", "5 天以内", "c.waiting_since >= :today-5"),
                Choice::of(
                    "to10",
                    "6 至 10 天",
                    "c.waiting_since < :today-5 AND c.waiting_since >= :today-10",
                ),
                Choice::of(
                    "to15",
                    "11 至 15 天",
                    "c.waiting_since < :today-10 AND c.waiting_since >= :today-15",
                ),
                Choice::of(
                    "to30",
                    "16 至 30 天",
                    "c.waiting_since < :today-15 AND c.waiting_since >= :today-30",
                ),
                Choice::of("over5", "5 天以上", "c.waiting_since < :today-5"),
                Choice::of("over15", "15 天以上", "c.waiting_since < :today-15"),
                Choice::of("over30", "30 天以上", "c.waiting_since < :today-30"),
            ]),
        ),
        Filter::of("team", "团队", Kind::Named(Names::Team, "c.team = :value")),
        Filter::of("handler", "承办人", Kind::Person("c.handler_id = :value")),
    ],
    orders: &[
        Order { name: "waiting_since", key: "c.waiting_since", kind: KeyKind::Day, ids: ID },
        Order { name: "-undistributed", key: "c.undistributed_fen", kind: KeyKind::Int, ids: ID },
    ],
    views: &[],
    sum: Some("undistributed_fen"),
    ask: Ask::Plain,
};

const ID: &[&str] = &["c.case_id"];
