//! 合议：a panel of judges on one question of a matter: who sits, what each of them said and how they voted, what the
//! majority decided, and who signed the minutes. A paper that the law leaves to a panel is drawn up from minutes that all
//! of them have signed.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, panel as law};

use crate::ground::{
    entry::{By, Entry},
    field::choices,
    id::{PanelId, StaffId},
    refusal::Refusal,
    subject::Subject,
    word::words,
};

pub mod conclude;
pub mod confide;
pub mod convene;
pub mod dissolve;
pub mod seated;
pub mod sign;
pub mod speak;

words! {
    /// 评议事项的种类
    PanelTopic {
        /// 异复11
        Objection = "objection", "执行异议的审查";
        Measures = "measures", "强制措施";
        /// 网拍27：起拍价、降幅、加价幅度、保证金、优先购买权顺序
        Disposal = "disposal", "财产处置事项";
        /// 案款发给申请执行人以外的人
        Payee = "payee", "案款发给他人";
        /// 民诉解释517
        Terminate = "terminate", "终结本次执行程序的审查核实";
        Other = "other", "其他重大事项";
    }

    /// 合议状态
    PanelState {
        Deliberating = "deliberating", "评议中";
        Concluded = "concluded", "待签笔录";
        Minuted = "minuted", "笔录已签";
        Dissolved = "dissolved", "已撤销";
    }

    /// 表决
    Vote {
        Agree = "agree", "同意";
        Differ = "differ", "不同意";
    }
}

choices! { PanelTopic, Vote }

/// 评议意见
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    pub vote: Vote,
    pub text: String,
    pub by: By,
}

/// 合议庭成员
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub staff: StaffId,
    pub name: String,
    pub said: Option<Opinion>,
    /// 在笔录上签名
    pub signed: Option<By>,
}

/// 评议结论
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// 多数同意所议的处理意见
    pub carried: bool,
    pub text: String,
    pub on: Day,
    pub by: By,
}

/// 一次合议
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    pub id: PanelId,
    pub topic: PanelTopic,
    /// 评议的问题和承办人的处理意见
    pub question: String,
    /// 审判长在前
    pub members: Vec<Member>,
    /// 承办人，案件当时的
    pub handler: Option<StaffId>,
    /// 记录人
    pub clerk: String,
    pub convened_on: Day,
    pub by: By,
    pub state: PanelState,
    pub conclusion: Option<Conclusion>,
    /// 撤销的人和理由
    pub dissolved: Option<(By, String)>,
}

impl Panel {
    /// 审判长
    pub fn presiding(&self) -> Option<&Member> {
        self.members.first()
    }

    pub fn member(&self, staff: StaffId) -> Option<&Member> {
        self.members.iter().find(|member| member.staff == staff)
    }

    /// How many agreed.
    pub fn agreed(&self) -> usize {
        let agreed = |member: &&Member| member.said.as_ref().is_some_and(|s| s.vote == Vote::Agree);
        self.members.iter().filter(agreed).count()
    }

    /// Whether the majority agreed; only of weight when all have spoken.
    pub fn is_carried(&self) -> bool {
        law::carries(self.agreed(), self.members.len())
    }

    /// Whose word is waited for now: the handler's first, the others' in any order, the presiding judge's last; then
    /// the presiding judge's conclusion; then everybody's signature.
    pub fn awaits(&self) -> Vec<StaffId> {
        let silent = |member: &&Member| member.said.is_none();
        let ids = |members: &mut dyn Iterator<Item = &Member>| members.map(|m| m.staff).collect();
        match self.state {
            PanelState::Deliberating => {
                let Some((presiding, others)) = self.members.split_first() else {
                    return Vec::new();
                };
                let first = others.iter().filter(silent).find(|m| Some(m.staff) == self.handler);
                let mut open = others.iter().filter(silent).peekable();
                match (first, open.peek()) {
                    (Some(handler), _) => vec![handler.staff],
                    (None, Some(_)) => ids(&mut open),
                    (None, None) => vec![presiding.staff],
                }
            }
            PanelState::Concluded => {
                ids(&mut self.members.iter().filter(|member| member.signed.is_none()))
            }
            PanelState::Minuted | PanelState::Dissolved => Vec::new(),
        }
    }
}

/// Who sits, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    pub staff: StaffId,
    pub name: String,
}

