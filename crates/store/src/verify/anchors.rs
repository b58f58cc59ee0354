//! Anchors follow each other, pin what is in the docket, and are the ones that were kept outside.

use super::report::{Fault, PAGE, Report};
use crate::anchor::{Anchor, first_root};
use crate::db::Conn;
use crate::error::StoreError;

pub(super) async fn check(
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
        let same = stored.is_some_and(|stored| stored == *kept);
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
    let (heads, root) = conn.anchor_root(anchor).await?;
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
