//! 签署评议笔录

use super::{PanelEvent, PanelState, in_state, open_ones, seated::seated};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::fields,
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
    /// 签署笔录：each member, having read it; the last signature makes the minutes.
    SignMinutes {
        panel: PanelId = "合议";
    }
}

impl Command for SignMinutes {
    const NAME: &'static str = "sign_minutes";
    const TITLE: &'static str = "签署笔录";
    const FORM: (&'static str, &'static str) = ("签署评议笔录", "签名");
    const ACT: Act = Act::DeliberatePanel;
    const DONE: &'static str = "panel.signed";

    fn subject(&self) -> Subject {
        self.panel.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        open_ones(&matter.panels)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let (_, own) = seated(matter, on, PanelState::Concluded, ctx)?;
        if own.signed.is_some() {
            Err(Refusal::needs(Need::Panel(PanelNeed::NotYetSigned)))
        } else {
            Ok(())
        }
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let known = in_state(&matter.panels, self.panel.into(), PanelState::Concluded)?;
        let panel = self.panel;
        let mut done = Outcome::of(PanelEvent::Signed { panel });
        if known.awaits() == [ctx.actor.id] {
            done.events.push(PanelEvent::Minuted { panel, on: ctx.today }.into());
        }
        Ok(done)
    }
}
