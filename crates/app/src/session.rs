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
    sign_in::{ELSEWHERE, Limit},
};

use crate::{
    error::{Error, SignInProblem},
    settings::App,
    work::Meta,
};

mod awaited;
pub mod password;

pub use password::OneTimePassword;

/// A session ends this long after sign-in, whatever the person does.
pub const ABSOLUTE_SECS: i64 = 12 * 3600;

/// A session ends this long after the last request.
pub const IDLE_SECS: i64 = 2 * 3600;

/// Wrong passwords in a row that lock an account at a place.
pub const FAILURES_MAX: i64 = 5;

/// How long a lock holds.
pub const LOCK_SECS: i64 = 15 * 60;

/// How long an address is known after the last sign-in from it.
const KNOWN_SECS: i64 = 90 * 24 * 3600;

/// Tries that led to nothing are forgotten after this time.
const TRIES_KEPT_SECS: i64 = 24 * 3600;

/// The place of whoever is signed in already and changes their password.
const SIGNED_IN: &str = "signed in";

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
    /// Whether the session still holds. Looking does not keep it alive.
    pub async fn still(&self, app: &App) -> Result<bool, Error> {
        let now = app.clock.now();
        let mut conn = app.db.read().await?;
        let Some(session) = conn.session(self.token, now).await? else { return Ok(false) };
        let credential = conn.credential(&session.court_id, session.staff_id).await?;
        drop(conn);
        let organisation = app.organisation(&session.court_id).await?;
        let here = organisation.person(self.actor.id).is_some_and(|person| person.active);
        Ok(here && credential.is_some_and(|known| !known.disabled))
    }

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

/// Whether the account has signed in at an address lately. Whoever guesses there does it at their own desk.
pub async fn is_known_place(app: &App, account: &str, address: &str) -> Result<bool, Error> {
    let login = account.trim().to_lowercase();
    Ok(app.db.read().await?.is_known_place(&login, address, app.clock.now()).await?)
}

/// 登录. `source` is the address it came from.
///
/// # Errors
/// [`Error::SignIn`]: wrong (account or password, not said which), locked, stopped. An account that does not
/// exist answers like one that does.
pub async fn sign_in(
    app: &App,
    account: &str,
    secret: &str,
    source: &str,
) -> Result<SignedIn, Error> {
    let login = account.trim().to_lowercase();
    let mut conn = app.db.read().await?;
    let known = conn.credential_by_login(&login).await?;
    let at_desk = conn.is_known_place(&login, source, app.clock.now()).await?;
    drop(conn);
    let attempt = Attempted {
        login: &login,
        known: known.as_ref(),
        place: if at_desk { source } else { ELSEWHERE },
        source,
    };
    let taken = attempt.take(app).await?;
    let Some(known) = &known else {
        password::spend(secret).await?;
        return Err(attempt.not_the_password(app, secret, taken).await?);
    };
    if !password::verify(secret, &known.secret).await? {
        return Err(attempt.not_the_password(app, secret, taken).await?);
    }
    let organisation = app.organisation(&known.court_id).await?;
    let staff = StaffId(known.staff_id);
    if known.disabled || !organisation.person(staff).is_some_and(|person| person.active) {
        attempt.note(app, "stopped").await?;
        return Err(Error::SignIn(SignInProblem::Stopped));
    }
    attempt.succeed(app, known).await
}

/// A try to sign in, or to show that one knows one's password.
struct Attempted<'a> {
    login: &'a str,
    known: Option<&'a Credential>,
    place: &'a str,
    /// The address it came from.
    source: &'a str,
}

