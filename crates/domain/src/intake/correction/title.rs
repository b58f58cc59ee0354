//! 更正执行依据：what was taken down of the title, and of what is claimed on it.

use zhixing_law::day::Day;

use super::{Anew, Correction, ask::begin, claim_changes, said};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, Text, fields},
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
};

fields! {
    /// 更正执行依据. What is not said stays as it is.
    CorrectTitle {
        kind: Note<30> = "文书种类", "各项中不改的不填";
        issuer: Note<60> = "作出机关";
        number: Note<60> = "文号";
        effective_on: Option<Day> = "生效日期";
        due_on: Option<Day> = "履行届满日", "迟延履行利息随之改变，须由另一人签批";
        operative_part: Note<2000> = "主文";
        cause: Note<50> = "案由";
        ground: Text<200> = "依据", "例如：生效法律文书原件";
    }
}

impl Command for CorrectTitle {
    const NAME: &'static str = "correct_title";
    const TITLE: &'static str = "更正执行依据";
    const FORM: (&'static str, &'static str) = ("更正执行依据", "更正");
    const ACT: Act = Act::CorrectFiling;
    const DONE: &'static str = "filing.corrected";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let known = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let mut claim = known.clone();
        let title = &mut claim.title;
        said(&mut title.kind, self.kind.as_str(), false);
        said(&mut title.issuer, self.issuer.as_str(), false);
        said(&mut title.number, self.number.as_str(), false);
        said(&mut title.operative_part, self.operative_part.as_str(), false);
        said(&mut claim.cause, self.cause.as_str(), false);
        claim.title.effective_on = self.effective_on.unwrap_or(claim.title.effective_on);
        claim.title.due_on = self.due_on.unwrap_or(claim.title.due_on);
        if ctx.today < claim.title.effective_on {
            return Err(Refusal::field("effective_on", FieldProblem::InFuture));
        }
        let changes = claim_changes(known, &claim)?;
        let ground = self.ground.as_str().to_owned();
        let anew = Anew::Claim { claim: Box::new(claim) };
        begin(matter, Correction { changes, anew, ground }, ctx)
    }
}
