//! 案头：the cases that somebody has at hand, those that they pinned and those that they opened last. Only ids are kept;
//! what is shown of a case is read anew, and only to whom it may be shown now.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_domain::ground::{
    act::Act,
    actor::Actor,
    id::CaseId,
    refusal::{FieldProblem, Refusal},
};
pub use zhixing_store::query::case::CaseRow;

use crate::{at::At, error::Error, settings::App};

/// So many are kept that were opened last.
const RECENT_MAX: usize = 10;

/// So many can be pinned.
const PINNED_MAX: usize = 20;

/// What the preference is called.
const DESK: &str = "desk";

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    pinned: Vec<Uuid>,
    recent: Vec<Uuid>,
}

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
        let kept = self.kept(actor).await?;
        let ids: Vec<CaseId> =
            kept.pinned.iter().chain(&kept.recent).copied().map(CaseId).collect();
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
        Ok(Desk { pinned: of(&kept.pinned), recent: of(&kept.recent) })
    }

    /// Remembers that somebody opened a case.
    pub async fn opened(&self, actor: &Actor, case: CaseId) -> Result<(), Error> {
        let mut kept = self.kept(actor).await?;
        if kept.recent.first() == Some(&case.0) {
            return Ok(());
        }
        kept.recent.retain(|known| *known != case.0);
        kept.recent.insert(0, case.0);
        kept.recent.truncate(RECENT_MAX);
        self.keep(actor, &kept).await
    }

    /// Pins a case to the desk, or takes it away.
    ///
    /// # Errors
    /// There are too many.
    pub async fn pin(&self, actor: &Actor, case: CaseId, pinned: bool) -> Result<(), Error> {
        let mut kept = self.kept(actor).await?;
        kept.pinned.retain(|known| *known != case.0);
        if pinned {
            kept.pinned.insert(0, case.0);
        }
        if PINNED_MAX < kept.pinned.len() {
            let problem = FieldProblem::TooLong { max: PINNED_MAX };
            return Err(Refusal::field("pinned", problem).into());
        }
        self.keep(actor, &kept).await
    }

    async fn kept(&self, actor: &Actor) -> Result<Kept, Error> {
        let mut conn = self.db.read().await?;
        let stored = conn.preference(&actor.court, actor.id.0, DESK).await?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    async fn keep(&self, actor: &Actor, kept: &Kept) -> Result<(), Error> {
        let value = serde_json::to_value(kept).map_err(|e| Error::Internal(e.to_string()))?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        tx.set_preference(&actor.court, actor.id.0, DESK, &value.to_string(), now).await?;
        tx.commit().await?;
        Ok(())
    }
}
