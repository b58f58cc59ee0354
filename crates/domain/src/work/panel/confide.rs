//! 评议保密：who may read what was said. 评议过程不向未直接参加办理的人员公开 (法发〔2022〕31号第6条).

use super::Panel;
use crate::{
    ground::{
        actor::{Actor, Role},
        subject::Subject,
    },
    matter::Matter,
};

/// Whether somebody may read what was said in a panel: its members, whoever handles the matter, and the aides of the
/// team, who keep the record.
pub fn may_read(matter: &Matter, panel: &Panel, actor: &Actor) -> bool {
    let handles = matter.handler.as_ref().is_some_and(|(id, _)| *id == actor.id);
    let keeps =
        actor.has(Role::Aide) && matter.team.as_ref().is_some_and(|t| actor.teams.contains(t));
    actor.court == matter.court && (panel.member(actor.id).is_some() || handles || keeps)
}

/// Whether somebody may read a paper about this subject: only the minutes of a panel are kept from anybody.
pub fn may_read_about(matter: &Matter, subject: Option<Subject>, actor: &Actor) -> bool {
    let of = |panel: &&Panel| Some(panel.id.into()) == subject;
    matter.panels.iter().find(of).is_none_or(|panel| may_read(matter, panel, actor))
}
