//! 账号：passwords are reset, locks are opened, and who manages people sees how accounts stand.

use zhixing_domain::{
    court::access::{Access, ask},
    court::organisation::Organisation,
    ground::act::Act,
    ground::entry::{By, NoteKind},
    ground::id::StaffId,
    ground::refusal::Refusal,
};
use zhixing_store::{
    credential::Credential,
    docket::{Head, NewEntry, StreamKind},
    fold,
};

use super::access;
use crate::{
    at::At,
    error::Error,
    session::{self, OneTimePassword, password},
    settings::App,
    work::{Done, Meta, OtherStream, Started, Work, present},
};

/// The organisation under its lock, with the actor as it has them: of two who stop each other at once, the
/// second is nobody any more when their turn comes.
pub(crate) async fn under_lock(
    app: &App,
    work: &mut Work<'_>,
    act: Act,
) -> Result<(Head, Organisation), Error> {
    let court = work.meta.court.clone();
    let stream = fold::organisation_stream(&court);
    let head = work.tx.lock_stream(&court, stream, StreamKind::Court).await?;
    let folded = work.tx.book::<Organisation>(&court, stream).await?;
    let organisation = folded.map_or_else(|| Organisation::new(&court), |(_, known)| known);
    if work.meta.court == work.meta.actor.court {
        work.meta.actor = present(&organisation, &work.meta.actor, work.today)?;
    }
    if !work.meta.actor.is_system() {
        app.allow_court(work.meta.at(), act)?;
    }
    Ok((head, organisation))
}

/// A command that hands out a one-time password, begun.
pub(super) enum Begun<'a> {
    /// The work, the password, and its hash to be stored.
    Fresh(Box<Work<'a>>, OneTimePassword, String),
    /// Done before: the password was shown then and is not known any more.
    Before(Done),
}

/// Begins a command of who manages people that hands out a one-time password. It is drawn and
/// hashed before the transaction, which would else be held for as long as hashing takes.
pub(super) async fn begin<'a>(app: &'a App, meta: &'a Meta) -> Result<Begun<'a>, Error> {
    app.allow_court(meta.at(), Act::ManagePeople)?;
    let one_time = OneTimePassword::draw(&app.ids);
    let secret = password::hash(&app.ids, one_time.reveal()).await?;
    match app.start(meta).await? {
        Started::Fresh(work) => Ok(Begun::Fresh(work, one_time, secret)),
        Started::Before(done) => Ok(Begun::Before(done)),
    }
}

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
    let (mut work, one_time, secret) = match begin(app, meta).await? {
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

pub(super) async fn note_unlocked(work: &mut Work<'_>, id: StaffId) -> Result<(), Error> {
    let (body, about) = (serde_json::json!({ "staff": id }), format!("staff:{id}"));
    let entry =
        NewEntry::new(work.id(), NoteKind::Unlocked.code(), 1, &body, work.now)?.about(about);
    note_access(work, vec![entry]).await
}

/// A line for each credential that was changed: the digest of what it was left as, never the secret, so
/// that a credential that somebody else wrote is found.
pub(super) async fn note_credentials(
    work: &mut Work<'_>,
    kind: NoteKind,
    changed: &[Credential],
) -> Result<(), Error> {
    let lines = changed.iter().map(|credential| credential.line(work.id(), kind, work.now, None));
    let entries = lines.collect::<Result<Vec<_>, _>>()?;
    note_access(work, entries).await
}

/// The line of a credential that one person asked for and another confirmed.
pub(super) async fn note_asked(
    work: &mut Work<'_>,
    kind: NoteKind,
    changed: &Credential,
    asked: &By,
) -> Result<(), Error> {
    let entry = changed.line(work.id(), kind, work.now, Some(asked))?;
    note_access(work, vec![entry]).await
}

/// Lines about accounts. They are no part of the organisation; they stand among the court's lines of who did
/// what to accounts.
async fn note_access(work: &mut Work<'_>, entries: Vec<NewEntry>) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let stream = fold::attempts_stream(&court);
    let head = work.tx.lock_stream(&court, stream, StreamKind::Court).await?;
    work.add(OtherStream {
        head,
        entries,
        transfers: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    });
    Ok(())
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
