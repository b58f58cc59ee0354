//! 组成合议庭

use zhixing_law::panel as law;

use super::{PanelEvent, PanelState, PanelTopic, Seat, latest};
use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Several, Text, fields},
        id::{PanelId, StaffId},
        refusal::{FieldProblem, Need, PanelNeed, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::{Context, Judge},
        outcome::{Decision, Outcome},
    },
};

/// 审判长以外的成员，最多人数
const OTHERS: usize = 6;

fields! {
    /// 组成合议庭：the question, what the handler proposes, and who sits.
    ConvenePanel {
        topic: PanelTopic = "评议事项";
        question: Text<1000> = "评议的问题和处理意见", "写明事实、争议的问题和承办人提出的处理意见；成员对处理意见表决";
        presiding: StaffId = "审判长", "院长、局长参加的，由其担任审判长";
        members: Several<StaffId, OTHERS> = "其他成员", "承办法官在内；全体成员须为单数，至少三人";
    }
}

impl Command for ConvenePanel {
    const NAME: &'static str = "convene_panel";
    const TITLE: &'static str = "组成合议庭";
    const FORM: (&'static str, &'static str) = ("组成合议庭", "组成");
    const ACT: Act = Act::ConvenePanel;
    const DONE: &'static str = "panel.convened";

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn choices(matter: &Matter, ctx: &Context<'_>) -> Choices {
        let may: Vec<(String, String)> = (ctx.bench)()
            .into_iter()
            .filter(|judge| !matter.opening.bars(judge.staff))
            .map(|judge| (judge.staff.0.to_string(), judge.name))
            .collect();
        let topic = |topic: PanelTopic| (topic.code().to_owned(), topic.title().to_owned());
        let topics = topics(matter).into_iter().map(topic).collect();
        vec![("topic", topics), ("presiding", may.clone()), ("members", may)]
    }

    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        if matter.handler.is_none() {
            return Err(Refusal::needs(Need::HandlerAssigned));
        }
        appoints(matter, ctx)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        if !topics(matter).contains(&self.topic) {
            let expected = "与本案相应、尚未裁定的评议事项";
            return Err(Refusal::field("topic", FieldProblem::Invalid { expected }));
        }
        if latest(&matter.panels, self.topic).is_some_and(|p| p.state != PanelState::Minuted) {
            return Err(Refusal::Duplicate { what: "合议", key: self.topic.title().to_owned() });
        }
        let judges = self.judges(matter, ctx)?;
        composed(&judges, matter)?;
        let clerk = matter.team.as_deref().and_then(ctx.clerk).unwrap_or_default();
        if clerk.is_empty() || judges.iter().any(|judge| judge.name == clerk) {
            return Err(Refusal::needs(Need::Panel(PanelNeed::ClerkOnDuty)));
        }
        let seat = |judge: Judge| Seat { staff: judge.staff, name: judge.name };
        Ok(Outcome::of(PanelEvent::Convened {
            panel: PanelId(ctx.id()),
            topic: self.topic,
            question: self.question.as_str().to_owned(),
            seats: judges.into_iter().map(seat).collect(),
            handler: matter.handler.as_ref().map(|(id, _)| *id),
            clerk,
            on: ctx.today,
        }))
    }
}

/// What a panel may sit on in the matter: an objection while it is not ruled on, and in a case what belongs to one.
fn topics(matter: &Matter) -> Vec<PanelTopic> {
    let fits = |topic: &PanelTopic| match (topic, &*matter.objection) {
        (PanelTopic::Other, _) => true,
        (PanelTopic::Objection, objection) => {
            objection.as_ref().is_some_and(|known| known.ruled.is_none())
        }
        (_, objection) => objection.is_none(),
    };
    PanelTopic::ALL.iter().copied().filter(fits).collect()
}

impl ConvenePanel {
    /// Who would sit, the presiding judge first.
    fn judges(&self, matter: &Matter, ctx: &Context<'_>) -> Result<Vec<Judge>, Refusal> {
        let bench = (ctx.bench)();
        let named = std::iter::once(("presiding", self.presiding));
        let named = named.chain(self.members.as_slice().iter().map(|id| ("members", *id)));
        let mut judges: Vec<Judge> = Vec::new();
        for (field, id) in named {
            let known = bench.iter().find(|judge| judge.staff == id);
            let judge = known.ok_or(Refusal::Missing("在岗的审判人员"))?;
            if matter.opening.bars(id) {
                let basis = Some(zhixing_law::objection::APART);
                return Err(Refusal::Prerequisite { needs: Need::OtherThanImplementer, basis });
            }
            if judges.iter().any(|other| other.staff == id) {
                let expected = "每人只列一次";
                return Err(Refusal::field(field, FieldProblem::Invalid { expected }));
            }
            judges.push(judge.clone());
        }
        Ok(judges)
    }
}

/// Whether they may sit together: an odd number, whoever leads the court or the bureau in the chair, the judge who
/// handles the matter among them.
fn composed(judges: &[Judge], matter: &Matter) -> Result<(), Refusal> {
    if !law::may_sit(judges.len()) {
        let needs = Need::Panel(PanelNeed::Odd);
        return Err(Refusal::Prerequisite { needs, basis: Some(law::ODD) });
    }
    let chaired = judges.first().is_some_and(|judge| judge.leads);
    if !chaired && judges.iter().any(|judge| judge.leads) {
        let needs = Need::Panel(PanelNeed::LeaderPresides);
        return Err(Refusal::Prerequisite { needs, basis: Some(law::PRESIDING) });
    }
    let handler = matter.handler.as_ref().map(|(id, _)| *id);
    if handler.is_some_and(|id| judges.iter().all(|judge| judge.staff != id)) {
        let needs = Need::Panel(PanelNeed::HandlerSits);
        return Err(Refusal::Prerequisite { needs, basis: Some(law::APPOINTED) });
    }
    Ok(())
}

/// 院长、局长，或者团队负责人：who says who sits.
pub(super) fn appoints(matter: &Matter, ctx: &Context<'_>) -> Result<(), Refusal> {
    let team = matter.team.as_deref().and_then(|team| ctx.mode.team(team));
    let lead = team.and_then(|team| team.lead.as_deref());
    if ctx.actor.leads() || lead.is_some_and(|lead| ctx.actor.posts.iter().any(|p| p == lead)) {
        return Ok(());
    }
    let post = lead.and_then(|lead| ctx.mode.post(lead));
    let named = post.map(|post| format!("{}（团队负责人）", post.name));
    Err(Refusal::NotYourPost { post: named.unwrap_or_else(|| "局长或者院长".to_owned()) })
}
