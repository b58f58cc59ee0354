//! 账号变动：what a second person must confirm is asked for, confirmed, refused or withdrawn. A password that goes with it
//! waits beside the one that the person has.

use zhixing_domain::{
    court::access::{AccessKind, Request, ask, settle},
    court::organisation::{Organisation, StaffEvent, StaffKind},
    ground::act::Act,
    ground::entry::{By, NoteKind},
    ground::id::{AccessId, StaffId},
    ground::refusal::Refusal,
    matter::context::Context,
};
use zhixing_store::{
    credential::Credential, credential_asked::AskedCredential, docket::Entry, fold,
};

use super::{
    enter::enter,
    line::{GIVEN, SOURCE, note_asked, save_credential},
    once::{Begun, begin},
};
use crate::{
    at::At,
    error::{Change, Error},
    session::{self, OneTimePassword},
    settings::App,
    work::{Done, Meta, Started, Work},
};

/// The change that `decide` makes, as whoever manages people may make it: at once, or asked for. `secret` is the hash of
/// the password that goes with it.
pub(super) async fn enter_or_ask<F>(
    app: &App,
    work: &mut Work<'_>,
    secret: &str,
    decide: F,
) -> Result<Vec<StaffEvent>, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<StaffEvent, Refusal> + Send,
{
    let court = work.meta.court.clone();
    let digest = |staff: StaffId, login: &str| waiting(&court, None, staff, login, secret).digest();
    let digest = |staff: StaffId, login: &str| digest(staff, login).to_string();
    let events = enter(app, work, Act::ManagePeople, |organisation, ctx| {
        let event = decide(organisation, ctx)?;
        ask::or_ask(&app.roles, organisation, event, &digest, ctx).map(|event| vec![event])
    })
    .await?;
    keep(work, &events, secret).await?;
    Ok(events)
}

/// 申请重置密码
pub(super) async fn ask_reset(
    app: &App,
    work: &mut Work<'_>,
    id: StaffId,
    secret: &str,
) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let digest = |staff: StaffId, login: &str| waiting(&court, None, staff, login, secret).digest();
    let digest = |staff: StaffId, login: &str| digest(staff, login).to_string();
    let events = enter(app, work, Act::ManagePeople, |organisation, ctx| {
        ask::reset(organisation, id, &digest, ctx).map(|event| vec![event])
    })
    .await?;
    keep(work, &events, secret).await
}

fn waiting(
    court: &str,
    access: Option<AccessId>,
    staff: StaffId,
    login: &str,
    secret: &str,
) -> AskedCredential {
    AskedCredential {
        court_id: court.to_owned(),
        access_id: access.map(|access| access.0).unwrap_or_default(),
        staff_id: staff.0,
        login: login.to_lowercase(),
        secret: secret.to_owned(),
    }
}

/// Keeps the secrets of what was asked for. A sign-in name is one person's in the whole database, whichever court
/// asked first.
async fn keep(work: &mut Work<'_>, events: &[StaffEvent], secret: &str) -> Result<(), Error> {
    for event in events {
        let StaffEvent::AccessAsked { access, staff, what, credential: Some(_) } = event else {
            continue;
        };
        let known = work.organisation.person(*staff).map(|person| person.account.clone());
        let login = what.newcomer().map(|(account, _)| account.clone()).or(known);
        let login = login.ok_or(Refusal::Missing("人员"))?;
        let owner = work.tx.credential_by_login(&login).await?;
        let is_anothers = owner.is_some_and(|known| known.staff_id != staff.0);
        if is_anothers || work.tx.asked_credential(&login).await?.is_some() {
            return Err(Refusal::Duplicate { what: "登录账号", key: login }.into());
        }
        let court = work.meta.court.clone();
        let asked = waiting(&court, Some(*access), *staff, &login, secret);
        work.tx.keep_asked_credential(&asked).await?;
    }
    Ok(())
}

