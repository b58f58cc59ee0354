//! 账号：passwords are reset, locks are opened, and who manages people sees how accounts stand.

use zhixing_domain::{
    court::access::{Access, ask},
    ground::act::Act,
    ground::entry::NoteKind,
    ground::id::StaffId,
    ground::refusal::Refusal,
};

use super::{
    access,
    enter::under_lock,
    line::{note_credentials, note_unlocked},
    once::{Begun, begin},
};
use crate::{
    at::At,
    error::Error,
    session::{self, OneTimePassword},
    settings::App,
    work::{Done, Meta, Started},
};

/// 重置密码: the account is unlocked, its sessions end, and a one-time password is given. Of somebody with an entrusted
/// role all this waits for a second person.
pub async fn reset_password(
    app: &App,
    meta: &Meta,
    id: StaffId,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let result = try_reset(app, meta, id).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_reset(
    app: &App,
    meta: &Meta,
    id: StaffId,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let (mut work, one_time, secret) = match begin(app, meta, Act::ManagePeople).await? {
        Begun::Fresh(work, one_time, secret) => (work, one_time, secret),
        Begun::Before(done) => return Ok((done, None)),
    };
    let court = meta.court.clone();
    let (_, organisation) = under_lock(app, &mut work, Act::ManagePeople).await?;
    let person = organisation.person(id).filter(|person| person.active);
    let account = person.map(|person| person.account.clone()).ok_or(Refusal::Missing("人员"))?;
    if ask::is_entrusted(&app.roles, &organisation, id, &Access::Password) {
        access::ask_reset(app, &mut work, id, &secret).await?;
        return Ok((work.commit().await?, Some(one_time)));
    }
    let fresh = session::credential(&court, id, &account, secret, true, work.now);
    work.tx.save_credential(&fresh).await?;
    work.tx.forget_places(&account).await?;
    work.tx.end_sessions_of(&court, id.0, None).await?;
    note_credentials(&mut work, NoteKind::PasswordReset, &[fresh]).await?;
    Ok((work.commit().await?, Some(one_time)))
}

/// 解锁: wrong passwords counted so far are forgotten.
pub async fn unlock(app: &App, meta: &Meta, id: StaffId) -> Result<Done, Error> {
    let result = try_unlock(app, meta, id).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_unlock(app: &App, meta: &Meta, id: StaffId) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    let (_, organisation) = under_lock(app, &mut work, Act::ManagePeople).await?;
    let person = organisation.person(id).ok_or(Refusal::Missing("人员"))?;
    work.tx.unlock_account(&person.account).await?;
    note_unlocked(&mut work, id).await?;
    work.commit().await
}

/// How a person's account stands, for whoever manages people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub staff: StaffId,
    pub locked: bool,
    pub last_sign_in_at: Option<zhixing_law::instant::Instant>,
}

/// How the accounts of the court stand; empty for those who do not manage people.
pub async fn accounts<'a>(app: &App, at: impl Into<At<'a>>) -> Result<Vec<Account>, Error> {
    let at = at.into();
    if app.allow_court(at, Act::ManagePeople).is_err() {
        return Ok(Vec::new());
    }
    let organisation = app.organisation(at.court).await?;
    let now = app.clock.now();
    let mut conn = app.db.read().await?;
    let mut accounts = Vec::with_capacity(organisation.staff.len());
    for person in &organisation.staff {
        let locked_until = conn.locked_until(&person.account, now).await?;
        let sessions = conn.sessions_of(at.court, person.id.0, now).await?;
        accounts.push(Account {
            staff: person.id,
            locked: locked_until.is_some(),
            last_sign_in_at: sessions.first().map(|session| session.created_at),
        });
    }
    Ok(accounts)
}
