//! 阅卷: papers are read masked; the original is opened for a purpose that the case's docket keeps.
//!
//! A scan cannot be masked, so it is opened like an original. An original that was opened can be looked at,
//! kept and printed by the same person for a short time, in as many windows as they like.

use std::collections::BTreeSet;

use zhixing_domain::{
    ground::refusal::{Refusal, text},
    ground::{
        act::Act,
        entry::NoteKind,
        id::{CaseId, DocumentId},
    },
    matter::Matter,
};
use zhixing_law::mask;
use zhixing_store::{
    digest::Digest,
    docket::{NewEntry, StreamKind},
};

use crate::{
    at::At,
    error::Error,
    settings::App,
    work::{Done, Meta, OtherStream, Started},
};

/// How long an original stays open after its purpose was given.
pub const OPEN_SECS: i64 = 600;

/// Lines about one paper that are looked through for a fresh one, newest first: more than are written while one stays
/// open.
const LINES: i64 = 200;

/// What has an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Original {
    Document(DocumentId),
    /// A material's scan, or what was brought from outside, by its digest.
    Scan(Digest),
}

impl Original {
    /// Reads `document:<id>` or `material:<digest>`, as the docket and pages name it.
    pub fn parse(text: &str) -> Option<Original> {
        let (kind, id) = text.split_once(':')?;
        match kind {
            "document" => Some(Original::Document(DocumentId(uuid::Uuid::parse_str(id).ok()?))),
            "material" => id.parse().ok().map(Original::Scan),
            _ => None,
        }
    }

    fn subject(self) -> String {
        match self {
            Original::Document(id) => format!("document:{id}"),
            Original::Scan(digest) => format!("material:{digest}"),
        }
    }

    fn must_be_in(self, file: &Matter) -> Result<(), Error> {
        let known = match self {
            Original::Document(id) => file.document(id).is_some(),
            Original::Scan(digest) => file.file_title(&digest.to_string()).is_some(),
        };
        if known { Ok(()) } else { Err(Refusal::Missing("文书或者材料").into()) }
    }
}

/// 查看原件: writes down who opens it and what for.
pub async fn open(
    app: &App,
    meta: &Meta,
    case: CaseId,
    what: Original,
    purpose: &str,
) -> Result<Done, Error> {
    let result = try_open(app, meta, case, what, purpose).await;
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

async fn try_open(
    app: &App,
    meta: &Meta,
    case: CaseId,
    what: Original,
    purpose: &str,
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.open(case).await?;
    work.allow_case(case, Act::Unmask)?;
    what.must_be_in(work.file(case)?)?;
    let purpose = text("purpose", purpose, 300)?;
    let court = meta.court.clone();
    let head = work.tx.lock_stream(&court, case.0, StreamKind::Case).await?;
    let body = serde_json::json!({ "purpose": purpose });
    let entry = NewEntry::new(work.id(), NoteKind::Opened.code(), 1, &body, work.now)?
        .about(what.subject());
    work.add(OtherStream {
        head,
        entries: vec![entry],
        transfers: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    });
    work.commit().await
}

/// The door to an original: still with the right to see it, and opened a moment ago.
///
/// # Errors
/// [`Error::PurposeNeeded`] when the actor has not said what for.
pub async fn must_be_open(
    app: &App,
    at: At<'_>,
    file: &Matter,
    what: Original,
) -> Result<(), Error> {
    let actor = at.actor;
    if actor.is_system() {
        return Ok(());
    }
    if !app.may(at, Act::Unmask, file) {
        return Err(Error::Forbidden(Act::Unmask));
    }
    let since = app.clock.now().plus_secs(-OPEN_SECS)?;
    let mut conn = app.db.read().await?;
    let lines = conn.last_by_subject(&file.court, file.id.0, &what.subject(), LINES).await?;
    let fresh = lines.iter().any(|line| {
        line.kind == NoteKind::Opened.code()
            && line.actor_id == Some(actor.id.0)
            && since <= line.recorded_at
    });
    if fresh { Ok(()) } else { Err(Error::PurposeNeeded) }
}

/// How the texts of a case's papers are masked: every identity number, phone and account that the case knows, and
/// whatever else is as long as one. The court's own accounts stand in its papers for everybody.
pub fn masker(file: &Matter, own: &[String]) -> impl Fn(&str) -> String + use<> {
    let mut known: BTreeSet<(std::cmp::Reverse<usize>, String, String)> = BTreeSet::new();
    let mut add = |value: &str, masked: String| {
        if 6 <= value.chars().count() {
            known.insert((std::cmp::Reverse(value.len()), value.to_owned(), masked));
        }
    };
    for party in &file.parties {
        let details = &party.details;
        add(&details.identity_number, mask::id(&details.identity_number));
        add(&details.phone, mask::phone(&details.phone));
        if let Some(account) = &details.account {
            add(&account.account, mask::account(&account.account));
        }
    }
    for asset in &file.assets {
        add(&asset.number, mask::account(&asset.number));
    }
    for line in file.payouts.iter().flat_map(|payout| &payout.lines) {
        add(&line.account.account, mask::account(&line.account.account));
    }
    known.retain(|(_, value, _)| !own.contains(value));
    let own = own.to_vec();
    move |text| {
        let mut text = text.to_owned();
        for (_, value, masked) in &known {
            if text.contains(value.as_str()) {
                text = text.replace(value.as_str(), masked);
            }
        }
        long_numbers(&text, &own)
    }
}

/// Masks runs of digits that are as long as a phone, an identity number or an account.
fn long_numbers(text: &str, own: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() || (c == 'X' && run.len() == 17) {
            run.push(c);
            continue;
        }
        let length = run.len();
        let phone = length == 11 && run.starts_with('1');
        let masked = if own.contains(&run) || !(phone || 15 <= length) {
            std::mem::take(&mut run)
        } else if length == 18 || phone {
            mask::id(&std::mem::take(&mut run))
        } else {
            mask::account(&std::mem::take(&mut run))
        };
        out.push_str(&masked);
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_long_as_a_number_of_a_person_is_masked() {
        let own = ["9900122400000001".to_owned()];
        let masked = |text: &str| long_numbers(text, &own);
        assert_eq!(masked("号码44052419800101001X。"), "号码440***********001X。");
        assert_eq!(masked("电话13900139000"), "电话139****9000");
        assert_eq!(masked("户6222020000001234"), "户************1234");
        for kept in
            ["（2026）粤1224执309号", "人民币5,369.54元", "0758-5500000", "汇入9900122400000001"]
        {
            assert_eq!(masked(kept), kept);
        }
    }
}
