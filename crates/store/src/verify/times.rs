//! When an entry can have been written down. An anchor pins every head that moved; so what it does
//! not pin was written after it was made, and what it pins before. An entry appended today behind
//! an anchor of last month, with a time of last year, is found by that.

use std::collections::HashMap;

use uuid::Uuid;
use zhixing_law::instant::Instant;

use super::report::{Fault, PAGE, Report};
use crate::clock::ACCEPTED;
use crate::db::Conn;
use crate::docket::Entry;
use crate::error::StoreError;
use crate::fold::attempts_stream;
use crate::row::Row;
use crate::value::V;

/// How long a command may take from reading the clock to its commit, and how far the clocks of two
/// nodes may be apart, in seconds.
const SLACK_SECS: i64 = 900;

/// What the anchors say of time.
pub(super) struct Times {
    courts: HashMap<String, Court>,
    /// The pins of the streams of the page at hand, in the order of their entries.
    pins: HashMap<(String, Uuid), Vec<(i64, i64)>>,
}

/// The anchors of a court.
#[derive(Default)]
struct Court {
    /// When each was made, from the first; and the latest time of all up to it.
    made_at: Vec<Made>,
    /// Clocks declared right: the first anchor that pins the declaration, and its time.
    accepted: Vec<(i64, Instant)>,
}

#[derive(Clone, Copy)]
struct Made {
    no: i64,
    at: Instant,
    /// The anchor up to this one with the latest time, and that time.
    latest: (i64, Instant),
}

impl Times {
    pub(super) async fn read(conn: &mut Conn, report: &mut Report) -> Result<Self, StoreError> {
        let mut courts: HashMap<String, Court> = HashMap::new();
        let sql = "SELECT court_id, anchor_no, made_at FROM anchor ORDER BY court_id, anchor_no";
        conn.each(sql, &[], |row| {
            let (no, at) = (row.int("anchor_no")?, row.instant("made_at")?);
            let made_at = &mut courts.entry(row.text("court_id")?).or_default().made_at;
            let before = made_at.last().map(|made| made.latest).filter(|latest| at <= latest.1);
            made_at.push(Made { no, at, latest: before.unwrap_or((no, at)) });
            Ok(())
        })
        .await?;
        for court in conn.courts().await? {
            let accepted = accepted(conn, &court, report).await?;
            courts.entry(court).or_default().accepted = accepted;
        }
        Ok(Self { courts, pins: HashMap::new() })
    }

    /// Reads the pins of a page of the docket; the rows are in the order of their key.
    pub(super) async fn turn_to(
        &mut self,
        conn: &mut Conn,
        page: &[Row],
    ) -> Result<(), StoreError> {
        self.pins.clear();
        let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(()) };
        let sql = "SELECT court_id, stream_id, seq, anchor_no FROM anchor_head \
            WHERE (court_id, stream_id, seq) >= ($1, $2, $3) \
            AND (court_id, stream_id) <= ($4, $5) ORDER BY court_id, stream_id, seq, anchor_no";
        let values = [
            V::from(first.text("court_id")?),
            V::from(first.uuid("stream_id")?),
            V::from(first.int("seq")?),
            V::from(last.text("court_id")?),
            V::from(last.uuid("stream_id")?),
        ];
        let pins = &mut self.pins;
        conn.each(sql, &values, |row| {
            let stream = (row.text("court_id")?, row.uuid("stream_id")?);
            pins.entry(stream).or_default().push((row.int("seq")?, row.int("anchor_no")?));
            Ok(())
        })
        .await
    }

    pub(super) fn check(&self, entry: &Entry, report: &mut Report) {
        let Some(court) = self.courts.get(&entry.court_id) else { return };
        let stream = (entry.court_id.clone(), entry.stream_id);
        let pins = self.pins.get(&stream).map(Vec::as_slice).unwrap_or_default();
        let at = pins.partition_point(|(seq, _)| *seq < entry.seq);
        let pinned_by = pins.get(at).map(|(_, no)| *no);
        let Some(detail) = court.finds(entry.recorded_at, pinned_by) else { return };
        let place = (Some(entry.stream_id), Some(entry.seq));
        report.add(Fault::WrongTime, &entry.court_id, place, detail);
    }
}

impl Court {
    /// What is wrong with the time of an entry whose first pin is by `pinned_by`.
    fn finds(&self, recorded_at: Instant, pinned_by: Option<i64>) -> Option<String> {
        let no = pinned_by.unwrap_or(i64::MAX);
        let secs = |a: Instant, b: Instant| (a.micros() - b.micros()) / 1_000_000;
        if let Some((anchor, made)) = self.made_before(no)
            && SLACK_SECS < secs(made, recorded_at)
        {
            let (recorded, made) = (recorded_at.local(), made.local());
            return Some(format!(
                "记入时间写的是{recorded}，但{made}做的第{anchor}号锚没有钉住它：它是在那以后追加的"
            ));
        }
        let place = self.made_at.binary_search_by_key(&no, |made| made.no).ok()?;
        let made = self.made_at.get(place)?.at;
        let moved = self.accepted.iter().any(|(pinned, _)| *pinned == no);
        (!moved && SLACK_SECS < secs(recorded_at, made)).then(|| {
            let (recorded, made) = (recorded_at.local(), made.local());
            format!("记入时间写的是{recorded}，但{made}做的第{no}号锚已经钉住它")
        })
    }

    /// The anchor before `no` with the latest time that can be believed.
    fn made_before(&self, no: i64) -> Option<(i64, Instant)> {
        let before = self.made_at.partition_point(|made| made.no < no);
        if self.accepted.is_empty() {
            return self.made_at.get(before.checked_sub(1)?).map(|made| made.latest);
        }
        let believed = self.made_at.iter().take(before).filter(|made| !self.is_void(made, no));
        believed.map(|made| (made.no, made.at)).max_by_key(|(_, at)| at.micros())
    }

    /// Whether the time of an anchor says nothing of entries that the anchor `no` pins first: it
    /// was made by a clock that ran ahead, as a person declared afterwards.
    fn is_void(&self, made: &Made, no: i64) -> bool {
        let mut accepted = self.accepted.iter();
        accepted.any(|(pinned, at)| *pinned <= no && made.no < *pinned && *at < made.at)
    }
}

/// The times at which the clock of a court was declared right, each with the anchor that pins it.
async fn accepted(
    conn: &mut Conn,
    court: &str,
    report: &mut Report,
) -> Result<Vec<(i64, Instant)>, StoreError> {
    let stream = attempts_stream(court);
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let sql = "SELECT seq, kind, actor_name, body, recorded_at FROM docket \
            WHERE court_id = $1 AND stream_id = $2 AND seq > $3 ORDER BY seq LIMIT $4";
        let values = [V::from(court), V::from(stream), V::from(after), V::from(PAGE)];
        let page = conn.all(sql, &values).await?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.int("seq")?;
        for row in page {
            if row.text("kind")? != ACCEPTED {
                continue;
            }
            let (seq, at) = (row.int("seq")?, row.instant("recorded_at")?);
            let sql = "SELECT MIN(anchor_no) AS no FROM anchor_head \
                WHERE court_id = $1 AND stream_id = $2 AND seq >= $3";
            let values = [V::from(court), V::from(stream), V::from(seq)];
            let pinned = conn.one(sql, &values).await?.int_opt("no")?.unwrap_or(i64::MAX);
            found.push((pinned, at));
            let said = row.text("body")?;
            report.notes.push(format!("{court}：{}起的时钟经人确认为准（{said}）", at.local()));
        }
    }
}
