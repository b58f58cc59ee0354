//! 终止查询

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::SearchId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::search::{SearchEvent, SearchState},
};

fields! {
    /// 未全部反馈而结束：with the reason why the missing bodies are not waited for.
    CloseSearch {
        search: SearchId = "查询";
        reason: Text<500> = "终止理由";
    }
}

impl Command for CloseSearch {
    const NAME: &'static str = "close_search";
    const TITLE: &'static str = "终止查询";
    const FORM: (&'static str, &'static str) = ("终止查询", "不再等待，终止查询");
    const ACT: Act = Act::StartSearch;
    const DONE: &'static str = "search.closed";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.search.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let open = matter.searches.iter().filter(|search| search.is_open());
        open.map(|search| search.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        let search = matter.searches.iter().find(|search| Subject::from(search.id) == on);
        let search = search.ok_or(Refusal::Missing("查询"))?;
        // One that has not gone out yet is closed as well: the exchange may be away for good.
        if !search.is_open() {
            return Err(Refusal::state("查询", search.state, SearchState::Sent));
        }
        Ok(())
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(SearchEvent::Closed { search: self.search, reason }))
    }
}
