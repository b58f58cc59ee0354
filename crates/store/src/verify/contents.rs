//! Content by its own measure: a file's bytes are those of its name, a ledger adds up.

use super::report::{Fault, Report};
use crate::db::Conn;
use crate::digest::Digest;
use crate::error::StoreError;

pub(super) async fn check_files(conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
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

pub(super) async fn check_ledgers(conn: &mut Conn, report: &mut Report) -> Result<(), StoreError> {
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
