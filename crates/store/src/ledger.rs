//! 案款总账: the double-entry ledger of the court's enforcement money.
//!
//! Accounts: `bank` (or `bank:<number>`) is what lies at the bank, an asset: a debit adds to it.
//! Everything else is money held for somebody, a liability: a credit adds to it. `pool` is received
//! and not yet known whose, `case:<uuid>` belongs to a case, `in_flight` is on its way out, `fee`
//! is the court's execution fee to be handed to the treasury. Every balance is kept in its own
//! side's direction, so Σ assets = Σ liabilities at every commit, and no liability is below zero
//! (the schema refuses it).
//!
//! | what happens | debit | credit |
//! |---|---|---|
//! | a receipt arrives | `bank` | `pool` |
//! | it is matched | `pool` | `case:…` |
//! | a payout is sent | `case:…` | `in_flight` |
//! | the bank confirms it | `in_flight` | `bank` |
//!
//! Both tables follow from the docket and are emptied and posted again by a rebuild.

use std::collections::BTreeMap;

use uuid::Uuid;
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use crate::db::{Conn, Tx};
use crate::error::{Constraint, StoreError};
use crate::row::Row;
use crate::value::V;

/// One movement between two accounts, at its place in the docket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Court.
    pub court_id: String,
    /// Stream of the entry that caused it.
    pub stream_id: Uuid,
    /// Number of that entry.
    pub seq: i64,
    /// Place within the entry, from 0.
    pub idx: i64,
    /// Account debited.
    pub debit: String,
    /// Account credited.
    pub credit: String,
    /// Amount, above zero.
    pub amount: Fen,
    /// Code of the reason.
    pub reason: String,
    /// Case it concerns.
    pub case_id: Option<Uuid>,
    /// Civil date of the movement.
    pub happened_on: Day,
}

impl Transfer {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            stream_id: row.uuid("stream_id")?,
            seq: row.int("seq")?,
            idx: row.int("idx")?,
            debit: row.text("debit")?,
            credit: row.text("credit")?,
            amount: row.fen("amount_fen")?,
            reason: row.text("reason")?,
            case_id: row.uuid_opt("case_id")?,
            happened_on: row.day("happened_on")?,
        })
    }
}

/// The side of an account: `asset` for the bank, `liability` for all others.
fn is_asset(account_id: &str) -> bool {
    account_id == "bank" || account_id.starts_with("bank:")
}

/// What the ledger of a court adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrialBalance {
    /// Σ balances at the bank.
    pub assets: Fen,
    /// Σ balances held for others.
    pub liabilities: Fen,
    /// Accounts whose balance is not the sum of their transfers.
    pub wrong_accounts: i64,
}

impl TrialBalance {
    /// True when the ledger is in order.
    pub fn is_balanced(&self) -> bool {
        self.assets == self.liabilities && self.wrong_accounts == 0
    }
}

impl Tx {
    /// Posts transfers: inserts them and moves both balances. Accounts are touched in the order of
    /// their names, so two posts never wait for each other in a circle.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] (`Check`) when an account other than the bank would fall below
    /// zero, an amount is not above zero, or debit and credit are the same account; (`Unique`)
    /// when the place in the docket has a transfer already.
    pub async fn post(&mut self, transfers: &[Transfer]) -> Result<(), StoreError> {
        self.insert_transfers(transfers).await?;
        let deltas = deltas(transfers)?;
        assert_even(&deltas)?;
        for ((court_id, account_id), delta) in deltas {
            // An account that ends where it was is opened all the same: a rebuild will find it.
            self.move_balance(court_id, account_id, delta).await?;
        }
        Ok(())
    }

    /// Inserts transfers without moving balances: for a rebuild, which adds them up at its end.
    pub(crate) async fn insert_transfers(
        &mut self,
        transfers: &[Transfer],
    ) -> Result<(), StoreError> {
        let rows: Vec<Vec<V>> = transfers.iter().map(values).collect();
        let head = "INSERT INTO ledger_transfer (court_id, stream_id, seq, idx, debit, credit, \
            amount_fen, reason, case_id, happened_on)";
        self.bulk(head, 10, &rows, "").await?;
        Ok(())
    }

    /// Opens every account with the sum of its transfers, after [`Tx::insert_transfers`].
    pub(crate) async fn add_up_accounts(&mut self) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO ledger_account (court_id, account_id, side, balance_fen) \
             SELECT court_id, account_id, \
               CASE WHEN account_id = 'bank' OR account_id LIKE 'bank:%' THEN 'asset' \
                 ELSE 'liability' END, \
               CAST(SUM(CASE WHEN account_id = 'bank' OR account_id LIKE 'bank:%' THEN debited \
                 ELSE -debited END) AS BIGINT) \
             FROM (SELECT court_id, debit AS account_id, amount_fen AS debited \
                 FROM ledger_transfer \
               UNION ALL SELECT court_id, credit, -amount_fen FROM ledger_transfer) AS moved \
             GROUP BY court_id, account_id",
            &[],
        )
        .await?;
        Ok(())
    }

    async fn move_balance(
        &mut self,
        court_id: &str,
        account_id: &str,
        delta: i64,
    ) -> Result<(), StoreError> {
        let moved = self
            .execute(
                "UPDATE ledger_account SET balance_fen = balance_fen + $1 \
                 WHERE court_id = $2 AND account_id = $3",
                &[V::from(delta), V::from(court_id), V::from(account_id)],
            )
            .await?;
        if moved == 1 {
            return Ok(());
        }
        let side = if is_asset(account_id) { "asset" } else { "liability" };
        if delta < 0 && !is_asset(account_id) {
            let message = format!("{account_id} would fall below zero");
            return Err(StoreError::Constraint { kind: Constraint::Check, message });
        }
        // Two transactions may open the account at once: the second adds to what the first put in.
        self.execute(
            "INSERT INTO ledger_account (court_id, account_id, side, balance_fen) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (court_id, account_id) \
             DO UPDATE SET balance_fen = ledger_account.balance_fen + excluded.balance_fen",
            &[V::from(court_id), V::from(account_id), V::from(side), V::from(delta)],
        )
        .await?;
        Ok(())
    }
}

