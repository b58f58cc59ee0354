//! 收下的扫描件和现场证据：what somebody handed in to be filed with an application, or sent ahead of a report from outside,
//! kept beside them until a case names it. Each is a row of its own, so that two that are handed in at once are both kept.

use serde::{Deserialize, Serialize};
use zhixing_domain::{
    ground::actor::Actor,
    work::fieldwork::{EvidenceKind, Received},
};
use zhixing_law::instant::Instant;
use zhixing_store::{Conn, Tx, digest::Digest};

use crate::error::Error;

/// So many one person has handed in at a time.
const MOST: usize = 200;

/// What the preferences are called, each followed by the digest.
const NAME: &str = "scan:";

pub(crate) async fn keep(
    tx: &mut Tx,
    actor: &Actor,
    scan: Digest,
    now: Instant,
) -> Result<(), Error> {
    let before = scans_of(tx, actor).await?;
    let name = format!("{NAME}{scan}");
    tx.set_preference(&actor.court, actor.id.0, &name, "true", now).await?;
    // Of what was never filed so many are forgotten as are too many.
    for other in before.iter().take(before.len().saturating_sub(MOST)) {
        filed(tx, actor, other).await?;
    }
    Ok(())
}

/// By digest, those that no case names yet.
pub(crate) async fn scans_of(conn: &mut Conn, actor: &Actor) -> Result<Vec<String>, Error> {
    let all = conn.preferences_of(&actor.court, actor.id.0).await?;
    let scan = |name: &str| name.strip_prefix(NAME).map(str::to_owned);
    Ok(all.iter().filter_map(|(name, _)| scan(name)).collect())
}

/// A case names it now.
pub(crate) async fn filed(tx: &mut Tx, actor: &Actor, scan: &str) -> Result<(), Error> {
    tx.clear_preference(&actor.court, actor.id.0, &format!("{NAME}{scan}")).await?;
    Ok(())
}

/// So many pieces of evidence one person has sent ahead at a time: a full queue of a tablet.
const EVIDENCE_MOST: usize = 400;

/// What the preferences are called, each followed by the digest.
const EVIDENCE: &str = "evidence:";

#[derive(Serialize, Deserialize)]
struct Noted {
    kind: EvidenceKind,
    sha256: String,
    size: u64,
}

pub(crate) async fn keep_evidence(
    tx: &mut Tx,
    actor: &Actor,
    received: &Received,
    now: Instant,
) -> Result<(), Error> {
    let before = evidence_of(tx, actor).await?;
    let Received { kind, sha256, size, .. } = received.clone();
    let value = serde_json::to_string(&Noted { kind, sha256, size })?;
    let name = format!("{EVIDENCE}{}", received.file);
    tx.set_preference(&actor.court, actor.id.0, &name, &value, now).await?;
    // A report that names one that was forgotten is refused, and its evidence sent again.
    for other in before.iter().take(before.len().saturating_sub(EVIDENCE_MOST)) {
        reported(tx, actor, &other.file).await?;
    }
    Ok(())
}

/// What no report names yet.
pub(crate) async fn evidence_of(conn: &mut Conn, actor: &Actor) -> Result<Vec<Received>, Error> {
    let all = conn.preferences_of(&actor.court, actor.id.0).await?;
    let evidence = all.iter().filter_map(|(name, value)| {
        let file = name.strip_prefix(EVIDENCE)?.to_owned();
        let Noted { kind, sha256, size } = serde_json::from_str(value).ok()?;
        Some(Received { file, sha256, kind, size })
    });
    Ok(evidence.collect())
}

/// A case names it now.
pub(crate) async fn reported(tx: &mut Tx, actor: &Actor, file: &str) -> Result<(), Error> {
    tx.clear_preference(&actor.court, actor.id.0, &format!("{EVIDENCE}{file}")).await?;
    Ok(())
}
