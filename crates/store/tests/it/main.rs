//! Storage promises, each on SQLite and on PostgreSQL.
//!
//! PostgreSQL is the server at `TEST_PG_URL`; each test has a database of its own, made from a
//! template that is migrated once. Without the variable the PostgreSQL half fails under `CI` or
//! `ZHIXING_REQUIRE_PG`, and says that it was skipped elsewhere.

mod support;

mod archive;
mod crash;
mod custody;
mod docket;
mod facade;
mod ledger;
mod numbers;
mod people;
mod projection;
mod query;
mod queue;
mod rebuild;
mod rebuild_docket;
