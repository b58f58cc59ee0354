//! 案款到账：bank statements are imported whole or not at all; each receipt goes to its case or to the pool.

use std::{collections::BTreeSet, sync::Arc};

use zhixing_connectors::{
    bank::{
        matching::match_remittance,
        sniff,
        statement::{Direction, Statement as BankStatement, StatementLine},
    },
    finding::{Code, Finding, Refused, Treatment},
};
use zhixing_domain::{
    ground::act::Act,
    ground::court::FundAccount,
    ground::entry::By,
    ground::id::{CaseId, ReceiptId, StatementId},
    ground::refusal::Refusal,
    intake::party,
    matter::Matter,
    money::fund::doubt::{self, ClaimDoubt},
    money::fund::receive::{self, Incoming},
    money::payout::account,
    money::statement::{self, Line, RULE_RETURN, Statement, StatementEvent},
};
use zhixing_law::{money::Fen, number::CaseNumber};
use zhixing_store::{
    docket::StreamKind,
    fold, projection,
    query::{
        case::CaseRow,
        funds::{BatchLineRow, ReceiptRow},
    },
};

mod keys;
mod returned;

use self::keys::{InFile, ToldApart};
use self::returned::{Return, Returns};
use crate::{
    at::At,
    error::{Error, refused_file},
    settings::App,
    work::{Done, Meta, OtherStream, Started, Work, uuid_of},
};

/// 导入银行流水：camt.053 or CSV, whichever the content is.
pub async fn import(app: &App, meta: &Meta, name: &str, bytes: &[u8]) -> Result<Done, Error> {
    let result = try_import(app, meta, name, bytes).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_import(app: &App, meta: &Meta, name: &str, bytes: &[u8]) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ImportStatement)?;
    let (statements, mut notes, format) = read(name, bytes)?;
    // One import at a time: what another brings in at this moment is known before it is looked for.
    let (court, imports) = (&meta.court, fold::imports_stream(&meta.court));
    work.tx.lock_stream(court, imports, StreamKind::Court).await?;
    let digest = work.tx.put_file(&meta.court, bytes, "application/octet-stream").await?;
    let (mut counts, mut returns) = (Counts::default(), Returns::default());
    let mut in_file = InFile::default();
    let (ours, others) = of_the_fund_account(&work, name, &statements)?;
    notes.extend(others);
    for (index, bank) in ours {
        not_after_today(&work, bank)?;
        let file = (name, digest.to_string(), format);
        let so_far = (&mut counts, &mut returns, &mut in_file);
        import_one(&mut work, bank, index, file, so_far).await?;
    }
    returns.save(&mut work).await?;
    work.note = serde_json::json!({
        "matched": counts.matched, "unknown": counts.unknown, "repeated": counts.repeated,
        "outgoing": counts.outgoing, "returned": counts.returned, "notes": notes,
    });
    work.commit().await
}

#[derive(Default)]
struct Counts {
    matched: u32,
    unknown: u32,
    repeated: u32,
    outgoing: u32,
    returned: u32,
}

/// Money cannot have moved tomorrow: such a line is a slip of the bank's or of whoever edited the file, and the balance of
/// the account would be looked for on that day.
fn not_after_today(work: &Work<'_>, bank: &BankStatement) -> Result<(), Error> {
    let late = bank.lines.iter().filter(|line| work.today < line.booked_on);
    let findings: Vec<Finding> = late
        .map(|line| {
            let problem = format!("记账日期{}晚于今天{}", line.booked_on, work.today);
            Finding::refuse(Code::DateInvalid, &line.place, problem)
        })
        .collect();
    if findings.is_empty() { Ok(()) } else { Err(refused_file(&findings)) }
}

/// A statement with its place in its file.
type Placed<'b> = (usize, &'b BankStatement);

/// The statements of the account of the case money with their places in the file, and a note for each other one: banks put
/// all accounts of a customer into one file, and nobody at a court can take it apart.
fn of_the_fund_account<'b>(
    work: &Work<'_>,
    name: &str,
    statements: &'b [BankStatement],
) -> Result<(Vec<Placed<'b>>, Vec<String>), Error> {
    let known = &work.organisation.court.fund_account.account;
    let (ours, others): (Vec<_>, Vec<_>) =
        statements.iter().enumerate().partition(|(_, bank)| bank.account == *known);
    let accounts: Vec<&str> = others.iter().map(|(_, bank)| bank.account.as_str()).collect();
    if ours.is_empty() {
        let message = format!("{name}：流水账号{}不是本院案款专户{known}", accounts.join("、"));
        let (code, problems) = ("OTHER_ACCOUNT".to_owned(), Vec::new());
        return Err(Refusal::File { code, message, problems }.into());
    }
    let note =
        |account: &&str| format!("{name}：另有账户{account}的对账单，不是案款专户，未导入。");
    Ok((ours, accounts.iter().map(note).collect()))
}

