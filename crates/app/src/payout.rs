//! 案款发放：proposed, approved by another, sent to the bank in batches, settled by the bank's return.

use zhixing_connectors::{
    bank::{
        pain001,
        payout::{
            Debtor, NAME_CHARS_MAX, PayoutBatch, PayoutItem, PayoutReturn, PayoutStatus, Reason,
        },
        payout_csv, sniff,
    },
    finding::Finding,
};
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::court::{BANK_NAME_MAX, FundAccount},
    ground::id::{BatchId, CaseId, PayoutId},
    ground::refusal::Refusal,
    money::batch::{Batch, BatchEvent, BatchLine},
    money::payout::{
        self, LineResult, export, settle,
        settlement::{self, Settlement},
    },
};
use zhixing_law::money::Fen;
use zhixing_store::case_number::BATCHES;

use crate::{
    at::At,
    batch::{add_batch_events, hold_batch},
    error::{Error, refused_file},
    settings::App,
    work::{Done, Meta, Started, Work},
};

// What may be typed as the name of an account is what the bank takes.
const _: () = assert!(BANK_NAME_MAX == NAME_CHARS_MAX);

/// 结算方案：what a payout now would be.
pub async fn settlement<'a>(
    app: &App,
    at: impl Into<At<'a>>,
    case: CaseId,
) -> Result<Settlement, Error> {
    Ok(app.look(at, case, |file, ctx| settlement::settlement(file, ctx)).await??)
}

/// 导出付款批次：the named approved payouts become one bank file and are in flight from now on.
pub async fn export(app: &App, meta: &Meta, payouts: &[(CaseId, PayoutId)]) -> Result<Done, Error> {
    let result = try_export(app, meta, payouts).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_export(app: &App, meta: &Meta, payouts: &[(CaseId, PayoutId)]) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ExportBatch)?;
    if payouts.is_empty() {
        return Err(Refusal::Missing("待付款的发放").into());
    }
    let id = BatchId(work.id());
    let no = batch_no(&mut work).await?;
    // Cases are locked in the order of their ids, so that two batches never wait for each other.
    let mut sorted = payouts.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let (mut lines, mut left_out) = (Vec::new(), Vec::new());
    for (case, payout_id) in sorted {
        work.open(case).await?;
        let of_this = batch_lines(&work, case, payout_id, &no, lines.len())?;
        // One payee whom the bank would refuse does not keep the money of all others.
        let wrong = of_this.iter().flat_map(refused_by_the_bank).collect::<Vec<String>>();
        if !wrong.is_empty() {
            left_out.extend(wrong);
            continue;
        }
        work.decide(case, |file, ctx| export::export(file, payout_id, id, ctx))?;
        lines.extend(of_this);
    }
    if lines.is_empty() {
        let message = "没有银行会接受的付款，请先更正收款账户".to_owned();
        let code = "PAYEE_REFUSED".to_owned();
        return Err(Refusal::File { code, message, problems: left_out }.into());
    }
    let total = Fen::sum(lines.iter().map(|line| line.amount))?;
    let event = BatchEvent::Created { no, on: work.today, lines, total };
    let held = hold_batch(&mut work, id).await?;
    add_batch_events(&mut work, held, &[event])?;
    let batch = bank_batch(&work, id, &event_batch(&work, id)?);
    // A file that the bank would refuse must not leave: the writer checks every field.
    pain001::write(&batch).map_err(|refused| refused_file(&refused.findings))?;
    work.note = serde_json::json!({ "batch": id, "left_out": left_out });
    work.commit().await
}

/// Why the bank would not take a line, each with the case and the payee.
fn refused_by_the_bank(line: &BatchLine) -> Vec<String> {
    let findings = item(line).check();
    let said = |finding: &Finding| {
        let (number, payee, amount) = (&line.number, &line.payee.name, line.amount.grouped());
        format!("{number} {payee} {amount}元：{}{}", finding.place, finding.problem)
    };
    findings.iter().map(said).collect()
}

fn item(line: &BatchLine) -> PayoutItem {
    PayoutItem {
        end_to_end_id: line.end_to_end.clone(),
        creditor_name: line.payee.name.clone(),
        creditor_account: line.payee.account.clone(),
        creditor_bank: line.payee.bank.clone(),
        creditor_bank_no: (!line.payee.bank_code.is_empty()).then(|| line.payee.bank_code.clone()),
        amount: line.amount,
        remittance: line.text.clone(),
    }
}

