//! 事项清单：mine, my team's, the court's; the next limit first.

use zhixing_domain::ground::act::Act;

use super::asked::Asked;
use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Names, Order, Shape, Word,
};
use super::sql::bind;
use crate::error::StoreError;
use crate::projection::task::{owned_by, owned_by_post};
use crate::query::Sql;
use crate::value::V;

/// What [`Ask::Tasks`] reads of the filters by itself.
const BY_HAND: &str = "";

const fn choice(code: &'static str, title: &'static str) -> Choice {
    Choice::of(code, title, BY_HAND)
}

const DUE: &[Choice] = &[
    Choice::of("overdue", "已逾期", "t.due_on < :today"),
    Choice::of("today", "今日到期", "t.due_on = :today"),
    Choice::of("soon", "三日内到期", "t.due_on > :today AND t.due_on <= :today+3"),
    Choice::of("week", "七日内到期", "t.due_on >= :today AND t.due_on <= :today+6"),
];

pub(super) static LIST: List = List {
    key: "tasks",
    title: "事项列表",
    unit: "项事项",
    act: Act::ListTasks,
    menu: false,
    from: "case_task t",
    always: "",
    id: "t.task_id",
    about: Some("task"),
    case: Some("t.case_id"),
    opens: "t.opens",
    by: None,
    offers: &[],
    columns: &[
        Column::of("title", "事项", "t.name", Shape::Text).always().wide(240),
        // What is done or taken back has no limit any more.
        Column::of(
            "due_on",
            "期限",
            "CASE WHEN t.bucket = 'live' THEN NULLIF(t.due_on, '9999-12-31') END",
            Shape::Due,
        ),
        Column::of("case_no", "案号", "t.number", Shape::Number),
        Column::of("respondents", "被执行人", "t.respondents", Shape::Text),
        Column::of("node", "节点", "t.node", Shape::Named(Names::Node)),
        Column::of(
            "state",
            "状态",
            "t.state",
            Shape::State(&[
                Word::of("open", "待签收", Light::Soon),
                Word::of("accepted", "办理中", Light::Normal),
                Word::of("returned", "已退回", Light::Overdue),
                Word::of("done", "已办结", Light::Idle),
                Word::of("withdrawn", "已撤回", Light::Idle),
            ]),
        ),
        Column::of("post", "岗位", "t.post", Shape::Named(Names::Post)),
        Column::of("holder", "办理人", "t.assignee_name", Shape::Text).wide(90),
        Column::of(
            "urgency",
            "缓急",
            "t.urgency",
            Shape::State(&[
                Word::of("ordinary", "普通", Light::Idle),
                Word::of("urgent", "紧急", Light::Overdue),
            ]),
        ),
        Column::of("raised_by", "派出人", "t.raised_by", Shape::Text).wide(90).hidden(),
        Column::of("limit_on", "期限日", "NULLIF(t.due_on, '9999-12-31')", Shape::Day),
        Column::of("basis", "期限依据", "t.basis", Shape::Text).hidden(),
        Column::of("handler", "承办人", "t.handler_name", Shape::Text).wide(90).hidden(),
        Column::of("team", "团队", "t.team", Shape::Named(Names::Team)).hidden(),
        Column::of("opened_on", "派出日期", "t.opened_on", Shape::Day).hidden(),
        Column::of("done_at", "办结时间", "t.done_at", Shape::Moment).hidden(),
        Column::of("result", "办理结果", "t.result", Shape::Text).hidden(),
        Column::of("return_reason", "退回理由", "t.return_reason", Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of("q", "关键字", Kind::Case),
        Filter::of(
            "scope",
            "范围",
            Kind::Choice(&[choice("mine", "我的事项"), choice("all", "全部事项")]),
        )
        .usually("mine"),
        Filter::of(
            "state",
            "状态",
            Kind::Choice(&[
                choice("live", "未办结"),
                choice("open", "待签收"),
                choice("accepted", "办理中"),
                choice("returned", "已退回"),
                choice("done", "已办结"),
                choice("withdrawn", "已撤回"),
                choice("all", "全部"),
            ]),
        )
        .usually("live"),
        Filter::of("due", "期限", Kind::Choice(DUE)),
        Filter::of("team", "团队", Kind::Named(Names::Team, BY_HAND)),
        Filter::of("node", "节点", Kind::Named(Names::Node, BY_HAND)),
    ],
    orders: &[Order {
        name: "due_on",
        key: "t.due_on",
        kind: KeyKind::Day,
        ids: &["t.case_id", "t.task_id"],
    }],
    views: &[],
    sum: None,
    ask: Ask::Tasks,
};

/// The parts of the index that hold what a state filter asks for.
fn buckets(state: &str) -> &'static [&'static str] {
    match state {
        "done" => &["done"],
        "withdrawn" => &["withdrawn"],
        "all" => &["live", "done", "withdrawn"],
        _ => &["live"],
    }
}

/// One owner's (or anybody's) tasks of one bucket: what an index holds in the order of their limits. Each part is read
/// in its order, and the first of all is the first of each.
pub(super) fn parts(asked: &Asked) -> Result<Vec<Sql>, StoreError> {
    let owners = match owners(asked) {
        owners if owners.is_empty() => vec![None],
        owners => owners.into_iter().map(Some).collect(),
    };
    let buckets = buckets(asked.value("state").unwrap_or_default());
    let mut parts = Vec::new();
    for owner in &owners {
        for bucket in buckets {
            parts.push(part(asked, owner.as_deref(), bucket)?);
        }
    }
    Ok(parts)
}

/// Mine: assigned to the reader, the handler's tasks of the reader's own cases, and those of the reader's posts that
/// nobody has taken yet.
fn owners(asked: &Asked) -> Vec<String> {
    if asked.value("scope") != Some("mine") {
        return Vec::new();
    }
    let reader = &asked.scope.reader;
    let mut owners = vec![owned_by(reader.id.0)];
    owners.extend(reader.posts.iter().map(|post| owned_by_post(post)));
    owners.sort();
    owners.dedup();
    owners
}

/// The cases of a text, else the owner, else node, else team lead the way into an index.
fn part(asked: &Asked, owner: Option<&str>, bucket: &str) -> Result<Sql, StoreError> {
    let mut sql = Sql::default();
    let court = V::from(&asked.scope.court);
    sql.push(" FROM case_task t WHERE t.court_id = ?", [court]);
    let by_case = asked.value("q").is_some();
    let mut lead = !by_case;
    let mut equal = |column: &str, value: Option<&str>| {
        let Some(value) = value else { return };
        let aside = if lead { "" } else { " || ''" };
        lead = false;
        sql.push(&format!(" AND t.{column}{aside} = ?"), [V::from(value)]);
    };
    equal("owner", owner);
    equal("node", asked.value("node"));
    equal("team", asked.value("team"));
    let aside = if by_case { " || ''" } else { "" };
    sql.push(&format!(" AND t.bucket{aside} = ?"), [V::from(bucket)]);
    if let Some(state @ ("open" | "accepted" | "returned")) = asked.value("state") {
        sql.push(" AND t.state = ?", [V::from(state)]);
    }
    let due = DUE.iter().find(|due| Some(due.code) == asked.value("due"));
    if let Some(due) = due {
        sql.push(" AND ", []);
        bind(&mut sql, asked, due.sql, None)?;
    }
    Ok(sql)
}