type Read = (Vec<BankStatement>, Vec<String>, &'static str);

fn read(name: &str, bytes: &[u8]) -> Result<Read, Error> {
    let wrong = |refused: Refused| refused_file(&refused.findings);
    let (format, reading) = sniff::statement(name, bytes).map_err(wrong)?;
    let excluded = reading.findings.iter().filter(|f| f.treatment != Treatment::FileRefused);
    let notes = excluded.map(|f| format!("{}：{}。{}", f.place, f.problem, f.remedy)).collect();
    Ok((reading.value, notes, format))
}

async fn import_one(
    work: &mut Work<'_>,
    bank: &BankStatement,
    index: usize,
    file: (&str, String, &str),
    (counts, returns, in_file): (&mut Counts, &mut Returns, &mut InFile),
) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let ToldApart { lines: told_apart, known, stated_before } =
        keys::told_apart(work, bank, in_file).await?;
    let fresh: Vec<&StatementLine> =
        told_apart.iter().filter(|line| !known.contains(&line.key)).collect();
    counts.repeated += u32::try_from(told_apart.len() - fresh.len()).unwrap_or(u32::MAX);
    // A statement of nothing but known lines still says until when there was no other.
    if fresh.is_empty() && stated_before {
        let what = "银行流水";
        return Err(Refusal::Duplicate { what, key: file.0.to_owned() }.into());
    }
    // The same file in another command is the same statement.
    let seed = format!("statement:{court}:{}:{index}:{}", bank.digest, work.meta.command);
    let id = StatementId(uuid_of(&zhixing_store::digest::Digest::of(seed.as_bytes())));
    let head = work.tx.lock_stream(&court, id.0, StreamKind::Court).await?;
    let (lines, places) = places(work, &fresh).await?;
    let imported = StatementEvent::Imported {
        account: bank.account.clone(),
        from: bank.from,
        to: bank.to,
        opening: bank.opening,
        closing: bank.closing,
        file: Some(file.1),
        file_name: file.0.to_owned(),
        format: file.2.to_owned(),
        lines: lines.clone(),
        repeated: u32::try_from(known.len()).unwrap_or(u32::MAX),
    };
    let mut events = vec![imported];
    for (line, place) in lines.iter().zip(places) {
        if !line.credit {
            counts.outgoing += 1;
            continue;
        }
        let taken = match &place {
            None => false,
            Some(Place { sent: None, case, .. }) => {
                credit(work, *case, line, false).await?;
                true
            }
            Some(Place { sent: Some(sent), .. }) => returns.give_back(work, sent, line).await?,
        };
        let Some(Place { case, number, rule, sent }) = place.filter(|_| taken) else {
            counts.unknown += 1;
            continue;
        };
        *(if sent.is_some() { &mut counts.returned } else { &mut counts.matched }) += 1;
        let (receipt, on) = (line.receipt, work.today);
        events.push(StatementEvent::Matched { receipt, case, number, on, rule });
    }
    let before = Statement::new(id, &court);
    add_statement_events(work, head, before, &events)
}

/// Where a credit belongs: to a case as its income, or to a payment of ours come back.
struct Place {
    case: CaseId,
    number: String,
    rule: String,
    sent: Option<Box<BatchLineRow>>,
}

/// The lines of a statement and where each belongs. Every case is opened, in the order of their ids as by everybody,
/// so that two imports never wait for each other.
async fn places(
    work: &mut Work<'_>,
    fresh: &[&StatementLine],
) -> Result<(Vec<Line>, Vec<Option<Place>>), Error> {
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for line in fresh {
        let back = returned::find(work, line).await?;
        let known = to_line(work, line, !matches!(back, Return::Not));
        places.push(match back {
            Return::Not if known.credit => match_case(work, line).await?,
            Return::Not | Return::Unplaced => None,
            Return::Of(sent) => {
                let (number, rule) = (sent.number.clone(), RULE_RETURN.to_owned());
                Some(Place { case: sent.case, number, rule, sent: Some(sent) })
            }
        });
        lines.push(known);
    }
    let cases: BTreeSet<CaseId> = places.iter().flatten().map(|place| place.case).collect();
    for case in cases {
        work.open(case).await?;
    }
    Ok((lines, places))
}

