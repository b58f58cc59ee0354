//! 补正：replaces the application with the completed one; files the case when nothing is missing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use zhixing_law::mask;

use super::{Application, FilingEvent, check};
use crate::{
    command::Command,
    ground::act::Act,
    ground::field::{Field, Fields},
    ground::id::PartyId,
    ground::refusal::Refusal,
    ground::subject::Subject,
    intake::party::{Party, PartyDetails, PartyEvent},
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
        let known = pairs(matter, &self.0);
        let mut told = self.0.clone();
        for (details, known) in told.parties.iter_mut().zip(&known) {
            if let Some(known) = known {
                keep_masked(details, &known.details);
            }
        }
        let application = check::check(&told, &matter.filing.materials, ctx)?;
        let mut outcome =
            Outcome::of(FilingEvent::Supplemented { application: application.clone() });
        for (details, known) in application.parties.iter().zip(&known) {
            let details = details.clone();
            outcome = match known {
                Some(known) if known.details == details => outcome,
                Some(known) => {
                    let reason = "补正".to_owned();
                    outcome.and(PartyEvent::Corrected { party: known.id, details, reason })
                }
                None => outcome.and(PartyEvent::Added { party: PartyId(ctx.id()), details }),
            };
        }
        let named: BTreeSet<PartyId> = known.iter().flatten().map(|known| known.id).collect();
        for dropped in matter.parties.iter().filter(|party| !named.contains(&party.id)) {
            outcome = outcome.and(PartyEvent::Removed { party: dropped.id });
        }
        Ok(check::settle(outcome, &application, ctx))
    }
}

/// Who of those on record each one of the application is: of the same side and name, else whoever is left of that side in
/// the order in which they stand.
fn pairs<'a>(matter: &'a Matter, application: &Application) -> Vec<Option<&'a Party>> {
    let mut left: Vec<&Party> = matter.parties.iter().collect();
    let mut take = |fits: &dyn Fn(&Party) -> bool| {
        let place = left.iter().position(|party| fits(party))?;
        Some(left.remove(place))
    };
    let mut pairs: Vec<Option<&Party>> = application
        .parties
        .iter()
        .map(|told| {
            take(&|party| party.details.role == told.role && party.details.name == told.name)
        })
        .collect();
    for (told, pair) in application.parties.iter().zip(&mut pairs) {
        if pair.is_none() {
            *pair = take(&|party| party.details.role == told.role);
        }
    }
    pairs
}

/// 已脱敏而未改动的，照原登记: the page has a number, a phone and an account only as they are shown, and hands them back so.
fn keep_masked(told: &mut PartyDetails, known: &PartyDetails) {
    let keep = |told: &mut String, known: &String, shown: fn(&str) -> String| {
        if !known.is_empty() && *told == shown(known) {
            told.clone_from(known);
        }
    };
    keep(&mut told.identity_number, &known.identity_number, mask::id);
    keep(&mut told.phone, &known.phone, mask::phone);
    for (told, known) in told.agents.iter_mut().zip(&known.agents) {
        keep(&mut told.phone, &known.phone, mask::phone);
    }
    if let (Some(told), Some(known)) = (&mut told.account, &known.account) {
        keep(&mut told.account, &known.account, mask::account);
    }
}
