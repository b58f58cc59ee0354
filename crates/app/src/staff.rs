//! 机构人员：people join, change roles, fill posts, go on leave and leave; the court is described and adopts a mode.
//!
//! The organisation of a court is one stream; credentials are saved in the same transaction but are not part of it:
//! each change of one leaves a line with its digest among the court's lines of who did what to accounts.

use zhixing_domain::{
    court::access::{ask, settle},
    court::organisation::{self, Leave, NewStaff, Organisation, StaffEvent, describe, presence},
    ground::act::Act,
    ground::actor::{Actor, Role},
    ground::court::{Court, FundAccount},
    ground::entry::NoteKind,
    ground::id::StaffId,
    ground::refusal::Refusal,
    matter::context::Context,
};

use crate::{
    error::Error,
    session::{self, OneTimePassword, password},
    settings::App,
    work::{Done, Meta, Started},
};

pub mod access;
pub mod account;
pub mod console;
mod enter;
mod line;
mod once;

pub use account::{Account, accounts, reset_password, unlock};
pub(crate) use enter::enter;
use enter::enter_after;
use line::{GIVEN, note_credentials, save_credential};
use once::Begun;

/// 法院基本情况
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtDescription {
    pub name: String,
    /// 文书上的全称；空则按省份加法院名称
    pub title: String,
    /// 上级法院代字
    pub parent: String,
    pub address: String,
    pub phone: String,
    pub fund_account: FundAccount,
    pub treasury_account: FundAccount,
}

/// A court as it is set up at once: by an import, or for a demo.
#[derive(Debug, Clone)]
pub struct Establishment {
    pub court: CourtDescription,
    pub mode: String,
    /// People with the passwords they begin with.
    pub people: Vec<(NewStaff, String)>,
    /// Post, accounts of its holders, accounts of who stands in.
    pub posts: Vec<(String, Vec<String>, Vec<String>)>,
    /// Whether everybody must choose a password at the first sign-in.
    pub must_change: bool,
}

/// 新增人员. The one-time password is given only the first time the command is applied.
pub async fn join(
    app: &App,
    meta: &Meta,
    new: &NewStaff,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let result = try_join(app, meta, new).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_join(
    app: &App,
    meta: &Meta,
    new: &NewStaff,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let (mut work, one_time, secret) = match once::begin(app, meta, Act::ManagePeople).await? {
        Begun::Fresh(work, one_time, secret) => (work, one_time, secret),
        Begun::Before(done) => return Ok((done, None)),
    };
    let events = access::enter_or_ask(app, &mut work, &secret, |organisation, ctx| {
        organisation::join(organisation, new, ctx)
    })
    .await?;
    let mut given = Vec::new();
    for event in &events {
        if let StaffEvent::Joined { staff, account, .. } = event {
            let court = &meta.court;
            let credential =
                session::credential(court, *staff, account, secret.clone(), true, work.now);
            save_credential(&mut work, &credential).await?;
            given.push(credential);
        }
    }
    note_credentials(&mut work, GIVEN, &given).await?;
    Ok((work.commit().await?, Some(one_time)))
}

/// 调整角色和团队
pub async fn change_roles(
    app: &App,
    meta: &Meta,
    id: StaffId,
    roles: &[Role],
    teams: &[String],
    reason: &str,
) -> Result<Done, Error> {
    change(app, meta, |organisation, ctx| {
        let event = organisation::change_roles(organisation, id, roles, teams, reason, ctx)?;
        let event = ask::or_ask(&app.roles, organisation, event, &|_, _| String::new(), ctx)?;
        Ok(vec![event])
    })
    .await
}

/// 定岗定人
pub async fn fill_post(
    app: &App,
    meta: &Meta,
    post: &str,
    holders: &[StaffId],
    stand_ins: &[StaffId],
) -> Result<Done, Error> {
    change(app, meta, |organisation, ctx| {
        presence::fill_post(organisation, post, holders, stand_ins, ctx).map(|event| vec![event])
    })
    .await
}

/// 登记请假
pub async fn record_leave(
    app: &App,
    meta: &Meta,
    id: StaffId,
    leave: &Leave,
) -> Result<Done, Error> {
    change(app, meta, |organisation, _| {
        presence::record_leave(organisation, id, leave).map(|event| vec![event])
    })
    .await
}

/// 停用人员: the account no longer signs in, its sessions end, and nothing waits for it or by it.
pub async fn leave_court(app: &App, meta: &Meta, id: StaffId, reason: &str) -> Result<Done, Error> {
    let result = try_leave_court(app, meta, id, reason).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_leave_court(app: &App, meta: &Meta, id: StaffId, reason: &str) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ManagePeople)?;
    let events = enter(app, &mut work, Act::ManagePeople, |organisation, ctx| {
        let mut events = vec![organisation::leave_court(organisation, id, reason, ctx)?];
        events.extend(settle::end_with(organisation, id));
        Ok(events)
    })
    .await?;
    let court = meta.court.clone();
    for event in &events {
        if let StaffEvent::AccessWithdrawn { access, .. } = event {
            work.tx.take_asked_credential(&court, access.0).await?;
        }
    }
    let stopped = work.tx.disable_credential(&court, id.0).await?;
    work.tx.end_sessions_of(&court, id.0, None).await?;
    note_credentials(&mut work, NoteKind::AccountStopped, stopped.as_slice()).await?;
    work.commit().await
}

