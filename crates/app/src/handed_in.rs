//! 收下的扫描件：what somebody handed in to be filed with an application, kept beside them until a case names it. Each is
//! a row of its own, so that two that are handed in at once are both kept.

use zhixing_domain::ground::actor::Actor;
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