/// 确认: by a second person, who does not manage people. They hand over the password that somebody gets who is
/// trusted from now on.
pub async fn confirm(
    app: &App,
    meta: &Meta,
    id: AccessId,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let result = try_confirm(app, meta, id).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_confirm(
    app: &App,
    meta: &Meta,
    id: AccessId,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let (mut work, one_time, secret) = match begin(app, meta, Act::ConfirmAccess).await? {
        Begun::Fresh(work, one_time, secret) => (work, one_time, secret),
        Begun::Before(done) => return Ok((done, None)),
    };
    work.allow_court(Act::ConfirmAccess)?;
    if work.allow_court(Act::ManagePeople).is_ok() {
        let first = work.meta.actor.name.clone();
        return Err(Refusal::SecondPerson { what: "确认账号变动", first }.into());
    }
    let is_given = confirm_in(app, &mut work, id, &secret).await?;
    Ok((work.commit().await?, is_given.then_some(one_time)))
}

/// What was asked for takes place, and the credential that waited is the person's. Whether `secret` is, because whoever
/// asked may know the one that the person had.
pub(super) async fn confirm_in(
    app: &App,
    work: &mut Work<'_>,
    id: AccessId,
    secret: &str,
) -> Result<bool, Error> {
    let mut found = None;
    enter(app, work, Act::ConfirmAccess, |organisation, ctx| {
        let request = settle::waiting(organisation, id)?.clone();
        let makes_trusted = ask::makes_trusted(&app.roles, organisation, &request);
        found = Some((request, makes_trusted));
        settle::confirm(organisation, id, ctx)
    })
    .await?;
    let Some((request, makes_trusted)) = found else {
        return Err(Refusal::Missing("待确认的账号变动").into());
    };
    must_have_the_same_roles(work, &request).await?;
    let Request { staff, account, what, credential, asked, .. } = request;
    let court = work.meta.court.clone();
    if makes_trusted {
        let fresh = session::credential(&court, staff, &account, secret.to_owned(), true, work.now);
        give(work, staff, &account, what.kind(), &fresh, &asked).await?;
        return Ok(true);
    }
    let Some(digest) = credential else { return Ok(false) };
    let kept = work.tx.take_asked_credential(&court, id.0).await?;
    // Somebody else's secret is not confirmed.
    let kept = kept.filter(|kept| kept.digest().to_string() == digest);
    let fresh = kept.ok_or(Refusal::Missing("申请时生成的初始密码"))?.confirmed(work.now);
    give(work, staff, &account, what.kind(), &fresh, &asked).await?;
    Ok(false)
}

/// Whoever confirms looks at what the person was when it was asked for.
async fn must_have_the_same_roles(work: &mut Work<'_>, request: &Request) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let (stream, subject) = (fold::organisation_stream(&court), format!("staff:{}", request.staff));
    let since = work.tx.entries_by_subject(&court, stream, &subject, request.version, 100).await?;
    let changed = since.into_iter().filter(|entry| entry.kind == StaffKind::RolesChanged.code());
    let changed: Vec<Change> = changed
        .map(|entry| Change { kind: entry.kind, by: entry.actor_name, at: entry.happened_at })
        .collect();
    if changed.is_empty() || request.what.is_of_court() {
        return Ok(());
    }
    Err(Error::Stale(changed))
}

async fn give(
    work: &mut Work<'_>,
    staff: StaffId,
    account: &str,
    kind: AccessKind,
    fresh: &Credential,
    asked: &By,
) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let kind = match kind {
        AccessKind::Join => {
            save_credential(work, fresh).await?;
            GIVEN
        }
        AccessKind::Return => {
            work.tx.save_credential(fresh).await?;
            GIVEN
        }
        AccessKind::Password | AccessKind::Roles | AccessKind::Accounts => {
            work.tx.save_credential(fresh).await?;
            NoteKind::PasswordReset
        }
    };
    work.tx.forget_places(account).await?;
    work.tx.end_sessions_of(&court, staff.0, None).await?;
    note_asked(work, kind, fresh, asked).await
}

/// 不予确认
pub async fn refuse(app: &App, meta: &Meta, id: AccessId) -> Result<Done, Error> {
    let result = end(app, meta, id, Act::ConfirmAccess, settle::refuse).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

/// 撤回
pub async fn withdraw(app: &App, meta: &Meta, id: AccessId) -> Result<Done, Error> {
    let result = end(app, meta, id, Act::ManagePeople, settle::withdraw).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn end(
    app: &App,
    meta: &Meta,
    id: AccessId,
    act: Act,
    decide: fn(&Organisation, AccessId) -> Result<StaffEvent, Refusal>,
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(act)?;
    enter(app, &mut work, act, |organisation, _| decide(organisation, id).map(|event| vec![event]))
        .await?;
    let court = meta.court.clone();
    work.tx.take_asked_credential(&court, id.0).await?;
    work.commit().await
}

/// 待确认的账号变动 of a court, for whoever sees its people.
pub fn requests<'a>(
    app: &App,
    at: impl Into<At<'a>>,
    organisation: &Organisation,
) -> Result<Vec<Request>, Error> {
    app.allow_court(at, Act::ViewPeople)?;
    Ok(organisation.requests.clone())
}

/// 密码由谁重置: what the person is told when they sign in with a password that others gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reset {
    pub by: By,
    /// Who confirmed it, and when; none where nobody had to.
    pub confirmed: Option<By>,
}

/// Who gave a person the password that they have now; none when they chose it themselves, or were new with it.
pub async fn last_reset(app: &App, court: &str, id: StaffId) -> Result<Option<Reset>, Error> {
    let stream = fold::attempts_stream(court);
    let subject = format!("staff:{id}");
    let lines = app.db.read().await?.last_by_subject(court, stream, &subject, 20).await?;
    let own = |line: &&Entry| {
        [NoteKind::PasswordReset, NoteKind::PasswordChanged, GIVEN]
            .contains(&NoteKind::from_code(&line.kind).unwrap_or(NoteKind::AttemptRefused))
    };
    Ok(lines.iter().find(own).and_then(reset_of))
}

fn reset_of(line: &Entry) -> Option<Reset> {
    if NoteKind::from_code(&line.kind) != Some(NoteKind::PasswordReset) {
        return None;
    }
    let body: serde_json::Value = serde_json::from_str(&line.body).ok()?;
    let by = written_by(line);
    let asked = body.get("asked").and_then(|asked| serde_json::from_value(asked.clone()).ok());
    Some(match asked {
        Some(asked) => Reset { by: asked, confirmed: Some(by) },
        None => Reset { by, confirmed: None },
    })
}

fn written_by(line: &Entry) -> By {
    let on_server = line.source == SOURCE;
    let name = if on_server { "服务器控制台".to_owned() } else { line.actor_name.clone() };
    By { staff: StaffId(line.actor_id.unwrap_or_default()), name, at: line.happened_at }
}
