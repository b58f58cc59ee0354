//! 锚: once a day the heads of a court's streams are pinned under one root. Each root covers the
//! root before it and every head that moved since, so the newest root, kept outside the database,
//! proves all history before it. Nobody who can write the database can change an entry, cut a tail
//! or drop a stream without the root coming out otherwise.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::digest::{Digest, Hasher};
use crate::error::{ArchiveFault, StoreError};
use crate::json;
use crate::row::Row;
use crate::value::V;

/// One day's anchor of a court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Court.
    pub court_id: String,
    /// From 1, without gaps.
    pub anchor_no: i64,
    /// Civil date it closes.
    pub anchor_day: Day,
    /// Heads that moved since the anchor before.
    pub heads: i64,
    /// Root of the anchor before, or the court's first link.
    pub prev_root: Digest,
    /// Root.
    pub root: Digest,
    /// When it was made.
    pub made_at: Instant,
}

/// The text form of an anchor, for paper, a mail or another machine.
#[derive(Serialize, Deserialize)]
struct Exported {
    format: String,
    court_id: String,
    anchor_no: i64,
    anchor_day: Day,
    heads: i64,
    prev_root: String,
    root: String,
    made_at: Instant,
}

const FORMAT: &str = "zhixing-anchor-2";

impl Anchor {
    /// Canonical JSON text, to be kept outside the database.
    pub fn export(&self) -> Result<String, StoreError> {
        json::to_canonical(&Exported {
            format: FORMAT.to_owned(),
            court_id: self.court_id.clone(),
            anchor_no: self.anchor_no,
            anchor_day: self.anchor_day,
            heads: self.heads,
            prev_root: self.prev_root.to_string(),
            root: self.root.to_string(),
            made_at: self.made_at,
        })
    }

    /// Reads what [`Anchor::export`] wrote.
    ///
    /// # Errors
    /// [`StoreError::Archive`] when the text is not an anchor.
    pub fn import(text: &str) -> Result<Self, StoreError> {
        let bad = |e: &dyn ToString| StoreError::from(ArchiveFault::Anchor(e.to_string()));
        let anchor: Exported = serde_json::from_str(text).map_err(|e| bad(&e))?;
        if anchor.format != FORMAT {
            return Err(bad(&format!("format {} is not {FORMAT}", anchor.format)));
        }
        Ok(Self {
            court_id: anchor.court_id,
            anchor_no: anchor.anchor_no,
            anchor_day: anchor.anchor_day,
            heads: anchor.heads,
            prev_root: anchor.prev_root.parse().map_err(|e| bad(&e))?,
            root: anchor.root.parse().map_err(|e| bad(&e))?,
            made_at: anchor.made_at,
        })
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            anchor_no: row.int("anchor_no")?,
            anchor_day: row.day("anchor_day")?,
            heads: row.int("heads")?,
            prev_root: row.digest("prev_root")?,
            root: row.digest("root")?,
            made_at: row.instant("made_at")?,
        })
    }
}

/// What the first anchor of a court follows.
pub fn first_root(court_id: &str) -> Digest {
    let mut hasher = Hasher::new("zhixing anchor first 1");
    hasher.text(court_id);
    hasher.finish()
}

