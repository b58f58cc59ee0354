//! 登记：how a matter begins that is no application for enforcement, which number it has, with what it is linked.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::{
    ground::{
        entry::{By, Entry},
        id::{CaseId, StaffId},
    },
    matter::kind::{MatterKind, Number},
};

pub mod number;

/// 所涉案件
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub case: CaseId,
    /// 案号
    pub number: String,
}

/// 关联：another matter that is about this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub matter: CaseId,
    pub kind: MatterKind,
    pub by: By,
}

/// What happens at the beginning of a matter, and to its links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum OpeningEvent {
    Begun {
        kind: MatterKind,
        received_on: Day,
        about: Option<About>,
        /// 不得承办的人：who has a hand in what the matter is about, each with the name.
        barred: Vec<(StaffId, String)>,
    },
    /// 回避：somebody has come to have a hand in what the matter is about.
    Barred { staff: StaffId, name: String },
    /// 立案编号
    Numbered { number: Number, on: Day },
    /// 关联, written into the matter that another one is about.
    Linked { matter: CaseId, kind: MatterKind },
}

/// The register of a matter's beginning.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Opening {
    pub received_on: Option<Day>,
    pub about: Option<About>,
    pub barred: Vec<(StaffId, String)>,
    pub links: Vec<Link>,
}

impl Opening {
    /// Whether somebody may take no part in the matter.
    pub fn bars(&self, staff: StaffId) -> bool {
        self.barred.iter().any(|(known, _)| *known == staff)
    }
}

/// Folds an event into the register; what kind of matter it is and which number it has is the matter's own.
pub fn apply(opening: &mut Opening, event: &OpeningEvent, entry: &Entry) {
    match event {
        OpeningEvent::Begun { received_on, about, barred, .. } => {
            opening.received_on = Some(*received_on);
            opening.about.clone_from(about);
            opening.barred.clone_from(barred);
        }
        OpeningEvent::Barred { staff, name } => {
            if !opening.bars(*staff) {
                opening.barred.push((*staff, name.clone()));
            }
        }
        OpeningEvent::Numbered { .. } => {}
        OpeningEvent::Linked { matter, kind } => {
            opening.links.push(Link { matter: *matter, kind: *kind, by: By::from(entry) });
        }
    }
}
