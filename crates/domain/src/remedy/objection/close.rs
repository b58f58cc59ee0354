//! 异议审结：the ruling has been issued and served; the case that it is about is told.

use zhixing_law::{day::Day, money::Fen, objection::Disposal};

use super::{Concluded, ObjectionEvent, Ruled, apart};
use crate::{
    closing::closure::{ClosingEvent, ClosingWay},
    command::Command,
    ground::{
        act::Act,
        field::{Note, fields},
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Beside, Decision, Outcome},
    },
};

fields! {
    /// 审结报结
    CloseObjection {
        remark: Note<500> = "备注";
    }
}

impl Command for CloseObjection {
    const NAME: &'static str = "close_objection";
    const TITLE: &'static str = "审结";
    const FORM: (&'static str, &'static str) = ("异议审结", "审结");
    const ACT: Act = Act::DecideObjection;
    const DONE: &'static str = "closing.closed";

    fn subject(&self) -> Subject {
        Subject::Objection
    }

    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Objection]
    }

    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        ruled(matter)?;
        served_on(matter)?;
        apart::check(matter, ctx)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let objection = matter.as_objection()?;
        let ruled = ruled(matter)?;
        let served_on = served_on(matter)?;
        let free_after = match ruled.result.in_law().disposal(objection.said.claim.route()) {
            Disposal::After(rule) => Some(rule.end(served_on, &[], ctx.calendar)?.end),
            Disposal::Free | Disposal::Stayed => None,
        };
        let concluded = Concluded {
            result: ruled.result,
            number: matter.number_text(),
            on: ctx.today,
            free_after,
        };
        let closed = Outcome::of(ClosingEvent::Closed {
            way: ClosingWay::ObjectionDecided,
            on: ctx.today,
            conditions: Vec::new(),
            received: Fen::ZERO,
            remark: self.remark.as_str().to_owned(),
        });
        let Some(about) = &matter.opening.about else { return Ok(closed) };
        let told = Outcome::of(ObjectionEvent::Concluded { objection: matter.id, concluded });
        Ok(closed.beside(Beside::In(about.case, Box::new(told))))
    }
}

fn ruled(matter: &Matter) -> Result<&Ruled, Refusal> {
    let ruled = matter.as_objection()?.ruled.as_ref();
    ruled.ok_or(Refusal::needs(Need::ObjectionDecided))
}

fn served_on(matter: &Matter) -> Result<Day, Refusal> {
    matter.ruling_served_on().ok_or(Refusal::needs(Need::ObjectionRulingServed))
}