impl Tx {
    /// Pins every head of the court that moved since the last anchor. Also when none moved: an
    /// anchor a day shows that nothing was left out.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] (`Unique`) when another node made it at the same time.
    pub async fn make_anchor(
        &mut self,
        court_id: &str,
        anchor_day: Day,
        made_at: Instant,
    ) -> Result<Anchor, StoreError> {
        let last = self.last_anchor(court_id).await?;
        let prev_root = last.as_ref().map_or_else(|| first_root(court_id), |last| last.root);
        let anchor_no = last.map_or(1, |last| last.anchor_no + 1);
        let sql = "INSERT INTO anchor_head (court_id, anchor_no, stream_id, seq, hash) \
            SELECT s.court_id, CAST($2 AS BIGINT), s.stream_id, s.seq, s.head_hash FROM stream s \
            WHERE s.court_id = $1 AND s.seq > 0 AND NOT EXISTS (SELECT 1 FROM anchor_head h \
            WHERE h.court_id = s.court_id AND h.stream_id = s.stream_id AND h.seq >= s.seq)";
        self.execute(sql, &[V::from(court_id), V::from(anchor_no)]).await?;
        let mut anchor = Anchor {
            court_id: court_id.to_owned(),
            anchor_no,
            anchor_day,
            heads: 0,
            prev_root,
            root: prev_root,
            made_at,
        };
        (anchor.heads, anchor.root) = self.anchor_root(&anchor).await?;
        let sql = "INSERT INTO anchor (court_id, anchor_no, anchor_day, heads, prev_root, root, \
            made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            V::from(court_id),
            V::from(anchor_no),
            V::from(anchor_day),
            V::from(anchor.heads),
            V::from(prev_root),
            V::from(anchor.root),
            V::from(made_at),
        ];
        self.execute(sql, &values).await?;
        Ok(anchor)
    }
}

/// Name of the note of how it went when the anchors of a court were last kept outside.
pub(crate) const KEPT_OUTSIDE: &str = "anchors_outside";

/// How it went: the place, or why not.
pub(crate) type KeptOutside = (Instant, Result<String, String>);

impl Tx {
    /// Notes how it went when the anchors of a court were kept outside: the place, or why not.
    pub async fn note_kept_outside(
        &mut self,
        court_id: &str,
        at: Instant,
        said: &Result<String, String>,
    ) -> Result<(), StoreError> {
        let name = format!("{KEPT_OUTSIDE}:{court_id}");
        let value = json::to_canonical(&(at, said))?;
        let sql = "INSERT INTO store_note (name, value) VALUES ($1, $2) \
            ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.execute(sql, &[V::from(name), V::from(value)]).await?;
        Ok(())
    }
}

impl Conn {
    /// The newest anchor of a court.
    pub async fn last_anchor(&mut self, court_id: &str) -> Result<Option<Anchor>, StoreError> {
        let sql = "SELECT * FROM anchor WHERE court_id = $1 ORDER BY anchor_no DESC LIMIT 1";
        let row = self.optional(sql, &[V::from(court_id)]).await?;
        row.as_ref().map(Anchor::from_row).transpose()
    }

    /// At most `limit` anchors of all courts after `after`, by court and number.
    pub async fn anchors(
        &mut self,
        after: Option<(&str, i64)>,
        limit: i64,
    ) -> Result<Vec<Anchor>, StoreError> {
        let (court_id, anchor_no) = after.unwrap_or(("", 0));
        let sql = "SELECT * FROM anchor WHERE (court_id, anchor_no) > ($1, $2) \
            ORDER BY court_id, anchor_no LIMIT $3";
        let values = [V::from(court_id), V::from(anchor_no), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Anchor::from_row).collect()
    }

    /// The root over an anchor's place, day and time and the pinned heads as they are stored now,
    /// and how many heads there are.
    pub(crate) async fn anchor_root(
        &mut self,
        anchor: &Anchor,
    ) -> Result<(i64, Digest), StoreError> {
        let (court_id, anchor_no) = (anchor.court_id.as_str(), anchor.anchor_no);
        let mut hasher = Hasher::new("zhixing anchor 2");
        hasher
            .bytes(anchor.prev_root.as_bytes())
            .text(court_id)
            .int(anchor_no)
            .text(&anchor.anchor_day.to_string())
            .int(anchor.made_at.micros());
        let mut heads = 0;
        let sql = "SELECT stream_id, seq, hash FROM anchor_head \
            WHERE court_id = $1 AND anchor_no = $2 ORDER BY stream_id";
        self.each(sql, &[V::from(court_id), V::from(anchor_no)], |row| {
            heads += 1;
            let stream_id: Uuid = row.uuid("stream_id")?;
            hasher.bytes(stream_id.as_bytes()).int(row.int("seq")?).bytes(&row.bytes("hash")?);
            Ok(())
        })
        .await?;
        Ok((heads, hasher.finish()))
    }
}
