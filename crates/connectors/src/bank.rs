//! 银行：the bank that keeps the court's special account (案款专户).
//!
//! In: statements as ISO 20022 camt.053 ([`camt053`]) or as the CSV described in [`statement_csv`], both
//! giving the same [`statement::Statement`]. Out: payouts as pain.001 ([`pain001`]) or CSV
//! ([`payout_csv`]); back: what the bank did, as pain.002 ([`pain002`]) or CSV. [`matching`] finds the
//! case in a remittance text.
//!
//! Everything is a pure function over bytes: a file is either refused as a whole, with every reason, or
//! gives what is good together with one finding per line that was left out. Lines are left out only where
//! that cannot change the sums: duplicates, zero amounts, other currencies. Whatever throws doubt on the
//! sums refuses the file. [`sniff`] tells the formats apart by their content, never by the file name.

mod assemble;
pub mod camt053;
pub mod counterparty;
mod csv_text;
pub mod matching;
pub mod pain001;
pub mod pain002;
pub mod payout;
pub mod payout_csv;
pub mod sniff;
pub mod statement;
pub mod statement_csv;
