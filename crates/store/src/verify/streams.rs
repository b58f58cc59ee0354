//! Every stream from its first entry to its head: no entry changed, missing, moved or cut off.

use std::collections::VecDeque;

use uuid::Uuid;

use super::named::Named;
use super::report::{Fault, PAGE, Report};
use super::times::Times;
use crate::db::Conn;
use crate::digest::Digest;
use crate::docket::{Entry, Head, first_link};
use crate::error::StoreError;
use crate::value::V;

/// Streams and docket are both read in the order of their keys and merged. Returns what the
/// docket names and other tables must have.
pub(super) async fn walk(
    conn: &mut Conn,
    times: &mut Times,
    report: &mut Report,
) -> Result<Named, StoreError> {
    let mut heads = Heads::default();
    let mut named = Named::default();
    let mut walk: Option<Walk> = None;
    let mut after = (String::new(), Uuid::nil(), 0_i64);
    loop {
        let sql = "SELECT * FROM docket WHERE (court_id, stream_id, seq) > ($1, $2, $3) \
            ORDER BY court_id, stream_id, seq LIMIT $4";
        let values = [V::from(&after.0), V::from(after.1), V::from(after.2), V::from(PAGE)];
        let rows = conn.all(sql, &values).await?;
        if rows.is_empty() {
            break;
        }
        times.turn_to(conn, &rows).await?;
        for row in &rows {
            let (court_id, stream_id) = (row.text("court_id")?, row.uuid("stream_id")?);
            let seq = row.int("seq")?;
            let same = walk.as_ref().is_some_and(|w| w.court_id == court_id && w.id == stream_id);
            if !same {
                if let Some(walk) = walk.take() {
                    walk.end(report);
                }
                let head = heads.advance_to(conn, &court_id, stream_id, report).await?;
                walk = Some(Walk::begin(&court_id, stream_id, head, report));
            }
            if let Some(walk) = &mut walk {
                match Entry::from_row(row) {
                    Ok(entry) => {
                        walk.step(&entry, report);
                        times.check(&entry, report);
                        named.take(&entry);
                    }
                    Err(error) => walk.skip(seq, &error, report),
                }
            }
            after = (court_id, stream_id, seq);
        }
        named.check_files(conn, report).await?;
    }
    if let Some(walk) = walk {
        walk.end(report);
    }
    heads.rest(conn, report).await?;
    Ok(named)
}

/// The stream rows, a page at a time.
#[derive(Default)]
struct Heads {
    page: VecDeque<Head>,
    after: Option<(String, Uuid)>,
    ended: bool,
}

impl Heads {
    async fn next(&mut self, conn: &mut Conn) -> Result<Option<Head>, StoreError> {
        if self.page.is_empty() && !self.ended {
            let after = self.after.as_ref().map(|(court_id, id)| (court_id.as_str(), *id));
            self.page = conn.streams(after, PAGE).await?.into();
            self.after = self.page.back().map(|head| (head.court_id.clone(), head.stream_id));
            self.ended = self.page.is_empty();
        }
        Ok(self.page.pop_front())
    }

    /// The head of this stream; streams before it have no entries.
    async fn advance_to(
        &mut self,
        conn: &mut Conn,
        court_id: &str,
        stream_id: Uuid,
        report: &mut Report,
    ) -> Result<Option<Head>, StoreError> {
        while let Some(head) = self.next(conn).await? {
            let place = (head.court_id.as_str(), head.stream_id);
            if place == (court_id, stream_id) {
                return Ok(Some(head));
            }
            if place > (court_id, stream_id) {
                self.page.push_front(head);
                return Ok(None);
            }
            empty_stream(&head, report);
        }
        Ok(None)
    }

    async fn rest(&mut self, conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
        while let Some(head) = self.next(conn).await? {
            empty_stream(&head, report);
        }
        Ok(())
    }
}

fn empty_stream(head: &Head, report: &mut Report) {
    report.streams += 1;
    if head.seq != 0 {
        let detail = format!("应有流水{}条，一条也没有", head.seq);
        report.add(Fault::CutTail, &head.court_id, (Some(head.stream_id), Some(1)), detail);
    }
}

/// One stream, entry by entry.
struct Walk {
    court_id: String,
    id: Uuid,
    head: Option<Head>,
    last: i64,
    link: Option<Digest>,
}

impl Walk {
    fn begin(court_id: &str, id: Uuid, head: Option<Head>, report: &mut Report) -> Self {
        report.streams += 1;
        if head.is_none() {
            let detail = "有流水，没有它们所属的流".to_owned();
            report.add(Fault::NoStream, court_id, (Some(id), None), detail);
        }
        let link = head.as_ref().map(|head| first_link(court_id, id, head.kind));
        Self { court_id: court_id.to_owned(), id, head, last: 0, link }
    }

    fn add(&self, fault: Fault, seq: i64, detail: String, report: &mut Report) {
        report.add(fault, &self.court_id, (Some(self.id), Some(seq)), detail);
    }

    fn step(&mut self, entry: &Entry, report: &mut Report) {
        report.entries += 1;
        self.check_gap(entry.seq, report);
        if self.link.is_some_and(|link| link != entry.prev_hash) {
            let detail = "与前一条流水不相接".to_owned();
            self.add(Fault::BrokenLink, entry.seq, detail, report);
        }
        if entry.hash != entry.expected_hash() {
            let detail = format!("{} 不是记入时的内容", entry.kind);
            self.add(Fault::Changed, entry.seq, detail, report);
        }
        self.last = entry.seq;
        self.link = Some(entry.hash);
    }

    fn skip(&mut self, seq: i64, error: &StoreError, report: &mut Report) {
        report.entries += 1;
        self.check_gap(seq, report);
        self.add(Fault::Unreadable, seq, error.chinese(), report);
        self.last = seq;
        self.link = None;
    }

    fn check_gap(&mut self, seq: i64, report: &mut Report) {
        if seq != self.last + 1 {
            let detail = format!("缺第{}条至第{}条", self.last + 1, seq - 1);
            self.add(Fault::Gap, self.last + 1, detail, report);
            self.link = None; // said once is enough
        }
    }

    fn end(self, report: &mut Report) {
        let Some(head) = &self.head else { return };
        if head.seq != self.last {
            let detail = format!("应到第{}条，实际到第{}条", head.seq, self.last);
            self.add(Fault::CutTail, self.last.min(head.seq) + 1, detail, report);
        } else if self.link.is_some_and(|link| link != head.hash) {
            let detail = "最后一条的散列与流所记的不同".to_owned();
            self.add(Fault::WrongHead, self.last, detail, report);
        }
    }
}
