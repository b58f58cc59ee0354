//! 撤销送达登记：a service that was registered and did not take place, or took place on somebody else. What it began to
//! run from no longer runs from it; that it was registered stays on record.

use super::{Service, ServiceEvent};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::ServiceId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 撤销送达登记
    TakeBackService {
        service: ServiceId = "送达记录";
        reason: Text<200> = "登记有误的情况", "例如：误登为本人签收，实际未能送达";
    }
}

impl Command for TakeBackService {
    const NAME: &'static str = "take_back_service";
    const TITLE: &'static str = "撤销送达登记";
    const FORM: (&'static str, &'static str) = ("撤销送达登记", "撤销登记");
    const ACT: Act = Act::RecordService;
    const DONE: &'static str = "service.taken_back";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.service.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let stands = matter.services.iter().filter(|service| service.effective_on.is_some());
        stands.map(|service| service.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_not_be_closed()?;
        standing(matter, on).map(|_| ())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        Self::ready(matter, self.subject(), ctx)?;
        let Service { id, document, .. } = *standing(matter, self.subject())?;
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(ServiceEvent::TakenBack { service: id, document, reason }))
    }
}

fn standing(matter: &Matter, on: Subject) -> Result<&Service, Refusal> {
    let known = matter.services.iter().find(|service| Subject::from(service.id) == on);
    known.filter(|service| service.effective_on.is_some()).ok_or(Refusal::Missing("送达记录"))
}
