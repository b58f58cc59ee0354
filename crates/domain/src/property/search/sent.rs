//! 已发出

use crate::{
    ground::{id::SearchId, refusal::Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::search::{SearchEvent, SearchState},
};

/// 已发出
pub fn sent(matter: &Matter, id: SearchId, package: &str, _ctx: &mut Context<'_>) -> Decision {
    let search = matter.search(id).ok_or(Refusal::Missing("查询"))?;
    if search.state != SearchState::Requested {
        return Ok(Outcome::default());
    }
    Ok(Outcome::of(SearchEvent::Sent { search: id, package: package.to_owned() }))
}
