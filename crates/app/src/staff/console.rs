//! 控制台上的人员管理: the way back for a court whose administrators cannot sign in or are no longer there.
//!
//! Whoever has the server's console has the data; what they do here is in the docket like everything else.

use std::sync::Arc;

use zhixing_domain::{
    court::access::AccessKind,
    court::organisation::{self, NewStaff, Organisation, StaffEvent},
    ground::act::Act,
    ground::actor::{Actor, Role},
    ground::entry::NoteKind,
    ground::refusal::Refusal,
    matter::context::Context,
};
use zhixing_store::digest::Digest;

use super::{
    access::confirm_in,
    enter::{enter, under_lock},
    line::{GIVEN, SOURCE, note_credentials, note_unlocked, save_credential},
    once::drawn,
};
use crate::{
    error::Error,
    session::{self, OneTimePassword},
    settings::App,
    work::{Meta, Started, Work},
};

/// What is done here is done as the system; nobody is asked for the right to it.
const PEOPLE: Act = Act::ManagePeople;

fn meta(app: &App, court: &str, name: &'static str) -> Meta {
    let command = app.ids.next(app.clock.now());
    Meta {
        actor: Actor::system(court),
        court: court.to_owned(),
        tree: Arc::default(),
        happened_at: None,
        command,
        request: Digest::of(command.as_bytes()),
        name,
        source: SOURCE.to_owned(),
        opened_on: None,
    }
}

async fn begin<'a>(app: &'a App, meta: &'a Meta) -> Result<Box<Work<'a>>, Error> {
    match app.start(meta).await? {
        Started::Fresh(work) => Ok(work),
        Started::Before(_) => Err(Error::CommandReused),
    }
}

/// 解锁
pub async fn unlock(app: &App, court: &str, account: &str) -> Result<(), Error> {
    let meta = meta(app, court, "console.unlock");
    let mut work = begin(app, &meta).await?;
    let (_, organisation) = under_lock(app, &mut work, PEOPLE).await?;
    let person = organisation.account(account).ok_or(Refusal::Missing("人员"))?;
    work.tx.unlock_account(account).await?;
    note_unlocked(&mut work, person.id).await?;
    work.commit().await?;
    Ok(())
}

/// 重置密码: a one-time password for somebody who works here.
pub async fn reset_password(
    app: &App,
    court: &str,
    account: &str,
) -> Result<OneTimePassword, Error> {
    let (one_time, secret) = drawn(app).await?;
    let meta = meta(app, court, "console.reset_password");
    let mut work = begin(app, &meta).await?;
    let (_, organisation) = under_lock(app, &mut work, PEOPLE).await?;
    let person = organisation.account(account).filter(|person| person.active);
    let id = person.map(|person| person.id).ok_or(Refusal::Missing("人员"))?;
    let fresh = session::credential(court, id, account, secret, true, work.now);
    work.tx.save_credential(&fresh).await?;
    work.tx.forget_places(account).await?;
    work.tx.end_sessions_of(court, id.0, None).await?;
    note_credentials(&mut work, NoteKind::PasswordReset, &[fresh]).await?;
    work.commit().await?;
    Ok(one_time)
}

/// 确认账号变动: what waits for an account, where the court has nobody else who could confirm it.
/// The password that it gives, if any.
pub async fn confirm(
    app: &App,
    court: &str,
    account: &str,
) -> Result<(AccessKind, Option<OneTimePassword>), Error> {
    let (one_time, secret) = drawn(app).await?;
    let meta = meta(app, court, "console.confirm_access");
    let mut work = begin(app, &meta).await?;
    let (_, organisation) = under_lock(app, &mut work, Act::ConfirmAccess).await?;
    let request = organisation.requests.iter().find(|request| request.account == account);
    let request = request.ok_or(Refusal::Missing("待确认的账号变动"))?;
    let is_given = confirm_in(app, &mut work, request.id, &secret).await?;
    work.commit().await?;
    Ok((request.what.kind(), is_given.then_some(one_time)))
}

/// 设立管理员: a person of the court becomes an administrator, or a new one joins; with a one-time password.
pub async fn appoint(app: &App, court: &str, account: &str) -> Result<OneTimePassword, Error> {
    let (one_time, secret) = drawn(app).await?;
    let meta = meta(app, court, "console.appoint");
    let mut work = begin(app, &meta).await?;
    let known = work.organisation.account(account).map(|person| person.id);
    let events =
        enter(app, &mut work, PEOPLE, |before, ctx| appointed(before, account, ctx)).await?;
    match known {
        Some(id) => {
            let fresh = session::credential(court, id, account, secret, true, work.now);
            work.tx.save_credential(&fresh).await?;
            work.tx.forget_places(account).await?;
            work.tx.end_sessions_of(court, id.0, None).await?;
            note_credentials(&mut work, NoteKind::PasswordReset, &[fresh]).await?;
        }
        None => {
            let mut given = Vec::new();
            for event in &events {
                if let StaffEvent::Joined { staff, account, .. } = event {
                    let (secret, now) = (secret.clone(), work.now);
                    let fresh = session::credential(court, *staff, account, secret, true, now);
                    save_credential(&mut work, &fresh).await?;
                    given.push(fresh);
                }
            }
            note_credentials(&mut work, GIVEN, &given).await?;
        }
    }
    work.commit().await?;
    Ok(one_time)
}

/// What makes somebody an administrator, from wherever they stand.
fn appointed(
    before: &Organisation,
    account: &str,
    ctx: &mut Context<'_>,
) -> Result<Vec<StaffEvent>, Refusal> {
    const REASON: &str = "由服务器控制台设立";
    let Some(person) = before.account(account) else {
        let new = NewStaff {
            account: account.to_owned(),
            name: "系统管理员".to_owned(),
            department: "信息技术部门".to_owned(),
            roles: vec![Role::Administrator],
            teams: Vec::new(),
        };
        return Ok(vec![organisation::join(before, &new, ctx)?]);
    };
    let mut events = Vec::new();
    if !person.active {
        let reason = REASON.to_owned();
        events.push(StaffEvent::Returned { staff: person.id, reason });
    }
    if !person.roles.contains(&Role::Administrator) {
        let mut roles = person.roles.clone();
        roles.push(Role::Administrator);
        let (teams, reason) = (person.teams.clone(), REASON.to_owned());
        events.push(StaffEvent::RolesChanged { staff: person.id, roles, teams, reason });
    }
    Ok(events)
}
