//! Money (案款): what came in, what goes out, statements and batches of the bank, the ledger.

pub mod agreement;
pub mod batch;
pub mod fund;
pub mod ledger;
pub mod payout;
pub mod statement;