impl Attempted<'_> {
    /// Takes one of the tries that are left, before the password is looked at: however many come at once,
    /// no more are looked at than there are tries.
    async fn take(&self, app: &App) -> Result<i64, Error> {
        let now = app.clock.now();
        let until = now.plus_secs(LOCK_SECS)?;
        let limit = Limit { tries: FAILURES_MAX, locked_until: until };
        let mut tx = app.db.begin().await?;
        let taken = tx.take_try(self.login, self.place, now, limit).await?;
        let ends = tx.locked_until(self.login, now).await?;
        tx.commit().await?;
        match taken {
            Some(taken) => Ok(taken),
            None => {
                self.note(app, "locked").await?;
                Err(Error::SignIn(SignInProblem::Locked(ends.unwrap_or(until))))
            }
        }
    }

    /// What to answer to whoever does not have the account's password: it may be one that waits for a second person.
    /// It stays counted as a try, or whoever asked for it could guess at the present one for ever.
    async fn not_the_password(&self, app: &App, secret: &str, taken: i64) -> Result<Error, Error> {
        let Some((asked, awaited)) = awaited::of(app, self.login, secret).await? else {
            return self.failed(app, taken).await;
        };
        let (court, actor, code) = (&asked.court_id, Some(asked.staff_id), "awaiting");
        let mut tx = app.db.begin().await?;
        let line = Line { court, actor, name: asked.login.clone(), code, source: self.source };
        write_line(app, &mut tx, line).await?;
        tx.commit().await?;
        Ok(Error::SignIn(SignInProblem::Awaiting(Box::new(awaited))))
    }

    /// Leaves a line about a wrong password. Returns what to answer.
    async fn failed(&self, app: &App, taken: i64) -> Result<Error, Error> {
        let locked = FAILURES_MAX <= taken;
        self.note(app, if locked { "locked_now" } else { "wrong" }).await?;
        let until = app.clock.now().plus_secs(LOCK_SECS)?;
        let problem = if locked { SignInProblem::Locked(until) } else { SignInProblem::Wrong };
        Ok(Error::SignIn(problem))
    }

    /// Begins a session, if the credential still is the one whose password was looked at.
    async fn succeed(&self, app: &App, known: &Credential) -> Result<SignedIn, Error> {
        let now = app.clock.now();
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
            source: self.source.chars().take(200).collect(),
        };
        let mut tx = app.db.begin().await?;
        if !tx.hold_credential(known).await? {
            return Err(wrong());
        }
        tx.forget_tries(self.login, self.place).await?;
        tx.know_place(self.login, self.source, now, now.plus_secs(KNOWN_SECS)?).await?;
        tx.begin_session(&session).await?;
        tx.commit().await?;
        let staff = StaffId(known.staff_id);
        Ok(SignedIn { token, staff, must_change: known.must_change })
    }

    async fn note(&self, app: &App, code: &str) -> Result<(), Error> {
        let mut tx = app.db.begin().await?;
        match self.known {
            Some(known) => note(app, &mut tx, known, code, self.source).await?,
            None => note_unknown(app, &mut tx, code, self.source).await?,
        }
        tx.commit().await?;
        Ok(())
    }
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
async fn note_unknown(app: &App, tx: &mut Tx, code: &str, source: &str) -> Result<(), Error> {
    let name = "未知账号".to_owned();
    write_line(app, tx, Line { court: &app.settings.court, actor: None, name, code, source }).await
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
    let actor = app
        .person(&organisation, StaffId(session.staff_id), now.day())
        .ok_or(Error::SignInNeeded)?;
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
/// [`Error::SignInNeeded`]: it was reset or stopped meanwhile, and that holds.
pub async fn change_password(
    app: &App,
    current: &Current,
    old: &str,
    new: &str,
) -> Result<(), Error> {
    let (court, staff) = (&current.actor.court, current.actor.id.0);
    let known = app.db.read().await?.credential(court, staff).await?.ok_or(Error::SignInNeeded)?;
    let (login, source) = (known.login.as_str(), "password");
    let attempt = Attempted { login, known: Some(&known), place: SIGNED_IN, source };
    let taken = attempt.take(app).await?;
    if !password::verify(old, &known.secret).await? {
        return Err(attempt.failed(app, taken).await?);
    }
    if old == new || !password::is_fit(new, &known.login) {
        let mut tx = app.db.begin().await?;
        tx.forget_tries(login, SIGNED_IN).await?;
        tx.commit().await?;
        return Err(Error::SignIn(SignInProblem::Weak));
    }
    let secret = password::hash(&app.ids, new).await?;
    let mut tx = app.db.begin().await?;
    let now = app.clock.now();
    if !tx.replace_secret(&known, &secret, now).await? {
        return Err(Error::SignInNeeded);
    }
    let changed = Credential { secret, must_change: false, changed_at: now, ..known.clone() };
    note_change(app, &mut tx, current, &changed).await?;
    tx.forget_tries(login, SIGNED_IN).await?;
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
    let line = changed.line(app.ids.next(at), NoteKind::PasswordChanged, at, None)?;
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
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let swept = tx.sweep_sessions(now).await?;
    tx.sweep_tries(now.plus_secs(-TRIES_KEPT_SECS)?, now).await?;
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
