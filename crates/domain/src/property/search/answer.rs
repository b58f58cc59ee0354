//! 收到反馈

use crate::{
    ground::{
        id::{AssetId, SearchId},
        refusal::{FieldProblem, Refusal},
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::{
        asset::{AssetEvent, Found},
        search::SearchEvent,
    },
};

/// One body's feedback as it came from the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    pub source: String,
    pub source_name: String,
    pub digest: String,
    pub found: Vec<Found>,
    pub refused: String,
}

/// 收到反馈. A package already taken in changes nothing; a later one from the same body corrects
/// the balances of the accounts it names.
pub fn answer(
    matter: &Matter,
    id: SearchId,
    feedback: &Feedback,
    ctx: &mut Context<'_>,
) -> Decision {
    let search = matter.search(id).ok_or(Refusal::Missing("查询"))?;
    if search.answers.iter().any(|answer| answer.digest == feedback.digest) {
        return Ok(Outcome::default());
    }
    if 2000 < feedback.found.len() {
        return Err(Refusal::field("found", FieldProblem::TooLong { max: 2000 }));
    }
    let mut outcome = Outcome::of(SearchEvent::Answered {
        search: id,
        source: feedback.source.clone(),
        source_name: feedback.source_name.clone(),
        digest: feedback.digest.clone(),
        on: ctx.today,
        found: feedback.found.clone(),
        refused: feedback.refused.clone(),
    });
    for found in &feedback.found {
        let same = matter.assets.iter().find(|asset| {
            asset.holder == feedback.source
                && asset.number == found.number
                && asset.kind == found.kind
                && asset.respondent == search.respondent
        });
        outcome = outcome.and(match same {
            Some(asset) => AssetEvent::Updated {
                asset: asset.id,
                amount: found.amount,
                available: found.available,
                encumbrance: found.encumbrance.clone(),
            },
            None => AssetEvent::Found {
                asset: AssetId(ctx.id()),
                respondent: search.respondent,
                search: Some(id),
                holder: feedback.source.clone(),
                holder_name: feedback.source_name.clone(),
                found: found.clone(),
                on: ctx.today,
            },
        });
    }
    let left = search.waiting().iter().filter(|(code, _)| *code != feedback.source).count();
    if left == 0 && search.is_open() {
        outcome = outcome.and(SearchEvent::Completed { search: id });
    }
    Ok(outcome)
}
