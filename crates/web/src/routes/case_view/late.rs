//! 逾期、催办、督办 on the page of a case.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::{
    mode::HANDLER,
    work::{
        directive::Directive,
        lateness::{Lateness, Level},
    },
};

use super::Seen;
use crate::view::{Action, LightName, light, remaining, some, some_day};

/// 一次催办
#[derive(Debug, Serialize, ToSchema)]
pub struct ToldView {
    pub level_label: String,
    #[schema(format = Date)]
    pub on: String,
}

/// 一项逾期
#[derive(Debug, Serialize, ToSchema)]
pub struct LatenessView {
    pub id: Uuid,
    pub kind_label: String,
    pub name: String,
    #[schema(format = Date)]
    pub due_on: String,
    /// 谁办
    pub owner: String,
    pub level_label: String,
    pub light: LightName,
    pub light_label: Option<String>,
    pub told: Vec<ToldView>,
    pub why_label: Option<String>,
    pub reason: Option<String>,
    #[schema(format = Date)]
    pub planned_on: Option<String>,
    pub explained_by: Option<String>,
    /// 还要说明：没有说明过，或者计划办结日已过
    pub lacks_reason: bool,
    #[schema(format = Date)]
    pub ended_on: Option<String>,
    pub actions: Vec<Action>,
}

/// 一次答复
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplyView {
    pub text: String,
    pub by: String,
}

/// 一件督办
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectiveView {
    pub id: Uuid,
    pub asks: String,
    pub issued_by: String,
    #[schema(format = Date)]
    pub issued_on: String,
    #[schema(format = Date)]
    pub reply_by: String,
    pub state_label: String,
    pub light: LightName,
    pub light_label: Option<String>,
    pub replies: Vec<ReplyView>,
    pub remark: Option<String>,
    pub actions: Vec<Action>,
}

/// What is late, that which still is first.
pub fn latenesses(seen: Seen<'_>) -> Vec<LatenessView> {
    let mut all: Vec<&Lateness> = seen.file.lateness.iter().collect();
    all.sort_by_key(|known| (known.ended_on.is_some(), known.due_on, known.id));
    all.into_iter().map(|known| lateness(seen, known)).collect()
}

/// Directives, the newest first.
pub fn directives(seen: Seen<'_>) -> Vec<DirectiveView> {
    seen.file.directives.iter().rev().map(|known| directive(seen, known)).collect()
}

fn lateness(seen: Seen<'_>, known: &Lateness) -> LatenessView {
    let due = Some(known.due_on).filter(|_| known.is_open());
    let severe = known.is_open() && Level::Team.rank() <= known.level().rank();
    let told = known.told.iter().map(|told| ToldView {
        level_label: told.level.title().to_owned(),
        on: told.on.to_string(),
    });
    let said = known.explained.as_ref();
    LatenessView {
        id: known.id.0,
        kind_label: known.late.kind().title().to_owned(),
        name: known.name.clone(),
        due_on: known.due_on.to_string(),
        owner: owner(seen, known),
        level_label: known.level().title().to_owned(),
        light: match (known.is_open(), severe) {
            (false, _) => LightName::Idle,
            (true, true) => LightName::Overdue,
            (true, false) => LightName::Soon,
        },
        light_label: remaining(due, seen.today),
        told: told.collect(),
        why_label: said.map(|said| said.why.title().to_owned()),
        reason: said.map(|said| said.reason.clone()),
        planned_on: some_day(said.map(|said| said.planned_on)),
        explained_by: said.map(|said| said.by.name.clone()),
        lacks_reason: known.lacks_reason(seen.today),
        ended_on: some_day(known.ended_on),
        actions: seen.offered(known.id),
    }
}

fn owner(seen: Seen<'_>, known: &Lateness) -> String {
    let post = || match known.post.as_str() {
        HANDLER => "承办人".to_owned(),
        post => seen.mode.post(post).map_or_else(|| post.to_owned(), |post| post.name.clone()),
    };
    known.owner.as_ref().map_or_else(post, |(_, name)| name.clone())
}

fn directive(seen: Seen<'_>, known: &Directive) -> DirectiveView {
    let due = known.waits_by();
    let replies = known.replies.iter().map(|reply| ReplyView {
        text: reply.text.clone(),
        by: format!("{} {}", reply.by.name, reply.by.at.local()),
    });
    DirectiveView {
        id: known.id.0,
        asks: known.asks.clone(),
        issued_by: known.by.name.clone(),
        issued_on: known.issued_on.to_string(),
        reply_by: known.reply_by.to_string(),
        state_label: known.state.title().to_owned(),
        light: match due {
            Some(_) => light(due, seen.today),
            None if known.is_settled() => LightName::Idle,
            None => LightName::Soon,
        },
        light_label: remaining(due, seen.today),
        replies: replies.collect(),
        remark: known.remark.as_ref().and_then(|(text, by)| {
            let said = some(text)?;
            Some(format!("{}：{said}", by.name))
        }),
        actions: seen.offered(known.id),
    }
}
