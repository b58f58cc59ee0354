//! 登记执前谈话

use super::{Credit, FilingEvent, Interview, Willingness};
use crate::{
    command::Command,
    ground::act::Act,
    ground::field::{Note, Text, choices, fields},
    ground::refusal::{FieldProblem, Refusal},
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
        respondent_property: Note<1000> = "被执行人财产线索";
        respondent_work: Note<500> = "被执行人工作情况";
        willingness: Willingness = "履行意愿";
        credit: Credit = "信用状况";
        antagonism: bool = "双方对立情绪激烈";
        plan: Text<1000> = "执行方案";
        #[serde(default)]
        place: Note<100> = "谈话地点", "不填的留在笔录上手写";
        #[serde(default)]
        hours: Note<50> = "谈话起止时间", "如9时30分至9时50分，不填的留在笔录上手写";
        #[serde(default)]
        recorder: Note<50> = "记录人", "谈话人以外的人，不填的留待签名";
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

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        // Who asks does not keep the record.
        if self.recorder.as_str() == ctx.actor.name {
            let expected = "谈话人以外的人";
            return Err(Refusal::field("recorder", FieldProblem::Invalid { expected }));
        }
        let interview = Interview {
            respondent_contacts: self.respondent_contacts.as_str().to_owned(),
            respondent_property: self.respondent_property.as_str().to_owned(),
            respondent_work: self.respondent_work.as_str().to_owned(),
            willingness: self.willingness,
            credit: self.credit,
            antagonism: self.antagonism,
            plan: self.plan.as_str().to_owned(),
            place: self.place.as_str().to_owned(),
            hours: self.hours.as_str().to_owned(),
            recorder: self.recorder.as_str().to_owned(),
        };
        Ok(Outcome::of(FilingEvent::Interviewed { interview }))
    }
}
