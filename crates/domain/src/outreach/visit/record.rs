//! 来访登记：what somebody came for is written down at the window, about a case of the court or about none.

use super::{Topic, VisitEvent};
use crate::{
    begin::Begins,
    ground::{
        act::Act,
        field::{Note, PastDay, Text, choices, fields},
        id::{CaseId, PartyId},
        refusal::Refusal,
    },
    intake::{
        opening::{About, OpeningEvent},
        party::{self, PartyDetails, PartyEvent, PartyKind, PartyRole},
    },
    matter::{
        Matter,
        context::Context,
        kind::MatterKind,
        outcome::{Beside, Decision, Outcome},
    },
    work::triage::TriageEvent,
};

choices! { Topic }

fields! {
    /// 来访登记. A visitor need not say who they are.
    RecordVisit {
        visitor: Note<60> = "来访人姓名", "不愿或者无法表明身份的不填";
        identity_number: Note<30> = "证件号码";
        phone: Note<30> = "联系电话";
        about: Note<60> = "所涉案件的案号", "不涉及案件的不填";
        topic: Topic = "来访事项";
        request: Text<1000> = "反映的情况和请求";
        on: PastDay = "来访日期";
    }
}

impl Begins for RecordVisit {
    const NAME: &'static str = "record_visit";
    const TITLE: &'static str = "登记来访";
    const FORM: (&'static str, &'static str) = ("来访登记", "登记");
    const ACT: Act = Act::RecordVisit;
    const KIND: MatterKind = MatterKind::Visit;

    fn about(&self) -> Option<(&'static str, &str)> {
        Some(self.about.as_str())
            .filter(|number| !number.is_empty())
            .map(|number| ("about", number))
    }

    fn begin(&self, visit: CaseId, about: Option<&Matter>, ctx: &mut Context<'_>) -> Decision {
        let on = self.on.by("on", ctx.today)?;
        let visitor = self.visitor()?;
        let mut outcome = Outcome::of(OpeningEvent::Begun {
            kind: Self::KIND,
            received_on: on,
            about: about.map(|case| About { case: case.id, number: case.number_text() }),
            barred: Vec::new(),
        });
        if let Some(details) = &visitor {
            let party = PartyId(ctx.id());
            outcome = outcome.and(PartyEvent::Added { party, details: details.clone() });
        }
        outcome = outcome
            .and(VisitEvent::Received {
                visitor: visitor.map(|details| details.name),
                topic: self.topic,
                request: self.request.as_str().to_owned(),
                on,
            })
            .beside(Beside::Number);
        let Some(case) = about else { return Ok(outcome) };
        // Whoever handles the case answers for it.
        if let (Some((staff, name)), Some(team)) = (case.handler.clone(), case.team.clone()) {
            outcome = outcome.and(TriageEvent::Assigned { staff, name, team, load: 0 });
        }
        let linked = OpeningEvent::Linked { matter: visit, kind: Self::KIND };
        Ok(outcome.beside(Beside::In(case.id, Box::new(Outcome::of(linked)))))
    }
}

impl RecordVisit {
    fn visitor(&self) -> Result<Option<PartyDetails>, Refusal> {
        let name = self.visitor.as_str();
        if name.is_empty() {
            return Ok(None);
        }
        let details = PartyDetails {
            identity_number: self.identity_number.as_str().to_owned(),
            phone: self.phone.as_str().to_owned(),
            ..PartyDetails::named(PartyRole::Visitor, PartyKind::Person, name)
        };
        party::check("", &details).map(Some).map_err(Refusal::without_path)
    }
}
