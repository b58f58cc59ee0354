//! 签批链的核对：every step says who signs it and on what ground, and no chain is weaker than the law.

use zhixing_law::approval::Approver;

use super::{
    Approval, HANDLER, Mode,
    overlay::{Laid, Row},
};
use crate::{
    ground::{actor::Role, fault::FaultKind},
    work::{approvable::Approvable, approval::Step},
};

pub(super) fn check(mode: &Mode, laid: &mut Laid<'_>) {
    for row in &mode.approval {
        let id = row.id();
        for (near, kind) in faults(mode, row) {
            laid.wrong::<Approval>(&id, &near, kind);
        }
    }
    for act in Approvable::all() {
        let second = act.needs_second() && mode.approval(act).is_none();
        if let Some(needs) = below_law(mode, act).or(second.then_some("另一人签批")) {
            laid.wrong::<Approval>(act.code(), "", FaultKind::Weaker { needs });
        }
    }
}

fn faults(mode: &Mode, row: &Approval) -> Vec<(String, FaultKind)> {
    if row.step.is_empty() {
        return vec![(String::new(), FaultKind::ChainUnclear { step: 1 })];
    }
    let mut faults = Vec::new();
    for (place, step) in row.step.iter().enumerate() {
        let near = format!("\"{}\"", step.name);
        let nobody = step.roles.is_empty() && step.posts.is_empty();
        if nobody || step.name.trim().is_empty() || step.basis.trim().is_empty() {
            faults.push((near.clone(), FaultKind::ChainUnclear { step: place + 1 }));
        }
        let idle = step.roles.iter().filter(|role| !role.signs());
        faults.extend(idle.map(|role| {
            (format!("\"{}\"", role.code()), FaultKind::NeverSigns { role: role.title() })
        }));
        let unknown = |post: &&String| *post != HANDLER && mode.post(post).is_none();
        faults.extend(step.posts.iter().filter(unknown).map(|post| {
            (format!("\"{post}\""), FaultKind::Unknown { what: "post", key: post.clone() })
        }));
    }
    faults
}

/// Whom the law asks for, where no step of the chain is theirs alone. A court may ask for more, never for less.
fn below_law(mode: &Mode, act: Approvable) -> Option<&'static str> {
    let needs = act.law()?.approver();
    let enough = enough(needs);
    let steps = mode.approval(act).map_or(&[][..], |row| row.step.as_slice());
    let theirs = |step: &Step| {
        let posts = step.posts.iter().map(|post| mode.post(post).map(|post| post.role));
        let mut signers = step.roles.iter().copied().map(Some).chain(posts).peekable();
        signers.peek().is_some() && signers.all(|role| role.is_some_and(|r| enough.contains(&r)))
    };
    (!steps.iter().any(theirs)).then(|| needs.chinese())
}

/// The roles that are what the law asks for, or above it. A panel deliberates before its paper is drawn up and stands in
/// it by name; in the chain a judge signs for it. The higher court is nobody in this one.
fn enough(needs: Approver) -> &'static [Role] {
    match needs {
        Approver::President
        | Approver::PanelThenPresident
        | Approver::ThreeOfficersThenPresident => &[Role::President],
        Approver::BureauChief | Approver::Unspecified => &[Role::BureauChief, Role::President],
        Approver::Panel => &[Role::Judge],
        Approver::HighCourt => &[],
    }
}
