//! 收件：takes an application in. With nothing missing, the same act files the case under its number; otherwise the case
//! waits for the missing items and no number is used.

use serde::{Deserialize, Serialize};

use super::{Application, FilingEvent, check};
use crate::{
    begin::Begins,
    ground::act::Act,
    ground::field::{Field, Fields},
    ground::id::{CaseId, PartyId},
    intake::party::PartyEvent,
    matter::Matter,
    matter::context::Context,
    matter::kind::MatterKind,
    matter::outcome::{Decision, Outcome},
};

/// 收件立案
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileCase(pub Application);

impl Fields for FileCase {
    const FIELDS: &'static [Field] = Application::FIELDS;
}

impl Begins for FileCase {
    const NAME: &'static str = "file_case";
    const TITLE: &'static str = "收件立案";
    const FORM: (&'static str, &'static str) = ("立案登记", "收件登记");
    const ACT: Act = Act::FileCase;
    const KIND: MatterKind = MatterKind::First;

    fn about(&self) -> Option<(&'static str, &str)> {
        None
    }

    fn begin(&self, _case: CaseId, _about: Option<&Matter>, ctx: &mut Context<'_>) -> Decision {
        let application = check::check(&self.0, &[], ctx)?;
        let mut outcome = Outcome::of(FilingEvent::Received { application: application.clone() });
        for details in &application.parties {
            let party = PartyId(ctx.id());
            outcome = outcome.and(PartyEvent::Added { party, details: details.clone() });
        }
        Ok(check::settle(outcome, &application, ctx))
    }
}