/// 重新启用人员: a one-time password is given; the old one stays forgotten.
pub async fn return_to_court(
    app: &App,
    meta: &Meta,
    id: StaffId,
    reason: &str,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let result = try_return(app, meta, id, reason).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_return(
    app: &App,
    meta: &Meta,
    id: StaffId,
    reason: &str,
) -> Result<(Done, Option<OneTimePassword>), Error> {
    let (mut work, one_time, secret) = match once::begin(app, meta, Act::ManagePeople).await? {
        Begun::Fresh(work, one_time, secret) => (work, one_time, secret),
        Begun::Before(done) => return Ok((done, None)),
    };
    let events = access::enter_or_ask(app, &mut work, &secret, |organisation, _| {
        organisation::return_to_court(organisation, id, reason)
    })
    .await?;
    if !events.iter().any(|event| matches!(event, StaffEvent::Returned { .. })) {
        return Ok((work.commit().await?, Some(one_time)));
    }
    let court = meta.court.clone();
    let known = work.organisation.person(id).ok_or(Refusal::Missing("人员"))?;
    work.tx.forget_places(&known.account).await?;
    let fresh = session::credential(&court, id, &known.account, secret, true, work.now);
    work.tx.save_credential(&fresh).await?;
    note_credentials(&mut work, GIVEN, &[fresh]).await?;
    Ok((work.commit().await?, Some(one_time)))
}

/// 登记法院信息; accounts that are known already change when a second person has confirmed it.
pub async fn describe_court(
    app: &App,
    meta: &Meta,
    court: &CourtDescription,
) -> Result<Done, Error> {
    let tree = app.courts().await?;
    change(app, meta, |organisation, ctx| {
        let described = describe::describe(organisation, &court.whole(), &tree)?;
        ask::accounts_apart(organisation, described, ctx)
    })
    .await
}

impl CourtDescription {
    /// With the rest left as it is: the code is the installation's.
    fn whole(&self) -> Court {
        Court {
            code: String::new(),
            name: self.name.clone(),
            title: self.title.clone(),
            parent: self.parent.clone(),
            fund_account: self.fund_account.clone(),
            treasury_account: self.treasury_account.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
        }
    }
}

/// The administrator that a first start made.
pub struct FirstAdmin {
    pub account: String,
    pub password: OneTimePassword,
}

/// 首次启动：an administrator with a one-time password, when nobody of the court can sign in yet.
pub async fn bootstrap_admin(app: &App, court: &str) -> Result<Option<FirstAdmin>, Error> {
    let mut conn = app.db.read().await?;
    if 0 < conn.credential_count(court).await? {
        return Ok(None);
    }
    drop(conn);
    // An account belongs to one person in the whole database, whichever court is there first.
    let digits: String = court.chars().filter(char::is_ascii_digit).collect();
    match first_admin(app, court, "admin".to_owned()).await {
        Err(Error::Refused(Refusal::Duplicate { .. })) => {
            first_admin(app, court, format!("admin{digits}")).await
        }
        other => other,
    }
}

/// None when another server of the court was first.
async fn first_admin(app: &App, court: &str, account: String) -> Result<Option<FirstAdmin>, Error> {
    let password = OneTimePassword::draw(&app.ids);
    let admin = NewStaff {
        account: account.clone(),
        name: "系统管理员".to_owned(),
        department: "信息技术部门".to_owned(),
        roles: vec![Role::Administrator],
        teams: Vec::new(),
    };
    let meta = Meta::system(court, "staff.bootstrap", "first start");
    let people = [(admin, password.reveal().to_owned())];
    let done = set_up(app, &meta, &people, true, Vec::new(), |_, _| Ok(Vec::new())).await?;
    Ok(done.then_some(FirstAdmin { account, password }))
}

/// Sets a court up at once, as the system. False when it was done before.
pub async fn establish(app: &App, code: &str, plan: &Establishment) -> Result<bool, Error> {
    let meta = Meta::system(code, "staff.establish", "establish");
    let first = app.first_mode(code, &plan.mode)?;
    set_up(app, &meta, &plan.people, plan.must_change, first, |organisation, _| {
        let mut events = vec![StaffEvent::described(&plan.court.whole())];
        for (post, holders, stand_ins) in &plan.posts {
            let holders = find(organisation, holders)?;
            let stand_ins = find(organisation, stand_ins)?;
            events.push(StaffEvent::PostFilled { post: post.clone(), holders, stand_ins });
        }
        Ok(events)
    })
    .await
}

fn find(organisation: &Organisation, accounts: &[String]) -> Result<Vec<StaffId>, Refusal> {
    accounts
        .iter()
        .map(|account| organisation.account(account).map(|person| person.id))
        .map(|id| id.ok_or(Refusal::Missing("人员")))
        .collect()
}

/// After what comes `first`, people join with their passwords; what `more` adds is decided on the organisation with
/// them in it.
async fn set_up(
    app: &App,
    meta: &Meta,
    people: &[(NewStaff, String)],
    must_change: bool,
    first: Vec<StaffEvent>,
    more: impl FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
) -> Result<bool, Error> {
    let mut secrets: Vec<(&str, String)> = Vec::new();
    for (_, secret) in people {
        if !secrets.iter().any(|(known, _)| known == secret) {
            secrets.push((secret, password::hash(&app.ids, secret).await?));
        }
    }
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(_) => return Ok(false),
    };
    let by = zhixing_domain::ground::entry::By {
        staff: meta.actor.id,
        name: meta.actor.name.clone(),
        at: work.now,
    };
    let events = enter_after(app, &mut work, Act::ManagePeople, first, |organisation, ctx| {
        let mut after = organisation.clone();
        let mut events = Vec::new();
        for (new, _) in people {
            let event = organisation::join(&after, new, ctx)?;
            after.apply(&event, &by);
            events.push(event);
        }
        events.extend(more(&after, ctx)?);
        Ok(events)
    })
    .await?;
    let joined = events.iter().filter_map(|event| match event {
        StaffEvent::Joined { staff, account, .. } => Some((*staff, account.clone())),
        _ => None,
    });
    let mut given = Vec::new();
    for ((staff, account), (_, secret)) in joined.zip(people) {
        let hashed = secrets.iter().find(|(known, _)| known == secret);
        let secret = hashed.map(|(_, hashed)| hashed.clone()).unwrap_or_default();
        let court = &meta.court;
        let fresh = session::credential(court, staff, &account, secret, must_change, work.now);
        save_credential(&mut work, &fresh).await?;
        given.push(fresh);
    }
    note_credentials(&mut work, GIVEN, &given).await?;
    work.commit().await?;
    Ok(true)
}

/// The usual change of the organisation: one decision.
async fn change<F>(app: &App, meta: &Meta, decide: F) -> Result<Done, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
{
    let result = try_change(app, meta, decide).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_change<F>(app: &App, meta: &Meta, decide: F) -> Result<Done, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
{
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ManagePeople)?;
    enter(app, &mut work, Act::ManagePeople, decide).await?;
    work.commit().await
}

/// The person as an actor today, for doors that are not a browser.
pub async fn actor(app: &App, court: &str, account: &str) -> Result<Actor, Error> {
    let organisation = app.organisation(court).await?;
    let person = organisation.account(account).ok_or(Error::NotFound("人员"))?;
    app.person(&organisation, person.id, app.clock.today()).ok_or(Error::NotFound("人员"))
}
