//! 撤销合议

use super::{PanelEvent, PanelState, convene::appoints, open_ones};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::PanelId,
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
    /// 撤销合议：a member cannot sit, or the question has fallen away; another panel is convened afresh.
    DissolvePanel {
        panel: PanelId = "合议";
        reason: Text<500> = "理由", "成员调整的，写明调整的事由";
    }
}

impl Command for DissolvePanel {
    const NAME: &'static str = "dissolve_panel";
    const TITLE: &'static str = "撤销合议";
    const ACT: Act = Act::ConvenePanel;
    const DONE: &'static str = "panel.dissolved";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.panel.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        open_ones(&matter.panels)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let known = matter.panels.iter().find(|known| Subject::from(known.id) == on);
        let known = known.ok_or(Refusal::Missing("合议"))?;
        if matches!(known.state, PanelState::Minuted | PanelState::Dissolved) {
            return Err(Refusal::state("合议", known.state, PanelState::Deliberating));
        }
        appoints(matter, ctx)
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(PanelEvent::Dissolved { panel: self.panel, reason }))
    }
}
