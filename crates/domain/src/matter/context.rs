//! What a decision may look at besides the case: time, ids, the court, its mode, who acts.

use uuid::Uuid;
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant};

use crate::{
    ground::actor::Actor, ground::court::Court, ground::id::StaffId, mode::Mode,
    work::fieldwork::Received,
};

/// 可分案的承办人：a handler who may be given a case today, with the open load in that lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub staff: StaffId,
    pub name: String,
    pub team: String,
    pub open_load: u32,
}

/// 审判人员：who may sit on a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    pub staff: StaffId,
    pub name: String,
    /// 院长、局长
    pub leads: bool,
}

/// Everything a decision is given. Nothing in the domain asks for the time or makes an id by itself.
pub struct Context<'a> {
    pub now: Instant,
    /// When what is decided happened: now, or earlier when it is written down late (补录).
    pub happened_at: Instant,
    pub today: Day,
    pub court: &'a Court,
    pub mode: &'a Mode,
    pub calendar: &'a Calendar,
    pub actor: &'a Actor,
    /// Who can be assigned a case (leave and recusal already taken out by the caller).
    pub candidates: &'a [Candidate],
    /// 收下的扫描件：what the actor handed in to be filed with an application, and no matter names yet.
    pub scans: &'a [String],
    /// 收下的证据：what the actor sent ahead of a report from outside, and no matter names yet.
    pub evidence: &'a [Received],
    /// 协助单位：code and name of each body that takes part in the search network.
    pub bodies: &'a [(String, String)],
    /// 在岗人员：the name of an active member of the court's staff.
    pub colleague: &'a dyn Fn(StaffId) -> Option<String>,
    /// 在岗的审判人员
    pub bench: &'a dyn Fn() -> Vec<Judge>,
    /// 书记员：the name of whoever keeps the record for a team today.
    pub clerk: &'a dyn Fn(&str) -> Option<String>,
    pub ids: &'a mut dyn FnMut() -> Uuid,
}

impl Context<'_> {
    /// The next id.
    pub fn id(&mut self) -> Uuid {
        (self.ids)()
    }
}
