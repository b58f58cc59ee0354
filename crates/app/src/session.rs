//! 登录：who somebody is, from account and password to a session, and from a session's token to an actor.
//!
//! The token is 32 random bytes that only the browser has; the database has its SM3. Failures are counted,
//! lock the account, and leave a line among the court's attempts.

use std::sync::Arc;

use zhixing_domain::{
    court::organisation::Organisation, ground::actor::Actor, ground::entry::NoteKind,
    ground::id::StaffId,
};
use zhixing_law::instant::Instant;
use zhixing_store::{
    Tx,
    credential::Credential,
    digest::Digest,
    docket::{Attempt, Stamp, StreamKind},
    fold,
    session::Session,
};

use crate::{
    error::{Error, SignInProblem},
    settings::App,
    work::Meta,
};

pub mod password;

pub use password::OneTimePassword;

/// A session ends this long after sign-in, whatever the person does.
pub const ABSOLUTE_SECS: i64 = 12 * 3600;

/// A session ends this long after the last request.
pub const IDLE_SECS: i64 = 2 * 3600;

/// Wrong passwords in a row that lock an account.
pub const FAILURES_MAX: i64 = 5;

/// How long a lock holds.
pub const LOCK_SECS: i64 = 15 * 60;

/// A request within this time of the last one seen is not written down: not every request is a write.
const TOUCH_AFTER_SECS: i64 = 60;

/// A sign-in that succeeded.
pub struct SignedIn {
    /// For the cookie; nothing else ever holds it.
    pub token: String,
    pub staff: StaffId,
    /// The person must choose a new password before anything else.
    pub must_change: bool,
}

/// Who sends a request.
#[derive(Debug, Clone)]
pub struct Current {
    pub actor: Actor,
    pub account: String,
    pub must_change: bool,
    pub organisation: Arc<Organisation>,
    token: Digest,
}

impl Current {
    /// A command that this person sends through the pages. `request` is everything that was asked.
    pub fn meta(
        &self,
        command: uuid::Uuid,
        request: &[u8],
        name: &'static str,
        opened_on: Option<i64>,
    ) -> Meta {
        Meta {
            court: self.actor.court.clone(),
            tree: Arc::default(),
            happened_at: None,
            actor: self.actor.clone(),
            command,
            request: Digest::of(request),
            name,
            source: "page".to_owned(),
            opened_on,
        }
    }
}

fn wrong() -> Error {
    Error::SignIn(SignInProblem::Wrong)
}

/// 登录. `source` is the address it came from.
///
/// # Errors
/// [`Error::SignIn`]: wrong (account or password, not said which), locked, stopped.
pub async fn sign_in(
    app: &App,
    account: &str,
    secret: &str,
    source: &str,
) -> Result<SignedIn, Error> {
    let login = account.trim().to_lowercase();
    let known = app.db.read().await?.credential_by_login(&login).await?;
    let Some(known) = known else {
        password::spend(secret).await?;
        note_unknown(app, source).await?;
        return Err(wrong());
    };
    let now = app.clock.now();
    if let Some(until) = known.locked_until.filter(|until| now < *until) {
        let mut tx = app.db.begin().await?;
        note(app, &mut tx, &known, "locked", source).await?;
        tx.commit().await?;
        return Err(Error::SignIn(SignInProblem::Locked(until)));
    }
    if !password::verify(secret, &known.secret).await? {
        return Err(fail(app, &known, source).await?);
    }
    let organisation = app.organisation(&known.court_id).await?;
    let staff = StaffId(known.staff_id);
    if known.disabled || !organisation.person(staff).is_some_and(|person| person.active) {
        let mut tx = app.db.begin().await?;
        note(app, &mut tx, &known, "stopped", source).await?;
        tx.commit().await?;
        return Err(Error::SignIn(SignInProblem::Stopped));
    }
    let mut bytes = [0_u8; 32];
    app.ids.fill(&mut bytes);
    let token = hex(&bytes);
    let session = Session {
        token_hash: Digest::of(token.as_bytes()),
        court_id: known.court_id.clone(),
        staff_id: known.staff_id,
        created_at: now,
        expires_at: now.plus_secs(IDLE_SECS)?,
        last_seen_at: now,
        source: source.chars().take(200).collect(),
    };
    let mut tx = app.db.begin().await?;
    tx.clear_failures(&known.court_id, known.staff_id).await?;
    tx.begin_session(&session).await?;
    tx.commit().await?;
    Ok(SignedIn { token, staff, must_change: known.must_change })
}

