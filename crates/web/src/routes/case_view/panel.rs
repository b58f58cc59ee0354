//! 合议 on the page of a case: who sits and how far it is for everybody who sees the case; what was said for those who
//! may read it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::work::panel::{Member, Panel, confide, seated::awaited};

use super::Seen;
use crate::view::{Action, LightName};

/// 合议庭成员
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    pub name: String,
    /// 审判长、审判员
    pub seat_label: String,
    pub handles: bool,
    /// 已经发表意见
    pub spoke: bool,
    pub signed: bool,
    /// 正在等待此人
    pub waits: bool,
    /// 表决和意见；评议过程不公开，其他人看不到
    pub vote_label: Option<String>,
    pub opinion: Option<String>,
}

/// 一次合议
#[derive(Debug, Serialize, ToSchema)]
pub struct PanelView {
    pub id: Uuid,
    pub topic_label: String,
    pub state_label: String,
    pub light: LightName,
    /// 评议的问题和处理意见；其他人看不到
    pub question: Option<String>,
    pub members: Vec<MemberView>,
    pub clerk: String,
    #[schema(format = Date)]
    pub convened_on: String,
    pub convened_by: String,
    /// 多数同意或者不同意处理意见；还没有结论的为空
    pub result_label: Option<String>,
    /// 评议结论；其他人看不到
    pub conclusion: Option<String>,
    /// 撤销的人和理由
    pub dissolved: Option<String>,
    /// 看不到评议内容
    pub confided: bool,
    pub actions: Vec<Action>,
}

/// Panels, the newest first.
pub fn panels(seen: Seen<'_>) -> Vec<PanelView> {
    seen.file.panels.iter().rev().map(|known| panel(seen, known)).collect()
}

fn panel(seen: Seen<'_>, known: &Panel) -> PanelView {
    let open = confide::may_read(seen.file, known, seen.at.actor);
    let waits = awaited(seen.file, known);
    let member = |(place, member): (usize, &Member)| {
        let said = member.said.as_ref().filter(|_| open);
        MemberView {
            name: member.name.clone(),
            seat_label: if place == 0 { "审判长" } else { "审判员" }.to_owned(),
            handles: known.handler == Some(member.staff),
            spoke: member.said.is_some(),
            signed: member.signed.is_some(),
            waits: waits.contains(&member.staff),
            vote_label: said.map(|said| said.vote.title().to_owned()),
            opinion: said.map(|said| said.text.clone()),
        }
    };
    let ended = known.conclusion.as_ref();
    PanelView {
        id: known.id.0,
        topic_label: known.topic.title().to_owned(),
        state_label: known.state.title().to_owned(),
        light: match (waits.is_empty(), ended) {
            (true, _) => LightName::Idle,
            (false, Some(_)) => LightName::Soon,
            (false, None) => LightName::Normal,
        },
        question: open.then(|| known.question.clone()),
        members: known.members.iter().enumerate().map(member).collect(),
        clerk: known.clerk.clone(),
        convened_on: known.convened_on.to_string(),
        convened_by: known.by.name.clone(),
        result_label: ended.map(|known| result(known.carried).to_owned()),
        conclusion: ended.filter(|_| open).map(|known| known.text.clone()),
        dissolved: known.dissolved.as_ref().map(|(by, why)| format!("{}：{why}", by.name)),
        confided: !open,
        actions: seen.offered(known.id),
    }
}

fn result(carried: bool) -> &'static str {
    if carried { "多数同意处理意见" } else { "多数不同意处理意见" }
}
