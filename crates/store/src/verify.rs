//! 校验: walks everything that is chained, pinned, content-addressed or double-entered, in bounded
//! memory, and lists what is not as it was written. It reads one snapshot, so a court may work on.

use std::collections::VecDeque;

use serde::Serialize;
use uuid::Uuid;

use crate::anchor::{Anchor, first_root};
use crate::db::{Conn, Db};
use crate::digest::Digest;
use crate::docket::{Entry, Head, first_link};
use crate::error::StoreError;
use crate::value::V;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Entries are missing inside a stream.
    Gap,
    /// An entry does not follow the one before it.
    BrokenLink,
    /// A column of an entry is not what was hashed.
    Changed,
    /// An entry cannot be read at all.
    Unreadable,
    /// The docket of a stream does not end where the stream says.
    CutTail,
    /// The last hash of the docket is not the stream's.
    WrongHead,
    /// Entries of a stream that is not there.
    NoStream,
    /// A pinned head is not in the docket.
    NotAsPinned,
    /// An anchor does not follow from its heads and the anchor before.
    WrongAnchor,
    /// The anchor that was kept outside is not the one in the database.
    OtherAnchor,
    /// A file's bytes are not those of its name.
    WrongFile,
    /// The ledger does not add up.
    WrongLedger,
}

impl Fault {
    /// Its name on the administrator's console.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Gap => "缺流水",
            Self::BrokenLink => "前后不相接",
            Self::Changed => "内容被改动",
            Self::Unreadable => "读不懂",
            Self::CutTail => "末尾缺流水",
            Self::WrongHead => "末尾散列不符",
            Self::NoStream => "没有所属的流",
            Self::NotAsPinned => "与锚不符",
            Self::WrongAnchor => "锚算不出来",
            Self::OtherAnchor => "与库外的锚不符",
            Self::WrongFile => "文件不完整",
            Self::WrongLedger => "账目不平",
        }
    }
}

/// One thing found, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What is wrong.
    pub fault: Fault,
    /// Court.
    pub court_id: String,
    /// Stream, when it is about one.
    pub stream_id: Option<Uuid>,
    /// Number of the entry (or of the anchor), when it is about one.
    pub seq: Option<i64>,
    /// In Chinese, for the console.
    pub detail: String,
}

/// What `verify` saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Streams walked.
    pub streams: i64,
    /// Entries walked.
    pub entries: i64,
    /// Anchors checked.
    pub anchors: i64,
    /// Files checked.
    pub files: i64,
    /// How many things were found; the list holds the first [`MOST_LISTED`].
    pub found_count: i64,
    /// What was found.
    pub found: Vec<Found>,
}

/// Length of the list in a report.
pub const MOST_LISTED: usize = 1_000;
const PAGE: i64 = 1_000;

impl Report {
    /// True when history is whole.
    pub fn is_clean(&self) -> bool {
        self.found_count == 0
    }

    fn add(
        &mut self,
        fault: Fault,
        court_id: &str,
        place: (Option<Uuid>, Option<i64>),
        detail: String,
    ) {
        self.found_count += 1;
        if self.found.len() < MOST_LISTED {
            let (stream_id, seq) = place;
            let court_id = court_id.to_owned();
            self.found.push(Found { fault, court_id, stream_id, seq, detail });
        }
    }
}

/// Verifies the whole database; `kept` are anchors that were kept outside it.
///
/// # Errors
/// Only when the database cannot be read; damage is a finding.
pub async fn verify(db: &Db, kept: &[Anchor]) -> Result<Report, StoreError> {
    let mut conn = db.snapshot().await?;
    let mut report = Report::default();
    walk_streams(&mut conn, &mut report).await?;
    check_anchors(&mut conn, kept, &mut report).await?;
    check_files(&mut conn, &mut report).await?;
    check_ledgers(&mut conn, &mut report).await?;
    Ok(report)
}

/// Streams and docket are both read in the order of their keys and merged.
async fn walk_streams(conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
    let mut heads = Heads::default();
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
                    Ok(entry) => walk.step(&entry, report),
                    Err(error) => walk.skip(seq, &error, report),
                }
            }
            after = (court_id, stream_id, seq);
        }
    }
    if let Some(walk) = walk {
        walk.end(report);
    }
    heads.rest(conn, report).await
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

