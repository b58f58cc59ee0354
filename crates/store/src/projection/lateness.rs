//! 逾期、督办: with what their lists show of the case.

use zhixing_domain::matter::Matter;
use zhixing_domain::work::directive::Directive;
use zhixing_domain::work::lateness::Lateness;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.lateness.iter().map(|late| of_lateness(file, late))
}

pub(super) fn directives(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.directives.iter().map(|directive| of_directive(file, directive))
}

fn of_lateness(file: &Matter, late: &Lateness) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("lateness_id", V::from(late.id.0)));
    let said = late.explained.as_ref();
    let owner = late.owner.as_ref();
    let mut cols = vec![
        ("kind", V::from(late.late.kind().code())),
        ("name", V::from(&late.name)),
        ("due_on", V::from(late.due_on)),
        ("level", V::from(late.level().rank())),
        ("told_on", V::from(late.told.last().map_or(late.due_on, |told| told.on))),
        ("owner_id", V::from(owner.map(|(id, _)| id.0))),
        ("owner_name", V::from(owner.map(|(_, name)| name.clone()).unwrap_or_default())),
        ("post", V::from(&late.post)),
        ("lead", V::from(&late.lead)),
        ("why", V::from(said.map_or("", |said| said.why.code()))),
        ("reason", V::from(said.map(|said| said.reason.clone()).unwrap_or_default())),
        ("planned_on", V::from(said.map(|said| said.planned_on))),
        ("state", V::from(if late.is_open() { "open" } else { "ended" })),
        ("ended_on", V::from(late.ended_on)),
    ];
    cols.extend(shown::of_case(file));
    ProjRow { table: "case_lateness", key, cols }
}

fn of_directive(file: &Matter, directive: &Directive) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("directive_id", V::from(directive.id.0)));
    let replies = i64::try_from(directive.replies.len()).unwrap_or(i64::MAX);
    let reply = directive.replies.last().map(|reply| reply.text.clone());
    let remark = directive.remark.as_ref().map(|(text, _)| text.clone());
    let mut cols = vec![
        ("asks", V::from(&directive.asks)),
        ("issued_by", V::from(&directive.by.name)),
        ("issued_on", V::from(directive.issued_on)),
        ("reply_by", V::from(directive.reply_by)),
        ("state", V::from(directive.state.code())),
        ("replies", V::from(replies)),
        ("last_reply", V::from(reply.unwrap_or_default())),
        ("remark", V::from(remark.unwrap_or_default())),
    ];
    cols.extend(shown::of_case(file));
    ProjRow { table: "case_directive", key, cols }
}
