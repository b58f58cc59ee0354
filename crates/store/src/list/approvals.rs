//! 签批清单：what waits for the reader's signature, whatever it is; also what they asked for, and how it ended.

use zhixing_domain::ground::act::Act;

use super::asked::Asked;
use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Order, Shape, Word,
};
use super::sql::plain;
use crate::error::StoreError;
use crate::projection::approval::{by_person, by_post, by_role};
use crate::query::Sql;
use crate::value::V;

const MINE: &str = "mine";

pub(super) static LIST: List = List {
    key: "approvals",
    title: "签批",
    unit: "件签批",
    act: Act::SignApproval,
    menu: false,
    from: "case_approval a",
    always: "",
    id: "a.approval_id",
    case: Some("a.case_id"),
    opens: "a.opens",
    by: None,
    about: Some("approval"),
    offers: &[],
    columns: &[
        Column::of("title", "提请的事项", "a.title", Shape::Text).wide(200),
        Column::of("about", "受文人", "a.about", Shape::Text).wide(90),
        Column::of("amount_fen", "金额（元）", "a.amount_fen", Shape::Money),
        Column::of("case_no", "案号", "a.number", Shape::Number).always(),
        Column::of("step_name", "环节", "a.step_name", Shape::Text).wide(110),
        Column::of("signed_names", "已签", "a.signed_names", Shape::Text).wide(120),
        Column::of("asked_name", "提请人", "a.asked_name", Shape::Text).wide(90),
        Column::of("asked_at", "提请时间", "a.asked_at", Shape::Moment).sorted("asked_at"),
        Column::of("handler", "承办人", "a.handler_name", Shape::Text).wide(90),
        Column::of("respondents", "被执行人", "a.respondents", Shape::Text).hidden(),
        Column::of("applicants", "申请执行人", "a.applicants", Shape::Text).hidden(),
        Column::of(
            "state",
            "状态",
            "a.state",
            Shape::State(&[
                Word::of("open", "待签批", Light::Soon),
                Word::of("signed", "已签批", Light::Idle),
                Word::of("returned", "已退回", Light::Overdue),
                Word::of("withdrawn", "已撤回", Light::Idle),
            ]),
        ),
        Column::of("ended_at", "办结时间", "a.ended_at", Shape::Moment).hidden(),
        Column::of("ended_name", "办结人", "a.ended_name", Shape::Text).wide(90).hidden(),
        Column::of("reason", "退回或撤回的理由", "a.reason", Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of(
            "show",
            "范围",
            Kind::Choice(&[
                Choice::of(MINE, "待我签批", "a.state = 'open'"),
                Choice::of("asked", "我提请的", "a.asked_by = :me"),
                Choice::of("open", "本院待签批", "a.state = 'open'"),
                Choice::of("signed", "已签批", "a.state = 'signed'"),
                Choice::of("returned", "已退回", "a.state = 'returned'"),
                Choice::of("withdrawn", "已撤回", "a.state = 'withdrawn'"),
                Choice::of("all", "全部", ""),
            ]),
        )
        .usually(MINE),
        Filter::of(
            "what",
            "事项",
            Kind::Choice(&[
                Choice::of("paper", "文书", "a.opens = 'documents'"),
                Choice::of("payout", "案款发放", "a.act = 'payout'"),
                Choice::of("lane", "调整分流结果", "a.act = 'override_triage'"),
                Choice::of("deadline", "扣除、延长期限", "a.opens = 'deadlines'"),
                Choice::of("closing", "结案、放弃债权", "a.opens = 'closing'"),
            ]),
        ),
        Filter::of("q", "关键字", Kind::Case),
    ],
    orders: &[
        Order { name: "asked_at", key: "a.asked_at", kind: KeyKind::Moment, ids: ID },
        Order { name: "-asked_at", key: "a.asked_at", kind: KeyKind::Moment, ids: ID },
    ],
    views: &[],
    sum: Some("amount_fen"),
    ask: Ask::Approvals,
};

const ID: &[&str] = &["a.case_id", "a.approval_id"];

/// The rows of the filters; of what waits for the reader, only steps that name them, of what they neither asked for nor
/// signed: as the register decides it when they sign.
pub(super) fn part(asked: &Asked) -> Result<Sql, StoreError> {
    let mut sql = plain(asked)?;
    if asked.value("show") != Some(MINE) {
        return Ok(sql);
    }
    let reader = &asked.scope.reader;
    let me = by_person(reader.id.0);
    let roles = reader.roles.iter().map(|role| by_role(role.code()));
    let posts = reader.posts.iter().map(|post| by_post(post));
    let names = roles.chain(posts).chain([me.clone()]);
    for (at, name) in names.enumerate() {
        let joint = if at == 0 { " AND (" } else { " OR " };
        sql.push(&format!("{joint}a.waits_for LIKE ? ESCAPE '\\'"), [like(&name)]);
    }
    sql.push(") AND a.asked_by <> ? AND a.signed_by NOT LIKE ?", [V::from(reader.id.0), like(&me)]);
    Ok(sql)
}

/// A name anywhere in the text; what stands for other signs in a pattern stands for itself here.
fn like(name: &str) -> V {
    let name = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    V::from(format!("%{name}%"))
}