fn event_batch(work: &Work<'_>, id: BatchId) -> Result<Batch, Error> {
    work.batch(id).ok_or(Error::NotFound("付款批次"))
}

/// 批次号: the year and the serial of the batch in it, as it is said on the telephone to the bank.
async fn batch_no(work: &mut Work<'_>) -> Result<String, Error> {
    let (court, year) = (work.meta.court.clone(), work.today.year());
    let serial = work.tx.next_serial(&court, i64::from(year), BATCHES).await?;
    Ok(format!("FK{year}-{serial:06}"))
}

fn batch_lines(
    work: &Work<'_>,
    case: CaseId,
    id: PayoutId,
    no: &str,
    from: usize,
) -> Result<Vec<BatchLine>, Error> {
    let file = work.file(case)?;
    let payout = file.payout(id).ok_or(Error::NotFound("案款发放"))?;
    Ok(payout
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| BatchLine {
            end_to_end: format!("{no}-{:05}", from + index + 1),
            case,
            number: file.number_text(),
            payout: id,
            line: u32::try_from(index).unwrap_or(u32::MAX),
            amount: line.amount,
            payee: line.account.clone(),
            text: format!("{}{}", file.number_text(), purpose_text(line.purpose)),
        })
        .collect())
}

fn purpose_text(purpose: payout::Purpose) -> &'static str {
    match purpose {
        payout::Purpose::Fee => "执行费",
        payout::Purpose::Applicant => "执行案款",
        payout::Purpose::Refund => "退款",
    }
}

fn bank_batch(work: &Work<'_>, id: BatchId, batch: &Batch) -> PayoutBatch {
    let fund = &work.organisation.court.fund_account;
    to_bank(fund, id, batch, work.now)
}

fn to_bank(
    fund: &FundAccount,
    _id: BatchId,
    batch: &Batch,
    fallback: zhixing_law::instant::Instant,
) -> PayoutBatch {
    PayoutBatch {
        batch_id: batch.no.clone(),
        created_at: batch.created.as_ref().map_or(fallback, |by| by.at),
        execute_on: batch.on.unwrap_or(fallback.day()),
        debtor: Debtor {
            name: fund.name.clone(),
            account: fund.account.clone(),
            bank_name: fund.bank.clone(),
            bank_no: fund.bank_code.clone(),
        },
        items: batch.lines.iter().map(item).collect(),
    }
}

/// 批次文件格式
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchFormat {
    Pain001,
    Csv,
}

/// The bank file of a batch; the same bytes whenever it is asked for.
pub async fn file(
    app: &App,
    actor: &Actor,
    id: BatchId,
    format: BatchFormat,
) -> Result<(String, Vec<u8>), Error> {
    app.allow_court(actor, Act::ExportBatch)?;
    let organisation = app.organisation(&actor.court).await?;
    let mut conn = app.db.read().await?;
    let found = conn.book::<Batch>(&actor.court, id.0).await?;
    let (_, batch) = found.ok_or(Error::NotFound("付款批次"))?;
    let bank = to_bank(&organisation.court.fund_account, id, &batch, app.clock.now());
    let refused = |refused: zhixing_connectors::finding::Refused| refused_file(&refused.findings);
    Ok(match format {
        BatchFormat::Pain001 => {
            (format!("{}.xml", batch.no), pain001::write(&bank).map_err(refused)?)
        }
        BatchFormat::Csv => {
            let encoding = zhixing_connectors::bank::statement_csv::CsvEncoding::Gbk;
            let bytes = payout_csv::write_batch(&bank, encoding).map_err(refused)?;
            (format!("{}.csv", batch.no), bytes)
        }
    })
}

