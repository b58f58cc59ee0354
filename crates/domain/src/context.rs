//! What a decision may look at besides the case: time, ids, the court, its mode, who acts.

use uuid::Uuid;
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant};

use crate::{actor::Actor, id::StaffId, mode::Mode};

/// 法院：what documents and numbers need to know of the court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Court {
    /// 法院代字, for example `粤1224`.
    pub code: String,
    /// 法院全称
    pub name: String,
    /// 上级法院代字, empty for the highest court known.
    pub parent: String,
    /// 案款专户
    pub fund_account: FundAccount,
    /// Where the application fee goes (应缴财政款账户).
    pub treasury_account: FundAccount,
    pub address: String,
    pub phone: String,
}

/// 银行账户
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct FundAccount {
    pub name: String,
    pub bank: String,
    /// 联行号
    pub bank_code: String,
    pub account: String,
}

/// 可分案的承办人：a handler who may be given a case today, with the open load in that lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub staff: StaffId,
    pub name: String,
    pub team: String,
    pub open_load: u32,
}

/// Everything a decision is given. Nothing in the domain asks for the time or makes an id by itself.
pub struct Context<'a> {
    pub now: Instant,
    pub today: Day,
    pub court: &'a Court,
    pub mode: &'a Mode,
    pub calendar: &'a Calendar,
    pub actor: &'a Actor,
    /// Who can be assigned a case (leave and recusal already taken out by the caller).
    pub candidates: &'a [Candidate],
    pub ids: &'a mut dyn FnMut() -> Uuid,
}

impl Context<'_> {
    /// The next id.
    pub fn id(&mut self) -> Uuid {
        (self.ids)()
    }
}
