//! 定岗定人、请假：who does a post's work, and who is away.

use zhixing_law::day::Day;

use super::{Leave, Organisation, Staff, StaffEvent, active};
use crate::{
    ground::actor::Role,
    ground::id::StaffId,
    ground::refusal::{FieldProblem, Refusal, text},
    matter::context::{Context, Judge},
};

/// 定岗定人
pub fn fill_post(
    organisation: &Organisation,
    post: &str,
    holders: &[StaffId],
    stand_ins: &[StaffId],
    ctx: &Context<'_>,
) -> Result<StaffEvent, Refusal> {
    let known = ctx.mode.post(post).ok_or(Refusal::Missing("岗位"))?;
    for id in holders.iter().chain(stand_ins) {
        let staff = active(organisation, *id)?;
        if !staff.roles.contains(&known.role) {
            let expected = known.role.title();
            return Err(Refusal::field("holders", FieldProblem::Invalid { expected }));
        }
    }
    Ok(StaffEvent::PostFilled {
        post: post.to_owned(),
        holders: holders.to_vec(),
        stand_ins: stand_ins.to_vec(),
    })
}

/// 登记请假
pub fn record_leave(
    organisation: &Organisation,
    staff: StaffId,
    leave: &Leave,
) -> Result<StaffEvent, Refusal> {
    active(organisation, staff)?;
    if leave.to < leave.from {
        let expected = "不早于开始日的结束日";
        return Err(Refusal::field("to", FieldProblem::Invalid { expected }));
    }
    let reason = text("reason", &leave.reason, 200)?;
    Ok(StaffEvent::LeaveRecorded { staff, leave: Leave { reason, ..leave.clone() } })
}

impl Organisation {
    /// 审判人员 who are here on a day.
    pub fn bench(&self, on: Day) -> Vec<Judge> {
        let leads = |staff: &Staff| {
            [Role::BureauChief, Role::President].iter().any(|role| staff.roles.contains(role))
        };
        let sits = |staff: &&Staff| {
            let judges = staff.roles.contains(&Role::Judge) || leads(staff);
            judges && staff.active && !self.away(staff.id, on)
        };
        let judge = |staff: &Staff| Judge {
            staff: staff.id,
            name: staff.name.clone(),
            leads: leads(staff),
        };
        self.staff.iter().filter(sits).map(judge).collect()
    }
}
