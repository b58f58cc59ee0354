//! 法定期限清单：what is late or soon late by law, and what stands still.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, View, Word,
};

pub(super) static LIST: List = List {
    key: "deadlines",
    title: "法定期限",
    unit: "项期限",
    act: Act::ListCases,
    menu: true,
    from: "case_deadline d",
    always: "",
    id: "d.case_id",
    about: None,
    case: Some("d.case_id"),
    opens: "'deadlines'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "d.number", Shape::Number).always(),
        Column::of("name", "期限", "d.name", Shape::Text).wide(90),
        Column::of("due_on", "剩余", "CASE WHEN d.state <> 'opens' THEN d.due_on END", Shape::Due),
        Column::of("due_day", "届满日", "d.due_on", Shape::Day),
        Column::of(
            "state",
            "状态",
            "d.state",
            Shape::State(&[
                Word::of("running", "正在计算", Light::Normal),
                Word::of("opens", "满期后可向上一级法院申请", Light::Soon),
                Word::of("stopped", "停止计算", Light::Idle),
                Word::of("ended", "已终止", Light::Idle),
            ]),
        ),
        Column::of("stopped_by", "停止的事由", "d.stopped_by", Shape::Text).wide(120),
        Column::of("excluded_days", "已扣除（日）", "d.excluded_days", Shape::Count),
        Column::of("extensions", "延长次数", "d.extensions", Shape::Count),
        Column::of("from_on", "起算日", "d.from_on", Shape::Day),
        Column::of("respondents", "被执行人", "d.respondents", Shape::Text),
        Column::of("handler", "承办人", "d.handler_name", Shape::Text).wide(90),
        Column::of("basis", "依据", "d.basis", Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of(
            "show",
            "届满",
            Kind::Choice(&[
                Choice::of("late", "已逾期", "d.state = 'running' AND d.sorts_on < :today"),
                Choice::of("7", "7 日内", "d.state = 'running' AND d.sorts_on <= :today+7"),
                Choice::of("30", "30 日内", "d.state = 'running' AND d.sorts_on <= :today+30"),
                Choice::of("60", "60 日内", "d.state = 'running' AND d.sorts_on <= :today+60"),
                Choice::of("running", "正在计算", "d.state = 'running'"),
                Choice::of(
                    "superior",
                    "30 日内可向上一级法院申请",
                    "d.state = 'opens' AND d.sorts_on <= :today+30",
                ),
                Choice::of("stopped", "停止计算", "d.state = 'stopped'"),
                Choice::of("all", "全部，连同已终止的", ""),
            ]),
        )
        .usually("60"),
        Filter::of("handler", "承办人", Kind::Person("d.handler_id = :value")),
        Filter::of("q", "关键字", Kind::Case),
    ],
    orders: &[Order {
        name: "due_on",
        key: "d.sorts_on",
        kind: KeyKind::Day,
        ids: &["d.case_id", "d.deadline_id"],
    }],
    views: &[
        View { name: "已逾期", filter: &[("show", "late")] },
        View { name: "30 日内届满", filter: &[("show", "30")] },
        View { name: "我承办的", filter: &[("show", "running"), ("handler", "me")] },
        View { name: "可向上一级法院申请", filter: &[("show", "superior")] },
        View { name: "停止计算", filter: &[("show", "stopped")] },
    ],
    sum: None,
    ask: Ask::Plain,
};
