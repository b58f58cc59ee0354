//! 登录凭据: written, each with a line among the court's lines of who did what to accounts.

use zhixing_domain::{
    ground::entry::{By, NoteKind},
    ground::id::StaffId,
    ground::refusal::Refusal,
};
use zhixing_store::{
    Constraint,
    credential::Credential,
    docket::{NewEntry, StreamKind},
    fold,
};

use crate::{
    error::Error,
    work::{OtherStream, Work},
};

/// 控制台 as the docket names it.
pub(super) const SOURCE: &str = "console";

/// The line of a credential that a person was given.
pub(super) const GIVEN: NoteKind = NoteKind::AccountGiven;

/// A sign-in name is one person's in the whole database. The database says so, not a look before: another court may
/// write the same name at the same moment.
pub(super) async fn save_credential(
    work: &mut Work<'_>,
    credential: &Credential,
) -> Result<(), Error> {
    match work.tx.save_credential(credential).await {
        Err(error) if error.is_constraint(Constraint::Unique) => {
            let key = credential.login.clone();
            Err(Refusal::Duplicate { what: "登录账号", key }.into())
        }
        other => Ok(other?),
    }
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
