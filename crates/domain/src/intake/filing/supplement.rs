//! 补正：replaces the application with the completed one; files the case when nothing is missing.

use serde::{Deserialize, Serialize};

use super::{Application, FilingEvent, check};
use crate::{
    command::Command,
    ground::act::Act,
    ground::field::{Field, Fields},
    ground::id::PartyId,
    ground::refusal::Refusal,
    ground::subject::Subject,
    intake::party::PartyEvent,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
};

/// 补正
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SupplementFiling(pub Application);

impl Fields for SupplementFiling {
    const FIELDS: &'static [Field] = Application::FIELDS;
}

impl Command for SupplementFiling {
    const NAME: &'static str = "supplement_filing";
    const TITLE: &'static str = "补充立案材料";
    const FORM: (&'static str, &'static str) = ("补正材料", "提交补正");
    const ACT: Act = Act::SupplementFiling;
    const DONE: &'static str = "filing.supplemented";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    /// There is nothing to offer once it is filed.
    fn places(matter: &Matter) -> Vec<Subject> {
        matter.open_application().map(|_| Subject::Matter).into_iter().collect()
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.open_application().map(|_| ()).ok_or(Refusal::AlreadyFiled)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let application = check::check(&self.0, &matter.filing.materials, ctx)?;
        let mut outcome =
            Outcome::of(FilingEvent::Supplemented { application: application.clone() });
        for (index, details) in application.parties.iter().enumerate() {
            let details = details.clone();
            outcome = match matter.parties.get(index) {
                Some(known) if known.details == details => outcome,
                Some(known) => {
                    let reason = "补正".to_owned();
                    outcome.and(PartyEvent::Corrected { party: known.id, details, reason })
                }
                None => outcome.and(PartyEvent::Added { party: PartyId(ctx.id()), details }),
            };
        }
        for dropped in matter.parties.iter().skip(application.parties.len()) {
            outcome = outcome.and(PartyEvent::Removed { party: dropped.id });
        }
        Ok(check::settle(outcome, &application, ctx))
    }
}
