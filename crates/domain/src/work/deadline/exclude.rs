//! 扣除期间：a stretch that the law does not count is written down, with its ground, once whoever the mode names has
//! signed it.

use zhixing_law::{day::Day, exclusion::Ground};

use super::Stretch;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{PastDay, Text, fields, law_words},
        id::ExclusionId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

law_words! { Ground }

fields! {
    /// 扣除期间：on which ground, from which day on, and to which if that is known.
    ExcludeStretch {
        ground: Ground = "扣除事由";
        from: PastDay = "自哪一日起不计入", "这一日不计入期限";
        to: Option<Day> = "至哪一日止", "这一日也不计入；尚未结束的不填，结束时再登记";
        reason: Text<500> = "事实和文书依据", "例如：中止裁定的案号、委托评估的日期";
    }
}

impl Command for ExcludeStretch {
    const NAME: &'static str = "exclude_stretch";
    const TITLE: &'static str = "登记扣除期间";
    const FORM: (&'static str, &'static str) = ("登记扣除期间", "提请签批");
    const ACT: Act = Act::AdjustDeadline;
    const DONE: &'static str = "approval.asked";

    fn subject(&self) -> Subject {
        Subject::Deadline
    }

    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Deadline]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        matter.deadlines.must_run()
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let stretch = Stretch {
            ground: self.ground,
            from: self.from.by("from", ctx.today)?,
            to: self.to,
            reason: self.reason.as_str().to_owned(),
        };
        let exclusion = ExclusionId(ctx.id());
        ask(matter, What::Exclusion { exclusion, stretch }, ctx)
    }
}
