//! 校验: walks everything that is chained, pinned, content-addressed or double-entered, and what the
//! docket answers for beside it (files, case numbers, credentials, the schema's own guards), in
//! bounded memory, and lists what is not as it was written. It reads one snapshot, so a court may
//! work on.

use crate::anchor::Anchor;
use crate::db::Db;
use crate::error::StoreError;
use crate::schema;

mod anchors;
mod contents;
mod named;
mod report;
mod streams;
mod times;

pub use report::{Fault, Found, MOST_LISTED, Report};

/// Verifies the whole database; `kept` are anchors that were kept outside it.
///
/// # Errors
/// Only when the database cannot be read; damage is a finding.
pub async fn verify(db: &Db, kept: &[Anchor]) -> Result<Report, StoreError> {
    let mut conn = db.snapshot().await?;
    let mut report = Report::default();
    let mut times = times::Times::read(&mut conn, &mut report).await?;
    let named = streams::walk(&mut conn, &mut times, &mut report).await?;
    named.check(&mut conn, &mut report).await?;
    anchors::check(&mut conn, kept, &mut report).await?;
    contents::check_files(&mut conn, &mut report).await?;
    contents::check_ledgers(&mut conn, &mut report).await?;
    for wrong in schema::differences(db).await? {
        report.add(Fault::WrongSchema, "", (None, None), wrong);
    }
    Ok(report)
}
