//! 合议: a panel is convened, everybody speaks in turn, the presiding judge concludes, all sign. What was begun before the
//! machine died is gone on with.

use zhixing_app::error::Error;
use zhixing_domain::{
    command::Command,
    ground::{
        field::{Several, Text},
        id::{CaseId, PanelId, StaffId},
    },
    matter::Matter,
    work::panel::{
        Panel, PanelState, PanelTopic, Vote, conclude::ConcludePanel, convene::ConvenePanel,
        latest, sign::SignMinutes, speak::SpeakInPanel,
    },
};

use super::{Desk, broken};

/// Every so many panels have a member who differs.
const DIFFERS: u32 = 6;

impl Desk {
    /// From the panel's composition to the last signature.
    pub async fn deliberate(
        &self,
        case: CaseId,
        topic: PanelTopic,
        proposal: &str,
    ) -> Result<(), Error> {
        if latest(&self.file(case).await?.panels, topic).is_none() {
            self.convene(case, topic, proposal).await?;
        }
        loop {
            let file = self.file(case).await?;
            let panel = latest(&file.panels, topic).ok_or_else(|| broken("no panel"))?;
            let Some(next) = panel.awaits().first().copied() else { return Ok(()) };
            self.go_on(case, &file, panel, next).await?;
        }
    }

    /// 局长 says who sits: the handler in the chair and two others who had no hand in it.
    async fn convene(&self, case: CaseId, topic: PanelTopic, proposal: &str) -> Result<(), Error> {
        let file = self.file(case).await?;
        let organisation = self.app.organisation(self.court()).await?;
        let bench = organisation.bench(self.today());
        let chief = bench.iter().find(|judge| judge.leads).ok_or_else(|| broken("no chief"))?;
        let handler = file.handler.as_ref().map(|(id, _)| *id);
        let presiding = handler.ok_or_else(|| broken("nobody's"))?;
        let may = |id: StaffId| id != presiding && !file.opening.bars(id);
        let others: Vec<StaffId> = bench
            .iter()
            .filter(|judge| !judge.leads && may(judge.staff))
            .map(|judge| judge.staff)
            .take(2)
            .collect();
        let command = ConvenePanel {
            topic,
            question: Text::try_new(proposal)?,
            presiding,
            members: Several::try_new(others)?,
        };
        let meta = self.by_id(chief.staff, ConvenePanel::NAME).await?;
        self.app.send(&meta, case, &command).await.map(drop)
    }

    async fn go_on(
        &self,
        case: CaseId,
        file: &Matter,
        panel: &Panel,
        next: StaffId,
    ) -> Result<(), Error> {
        let id = panel.id;
        if panel.state == PanelState::Concluded {
            let meta = self.by_id(next, SignMinutes::NAME).await?;
            return self.app.send(&meta, case, &SignMinutes { panel: id }).await.map(drop);
        }
        if panel.members.iter().all(|member| member.said.is_some()) {
            let text = Text::try_new("同意承办人的处理意见，由承办人依法办理")?;
            let meta = self.by_id(next, ConcludePanel::NAME).await?;
            let conclude = ConcludePanel { panel: id, text };
            return self.app.send(&meta, case, &conclude).await.map(drop);
        }
        let said = self.said(file, panel, next, id)?;
        let meta = self.by_id(next, SpeakInPanel::NAME).await?;
        self.app.send(&meta, case, &said).await.map(drop)
    }

    fn said(
        &self,
        file: &Matter,
        panel: &Panel,
        next: StaffId,
        id: PanelId,
    ) -> Result<SpeakInPanel, Error> {
        let last = panel.members.last().is_some_and(|member| member.staff == next);
        let serial = file.number.as_ref().map_or(0, |number| number.serial);
        let (vote, text) = if last && serial.is_multiple_of(DIFFERS) {
            (Vote::Differ, "可以先约谈，再视履行情况决定，不同意现在采取")
        } else {
            (Vote::Agree, "符合法律规定的条件，同意处理意见")
        };
        Ok(SpeakInPanel { panel: id, vote, view: Text::try_new(text)? })
    }
}
