//! 提醒：what is new for somebody, and which of it they have seen. Nothing is stored but what was seen: the rest follows
//! from the cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::{
    actor::{Actor, Role},
    refusal::{FieldProblem, Refusal},
};
use zhixing_domain::work::lateness::Level;
use zhixing_law::instant::Instant;
pub use zhixing_store::query::notice::{NoticeKind, NoticeRow};

use crate::{error::Error, settings::App};

/// How far back a person is told what came back to them, and what is new. 日
const BACK: i64 = 14;

/// Due tomorrow is told today. 日
const AHEAD: i64 = 1;

/// So many are kept as seen, more than there can be at a time.
const SEEN_MAX: usize = 1_000;

/// What the preference is called.
const SEEN: &str = "notices_seen";

/// One notice, and whether its reader has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is known by.
    pub key: String,
    pub row: NoticeRow,
    pub seen: bool,
}

impl App {
    /// 提醒 of somebody at their own court, the unseen first, then the newest.
    pub async fn notices(&self, actor: &Actor) -> Result<Vec<Notice>, Error> {
        let today = self.clock.today();
        let since = Instant::local_at(today.plus_days(-BACK)?, 0, 0)?;
        let due = today.plus_days(AHEAD)?;
        let mut conn = self.db.read().await?;
        let rows = conn
            .notices(&actor.court, actor.id.0, &actor.posts, above(actor), (since, due))
            .await?;
        let seen = seen(conn.preference(&actor.court, actor.id.0, SEEN).await?);
        // What is due is told once as that, not as new besides.
        let due: BTreeSet<_> =
            rows.iter().filter(|row| row.kind == NoticeKind::Due).map(|row| row.about).collect();
        let told = |row: &NoticeRow| row.kind != NoticeKind::Task || !due.contains(&row.about);
        let mut notices: Vec<Notice> = rows
            .into_iter()
            .filter(told)
            .map(|row| {
                let key = key(&row);
                Notice { seen: seen.contains(&key), key, row }
            })
            .collect();
        notices.sort_by(|a, b| (a.seen, b.row.on, &a.key).cmp(&(b.seen, a.row.on, &b.key)));
        Ok(notices)
    }

    /// Remembers that somebody has seen these; those that are gone are forgotten.
    pub async fn see_notices(&self, actor: &Actor, keys: &[String]) -> Result<(), Error> {
        if SEEN_MAX < keys.len() {
            return Err(Refusal::field("keys", FieldProblem::TooLong { max: SEEN_MAX }).into());
        }
        let now = self.clock.now();
        let there = self.notices(actor).await?.into_iter();
        let seen = there.filter(|notice| notice.seen || keys.contains(&notice.key));
        let seen: BTreeSet<String> = seen.map(|notice| notice.key).collect();
        let value = serde_json::to_string(&seen).map_err(|e| Error::Internal(e.to_string()))?;
        let mut tx = self.db.begin().await?;
        tx.set_preference(&actor.court, actor.id.0, SEEN, &value, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// From which level of 催办 on somebody is told of everything in the court.
fn above(actor: &Actor) -> i64 {
    let leads = |role, level: Level| actor.has(role).then_some(level.rank());
    let chief = leads(Role::BureauChief, Level::Chief);
    chief.or(leads(Role::President, Level::President)).unwrap_or(i64::MAX)
}

/// The same task is told again when its last day moves.
fn key(row: &NoticeRow) -> String {
    let about = row.about.simple();
    match row.kind {
        NoticeKind::Task => format!("task:{about}"),
        NoticeKind::Due => {
            let on = row.due_on.map(|on| on.to_string()).unwrap_or_default();
            format!("due:{about}:{on}")
        }
        NoticeKind::Signed => format!("signed:{about}"),
        NoticeKind::Returned => format!("returned:{about}"),
        NoticeKind::Bounced => format!("bounced:{about}"),
        NoticeKind::Panel => format!("panel:{about}:{}", row.title),
        NoticeKind::Undelivered => format!("undelivered:{about}"),
        // Once for a case, and anew on each day on which something of it climbs.
        NoticeKind::Late => format!("late:{about}:{}", row.on),
    }
}

fn seen(stored: Option<String>) -> BTreeSet<String> {
    stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}
