//! The storage room: one SQL text for SQLite and PostgreSQL behind [`db::Db`].
//!
//! What a court has done is its docket (办案流水, [`docket`]); the tables that people list and search
//! are its projection ([`projection`]) and can be rebuilt from it at any time. Everything a command
//! writes is written in one transaction: the command's own row, docket entries, projection, jobs
//! and outgoing messages.
//!
//! Nothing in this room reads a clock, makes an id or draws a random number: callers hand them in.

pub mod anchor;
pub mod backup;
pub mod case_number;
pub mod catalogue;
pub mod clock;
pub mod command;
pub mod credential;
pub mod credential_asked;
pub mod db;
mod dialect;
pub mod digest;
pub mod docket;
pub mod doctor;
pub mod draft;
pub mod duty;
pub mod error;
pub mod file;
pub mod fold;
pub mod job;
pub mod json;
pub mod lease;
pub mod ledger;
pub mod list;
pub mod migrate;
pub mod preference;
pub mod private;
pub mod projection;
pub mod query;
pub mod rebuild;
pub mod row;
mod schema;
pub mod schema_list;
pub mod session;
pub mod sign_in;
pub mod url;
pub mod value;
pub mod verify;

pub use db::{Access, Conn, Db, Options, Tx};
pub use digest::Digest;
pub use error::{ArchiveFault, Constraint, NotAllowed, SchemaFault, StoreError};
pub use row::Row;
pub use url::DatabaseUrl;
pub use value::V;
