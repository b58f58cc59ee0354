//! 查封冻结到期清单：what is live and ends soon, and what has lapsed without anybody's answer; also of closed cases.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, Word,
};

const ANSWER: &str = "CASE WHEN m.state = 'lapsed' THEN 'lapsed' WHEN m.pending <> '' THEN 'pending' \
    WHEN m.acknowledged_by IS NOT NULL THEN 'answered' ELSE 'unanswered' END";

pub(super) static LIST: List = List {
    key: "measures",
    title: "查封冻结到期",
    unit: "项查封冻结",
    act: Act::ListCases,
    menu: false,
    from: "case_measure m",
    // As the index of migration 8 says it.
    always: " AND (m.state = 'live' OR (m.state = 'lapsed' AND m.acknowledged_by IS NULL))",
    id: "m.measure_id",
    about: Some("measure"),
    case: Some("m.case_id"),
    opens: "'measures'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "m.number", Shape::Number).always(),
        Column::of("ends_on", "到期", "m.ends_on", Shape::Due),
        Column::of("end_day", "届满日", "m.ends_on", Shape::Day),
        Column::of("respondent", "被执行人", "m.respondent", Shape::Text),
        Column::of("title", "财产", "m.asset_title", Shape::Text).wide(180),
        Column::of("holder", "协助单位", "m.holder_name", Shape::Text).wide(160),
        Column::of("actual_fen", "实际冻结（元）", "m.actual_fen", Shape::Money),
        Column::of("amount_fen", "提请冻结（元）", "m.amount_fen", Shape::Money).hidden(),
        Column::of("handler", "承办人", "m.handler_name", Shape::Text).wide(90),
        Column::of(
            "answer",
            "处理",
            ANSWER,
            Shape::State(&[
                Word::of("unanswered", "无人确认", Light::Soon),
                Word::of("answered", "有人负责", Light::Normal),
                Word::of("pending", "等待回执", Light::Normal),
                Word::of("lapsed", "已届满失效，无人答复", Light::Overdue),
            ]),
        )
        .wide(160),
        Column::of("acknowledged_by", "负责人", "m.acknowledged_name", Shape::Text).wide(90),
        Column::of("renewals", "续行次数", "m.renewals", Shape::Count).hidden(),
    ],
    filters: &[
        Filter::of(
            "days",
            "届满",
            Kind::Choice(&[
                Choice::of("0", "今日", "m.ends_on <= :today"),
                Choice::of("7", "7 日内", "m.ends_on <= :today+7"),
                Choice::of("15", "15 日内", "m.ends_on <= :today+15"),
                Choice::of("30", "30 日内", "m.ends_on <= :today+30"),
                Choice::of("60", "60 日内", "m.ends_on <= :today+60"),
                Choice::of("90", "90 日内", "m.ends_on <= :today+90"),
                Choice::of("365", "一年内", "m.ends_on <= :today+365"),
            ]),
        )
        .usually("30"),
        Filter::of(
            "answer",
            "处理",
            Kind::Choice(&[
                Choice::of(
                    "unanswered",
                    "无人确认",
                    "m.acknowledged_by IS NULL AND m.pending = ''",
                ),
                Choice::of("answered", "有人负责", "m.acknowledged_by IS NOT NULL"),
                Choice::of("pending", "等待回执", "m.pending <> ''"),
            ]),
        ),
        Filter::of("handler", "承办人", Kind::Person("m.handler_id = :value")),
        Filter::of("q", "关键字", Kind::Case),
    ],
    orders: &[Order {
        name: "ends_on",
        key: "m.ends_on",
        kind: KeyKind::Day,
        ids: &["m.case_id", "m.measure_id"],
    }],
    views: &[],
    sum: Some("actual_fen"),
    ask: Ask::Plain,
};
