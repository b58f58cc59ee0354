//! 放弃剩余债权的陈述和登记.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, money::Fen};

use crate::ground::{entry::By, id::PartyId};

pub mod record;

/// 放弃债权的陈述
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The day it was made.
    pub on: Day,
    /// Who made it: every applicant, each for themselves.
    pub applicants: Vec<PartyId>,
    /// 陈述内容
    pub words: String,
    /// 笔录或书面材料, by the title under which it was put into the file.
    pub material: String,
    /// 由代理人代为陈述, which takes a special authority (执行规定2020第18、20条).
    pub by_agent: bool,
}

/// 已登记的放弃
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    pub on: Day,
    /// The remainder given up.
    pub amount: Fen,
    pub words: String,
    pub material: String,
    pub by_agent: bool,
    pub by: By,
}