/// 导入付款回单：pain.002 or CSV. Every line of the bank's answer goes to its payout; a repeated file
/// changes nothing.
pub async fn import_return(
    app: &App,
    meta: &Meta,
    id: BatchId,
    name: &str,
    bytes: &[u8],
) -> Result<Done, Error> {
    let result = try_import_return(app, meta, id, name, bytes).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_import_return(
    app: &App,
    meta: &Meta,
    id: BatchId,
    name: &str,
    bytes: &[u8],
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ImportReturn)?;
    let found = work.tx.book::<Batch>(&meta.court, id.0).await?;
    let (_, batch) = found.ok_or(Error::NotFound("付款批次"))?;
    let report = read_return(name, bytes)?;
    if report.batch_id != batch.no {
        let message = format!("{name}：回单的批次号是{}，不是{}", report.batch_id, batch.no);
        let (code, problems) = ("OTHER_BATCH".to_owned(), Vec::new());
        return Err(Refusal::File { code, message, problems }.into());
    }
    let results = results(&batch, &report, work.today)?;
    let contradictions: Vec<String> =
        results.iter().filter_map(|(line, result)| batch.contradiction(line, result)).collect();
    let mut by_case: std::collections::BTreeMap<(CaseId, PayoutId), Vec<(u32, LineResult)>> =
        std::collections::BTreeMap::new();
    for (end_to_end, result) in &results {
        let line = batch.lines.iter().find(|line| line.end_to_end == *end_to_end);
        let Some(line) = line else { continue };
        by_case.entry((line.case, line.payout)).or_default().push((line.line, result.clone()));
    }
    for ((case, payout_id), results) in &by_case {
        work.open(*case).await?;
        work.decide(*case, |file, ctx| settle::settle(file, *payout_id, results, ctx))?;
    }
    let count = results.len();
    let held = hold_batch(&mut work, id).await?;
    if !held.1.digests.contains(&report.digest) {
        let event = BatchEvent::Returned { digest: report.digest.clone(), results };
        add_batch_events(&mut work, held, &[event])?;
    }
    // The bank has the order and has not paid yet: that is no answer to any line, and the clerk is told.
    let waiting =
        count == 0 && matches!(report.whole, Some(PayoutStatus::Accepted | PayoutStatus::Pending));
    work.note = serde_json::json!({ "answered": count, "waiting": waiting, "contradictions": contradictions });
    work.commit().await
}

fn read_return(name: &str, bytes: &[u8]) -> Result<PayoutReturn, Error> {
    let reading =
        sniff::payout_return(name, bytes).map_err(|refused| refused_file(&refused.findings))?;
    if !reading.findings.is_empty() {
        return Err(refused_file(&reading.findings));
    }
    Ok(reading.value)
}

/// A reason as a clerk reads it: the code alone where the bank says no more.
fn said(reason: &Reason) -> String {
    if reason.text == reason.code {
        return reason.code.clone();
    }
    format!("{} {}", reason.code, reason.text)
}

/// The final answers of a return file; pending and accepted lines wait for a later file.
fn results(
    batch: &Batch,
    report: &PayoutReturn,
    today: zhixing_law::day::Day,
) -> Result<Vec<(String, LineResult)>, Error> {
    let mut results = Vec::new();
    for item in &report.items {
        let line = batch.lines.iter().find(|line| line.end_to_end == item.end_to_end_id);
        let Some(line) = line else {
            let message = format!("回单中的{}不属于本批次", item.end_to_end_id);
            let (code, problems) = ("UNKNOWN_LINE".to_owned(), Vec::new());
            return Err(Refusal::File { code, message, problems }.into());
        };
        if item.amount.is_some_and(|amount| amount != line.amount) {
            let message = format!(
                "{}：回单金额与批次金额{}元不一致，请与银行核对",
                line.end_to_end,
                line.amount.grouped()
            );
            let (code, problems) = ("AMOUNT_DIFFERS".to_owned(), Vec::new());
            return Err(Refusal::File { code, message, problems }.into());
        }
        let reference = item.bank_reference.clone().unwrap_or_default();
        match item.status {
            PayoutStatus::Settled => {
                results.push((line.end_to_end.clone(), LineResult::Paid { on: today, reference }))
            }
            PayoutStatus::Rejected => {
                let reason = item.reason.as_ref().or(report.reason.as_ref());
                let reason = reason.map(said).unwrap_or_default();
                results.push((line.end_to_end.clone(), LineResult::Rejected { reason }));
            }
            PayoutStatus::Accepted | PayoutStatus::Pending => {}
        }
    }
    if report.items.is_empty() {
        let reason = report.reason.as_ref().map(said);
        let of_all = match report.whole {
            Some(PayoutStatus::Rejected) => {
                Some(LineResult::Rejected { reason: reason.unwrap_or_default() })
            }
            Some(PayoutStatus::Settled) => {
                Some(LineResult::Paid { on: today, reference: String::new() })
            }
            Some(PayoutStatus::Accepted | PayoutStatus::Pending) | None => None,
        };
        let lines = batch.lines.iter().map(|line| line.end_to_end.clone());
        results.extend(lines.filter_map(|line| Some((line, of_all.clone()?))));
    }
    Ok(results)
}