/// Counts a wrong password, locks at the limit, leaves a line. Returns what to answer.
async fn fail(app: &App, known: &Credential, source: &str) -> Result<Error, Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if known.locked_until.is_some() {
        // The lock has run out: counting begins again.
        tx.clear_failures(&known.court_id, known.staff_id).await?;
    }
    let failures = tx.count_failure(&known.court_id, known.staff_id).await?;
    let locked = FAILURES_MAX <= failures;
    let until = now.plus_secs(LOCK_SECS)?;
    if locked {
        tx.lock_credential(&known.court_id, known.staff_id, until).await?;
    }
    note(app, &mut tx, known, if locked { "locked_now" } else { "wrong" }, source).await?;
    tx.commit().await?;
    let problem = if locked { SignInProblem::Locked(until) } else { SignInProblem::Wrong };
    Ok(Error::SignIn(problem))
}

async fn note(
    app: &App,
    tx: &mut Tx,
    known: &Credential,
    code: &str,
    source: &str,
) -> Result<(), Error> {
    let organisation = app.organisation(&known.court_id).await?;
    let person = organisation.person(StaffId(known.staff_id));
    let name = person.map_or_else(|| known.login.clone(), |person| person.name.clone());
    let line = Line { court: &known.court_id, actor: Some(known.staff_id), name, code, source };
    write_line(app, tx, line).await
}

/// The account's text is not written down: people type passwords into the wrong field.
async fn note_unknown(app: &App, source: &str) -> Result<(), Error> {
    let name = "未知账号".to_owned();
    let court = &app.settings.court;
    let mut tx = app.db.begin().await?;
    write_line(app, &mut tx, Line { court, actor: None, name, code: "unknown", source }).await?;
    tx.commit().await?;
    Ok(())
}

struct Line<'a> {
    court: &'a str,
    actor: Option<uuid::Uuid>,
    name: String,
    code: &'a str,
    source: &'a str,
}

async fn write_line(app: &App, tx: &mut Tx, line: Line<'_>) -> Result<(), Error> {
    let now = app.clock.now();
    let stream = fold::attempts_stream(line.court);
    let head = tx.lock_stream(line.court, stream, StreamKind::Court).await?;
    let attempt = Attempt {
        command: "session.sign_in".to_owned(),
        code: line.code.to_owned(),
        detail: serde_json::json!({ "from": line.source.chars().take(64).collect::<String>() }),
    };
    let stamp = Stamp {
        command_id: app.ids.next(now),
        actor_id: line.actor,
        actor_name: line.name,
        source: "page".to_owned(),
        recorded_at: now,
    };
    tx.record_attempt(&head, app.ids.next(now), &attempt, "", &stamp).await?;
    Ok(())
}

/// Who a token belongs to today: roles, teams, posts held or stood in for.
///
/// # Errors
/// [`Error::SignInNeeded`] when the token is unknown, has ended, or the person no longer works here.
pub async fn current(app: &App, token: &str) -> Result<Current, Error> {
    if token.len() != 64 {
        return Err(Error::SignInNeeded);
    }
    let token = Digest::of(token.as_bytes());
    let now = app.clock.now();
    let (session, credential) = {
        let mut conn = app.db.read().await?;
        let session = conn.session(token, now).await?.ok_or(Error::SignInNeeded)?;
        let credential = conn.credential(&session.court_id, session.staff_id).await?;
        (session, credential.filter(|known| !known.disabled).ok_or(Error::SignInNeeded)?)
    };
    let organisation = app.organisation(&session.court_id).await?;
    let actor =
        organisation.actor(StaffId(session.staff_id), now.day()).ok_or(Error::SignInNeeded)?;
    let end = session.created_at.plus_secs(ABSOLUTE_SECS)?;
    if end < now {
        return Err(Error::SignInNeeded);
    }
    if session.last_seen_at.plus_secs(TOUCH_AFTER_SECS)? < now {
        let expires = now.plus_secs(IDLE_SECS)?.min(end);
        let mut tx = app.db.begin().await?;
        tx.touch_session(token, now, expires).await?;
        tx.commit().await?;
    }
    let Credential { login: account, must_change, .. } = credential;
    Ok(Current { actor, account, must_change, organisation, token })
}