fn values(transfer: &Transfer) -> Vec<V> {
    vec![
        V::from(&transfer.court_id),
        V::from(transfer.stream_id),
        V::from(transfer.seq),
        V::from(transfer.idx),
        V::from(&transfer.debit),
        V::from(&transfer.credit),
        V::from(transfer.amount),
        V::from(&transfer.reason),
        V::from(transfer.case_id),
        V::from(transfer.happened_on),
    ]
}

type Deltas<'a> = BTreeMap<(&'a str, &'a str), i64>;

/// How each account's own balance changes.
fn deltas(transfers: &[Transfer]) -> Result<Deltas<'_>, StoreError> {
    let overflow = || StoreError::BadValue("the amounts overflow".to_owned());
    let mut deltas = Deltas::new();
    for transfer in transfers {
        let amount = transfer.amount.get();
        for (account, is_debit) in [(&transfer.debit, true), (&transfer.credit, false)] {
            let delta = deltas.entry((&transfer.court_id, account)).or_default();
            let grows = is_asset(account) == is_debit;
            let next = if grows { delta.checked_add(amount) } else { delta.checked_sub(amount) };
            *delta = next.ok_or_else(overflow)?;
        }
    }
    Ok(deltas)
}

/// Σ assets and Σ liabilities must move by the same amount in every court.
fn assert_even(deltas: &Deltas<'_>) -> Result<(), StoreError> {
    let mut differences: BTreeMap<&str, i128> = BTreeMap::new();
    for ((court_id, account_id), delta) in deltas {
        let signed = if is_asset(account_id) { i128::from(*delta) } else { -i128::from(*delta) };
        *differences.entry(court_id).or_default() += signed;
    }
    match differences.iter().find(|(_, difference)| **difference != 0) {
        None => Ok(()),
        Some((court_id, _)) => {
            Err(StoreError::corrupt("ledger_transfer", "amount_fen", format!("{court_id}: uneven")))
        }
    }
}

impl Conn {
    /// An account's balance in its own direction; zero when it was never used.
    pub async fn balance(&mut self, court_id: &str, account_id: &str) -> Result<Fen, StoreError> {
        let sql = "SELECT balance_fen FROM ledger_account WHERE court_id = $1 AND account_id = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(account_id)]).await?;
        row.map_or(Ok(Fen::ZERO), |row| row.fen("balance_fen"))
    }

    /// Transfers that concern a case, in docket order.
    pub async fn transfers_of_case(
        &mut self,
        court_id: &str,
        case_id: Uuid,
    ) -> Result<Vec<Transfer>, StoreError> {
        let sql = "SELECT * FROM ledger_transfer WHERE court_id = $1 AND case_id = $2 \
            ORDER BY happened_on, stream_id, seq, idx";
        let rows = self.all(sql, &[V::from(court_id), V::from(case_id)]).await?;
        rows.iter().map(Transfer::from_row).collect()
    }

    /// Adds everything up again from the transfers.
    pub async fn trial_balance(&mut self, court_id: &str) -> Result<TrialBalance, StoreError> {
        let sql = "SELECT \
            CAST(COALESCE(SUM(CASE WHEN side = 'asset' THEN balance_fen ELSE 0 END), 0) AS BIGINT) \
              AS assets, \
            CAST(COALESCE(SUM(CASE WHEN side = 'asset' THEN 0 ELSE balance_fen END), 0) AS BIGINT) \
              AS liabilities, \
            CAST(COALESCE(SUM(CASE WHEN balance_fen <> \
              (CASE WHEN side = 'asset' THEN 1 ELSE -1 END) * \
              (CAST(COALESCE((SELECT SUM(t.amount_fen) FROM ledger_transfer t \
                WHERE t.court_id = a.court_id AND t.debit = a.account_id), 0) AS BIGINT) \
              - CAST(COALESCE((SELECT SUM(t.amount_fen) FROM ledger_transfer t \
                WHERE t.court_id = a.court_id AND t.credit = a.account_id), 0) AS BIGINT)) \
              THEN 1 ELSE 0 END), 0) AS BIGINT) AS wrong \
            FROM ledger_account a WHERE court_id = $1";
        let row = self.one(sql, &[V::from(court_id)]).await?;
        Ok(TrialBalance {
            assets: row.fen("assets")?,
            liabilities: row.fen("liabilities")?,
            wrong_accounts: row.int("wrong")?,
        })
    }
}
