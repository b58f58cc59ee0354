//! 申请账号变动：what touches an entrusted role is only asked for.

use super::{Access, Request};
use crate::{
    court::organisation::{Organisation, StaffEvent, active},
    ground::{
        court::FundAccount,
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

/// 登记法院信息 as whoever manages people may do it: everything at once, but an account that is known already changes only
/// when a second person confirms it.
///
/// # Errors
/// [`Refusal::Duplicate`] when a change of the accounts waits already.
pub fn accounts_apart(
    organisation: &Organisation,
    described: StaffEvent,
    ctx: &mut Context<'_>,
) -> Result<Vec<StaffEvent>, Refusal> {
    let StaffEvent::CourtDescribed {
        name,
        title,
        parent,
        address,
        phone,
        fund_account,
        treasury_account,
    } = described
    else {
        return Ok(vec![described]);
    };
    let court = &organisation.court;
    let kept = |known: &FundAccount, new: &FundAccount| {
        if *known == FundAccount::default() { new.clone() } else { known.clone() }
    };
    let mut now = court.clone();
    (now.name, now.title, now.parent) = (name, title, parent);
    (now.address, now.phone) = (address, phone);
    now.fund_account = kept(&court.fund_account, &fund_account);
    now.treasury_account = kept(&court.treasury_account, &treasury_account);
    let moved = now.fund_account != fund_account || now.treasury_account != treasury_account;
    let mut events = Vec::new();
    if now != *court {
        events.push(StaffEvent::described(&now));
    }
    if moved {
        let what = Access::Accounts { fund_account, treasury_account };
        events.push(ask(organisation, ctx.actor.id, what, &|_, _| String::new(), ctx)?);
    }
    Ok(events)
}

/// Whether a confirmation makes somebody trusted who was not: whoever manages people may have chosen the password that
/// such a person has, alone, so it is no longer theirs then.
pub fn makes_trusted(table: &RoleTable, organisation: &Organisation, request: &Request) -> bool {
    let held = organisation.person(request.staff).map_or(&[][..], |person| &person.roles);
    matches!(request.what, Access::Roles { .. })
        && !held.iter().any(|role| table.is_entrusted(*role))
}

/// Whether a change needs a second person. Roles that are taken away do not, nor do those that the person has already.
/// A password does too while something waits for the person: it would be that of whoever they are about to be.
pub fn is_entrusted(
    table: &RoleTable,
    organisation: &Organisation,
    staff: StaffId,
    what: &Access,
) -> bool {
    let held = organisation.person(staff).map_or(&[][..], |person| &person.roles);
    let waits = |request: &Request| request.staff == staff && !request.what.is_of_court();
    if *what == Access::Password && organisation.requests.iter().any(waits) {
        return true;
    }
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
    let (account, name) = organisation.named(staff, &what).ok_or(Refusal::Missing("人员"))?;
    let same = |known: &Request| {
        known.what.is_of_court() == what.is_of_court()
            && (what.is_of_court() || known.staff == staff || known.account == account)
    };
    if organisation.requests.iter().any(same) {
        return Err(Refusal::Duplicate { what: "待确认的账号变动", key: name });
    }
    let credential = match &what {
        Access::Roles { .. } | Access::Accounts { .. } => None,
        Access::Join { .. } | Access::Return { .. } | Access::Password => {
            Some(credential(staff, &account))
        }
    };
    Ok(StaffEvent::AccessAsked { access: AccessId(ctx.id()), staff, what, credential })
}
