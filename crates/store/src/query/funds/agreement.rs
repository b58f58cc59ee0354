//! What 账实核对 compares: the statements of the court's account, what their lines come to by day, and the books.

use zhixing_domain::money::agreement::{Books, Stated};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::summary::Sum;
use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// Lines without a payment of ours that are named at most.
const NAMED: i64 = 20;

/// Whether a statement has a payment of ours: by our own identification or, where the bank does not repeat it, by account
/// and amount.
const STATED: &str = "(EXISTS (SELECT 1 FROM receipt r WHERE r.court_id = l.court_id \
    AND r.account = $2 AND r.end_to_end <> '' AND r.end_to_end = l.end_to_end) \
    OR EXISTS (SELECT 1 FROM receipt r WHERE r.court_id = l.court_id AND r.account = $2 \
    AND r.state = 'outgoing' AND r.end_to_end = '' AND r.payer_account = l.payee_account \
    AND r.amount_fen = l.amount_fen AND r.booked_on >= COALESCE(l.paid_on, r.booked_on)))";

/// 流水中的支出 that no payment of ours explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrangePayment {
    pub on: Day,
    pub amount: Fen,
    pub payee: String,
}

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    pub stated: Vec<Stated>,
    /// 来账 less 支出 of the imported lines, by day.
    pub moved: Vec<(Day, Fen)>,
    pub books: Books,
    /// How many payments no book knows, what they come to, and the latest of them.
    pub strange: Option<(Sum, Vec<StrangePayment>)>,
}

fn stated(row: &Row) -> Result<Stated, StoreError> {
    Ok(Stated {
        from: row.day("from_on")?,
        to: row.day("to_on")?,
        opening: row.fen("opening_fen")?,
        closing: row.fen("closing_fen")?,
    })
}

impl Conn {
    /// What 账实核对 compares for one account of a court. Ask a snapshot: a statement that comes in between would be in
    /// one half and not in the other.
    pub async fn compared(
        &mut self,
        court_id: &str,
        account: &str,
        listed: Fen,
    ) -> Result<Compared, StoreError> {
        let values = [V::from(court_id), V::from(account)];
        let stated = self.stated(court_id, account).await?;
        let Some(until) = stated.iter().map(|one| one.to).max() else {
            return Ok(Compared::default());
        };
        let sql = "SELECT booked_on, CAST(SUM(CASE state WHEN 'outgoing' THEN -amount_fen \
            ELSE amount_fen END) AS BIGINT) AS amount FROM receipt \
            WHERE court_id = $1 AND account = $2 GROUP BY booked_on ORDER BY booked_on";
        let moved = self.all(sql, &values).await?;
        let moved = moved.iter().map(|row| Ok((row.day("booked_on")?, row.fen("amount")?)));
        Ok(Compared {
            stated,
            moved: moved.collect::<Result<_, StoreError>>()?,
            books: Books {
                bank: self.balance(court_id, "bank").await?,
                pool: self.balance(court_id, "pool").await?,
                pool_listed: listed,
                paid_since: self.paid_since(court_id, account, until).await?,
                unreported: self.unreported(court_id, account).await?,
            },
            strange: self.strange_payments(court_id, account).await?,
        })
    }

    /// Every statement of an account, in the order of import.
    pub async fn stated(
        &mut self,
        court_id: &str,
        account: &str,
    ) -> Result<Vec<Stated>, StoreError> {
        let sql = "SELECT from_on, to_on, opening_fen, closing_fen FROM statement \
            WHERE court_id = $1 AND account = $2 AND from_on IS NOT NULL \
            ORDER BY imported_at, statement_id";
        let rows = self.all(sql, &[V::from(court_id), V::from(account)]).await?;
        rows.iter().map(stated).collect()
    }

    async fn paid_since(
        &mut self,
        court_id: &str,
        account: &str,
        until: Day,
    ) -> Result<Fen, StoreError> {
        let sql = format!(
            "SELECT CAST(COALESCE(SUM(l.amount_fen), 0) AS BIGINT) AS amount \
             FROM batch_line l WHERE l.court_id = $1 AND l.outcome = 'paid' AND l.paid_on >= $3 \
             AND NOT {STATED}"
        );
        let values = [V::from(court_id), V::from(account), V::from(until)];
        self.one(sql, &values).await?.fen("amount")
    }

    async fn unreported(&mut self, court_id: &str, account: &str) -> Result<Fen, StoreError> {
        let sql = format!(
            "SELECT CAST(COALESCE(SUM(l.amount_fen), 0) AS BIGINT) AS amount \
             FROM batch_line l WHERE l.court_id = $1 AND l.outcome = '' AND {STATED}"
        );
        self.one(sql, &[V::from(court_id), V::from(account)]).await?.fen("amount")
    }

    async fn strange_payments(
        &mut self,
        court_id: &str,
        account: &str,
    ) -> Result<Option<(Sum, Vec<StrangePayment>)>, StoreError> {
        const STRANGE: &str = "FROM receipt r WHERE r.court_id = $1 AND r.account = $2 \
            AND r.state = 'outgoing' AND NOT EXISTS (SELECT 1 FROM batch_line l \
            WHERE l.court_id = r.court_id AND l.end_to_end = r.end_to_end) \
            AND NOT EXISTS (SELECT 1 FROM batch_line l WHERE l.court_id = r.court_id \
            AND r.end_to_end = '' AND l.amount_fen = r.amount_fen \
            AND l.payee_account = r.payer_account)";
        let values = [V::from(court_id), V::from(account)];
        let sql = format!(
            "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(r.amount_fen), 0) AS BIGINT) AS amount {STRANGE}"
        );
        let sum = Sum::from_row(&self.one(sql, &values).await?)?;
        if sum.count == 0 {
            return Ok(None);
        }
        let sql = format!(
            "SELECT r.booked_on, r.amount_fen, r.payer {STRANGE} \
             ORDER BY r.booked_on DESC, r.receipt_id DESC LIMIT {NAMED}"
        );
        let named = self.all(sql, &values).await?;
        let named = named.iter().map(|row| {
            Ok(StrangePayment {
                on: row.day("booked_on")?,
                amount: row.fen("amount_fen")?,
                payee: row.text("payer")?,
            })
        });
        Ok(Some((sum, named.collect::<Result<_, StoreError>>()?)))
    }
}
