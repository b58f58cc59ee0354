//! 审批: a sample of each of its events.

use zhixing_domain::{
    ground::actor::Role,
    ground::id::*,
    matter::event::Event,
    papers::kind::DocumentKind,
    work::approval::{ApprovalEvent, Step, What},
};

use super::{ID, text};

pub(super) fn approvals() -> Vec<Event> {
    let approval = ApprovalId(ID);
    let what = What::Paper { document: DocumentId(ID), kind: DocumentKind::FreezeRuling };
    let steps = vec![Step {
        name: text("局长审核"),
        roles: vec![Role::BureauChief],
        posts: vec![text("handler")],
        basis: text("本院审批权限（可调）"),
    }];
    [
        ApprovalEvent::Asked { approval, what, steps },
        ApprovalEvent::Signed { approval, step: 0, opinion: text("同意") },
        ApprovalEvent::Returned { approval, step: 1, reason: text("理由不明") },
        ApprovalEvent::Withdrawn { approval, reason: text("账户有误") },
    ]
    .map(Event::from)
    .into()
}