fn to_line(work: &Work<'_>, line: &StatementLine, returned: bool) -> Line {
    Line {
        receipt: ReceiptId(work.id()),
        credit: line.direction == Direction::Credit,
        amount: line.amount,
        booked_on: line.booked_on,
        payer: line.counterparty_name.clone().unwrap_or_default(),
        payer_account: line.counterparty_account.clone().unwrap_or_default(),
        payer_bank: line.counterparty_bank.clone().unwrap_or_default(),
        returned,
        text: line.remittance.clone(),
        end_to_end: match line.direction {
            Direction::Debit => line.end_to_end_id.clone().unwrap_or_default(),
            Direction::Credit => String::new(),
        },
        bank_ref: line.key.clone(),
    }
}

/// The case a receipt belongs to: by the sub-account it came to, or by the case number it names, when it speaks of no
/// other case.
async fn match_case(work: &mut Work<'_>, line: &StatementLine) -> Result<Option<Place>, Error> {
    let place = |found: CaseRow, rule: &str| Place {
        case: found.case,
        number: found.number,
        rule: rule.to_owned(),
        sent: None,
    };
    let court = work.meta.court.clone();
    let hint = match_remittance(
        &line.remittance,
        line.virtual_account.as_deref(),
        line.counterparty_name.as_deref(),
    );
    if let Some(account) = line.virtual_account.as_deref()
        && let Some(found) = work.tx.find_case_by_account_no(&court, account).await?
    {
        return Ok(Some(place(found, "sub_account")));
    }
    let [number] = hint.case_numbers.as_slice() else { return Ok(None) };
    if hint.more_cases {
        return Ok(None);
    }
    let Ok(number) = CaseNumber::parse(number) else { return Ok(None) };
    let found = work.tx.find_case_by_number(&court, &number).await?;
    Ok(found.map(|found| place(found, "case_number")))
}

async fn credit(
    work: &mut Work<'_>,
    case: CaseId,
    line: &Line,
    claimed: bool,
) -> Result<(), Error> {
    work.open(case).await?;
    let from = FundAccount {
        name: line.payer.clone(),
        bank: line.payer_bank.clone(),
        bank_code: String::new(),
        account: line.payer_account.clone(),
    };
    let incoming = Incoming {
        receipt: line.receipt,
        amount: line.amount,
        on: line.booked_on,
        payer: line.payer.clone(),
        text: line.text.clone(),
        claimed,
        // What the bank masked or a spreadsheet mangled is no account to send money back to: whoever proposes that asks.
        from: party::check_account("from", &from).ok(),
    };
    work.decide(case, |file, ctx| receive::receive(file, &incoming, ctx))
}

fn add_statement_events(
    work: &mut Work<'_>,
    head: zhixing_store::docket::Head,
    before: Statement,
    events: &[StatementEvent],
) -> Result<(), Error> {
    let by = By { staff: work.meta.actor.id, name: work.meta.actor.name.clone(), at: work.now };
    let mut after = before.clone();
    let (mut entries, mut transfers) = (Vec::new(), Vec::new());
    for event in events {
        after.apply(event, &by);
        let seq = head.seq + i64::try_from(entries.len()).unwrap_or(i64::MAX) + 1;
        transfers.extend(fold::statement_transfers(&after, event, seq, work.now));
        entries.push(fold::book_entry::<Statement>(work.id(), event, work.now)?);
    }
    let known = if before.version == 0 { Vec::new() } else { projection::statement::rows(&before) };
    work.add_first(OtherStream {
        head,
        entries,
        transfers,
        before: known,
        after: projection::statement::rows(&after),
    });
    Ok(())
}

/// 认领不明款 for a case, by its number: as its income, or as a payment of the case's that came back.
pub async fn claim(
    app: &App,
    meta: &Meta,
    (id, receipt): (StatementId, ReceiptId),
    number: &CaseNumber,
    returned: bool,
    reason: &str,
    seen: &[ClaimDoubt],
) -> Result<Done, Error> {
    let result = on_statement(app, meta, id, Act::ClaimReceipt, async |work, before| {
        let court = work.meta.court.clone();
        let case = work.tx.find_case_by_number(&court, number).await?;
        let case = case.ok_or(Error::NotFound("案件"))?.case;
        work.open(case).await?;
        work.allow_case(case, Act::ClaimReceipt)?;
        let named = (case, number.to_string());
        let doubts = if returned { Vec::new() } else { doubts_of(work, before, receipt, case)? };
        let about = (named.0, named.1.as_str());
        Ok(statement::claim(before, receipt, about, returned, reason, (doubts, seen))?)
    })
    .await;
    app.leave_attempt(meta, None, &result).await;
    result
}

