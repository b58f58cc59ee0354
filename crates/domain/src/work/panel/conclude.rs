//! 作出评议结论

use zhixing_law::panel as law;

use super::{PanelEvent, PanelState, in_state, open_ones, seated::seated};
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
    /// 评议结论：the presiding judge says what the majority decided; whether the proposal was carried is counted.
    ConcludePanel {
        panel: PanelId = "合议";
        text: Text<2000> = "评议结论", "按多数意见写明处理结果；少数意见已如实记入笔录";
    }
}

impl Command for ConcludePanel {
    const NAME: &'static str = "conclude_panel";
    const TITLE: &'static str = "作出结论";
    const FORM: (&'static str, &'static str) = ("作出评议结论", "作出结论");
    const ACT: Act = Act::DeliberatePanel;
    const DONE: &'static str = "panel.concluded";

    fn subject(&self) -> Subject {
        self.panel.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        open_ones(&matter.panels)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let (known, own) = seated(matter, on, PanelState::Deliberating, ctx)?;
        if known.presiding() != Some(own) {
            return Err(Refusal::NotYourPost { post: "审判长".to_owned() });
        }
        if known.members.iter().all(|member| member.said.is_some()) {
            return Ok(());
        }
        Err(Refusal::Prerequisite {
            needs: Need::Panel(PanelNeed::AllSpoken),
            basis: Some(law::MAJORITY),
        })
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let known = in_state(&matter.panels, self.panel.into(), PanelState::Deliberating)?;
        Ok(Outcome::of(PanelEvent::Concluded {
            panel: self.panel,
            carried: known.is_carried(),
            text: self.text.as_str().to_owned(),
            on: ctx.today,
        }))
    }
}
