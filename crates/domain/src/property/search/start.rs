//! 发起网络查控

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::fields,
        id::{SearchId, request_number},
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
    },
    intake::party::Party,
    matter::{
        Matter,
        context::Context,
        effect::Effect,
        outcome::{Decision, Outcome},
    },
    property::search::SearchEvent,
};

fields! {
    /// 发起网络查控 against every respondent whom the network can be asked about and who has no search open. Whom it cannot
    /// be asked about is looked for by other means; the page of the case names them.
    /// Persons not obliged by the title must never be searched (网络查冻规定第7条).
    StartSearch {}
}

impl Command for StartSearch {
    const NAME: &'static str = "start_search";
    const TITLE: &'static str = "发起网络查控";
    const FORM: (&'static str, &'static str) = ("发起网络查控", "向查控网发出查询请求");
    const ACT: Act = Act::StartSearch;
    const DONE: &'static str = "search.requested";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let mut known = matter.searchable().peekable();
        if known.peek().is_none() {
            return Err(Refusal::needs(Need::SearchableRespondent));
        }
        if known.all(|party| is_searched(matter, party)) {
            let key = matter.number_text();
            return Err(Refusal::Duplicate { what: "网络查控", key });
        }
        Ok(())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let asked = ctx.bodies;
        if asked.is_empty() {
            return Err(Refusal::field("asked", FieldProblem::Required));
        }
        let mut codes = std::collections::BTreeSet::new();
        if let Some((code, _)) = asked.iter().find(|(code, _)| !codes.insert(code)) {
            return Err(Refusal::Duplicate { what: "协助单位", key: code.clone() });
        }
        let mut outcome = Outcome::default();
        for party in matter.searchable().filter(|party| !is_searched(matter, party)) {
            let search = SearchId(ctx.id());
            outcome = outcome
                .and(SearchEvent::Requested {
                    search,
                    respondent: party.id,
                    request_no: request_number(search.0),
                    asked: asked.to_vec(),
                    on: ctx.today,
                })
                .then(Effect::SendSearch { search });
        }
        Ok(outcome)
    }
}

fn is_searched(matter: &Matter, party: &Party) -> bool {
    matter.searches.iter().any(|search| search.respondent == party.id && search.is_open())
}