/// What a case says of money that might be its own: whoever claims or confirms it reads that first.
#[derive(Debug)]
pub struct Candidate {
    pub file: Arc<Matter>,
    /// 尚欠
    pub left: Fen,
    pub doubts: Vec<ClaimDoubt>,
}

/// The case of a number, looked at with the money in hand.
///
/// # Errors
/// The actor sees no such case, or it is not filed.
pub async fn candidate(
    app: &App,
    at: At<'_>,
    money: &ReceiptRow,
    number: &CaseNumber,
) -> Result<Candidate, Error> {
    let found = app.db.read().await?.find_case_by_number(at.court, number).await?;
    let file = app.case(at, found.ok_or(Error::NotFound("案件"))?.case).await?;
    let today = app.clock.today();
    let left = account::outstanding(&file, today)?;
    let doubts = doubt::doubts(&file, &money.payer, money.amount, today)?;
    Ok(Candidate { file, left, doubts })
}

fn doubts_of(
    work: &Work<'_>,
    statement: &Statement,
    receipt: ReceiptId,
    case: CaseId,
) -> Result<Vec<ClaimDoubt>, Error> {
    let Some(known) = statement.receipt(receipt).filter(|known| !known.line.returned) else {
        return Ok(Vec::new());
    };
    let (payer, amount) = (&known.line.payer, known.line.amount);
    Ok(doubt::doubts(work.file(case)?, payer, amount, work.today)?)
}

/// 撤销入案：the statement has the sum among the unknown ones again, in the transaction in which the case gives it up.
pub(crate) async fn take_back(
    work: &mut Work<'_>,
    receipt: ReceiptId,
    reason: &str,
) -> Result<(), Error> {
    let court = work.meta.court.clone();
    let row = work.tx.receipt_row(&court, receipt).await?;
    let id = row.ok_or(Error::NotFound("款项"))?.statement;
    let head = work.tx.lock_stream(&court, id.0, StreamKind::Court).await?;
    let found = work.tx.book::<Statement>(&court, id.0).await?;
    let (_, before) = found.ok_or(Error::NotFound("款项"))?;
    let event = statement::take_back(&before, receipt, reason)?;
    add_statement_events(work, head, before, &[event])
}

/// 复核认领：the money goes to the case.
pub async fn confirm(
    app: &App,
    meta: &Meta,
    id: StatementId,
    receipt: ReceiptId,
) -> Result<Done, Error> {
    let result = on_statement(app, meta, id, Act::ConfirmReceipt, async |work, before| {
        let event = work.in_context(|ctx| statement::confirm(before, receipt, ctx))?;
        let known = before.receipt(receipt).ok_or(Error::NotFound("款项"))?;
        if let statement::ReceiptState::Claimed { case, returned, .. } = &known.state {
            let (case, line) = (*case, known.line.clone());
            if *returned {
                let mut returns = Returns::default();
                returns.give_back_to(work, case, &line).await?;
                returns.save(work).await?;
            } else {
                credit(work, case, &line, true).await?;
            }
        }
        Ok(event)
    })
    .await;
    app.leave_attempt(meta, None, &result).await;
    result
}

/// 认领未通过
pub async fn refuse_claim(
    app: &App,
    meta: &Meta,
    id: StatementId,
    receipt: ReceiptId,
    reason: &str,
) -> Result<Done, Error> {
    let result = on_statement(app, meta, id, Act::ConfirmReceipt, async |work, before| {
        Ok(work.in_context(|ctx| statement::refuse_claim(before, receipt, reason, ctx))?)
    })
    .await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn on_statement(
    app: &App,
    meta: &Meta,
    id: StatementId,
    act: Act,
    decide: impl AsyncFnOnce(&mut Work<'_>, &Statement) -> Result<StatementEvent, Error>,
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    // Who may do it to their own cases is asked again for the case.
    app.allow_rows(work.meta.at(), act)?;
    let court = meta.court.clone();
    if work.tx.head(&court, id.0).await?.is_none() {
        return Err(Error::NotFound("款项"));
    }
    let head = work.tx.lock_stream(&court, id.0, StreamKind::Court).await?;
    let found = work.tx.book::<Statement>(&court, id.0).await?;
    let (_, before) = found.ok_or(Error::NotFound("款项"))?;
    let event = decide(&mut work, &before).await?;
    add_statement_events(&mut work, head, before, &[event])?;
    work.commit().await
}
