//! What a synthetic court is made of.

use uuid::Uuid;
use zhixing_domain::ground::id::{CaseId, StaffId};
use zhixing_domain::matter::event::Event;
use zhixing_law::day::Day;

use crate::chance::{Chance, Draw as _};
use zhixing_store::StoreError;

/// What to make.
#[derive(Debug, Clone)]
pub struct Synthetic {
    /// Court; it must have no cases yet.
    pub court: String,
    /// How many cases.
    pub cases: u32,
    /// The same seed gives the same court.
    pub seed: u64,
    /// The last day of the ten years over which the cases were filed.
    pub today: Day,
}

/// A handler of a synthetic court.
pub fn handler(seed: u64, place: u64) -> StaffId {
    let mut chance = Chance::new(seed ^ 0x9e37_79b9 ^ (place << 20));
    StaffId(chance.id(1_400_000_000_000))
}

/// How many handlers a synthetic court has.
pub const HANDLERS: u64 = 60;

/// One synthetic case.
pub(crate) struct MadeCase {
    pub(crate) id: CaseId,
    /// Events with their days and entry ids.
    pub(crate) events: Vec<(Uuid, Event, Day)>,
    /// A command's id for each day that has events.
    pub(crate) actor: (StaffId, String),
    /// Money that came in, for the statement.
    pub(crate) receipts: Vec<serde_json::Value>,
}

pub(crate) fn bad(error: impl ToString) -> StoreError {
    StoreError::BadValue(error.to_string())
}
