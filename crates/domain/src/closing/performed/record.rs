//! 登记行为的履行：once for each act, with what proves it.

use super::{PerformedBy, open};
use crate::{
    closing::closure::ClosingEvent,
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Key, PastDay, Text, fields},
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 登记行为的履行. What proves it is in the file, under its title there.
    RecordPerformance {
        deed: Key = "已履行的行为";
        how: PerformedBy = "履行方式";
        on: PastDay = "履行日期";
        material: Text<100> = "证明材料", "须已登记入卷，例如交接笔录、过户证明；还没有的，请先在“文书”页登记材料";
    }
}

impl Command for RecordPerformance {
    const NAME: &'static str = "record_performance";
    const TITLE: &'static str = "登记行为的履行";
    const FORM: (&'static str, &'static str) = ("登记行为的履行", "登记履行");
    const ACT: Act = Act::RecordPerformance;
    const DONE: &'static str = "closing.performed";

    fn subject(&self) -> Subject {
        Subject::Closing
    }

    fn choices(matter: &Matter, _ctx: &Context<'_>) -> Choices {
        let claim = matter.claim.as_ref();
        let deeds = claim.into_iter().flat_map(|claim| open(claim, &matter.performed));
        let named = deeds.map(|(place, deed)| {
            (place.to_string(), format!("{}：{}", deed.kind.title(), deed.content))
        });
        vec![("deed", named.collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let claim = matter.claim.as_ref();
        let left = claim.into_iter().flat_map(|claim| open(claim, &matter.performed)).next();
        if left.is_some() { Ok(()) } else { Err(Refusal::needs(Need::DeedLeft)) }
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        Self::ready(matter, Subject::Closing, ctx)?;
        let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let mut left = open(claim, &matter.performed);
        let known = left.find(|(place, _)| place.to_string() == self.deed.as_str());
        let unknown = || Refusal::field("deed", FieldProblem::Unknown);
        let (deed, _) = known.ok_or_else(unknown)?;
        let on = self.on.by("on", ctx.today)?;
        if on < claim.title.effective_on {
            let expected = "不早于执行依据的生效日期";
            return Err(Refusal::field("on", FieldProblem::Invalid { expected }));
        }
        let material = self.material.as_str();
        if !matter.filing.materials.iter().any(|(known, _)| known.title == material) {
            return Err(Refusal::Missing("证明履行的材料"));
        }
        let material = material.to_owned();
        Ok(Outcome::of(ClosingEvent::Performed { deed, on, how: self.how, material }))
    }
}