async fn check_anchors(
    conn: &mut Conn,
    kept: &[Anchor],
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut before: Option<Anchor> = None;
    loop {
        let after = before.as_ref().map(|a| (a.court_id.clone(), a.anchor_no));
        let page = conn.anchors(after.as_ref().map(|(c, n)| (c.as_str(), *n)), PAGE).await?;
        if page.is_empty() {
            break;
        }
        for anchor in page {
            report.anchors += 1;
            let last = before.take().filter(|before| before.court_id == anchor.court_id);
            check_anchor(conn, last.as_ref(), &anchor, report).await?;
            before = Some(anchor);
        }
    }
    for kept in kept {
        let after = Some((kept.court_id.as_str(), kept.anchor_no - 1));
        let stored = conn.anchors(after, 1).await?.pop();
        let same = stored.is_some_and(|stored| {
            let place = |anchor: &Anchor| (anchor.anchor_no, anchor.anchor_day, anchor.heads);
            stored.court_id == kept.court_id
                && place(&stored) == place(kept)
                && stored.root == kept.root
        });
        if !same {
            let detail = format!("库中没有库外保存的 {} 这个锚", kept.anchor_day);
            let place = (None, Some(kept.anchor_no));
            report.add(Fault::OtherAnchor, &kept.court_id, place, detail);
        }
    }
    check_pins(conn, report).await
}

async fn check_anchor(
    conn: &mut Conn,
    last: Option<&Anchor>,
    anchor: &Anchor,
    report: &mut Report,
) -> Result<(), StoreError> {
    let (no, prev) = match last {
        Some(last) => (last.anchor_no + 1, last.root),
        None => (1, first_root(&anchor.court_id)),
    };
    let (heads, root) = conn
        .anchor_root(&anchor.court_id, anchor.anchor_no, anchor.anchor_day, anchor.prev_root)
        .await?;
    let follows = anchor.anchor_no == no && anchor.prev_root == prev;
    if !follows || heads != anchor.heads || root != anchor.root {
        let detail = format!("{} 的锚与它所钉的流水或者前一个锚不符", anchor.anchor_day);
        let place = (None, Some(anchor.anchor_no));
        report.add(Fault::WrongAnchor, &anchor.court_id, place, detail);
    }
    Ok(())
}

/// Every pinned head must be in the docket as it was pinned.
async fn check_pins(conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
    let sql = "SELECT h.court_id AS court_id, h.stream_id AS stream_id, h.seq AS seq, \
        h.anchor_no AS anchor_no FROM anchor_head h LEFT JOIN docket d \
        ON d.court_id = h.court_id AND d.stream_id = h.stream_id AND d.seq = h.seq \
        WHERE d.hash IS NULL OR d.hash <> h.hash \
        ORDER BY h.court_id, h.anchor_no, h.stream_id";
    conn.each(sql, &[], |row| {
        let (court_id, stream_id) = (row.text("court_id")?, row.uuid("stream_id")?);
        let seq = row.int("seq")?;
        let detail = format!("不是第{}号锚钉住的内容", row.int("anchor_no")?);
        report.add(Fault::NotAsPinned, &court_id, (Some(stream_id), Some(seq)), detail);
        Ok(())
    })
    .await
}

async fn check_files(conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
    let mut after: Option<(String, Digest)> = None;
    loop {
        let page = conn.files(after.as_ref().map(|(c, h)| (c.as_str(), *h)), 100).await?;
        let Some((court_id, info)) = page.last() else { return Ok(()) };
        after = Some((court_id.clone(), info.hash));
        for (court_id, info) in &page {
            report.files += 1;
            if !conn.file_is_whole(court_id, info).await? {
                let detail = format!("文件 {} 缺失或者被改动", info.hash);
                report.add(Fault::WrongFile, court_id, (None, None), detail);
            }
        }
    }
}

async fn check_ledgers(conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
    let sql = "SELECT DISTINCT court_id FROM ledger_account ORDER BY court_id";
    for row in conn.all(sql, &[]).await? {
        let court_id = row.text("court_id")?;
        let balance = conn.trial_balance(&court_id).await?;
        if !balance.is_balanced() {
            let detail = format!(
                "银行存款{}分，应付各方{}分，{}个账户的余额不等于其收支之和",
                balance.assets.get(),
                balance.liabilities.get(),
                balance.wrong_accounts
            );
            report.add(Fault::WrongLedger, &court_id, (None, None), detail);
        }
    }
    Ok(())
}
