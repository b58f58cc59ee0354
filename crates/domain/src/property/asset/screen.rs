//! 财产甄别

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, choices, fields},
        id::AssetId,
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter, Stage,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::asset::{AssetEvent, Verdict},
};

choices! { Verdict }

fields! {
    /// 财产甄别：可执行 or not, with a reason.
    ScreenAsset {
        asset: AssetId = "财产";
        verdict: Verdict = "结论";
        reason: Text<500> = "理由";
    }
}

impl Command for ScreenAsset {
    const NAME: &'static str = "screen_asset";
    const TITLE: &'static str = "甄别";
    const FORM: (&'static str, &'static str) = ("财产甄别", "登记甄别结论");
    const ACT: Act = Act::ScreenAsset;
    const DONE: &'static str = "asset.screened";

    fn subject(&self) -> Subject {
        self.asset.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        if matter.stage != Stage::Open {
            return Vec::new();
        }
        matter.assets.iter().map(|asset| asset.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let known = matter.assets.iter().any(|asset| Subject::from(asset.id) == on);
        if known { Ok(()) } else { Err(Refusal::Missing("财产")) }
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        if self.verdict != Verdict::Enforceable && matter.live_measure_on(self.asset) {
            return Err(Refusal::needs(Need::MeasureReleased));
        }
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(AssetEvent::Screened { asset: self.asset, verdict: self.verdict, reason }))
    }
}
