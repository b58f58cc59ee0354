//! 银行对账单 ISO 20022 camt.053.001.02 and later (BkToCstmrStmt), read and written.
//!
//! Taken from each `Stmt`: `Id`, `Acct` (IBAN or other, `Ccy`, `Nm`), `FrToDt`, `Bal` of type OPBD (or
//! PRCD) and CLBD (or ITBD, on the pages of one that comes in several), and each booked `Ntry`: `Amt`, `CdtDbtInd`, `RvslInd`, `Sts`, `BookgDt`, `ValDt`,
//! `AcctSvcrRef`, and from its `TxDtls` the `EndToEndId`, the parties with accounts and agents, and
//! `RmtInf/Ustrd`. An entry with several `TxDtls` that carry their own amounts becomes one line per
//! transaction; their sum must be the entry's. Entries that are not booked (`PDNG`, `INFO`) are left out.

mod balance;
mod read;
mod write;

pub use read::read;
pub use write::write;
