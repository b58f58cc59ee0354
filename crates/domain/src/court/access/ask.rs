//! 申请账号变动：what touches an entrusted role is only asked for.

use super::Access;
use crate::{
    court::organisation::{Organisation, StaffEvent, active},
    ground::{
        id::{AccessId, StaffId},
        refusal::Refusal,
    },
    matter::context::Context,
    policy::RoleTable,
};

/// What the waiting credential of a person and account comes to.
pub type Digest<'a> = &'a (dyn Fn(StaffId, &str) -> String + Sync);

/// The change as it may be made: at once, or asked for when it gives somebody an entrusted role, or lets somebody in who
/// has one.
///
/// # Errors
/// [`Refusal::Duplicate`] when something waits for the same person already.
pub fn or_ask(
    table: &RoleTable,
    organisation: &Organisation,
    event: StaffEvent,
    credential: Digest<'_>,
    ctx: &mut Context<'_>,
) -> Result<StaffEvent, Refusal> {
    let (staff, what) = match &event {
        StaffEvent::Joined { staff, account, name, department, roles, teams } => {
            let (account, name, department) = (account.clone(), name.clone(), department.clone());
            let (roles, teams) = (roles.clone(), teams.clone());
            (*staff, Access::Join { account, name, department, roles, teams })
        }
        StaffEvent::RolesChanged { staff, roles, teams, reason } => {
            let (roles, teams, reason) = (roles.clone(), teams.clone(), reason.clone());
            (*staff, Access::Roles { roles, teams, reason })
        }
        StaffEvent::Returned { staff, reason } => {
            (*staff, Access::Return { reason: reason.clone() })
        }
        _ => return Ok(event),
    };
    if !is_entrusted(table, organisation, staff, &what) {
        return Ok(event);
    }
    ask(organisation, staff, what, credential, ctx)
}

/// 申请重置密码
///
/// # Errors
/// [`Refusal::Missing`] for who does not work here, [`Refusal::Duplicate`] when something waits already.
pub fn reset(
    organisation: &Organisation,
    staff: StaffId,
    credential: Digest<'_>,
    ctx: &mut Context<'_>,
) -> Result<StaffEvent, Refusal> {
    active(organisation, staff)?;
    ask(organisation, staff, Access::Password, credential, ctx)
}

/// Whether a change needs a second person. Roles that are taken away do not, nor do those that the person has already.
pub fn is_entrusted(
    table: &RoleTable,
    organisation: &Organisation,
    staff: StaffId,
    what: &Access,
) -> bool {
    let held = organisation.person(staff).map_or(&[][..], |person| &person.roles);
    match what.roles() {
        Some(roles) => roles.iter().any(|role| table.is_entrusted(*role) && !held.contains(role)),
        None => held.iter().any(|role| table.is_entrusted(*role)),
    }
}

fn ask(
    organisation: &Organisation,
    staff: StaffId,
    what: Access,
    credential: Digest<'_>,
    ctx: &mut Context<'_>,
) -> Result<StaffEvent, Refusal> {
    let known = organisation.person(staff).map(|person| (&person.account, &person.name));
    let (account, name) = what.newcomer().or(known).ok_or(Refusal::Missing("人员"))?;
    let mut waiting = organisation.requests.iter();
    if waiting.any(|known| known.staff == staff || known.account == *account) {
        return Err(Refusal::Duplicate { what: "待确认的账号变动", key: name.clone() });
    }
    let credential = match &what {
        Access::Roles { .. } => None,
        Access::Join { .. } | Access::Return { .. } | Access::Password => {
            Some(credential(staff, account))
        }
    };
    Ok(StaffEvent::AccessAsked { access: AccessId(ctx.id()), staff, what, credential })
}
