//! 发表评议意见

use zhixing_law::panel as law;

use super::{PanelEvent, PanelState, Vote, open_ones, seated::seated};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::PanelId,
        refusal::{Need, PanelNeed, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 发表评议意见：each member in person, once.
    SpeakInPanel {
        panel: PanelId = "合议";
        vote: Vote = "对处理意见";
        view: Text<2000> = "评议意见", "对事实认定、证据采信、法律适用和处理意见的看法和理由；不同意的，写明主张";
    }
}

impl Command for SpeakInPanel {
    const NAME: &'static str = "speak_in_panel";
    const TITLE: &'static str = "发表意见";
    const FORM: (&'static str, &'static str) = ("发表评议意见", "发表");
    const ACT: Act = Act::DeliberatePanel;
    const DONE: &'static str = "panel.spoke";

    fn subject(&self) -> Subject {
        self.panel.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        open_ones(&matter.panels)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let (known, own) = seated(matter, on, PanelState::Deliberating, ctx)?;
        if own.said.is_some() {
            return Err(Refusal::needs(Need::Panel(PanelNeed::NotYetSpoken)));
        }
        if known.awaits().contains(&own.staff) {
            return Ok(());
        }
        Err(Refusal::Prerequisite {
            needs: Need::Panel(PanelNeed::TurnToSpeak),
            basis: Some(law::ORDER),
        })
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let opinion = self.view.as_str().to_owned();
        Ok(Outcome::of(PanelEvent::Spoke { panel: self.panel, vote: self.vote, opinion }))
    }
}
