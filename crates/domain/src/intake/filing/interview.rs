//! 登记执前谈话

use super::{Credit, FilingEvent, Interview, Willingness};
use crate::{
    command::Command,
    ground::act::Act,
    ground::field::{Note, Text, choices, fields},
    ground::refusal::Refusal,
    ground::subject::Subject,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
};

choices! { Willingness, Credit }

fields! {
    /// 执前谈话：what the applicant knows of the respondent, once, when the case has been filed.
    RecordInterview {
        respondent_contacts: Note<500> = "被执行人联系方式";
        respondent_property: Note<1000> = "被执行人财产情况";
        respondent_work: Note<500> = "被执行人工作情况";
        willingness: Willingness = "履行意愿";
        credit: Credit = "信用状况";
        antagonism: bool = "双方对立情绪激烈";
        plan: Text<1000> = "执行方案";
    }
}

impl Command for RecordInterview {
    const NAME: &'static str = "record_interview";
    const TITLE: &'static str = "登记执前谈话";
    const FORM: (&'static str, &'static str) = ("登记执前谈话", "登记谈话");
    const ACT: Act = Act::RecordInterview;
    const DONE: &'static str = "filing.interviewed";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        match matter.filing.interview {
            Some(_) => Err(Refusal::Duplicate { what: "执前谈话", key: matter.number_text() }),
            None => Ok(()),
        }
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let interview = Interview {
            respondent_contacts: self.respondent_contacts.as_str().to_owned(),
            respondent_property: self.respondent_property.as_str().to_owned(),
            respondent_work: self.respondent_work.as_str().to_owned(),
            willingness: self.willingness,
            credit: self.credit,
            antagonism: self.antagonism,
            plan: self.plan.as_str().to_owned(),
        };
        Ok(Outcome::of(FilingEvent::Interviewed { interview }))
    }
}
