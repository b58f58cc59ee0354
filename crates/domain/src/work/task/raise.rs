//! 派出事项：work that no rule raises, asked for by a person and taken up by a group.

use zhixing_law::{day::Day, period};

use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Key, Shape, Text, Value, fields},
        id::TaskId,
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    matter::{
        Matter, Stage,
        context::Context,
        outcome::{Decision, Outcome},
    },
    mode::TaskRule,
    work::task::{TaskEvent, Urgency},
};

impl Value for Urgency {
    const SHAPE: Shape = Shape::Choice(Urgency::WORDS);
}

fields! {
    /// 派出事项：which kind of work, what is asked, how urgent, and by when if that is before the limit of the kind.
    RaiseTask {
        template: Key = "事项种类";
        asks: Text<1000> = "办理要求";
        urgency: Urgency = "缓急";
        due_on: Option<Day> = "要求办结日", "不填则按该种事项的期限";
    }
}

impl Command for RaiseTask {
    const NAME: &'static str = "raise_task";
    const TITLE: &'static str = "派出事项";
    const FORM: (&'static str, &'static str) = ("派出事项", "派出");
    const ACT: Act = Act::RaiseTask;
    const DONE: &'static str = "task.raised";

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn choices(_matter: &Matter, ctx: &Context<'_>) -> Choices {
        let known = ctx.mode.task.iter().filter(|rule| rule.by_people);
        vec![("template", known.map(|rule| (rule.key.clone(), rule.name.clone())).collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        match matter.stage {
            Stage::Open => Ok(()),
            stage => Err(Refusal::state("案件", stage, Stage::Open)),
        }
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let rule = template(ctx, self.template.as_str())?;
        let limit = period::end(ctx.today, &rule.limit, &[], ctx.calendar)?.end;
        let due_on = self.due_on.unwrap_or(limit);
        if due_on < ctx.today || limit < due_on {
            let expected = "今天至该种事项期限届满之日";
            return Err(Refusal::field("due_on", FieldProblem::Invalid { expected }));
        }
        Ok(Outcome::of(TaskEvent::Raised {
            task: TaskId(ctx.id()),
            key: rule.key.clone(),
            name: rule.name.clone(),
            node: rule.node.clone(),
            post: rule.post_in(matter.handler.is_some()),
            opened_on: ctx.today,
            due_on,
            basis: rule.basis.clone(),
            opens: rule.opens.clone(),
            asks: self.asks.as_str().to_owned(),
            urgency: self.urgency,
        }))
    }
}

/// The kind of work of a key, among those that people may ask for.
fn template<'a>(ctx: &Context<'a>, key: &str) -> Result<&'a TaskRule, Refusal> {
    let rule = ctx.mode.task(key).filter(|rule| rule.by_people);
    rule.ok_or_else(|| Refusal::field("template", FieldProblem::Unknown))
}
