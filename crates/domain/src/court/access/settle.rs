//! 确认、不予确认、撤回：how what was asked for ends.

use super::{Access, Request};
use crate::{
    court::organisation::{
        NewStaff, Organisation, StaffEvent, active, change_roles, join_as, return_to_court,
    },
    ground::{
        id::{AccessId, StaffId},
        refusal::Refusal,
    },
    matter::context::Context,
};

/// What waits under an id.
///
/// # Errors
/// There is nothing, or it waits no longer.
pub fn waiting(organisation: &Organisation, id: AccessId) -> Result<&Request, Refusal> {
    let known = organisation.requests.iter().find(|request| request.id == id);
    known.ok_or(Refusal::Missing("待确认的账号变动"))
}

/// 确认: what was asked for takes place, decided anew on the organisation as it is.
///
/// # Errors
/// [`Refusal::SecondPerson`] for whoever asked and for whom it is about; what the change itself is refused for.
pub fn confirm(
    organisation: &Organisation,
    id: AccessId,
    ctx: &Context<'_>,
) -> Result<Vec<StaffEvent>, Refusal> {
    let Request { staff, what, asked, .. } = waiting(organisation, id)?;
    let me = ctx.actor.id;
    if asked.staff == me || *staff == me {
        return Err(Refusal::SecondPerson {
            what: "确认账号变动", first: ctx.actor.name.clone()
        });
    }
    let confirmed = StaffEvent::AccessConfirmed { access: id, staff: *staff };
    let follows = match what {
        Access::Join { account, name, department, roles, teams } => {
            let (account, name, department) = (account.clone(), name.clone(), department.clone());
            let (roles, teams) = (roles.clone(), teams.clone());
            let new = NewStaff { account, name, department, roles, teams };
            join_as(organisation, *staff, &new, ctx)?
        }
        Access::Roles { roles, teams, reason } => {
            change_roles(organisation, *staff, roles, teams, reason, ctx)?
        }
        Access::Return { reason } => return_to_court(organisation, *staff, reason)?,
        Access::Password => {
            active(organisation, *staff)?;
            return Ok(vec![confirmed]);
        }
        Access::Accounts { fund_account, treasury_account } => {
            let mut court = organisation.court.clone();
            (court.fund_account, court.treasury_account) =
                (fund_account.clone(), treasury_account.clone());
            StaffEvent::described(&court)
        }
    };
    Ok(vec![confirmed, follows])
}

/// 不予确认: by whoever could have confirmed it, the person themselves included.
///
/// # Errors
/// As [`waiting`].
pub fn refuse(organisation: &Organisation, id: AccessId) -> Result<StaffEvent, Refusal> {
    let staff = waiting(organisation, id)?.staff;
    Ok(StaffEvent::AccessRefused { access: id, staff })
}

/// 撤回: by whoever manages people.
///
/// # Errors
/// As [`waiting`].
pub fn withdraw(organisation: &Organisation, id: AccessId) -> Result<StaffEvent, Refusal> {
    let staff = waiting(organisation, id)?.staff;
    Ok(StaffEvent::AccessWithdrawn { access: id, staff })
}

/// What waits for somebody who is stopped, and what they asked for, waits no longer.
pub fn end_with(organisation: &Organisation, staff: StaffId) -> Vec<StaffEvent> {
    let theirs = organisation.requests.iter();
    let theirs = theirs.filter(|known| known.staff == staff || known.asked.staff == staff);
    theirs
        .map(|known| StaffEvent::AccessWithdrawn { access: known.id, staff: known.staff })
        .collect()
}
