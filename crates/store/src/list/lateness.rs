//! 逾期催办清单：what is late, whom it has been told to, why, and by when it will be done.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Names, Order, Shape, View, Word,
};

pub(super) static LIST: List = List {
    key: "lateness",
    title: "逾期催办",
    unit: "项逾期",
    act: Act::ListCases,
    menu: true,
    from: "case_lateness l",
    always: "",
    id: "l.lateness_id",
    about: Some("lateness"),
    case: Some("l.case_id"),
    opens: "'tasks'",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "l.number", Shape::Number).always(),
        Column::of("name", "逾期的事", "l.name", Shape::Text).wide(160),
        Column::of("kind", "种类", "l.kind", KIND),
        Column::of("due_on", "逾期", "CASE WHEN l.state = 'open' THEN l.due_on END", Shape::Due),
        Column::of("due_day", "届满日", "l.due_on", Shape::Day),
        Column::of("level", "已催办到", LEVEL_CODE, LEVEL),
        Column::of("told_on", "催办日", "l.told_on", Shape::Day),
        Column::of("owner", "谁办", "l.owner_name", Shape::Text).wide(80),
        Column::of("post", "岗位", "l.post", Shape::Named(Names::Post)),
        Column::of("why", "原因", "l.why", WHY),
        Column::of("reason", "具体情况", "l.reason", Shape::Text).wide(160),
        Column::of("planned_on", "计划办结日", "l.planned_on", Shape::Day),
        Column::of("handler", "承办人", "l.handler_name", Shape::Text).wide(80),
        Column::of("respondents", "被执行人", "l.respondents", Shape::Text).hidden(),
        Column::of("ended_on", "消除日", "l.ended_on", Shape::Day).hidden(),
    ],
    filters: &[
        Filter::of(
            "show",
            "范围",
            Kind::Choice(&[
                Choice::of("open", "仍然逾期的", "l.state = 'open'"),
                Choice::of(
                    "silent",
                    "没有说明原因，或者计划日已过",
                    "l.state = 'open' AND (l.planned_on IS NULL OR l.planned_on < :today)",
                ),
                Choice::of("ended", "已消除的", "l.state = 'ended'"),
                Choice::of("all", "全部", ""),
            ]),
        )
        .usually("open"),
        Filter::of(
            "level",
            "催办层级",
            Kind::Choice(&[
                Choice::of("leaders", "局长、院长", "l.level >= 3"),
                Choice::of("owner", "承办人", "l.level = 1"),
                Choice::of("team", "团队", "l.level = 2"),
                Choice::of("chief", "局长", "l.level = 3"),
                Choice::of("president", "院长", "l.level = 4"),
            ]),
        ),
        Filter::of(
            "kind",
            "种类",
            Kind::Choice(&[
                Choice::of("task", "事项", "l.kind = 'task'"),
                Choice::of("node", "流程节点", "l.kind = 'node'"),
                Choice::of("deadline", "法定期限", "l.kind = 'deadline'"),
            ]),
        ),
        Filter::of("owner", "谁办", Kind::Person("l.owner_id = :value")),
        Filter::of("handler", "承办人", Kind::Person("l.handler_id = :value")),
        Filter::of("q", "关键字", Kind::Case),
    ],
    orders: &[Order {
        name: "due_on",
        key: "l.due_on",
        kind: KeyKind::Day,
        ids: &["l.case_id", "l.lateness_id"],
    }],
    views: &[
        View { name: "没有说明的", filter: &[("show", "silent")] },
        View { name: "报院长的", filter: &[("show", "open"), ("level", "president")] },
        View { name: "报局长的", filter: &[("show", "open"), ("level", "chief")] },
        View { name: "我办的", filter: &[("show", "open"), ("owner", "me")] },
        View { name: "我承办案件的", filter: &[("show", "open"), ("handler", "me")] },
    ],
    sum: None,
    ask: Ask::Plain,
};

const LEVEL_CODE: &str =
    "CASE l.level WHEN 1 THEN 'owner' WHEN 2 THEN 'team' WHEN 3 THEN 'chief' ELSE 'president' END";

const LEVEL: Shape = Shape::State(&[
    Word::of("owner", "承办人", Light::Soon),
    Word::of("team", "团队", Light::Soon),
    Word::of("chief", "局长", Light::Overdue),
    Word::of("president", "院长", Light::Overdue),
]);

const KIND: Shape = Shape::State(&[
    Word::of("task", "事项", Light::Idle),
    Word::of("node", "流程节点", Light::Idle),
    Word::of("deadline", "法定期限", Light::Idle),
]);

const WHY: Shape = Shape::State(&[
    Word::of("", "未说明", Light::Soon),
    Word::of("respondent", "被执行人下落不明或者不配合", Light::Idle),
    Word::of("applicant", "等待申请执行人补充、答复", Light::Idle),
    Word::of("body", "协助单位没有答复", Light::Idle),
    Word::of("procedure", "前一程序没有办完", Light::Idle),
    Word::of("load", "人手不足，在办案件过多", Light::Idle),
    Word::of("equipment", "系统、设备故障", Light::Idle),
    Word::of("other", "其他原因", Light::Idle),
]);
