//! 执行异议：a matter of its own in which somebody objects to an act of enforcement or claims the thing it is about, and
//! what of it is known in the case that it is about.

use serde::{Deserialize, Serialize};
use zhixing_law::{
    basis::Basis,
    day::Day,
    objection::{self as law, Disposal},
    routing::{self, Route},
};

use crate::ground::{
    entry::{By, Entry},
    id::{AssetId, CaseId, PartyId},
    refusal::Need,
    word::words,
};

pub mod accept;
mod apart;
pub mod close;
pub mod decide;
pub mod file;
pub mod hear;

words! {
    /// 异议种类
    Claim {
        /// 民诉法236：当事人、利害关系人认为执行行为违法
        Conduct = "conduct", "执行行为异议";
        /// 民诉法238：案外人对执行标的主张实体权利
        Right = "right", "案外人异议";
    }

    /// 裁定结果
    ObjectionResult {
        Dismissed = "dismissed", "驳回异议请求";
        Revoked = "revoked", "撤销执行行为";
        Altered = "altered", "变更执行行为";
        Established = "established", "异议成立";
        Stayed = "stayed", "中止对该标的的执行";
        Withdrawn = "withdrawn", "准予撤回异议";
        ApplicationDismissed = "application_dismissed", "驳回异议申请";
    }
}

impl Claim {
    /// The procedure that the law gives it.
    pub fn route(self) -> Route {
        self.routing().route
    }

    /// The procedure with its limit and ground.
    pub fn routing(self) -> routing::Routing {
        routing::route(match self {
            Claim::Conduct => routing::Subject::Conduct,
            Claim::Right => routing::Subject::Right,
        })
    }
}

impl ObjectionResult {
    /// The result as the law knows it.
    pub fn in_law(self) -> law::Decision {
        match self {
            ObjectionResult::Dismissed => law::Decision::Dismissed,
            ObjectionResult::Revoked => law::Decision::Revoked,
            ObjectionResult::Altered => law::Decision::Altered,
            ObjectionResult::Established => law::Decision::Established,
            ObjectionResult::Stayed => law::Decision::Stayed,
            ObjectionResult::Withdrawn => law::Decision::Withdrawn,
            ObjectionResult::ApplicationDismissed => law::Decision::ApplicationDismissed,
        }
    }
}

/// 异议指向的财产
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    pub asset: AssetId,
    pub title: String,
}

/// What is said in the objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grievance {
    pub claim: Claim,
    /// The objector among the parties of the matter.
    pub objector: PartyId,
    /// Somebody outside the case, not a party of it.
    pub outsider: bool,
    /// What of the case it is about; none where it is about no particular thing.
    pub about: Option<Thing>,
    /// 案由 of the case
    pub cause: String,
    pub request: String,
    pub reasons: String,
    /// 尚缺的材料; told at once.
    pub missing: Vec<String>,
}

/// 听证
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    pub on: Day,
    pub open: bool,
    pub record: String,
    pub by: By,
}

/// 裁定
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    pub result: ObjectionResult,
    /// What is ordered, in the words of the ruling.
    pub operative: String,
    pub reasons: String,
    pub on: Day,
    pub by: By,
}

/// 执行异议, as a matter of its own
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    pub said: Grievance,
    pub hearing: Option<Hearing>,
    pub ruled: Option<Ruled>,
}

/// 被提出的执行异议, as the case knows it
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    pub objection: CaseId,
    pub claim: Claim,
    pub about: Option<Thing>,
    pub objector: String,
    pub on: Day,
    pub concluded: Option<Concluded>,
}

/// 审结
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concluded {
    pub result: ObjectionResult,
    /// 案号
    pub number: String,
    pub on: Day,
    /// 此日以前（含当日）不得处分
    pub free_after: Option<Day>,
}

/// What happens to an objection; `raised` and `concluded` are written in the case that it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ObjectionEvent {
    Filed { said: Grievance },
    Raised { objection: CaseId, claim: Claim, about: Option<Thing>, objector: String, on: Day },
    Heard { on: Day, open: bool, record: String },
    Decided { result: ObjectionResult, operative: String, reasons: String, on: Day },
    Concluded { objection: CaseId, concluded: Concluded },
}

impl Raised {
    /// Why the thing may not be disposed of today, if it may not: what must be so first, and the ground.
    pub(crate) fn bars(&self, asset: AssetId, today: Day) -> Option<(Need, Basis)> {
        let basis = law::stops_disposal(self.claim.route())?;
        // An outsider's objection that names no thing is about all of them.
        if self.about.as_ref().is_some_and(|thing| thing.asset != asset) {
            return None;
        }
        let Some(concluded) = &self.concluded else {
            return Some((Need::ObjectionConcluded, basis));
        };
        match concluded.result.in_law().disposal(self.claim.route()) {
            Disposal::Free => None,
            Disposal::Stayed => Some((Need::StayLifted, basis)),
            Disposal::After(_) => {
                let waits = concluded.free_after.is_some_and(|last| today <= last);
                waits.then_some((Need::ObjectionSuitTime, basis))
            }
        }
    }
}

/// Folds an event into what the matter is itself, or into what was raised against it.
pub fn apply(
    own: &mut Option<Objection>,
    raised: &mut Vec<Raised>,
    event: &ObjectionEvent,
    entry: &Entry,
) {
    match event {
        ObjectionEvent::Filed { said } => {
            *own = Some(Objection { said: said.clone(), hearing: None, ruled: None });
        }
        ObjectionEvent::Raised { objection, claim, about, objector, on } => {
            raised.push(Raised {
                objection: *objection,
                claim: *claim,
                about: about.clone(),
                objector: objector.clone(),
                on: *on,
                concluded: None,
            });
        }
        ObjectionEvent::Concluded { objection, concluded } => {
            if let Some(known) = raised.iter_mut().find(|r| r.objection == *objection) {
                known.concluded = Some(concluded.clone());
            }
        }
        ObjectionEvent::Heard { on, open, record } => {
            if let Some(objection) = own {
                let (on, open, record) = (*on, *open, record.clone());
                objection.hearing = Some(Hearing { on, open, record, by: By::from(entry) });
            }
        }
        ObjectionEvent::Decided { result, operative, reasons, on } => {
            if let Some(objection) = own {
                objection.ruled = Some(Ruled {
                    result: *result,
                    operative: operative.clone(),
                    reasons: reasons.clone(),
                    on: *on,
                    by: By::from(entry),
                });
            }
        }
    }
}