/// 退出登录
pub async fn sign_out(app: &App, token: &str) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    tx.end_session(Digest::of(token.as_bytes())).await?;
    tx.commit().await?;
    Ok(())
}

/// 修改密码: the person's other sessions end.
///
/// # Errors
/// [`Error::SignIn`]: the old one is wrong (counted like any other), or the new one is too weak.
pub async fn change_password(
    app: &App,
    current: &Current,
    old: &str,
    new: &str,
) -> Result<(), Error> {
    let (court, staff) = (&current.actor.court, current.actor.id.0);
    let known = app.db.read().await?.credential(court, staff).await?.ok_or(Error::SignInNeeded)?;
    let now = app.clock.now();
    if let Some(until) = known.locked_until.filter(|until| now < *until) {
        return Err(Error::SignIn(SignInProblem::Locked(until)));
    }
    if !password::verify(old, &known.secret).await? {
        return Err(fail(app, &known, "password").await?);
    }
    if old == new || !password::is_fit(new, &known.login) {
        return Err(Error::SignIn(SignInProblem::Weak));
    }
    let secret = password::hash(&app.ids, new).await?;
    let changed = Credential {
        secret,
        failures: 0,
        locked_until: None,
        must_change: false,
        changed_at: now,
        ..known
    };
    let mut tx = app.db.begin().await?;
    tx.save_credential(&changed).await?;
    note_change(app, &mut tx, current, &changed).await?;
    tx.end_sessions_of(court, staff, Some(current.token)).await?;
    tx.commit().await?;
    Ok(())
}

/// The line of a password that its owner changed.
async fn note_change(
    app: &App,
    tx: &mut Tx,
    current: &Current,
    changed: &Credential,
) -> Result<(), Error> {
    let (court, at) = (&current.actor.court, changed.changed_at);
    let head = tx.lock_stream(court, fold::attempts_stream(court), StreamKind::Court).await?;
    let stamp = Stamp {
        command_id: app.ids.next(at),
        actor_id: Some(current.actor.id.0),
        actor_name: current.actor.name.clone(),
        source: "page".to_owned(),
        recorded_at: at,
    };
    let line = changed.line(app.ids.next(at), NoteKind::PasswordChanged, at)?;
    tx.append(&head, &[line], &stamp).await?;
    Ok(())
}

/// A new credential for a person, to be saved with the person.
pub(crate) fn credential(
    court: &str,
    staff: StaffId,
    login: &str,
    secret: String,
    must_change: bool,
    now: Instant,
) -> Credential {
    Credential {
        court_id: court.to_owned(),
        staff_id: staff.0,
        login: login.to_lowercase(),
        secret,
        failures: 0,
        locked_until: None,
        must_change,
        disabled: false,
        changed_at: now,
    }
}

/// Carries the sessions of a court over a jump of a demo court's clock, so that nobody is thrown out by it.
pub async fn carry_over(app: &App, court: &str, from: Instant, secs: i64) -> Result<(), Error> {
    let organisation = app.organisation(court).await?;
    let mut tx = app.db.begin().await?;
    for person in &organisation.staff {
        for session in tx.sessions_of(court, person.id.0, from).await? {
            tx.end_session(session.token_hash).await?;
            tx.begin_session(&Session {
                created_at: session.created_at.plus_secs(secs)?,
                expires_at: session.expires_at.plus_secs(secs)?,
                last_seen_at: session.last_seen_at.plus_secs(secs)?,
                ..session
            })
            .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Forgets sessions that have ended. Returns how many.
pub async fn sweep(app: &App) -> Result<u64, Error> {
    let mut tx = app.db.begin().await?;
    let swept = tx.sweep_sessions(app.clock.now()).await?;
    tx.commit().await?;
    Ok(swept)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
