//! 显示脱敏信息：one value, to one person, for a stated reason, written down in the case's docket.

use zhixing_domain::{
    ground::act::Act,
    ground::entry::NoteKind,
    ground::id::{AssetId, CaseId, PartyId, PayoutId, ReceiptId},
    ground::refusal::{FieldProblem, Refusal, text},
    ground::subject,
    matter::Matter,
};
use zhixing_store::docket::{NewEntry, StreamKind};

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta, OtherStream, Started},
};

/// Whose value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Party(PartyId),
    Asset(AssetId),
    /// A line of a payout: the account it goes to.
    PayoutLine(PayoutId, u32),
}

impl Subject {
    /// As the docket names it.
    fn about(self) -> subject::Subject {
        match self {
            Subject::Party(id) => id.into(),
            Subject::Asset(id) => id.into(),
            Subject::PayoutLine(id, _) => id.into(),
        }
    }
}

/// Which value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// 证件号码
    IdentityNumber,
    /// 电话
    Phone,
    /// 账号
    Account,
}

impl Field {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Field::IdentityNumber => "identity_number",
            Field::Phone => "phone",
            Field::Account => "account",
        }
    }

    /// The field of a code.
    pub fn from_code(code: &str) -> Option<Field> {
        [Field::IdentityNumber, Field::Phone, Field::Account]
            .into_iter()
            .find(|field| field.code() == code)
    }
}

/// 显示一项完整信息. The value is never stored with the command: a repeated one reads it again, with the right
/// to do so, and only as long as it is the one that was written down.
pub async fn unmask(
    app: &App,
    meta: &Meta,
    case: CaseId,
    subject: Subject,
    field: Field,
    reason: &str,
) -> Result<String, Error> {
    let result = try_unmask(app, meta, case, subject, field, reason).await;
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

async fn try_unmask(
    app: &App,
    meta: &Meta,
    case: CaseId,
    subject: Subject,
    field: Field,
    reason: &str,
) -> Result<String, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return again(app, meta, case, subject, field, &done).await,
    };
    work.open(case).await?;
    work.allow_case(case, Act::Unmask)?;
    work.note = serde_json::json!({ "version": work.file(case)?.version });
    let shown = value(work.file(case)?, subject, field)?;
    let reason = text("reason", reason, 300)?;
    let court = meta.court.clone();
    let head = work.tx.lock_stream(&court, case.0, StreamKind::Case).await?;
    let about = subject.about().to_string();
    let body = serde_json::json!({ "field": field.code(), "reason": reason });
    let entry =
        NewEntry::new(work.id(), NoteKind::Unmasked.code(), 1, &body, work.now)?.about(about);
    work.add(OtherStream {
        head,
        entries: vec![entry],
        transfers: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    });
    work.commit().await?;
    Ok(shown)
}

/// What was shown already, to whoever may still see it. Once it has changed it is another value, and that one
/// was not written down.
async fn again(
    app: &App,
    meta: &Meta,
    case: CaseId,
    subject: Subject,
    field: Field,
    done: &Done,
) -> Result<String, Error> {
    let file = app.case(meta.at(), case).await?;
    if !app.may(meta.at(), Act::Unmask, &file) {
        return Err(Error::Forbidden(Act::Unmask));
    }
    let shown_at = done.note["version"].as_i64().unwrap_or_default();
    // What is corrected of a party is about the filing.
    let about = [subject.about(), subject::Subject::Filing];
    if about.into_iter().any(|about| file.changed_since(shown_at, about)) {
        return Err(Error::CommandReused);
    }
    Ok(value(&file, subject, field)?)
}

fn value(file: &Matter, subject: Subject, field: Field) -> Result<String, Refusal> {
    let unknown = || Refusal::field("field", FieldProblem::Unknown);
    match subject {
        Subject::Party(id) => {
            let details = &file.party(id).ok_or(Refusal::Missing("当事人"))?.details;
            match field {
                Field::IdentityNumber => Ok(details.identity_number.clone()),
                Field::Phone => Ok(details.phone.clone()),
                Field::Account => {
                    Ok(details.account.as_ref().map(|a| a.account.clone()).unwrap_or_default())
                }
            }
        }
        Subject::Asset(id) => {
            let asset = file.asset(id).ok_or(Refusal::Missing("财产"))?;
            if field == Field::Account { Ok(asset.number.clone()) } else { Err(unknown()) }
        }
        Subject::PayoutLine(id, place) => {
            let payout = file.payout(id).ok_or(Refusal::Missing("案款发放"))?;
            let line = usize::try_from(place).ok().and_then(|place| payout.lines.get(place));
            let line = line.ok_or(Refusal::Missing("发放明细"))?;
            if field == Field::Account { Ok(line.account.account.clone()) } else { Err(unknown()) }
        }
    }
}

/// 显示到账款项的付款账号, written down in the docket of its statement: money in the pool has no case yet.
pub async fn receipt(app: &App, meta: &Meta, id: ReceiptId, reason: &str) -> Result<String, Error> {
    let result = try_receipt(app, meta, id, reason).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_receipt(app: &App, meta: &Meta, id: ReceiptId, reason: &str) -> Result<String, Error> {
    let row = app.receipt(meta.at(), id).await?;
    if !app.may_unmask(meta.at(), row.case).await? {
        return Err(Error::Forbidden(Act::Unmask));
    }
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        // A receipt's account never changes: it is what the bank wrote.
        Started::Before(_) => return Ok(row.payer_account),
    };
    let reason = text("reason", reason, 300)?;
    let court = meta.court.clone();
    let head = work.tx.lock_stream(&court, row.statement.0, StreamKind::Court).await?;
    let body = serde_json::json!({ "field": Field::Account.code(), "reason": reason });
    let entry = NewEntry::new(work.id(), NoteKind::Unmasked.code(), 1, &body, work.now)?;
    work.add(OtherStream {
        head,
        entries: vec![entry.about(format!("receipt:{id}"))],
        transfers: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    });
    work.commit().await?;
    Ok(row.payer_account)
}
