//! 案头：the cases that somebody has at hand, those that they pinned and those that they opened last. Only ids are kept;
//! what is shown of a case is read anew, and only to whom it may be shown now.

use uuid::Uuid;
use zhixing_domain::ground::{
    act::Act,
    actor::Actor,
    id::CaseId,
    refusal::{FieldProblem, Refusal},
};
pub use zhixing_store::query::case::CaseRow;
use zhixing_store::{Conn, Tx};

use crate::{at::At, error::Error, settings::App};

/// So many are kept that were opened last.
const RECENT_MAX: usize = 10;

/// So many can be pinned.
const PINNED_MAX: usize = 20;

/// What the preferences are called, each followed by the case. Each case is a row of its own, so that two pages that are
/// opened at once are both remembered.
const PINNED: &str = "pinned:";
const OPENED: &str = "opened:";

/// 案头
#[derive(Debug, Default)]
pub struct Desk {
    /// 固定在案头的
    pub pinned: Vec<CaseRow>,
    /// 最近打开的, the last first
    pub recent: Vec<CaseRow>,
}

impl App {
    /// What somebody has at hand at their own court.
    pub async fn desk(&self, actor: &Actor) -> Result<Desk, Error> {
        let mut conn = self.db.read().await?;
        let (pinned, recent) =
            (kept(&mut conn, actor, PINNED).await?, kept(&mut conn, actor, OPENED).await?);
        drop(conn);
        let ids: Vec<CaseId> = pinned.iter().chain(&recent).copied().map(CaseId).collect();
        let at = At::from(actor);
        let Ok(rows) = self.allow_rows(at, Act::ViewCase) else { return Ok(Desk::default()) };
        let found = self.db.read().await?.cases_of(&actor.court, &ids).await?;
        let mut shown = Vec::with_capacity(found.len());
        for row in found {
            if self.has_row(at, Act::ViewCase, rows, row.case).await? {
                shown.push(row);
            }
        }
        let of = |ids: &[Uuid]| -> Vec<CaseRow> {
            let row = |id: &Uuid| shown.iter().find(|row| row.case.0 == *id).cloned();
            ids.iter().filter_map(row).collect()
        };
        Ok(Desk { pinned: of(&pinned), recent: of(&recent) })
    }

    /// Remembers that somebody opened a case; of those opened long ago none is kept.
    pub async fn opened(&self, actor: &Actor, case: CaseId) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let before = kept(&mut tx, actor, OPENED).await?;
        self.keep(&mut tx, actor, OPENED, case).await?;
        let others = before.iter().filter(|known| **known != case.0);
        for old in others.skip(RECENT_MAX - 1) {
            forget(&mut tx, actor, OPENED, CaseId(*old)).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Pins a case to the desk, or takes it away.
    ///
    /// # Errors
    /// There are too many.
    pub async fn pin(&self, actor: &Actor, case: CaseId, pinned: bool) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        if pinned {
            let before = kept(&mut tx, actor, PINNED).await?;
            if before.contains(&case.0) {
                return Ok(());
            }
            if PINNED_MAX <= before.len() {
                let problem = FieldProblem::TooLong { max: PINNED_MAX };
                return Err(Refusal::field("pinned", problem).into());
            }
            self.keep(&mut tx, actor, PINNED, case).await?;
        } else {
            forget(&mut tx, actor, PINNED, case).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn keep(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        what: &str,
        case: CaseId,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        let (name, when) = (format!("{what}{}", case.0), now.micros().to_string());
        tx.set_preference(&actor.court, actor.id.0, &name, &when, now).await?;
        Ok(())
    }
}

async fn forget(tx: &mut Tx, actor: &Actor, what: &str, case: CaseId) -> Result<(), Error> {
    tx.clear_preference(&actor.court, actor.id.0, &format!("{what}{}", case.0)).await?;
    Ok(())
}

/// The cases that are kept so, the last first.
async fn kept(conn: &mut Conn, actor: &Actor, what: &str) -> Result<Vec<Uuid>, Error> {
    let all = conn.preferences_of(&actor.court, actor.id.0).await?;
    let one = |(name, when): &(String, String)| {
        let case = Uuid::parse_str(name.strip_prefix(what)?).ok()?;
        Some((when.parse::<i64>().ok()?, case))
    };
    let mut found: Vec<(i64, Uuid)> = all.iter().filter_map(one).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found.into_iter().map(|(_, case)| case).collect())
}
