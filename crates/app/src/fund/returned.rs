//! 退汇：a credit of the bank statement that is a payment of ours come back goes to its payout, never to a case as
//! income. It is found by our own end-to-end identification, or, where the bank only says that it is a return,
//! by account and amount; what cannot be placed waits in the pool, marked, for a person.

use std::collections::BTreeMap;

use zhixing_connectors::bank::{
    matching::is_return,
    statement::{Direction, StatementLine},
};
use zhixing_domain::{
    ground::id::{BatchId, CaseId, PayoutId},
    ground::refusal::{Need, Refusal},
    matter::Matter,
    money::batch::BatchEvent,
    money::payout::returned::{self, CameBack},
    money::statement::Line,
};
use zhixing_law::money::Fen;
use zhixing_store::query::funds::BatchLineRow;

use crate::{
    batch::{add_batch_events, hold_batch},
    error::Error,
    work::Work,
};

/// What a credit line says about being a return.
pub(super) enum Return {
    /// Nothing: it is income.
    Not,
    /// It is one, but of no payment that can be told.
    Unplaced,
    /// Of this payment.
    Of(Box<BatchLineRow>),
}

/// Looks a credit line up among our own payments.
pub(super) async fn find(work: &mut Work<'_>, line: &StatementLine) -> Result<Return, Error> {
    if line.direction != Direction::Credit {
        return Ok(Return::Not);
    }
    let court = work.meta.court.clone();
    let named = line.end_to_end_id.iter().map(String::as_str).chain(ids_in(&line.remittance));
    for id in named.map(str::to_owned).collect::<Vec<_>>() {
        if let Some(sent) = work.tx.batch_line(&court, &id).await? {
            let whole = sent.amount == line.amount;
            return Ok(if whole { Return::Of(Box::new(sent)) } else { Return::Unplaced });
        }
    }
    if !is_return(line) {
        return Ok(Return::Not);
    }
    let Some(account) = line.counterparty_account.as_deref() else { return Ok(Return::Unplaced) };
    let sent = work.tx.lines_of_return(&court, line.amount, account).await?;
    let mut sent = sent.into_iter();
    Ok(match (sent.next(), sent.next()) {
        (Some(only), None) => Return::Of(Box::new(only)),
        _ => Return::Unplaced,
    })
}

/// What looks like an end-to-end identification of ours in the bank's words.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter(|word| word.starts_with("FK") && word.contains('-'))
}

/// Returns of one command, by batch.
#[derive(Default)]
pub(super) struct Returns {
    by_batch: BTreeMap<BatchId, Vec<BatchEvent>>,
}

fn money(line: &Line) -> CameBack {
    let words = if line.text.is_empty() { "银行退汇" } else { &line.text };
    CameBack {
        receipt: line.receipt,
        amount: line.amount,
        on: line.booked_on,
        reason: words.chars().take(200).collect(),
        reference: line.bank_ref.clone(),
    }
}

impl Returns {
    /// Gives a returned sum back to its payout. False when the payout does not take it (it came back before): it stays
    /// in the pool.
    pub(super) async fn give_back(
        &mut self,
        work: &mut Work<'_>,
        sent: &BatchLineRow,
        line: &Line,
    ) -> Result<bool, Error> {
        let place = u32::try_from(sent.line).unwrap_or(u32::MAX);
        work.open(sent.case).await?;
        let back = money(line);
        match work.decide(sent.case, |file, _| returned::came_back(file, sent.payout, place, &back))
        {
            Ok(()) => {}
            Err(Error::Refused(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        let (end_to_end, on, reason) = (sent.end_to_end.clone(), back.on, back.reason);
        let event = BatchEvent::LineReturned { end_to_end, on, reason };
        self.by_batch.entry(sent.batch).or_default().push(event);
        Ok(true)
    }

    /// Gives a claimed return back to the payouts of the case, line by line where the bank sent several as one.
    pub(super) async fn give_back_to(
        &mut self,
        work: &mut Work<'_>,
        case: CaseId,
        line: &Line,
    ) -> Result<(), Error> {
        work.open(case).await?;
        let found = returned::lines_of_return(work.file(case)?, line.amount, &line.payer_account);
        if found.is_empty() {
            return Err(Refusal::needs(Need::PaymentToReturn).into());
        }
        for (id, place) in found {
            let amount = paid_with(work.file(case)?, id, place);
            let back = CameBack { amount, ..money(line) };
            work.decide(case, |file, _| returned::came_back(file, id, place, &back))?;
            if let Some((batch, end_to_end)) = sent_as(work, case, id, place).await? {
                let (on, reason) = (back.on, back.reason);
                let event = BatchEvent::LineReturned { end_to_end, on, reason };
                self.by_batch.entry(batch).or_default().push(event);
            }
        }
        Ok(())
    }

    /// Writes down in each batch what came back.
    pub(super) async fn save(self, work: &mut Work<'_>) -> Result<(), Error> {
        for (id, events) in self.by_batch {
            let held = hold_batch(work, id).await?;
            add_batch_events(work, held, &events)?;
        }
        Ok(())
    }
}

/// The amount of a line of a payout.
fn paid_with(file: &Matter, id: PayoutId, place: u32) -> Fen {
    let lines = file.payout(id).map(|payout| payout.lines.as_slice()).unwrap_or_default();
    let line = usize::try_from(place).ok().and_then(|place| lines.get(place));
    line.map(|line| line.amount).unwrap_or_default()
}

/// The batch and the identification with which a line of a payout was sent.
async fn sent_as(
    work: &mut Work<'_>,
    case: CaseId,
    payout: PayoutId,
    place: u32,
) -> Result<Option<(BatchId, String)>, Error> {
    let Some(batch) = work.file(case)?.payout(payout).and_then(|known| known.batch) else {
        return Ok(None);
    };
    let court = work.meta.court.clone();
    let lines = work.tx.batch_lines(&court, batch).await?;
    let sent = lines.into_iter().find(|l| l.payout == payout && l.line == i64::from(place));
    Ok(sent.map(|line| (batch, line.end_to_end)))
}