/// What happens to panels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PanelEvent {
    /// 组成合议庭；审判长在前
    Convened {
        panel: PanelId,
        topic: PanelTopic,
        question: String,
        seats: Vec<Seat>,
        handler: Option<StaffId>,
        clerk: String,
        on: Day,
    },
    /// 发表评议意见
    Spoke { panel: PanelId, vote: Vote, opinion: String },
    /// 作出评议结论
    Concluded { panel: PanelId, carried: bool, text: String, on: Day },
    /// 在笔录上签名
    Signed { panel: PanelId },
    /// 笔录已由全体成员签名
    Minuted { panel: PanelId, on: Day },
    /// 撤销
    Dissolved { panel: PanelId, reason: String },
}

impl PanelEvent {
    /// What it is about.
    pub fn panel(&self) -> PanelId {
        match self {
            PanelEvent::Convened { panel, .. }
            | PanelEvent::Spoke { panel, .. }
            | PanelEvent::Concluded { panel, .. }
            | PanelEvent::Signed { panel }
            | PanelEvent::Minuted { panel, .. }
            | PanelEvent::Dissolved { panel, .. } => *panel,
        }
    }
}

/// Folds an event into the register.
pub fn apply(all: &mut Vec<Panel>, event: &PanelEvent, entry: &Entry) {
    if let PanelEvent::Convened { .. } = event {
        all.extend(convened(event, entry));
        return;
    }
    let Some(known) = all.iter_mut().find(|known| known.id == event.panel()) else { return };
    let own = known.members.iter_mut().find(|member| member.staff == entry.actor);
    match event {
        PanelEvent::Convened { .. } => {}
        PanelEvent::Spoke { vote, opinion, .. } => {
            if let Some(member) = own {
                let (vote, text) = (*vote, opinion.clone());
                member.said = Some(Opinion { vote, text, by: By::from(entry) });
            }
        }
        PanelEvent::Signed { .. } => {
            if let Some(member) = own {
                member.signed = Some(By::from(entry));
            }
        }
        PanelEvent::Concluded { carried, text, on, .. } => {
            let (carried, text, on) = (*carried, text.clone(), *on);
            known.state = PanelState::Concluded;
            known.conclusion = Some(Conclusion { carried, text, on, by: By::from(entry) });
        }
        PanelEvent::Minuted { .. } => known.state = PanelState::Minuted,
        PanelEvent::Dissolved { reason, .. } => {
            known.state = PanelState::Dissolved;
            known.dissolved = Some((By::from(entry), reason.clone()));
        }
    }
}

fn convened(event: &PanelEvent, entry: &Entry) -> Option<Panel> {
    let PanelEvent::Convened { panel, topic, question, seats, handler, clerk, on } = event else {
        return None;
    };
    let member = |seat: &Seat| Member {
        staff: seat.staff,
        name: seat.name.clone(),
        said: None,
        signed: None,
    };
    Some(Panel {
        id: *panel,
        topic: *topic,
        question: question.clone(),
        members: seats.iter().map(member).collect(),
        handler: *handler,
        clerk: clerk.clone(),
        convened_on: *on,
        by: By::from(entry),
        state: PanelState::Deliberating,
        conclusion: None,
        dissolved: None,
    })
}

/// The last panel on a topic that was not dissolved.
pub fn latest(all: &[Panel], topic: PanelTopic) -> Option<&Panel> {
    let stands = |panel: &&Panel| panel.topic == topic && panel.state != PanelState::Dissolved;
    all.iter().rev().find(stands)
}

/// The panel whose minutes a paper may rest on: the last one on the topic, if all have signed and most agreed.
pub fn minuted(all: &[Panel], topic: PanelTopic) -> Option<&Panel> {
    let carried = |panel: &&Panel| panel.conclusion.as_ref().is_some_and(|known| known.carried);
    latest(all, topic).filter(|panel| panel.state == PanelState::Minuted).filter(carried)
}

/// The panel of an id in this state.
///
/// # Errors
/// There is none, or it is in another state.
fn in_state(all: &[Panel], on: Subject, state: PanelState) -> Result<&Panel, Refusal> {
    let known = all.iter().find(|known| Subject::from(known.id) == on);
    let known = known.ok_or(Refusal::Missing("合议"))?;
    if known.state == state {
        return Ok(known);
    }
    Err(Refusal::state("合议", known.state, state))
}

/// Every panel that waits for something.
fn open_ones(all: &[Panel]) -> Vec<Subject> {
    let open =
        |panel: &&Panel| matches!(panel.state, PanelState::Deliberating | PanelState::Concluded);
    all.iter().filter(open).map(|known| known.id.into()).collect()
}
