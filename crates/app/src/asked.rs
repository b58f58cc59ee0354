//! 按证件号码、电话查找: whole numbers only, only for who may be shown them, counted, and written down.
//!
//! A field that is masked but can be asked for is not masked: whoever may ask often enough finds it. Each
//! question leaves a line in the asker's own stream, and there are so many an hour.

use zhixing_domain::ground::{act::Act, entry::NoteKind};
use zhixing_store::{
    digest::Digest,
    docket::{NewEntry, Stamp, StreamKind},
    fold,
    query::text::{PersonNumber, person_number},
};

use crate::{at::At, error::Error, settings::App};

/// Different numbers that one person may ask for in an hour.
pub const ASKED_MAX: usize = 60;

/// In which they are counted.
const WINDOW_SECS: i64 = 3600;

/// The same number again within this time is the same question: a page is read again when something changes.
const SAME_SECS: i64 = 600;

/// Whether a search text may be somebody's number: without the right it is nobody's phone, and an identity number is
/// refused.
pub(crate) async fn allowed(app: &App, at: At<'_>, text: Option<&str>) -> Result<bool, Error> {
    let Some(number) = text.and_then(person_number) else { return Ok(false) };
    if app.allow_rows(at, Act::Unmask).is_ok() {
        write_down(app, at, &number).await?;
        Ok(true)
    } else if matches!(number, PersonNumber::Identity(_)) {
        Err(Error::Forbidden(Act::Unmask))
    } else {
        Ok(false)
    }
}

/// Leaves a line, unless this was asked a moment ago.
async fn write_down(app: &App, at: At<'_>, number: &PersonNumber) -> Result<(), Error> {
    let (actor, court) = (at.actor, at.court);
    let (what, number) = match number {
        PersonNumber::Identity(number) => ("identity_number", number),
        PersonNumber::Phone(number) => ("phone", number),
    };
    let digest = Digest::of(number.as_bytes()).to_string();
    let now = app.clock.now();
    let stream = fold::asked_stream(court, actor.id.0);
    let mut tx = app.db.begin().await?;
    let head = tx.lock_stream(court, stream, StreamKind::Court).await?;
    let most = i64::try_from(ASKED_MAX).unwrap_or(i64::MAX);
    let earlier = tx.entries_before(court, stream, i64::MAX, most).await?;
    let (window, same) = (now.plus_secs(-WINDOW_SECS)?, now.plus_secs(-SAME_SECS)?);
    let asked = |entry: &&zhixing_store::docket::Entry| entry.body.contains(&digest);
    if earlier.iter().filter(|entry| same < entry.recorded_at).any(|entry| asked(&entry)) {
        return Ok(());
    }
    let lately = earlier.iter().filter(|entry| window < entry.recorded_at).count();
    if ASKED_MAX <= lately {
        return Err(Error::TooOften(600));
    }
    let body = serde_json::json!({ "what": what, "masked": masked(number), "digest": digest });
    let entry = NewEntry::new(app.ids.next(now), NoteKind::Asked.code(), 1, &body, now)?;
    let stamp = Stamp {
        command_id: app.ids.next(now),
        actor_id: Some(actor.id.0),
        actor_name: actor.name.clone(),
        source: "page".to_owned(),
        recorded_at: now,
    };
    tx.append(&head, &[entry.about(format!("staff:{}", actor.id))], &stamp).await?;
    tx.commit().await?;
    Ok(())
}

/// The first three and the last two characters.
fn masked(number: &str) -> String {
    let count = number.chars().count();
    let shown = |at: usize| at < 3 || count < at + 3;
    number.chars().enumerate().map(|(at, c)| if shown(at) { c } else { '*' }).collect()
}
