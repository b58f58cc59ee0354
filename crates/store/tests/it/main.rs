//! Storage promises, each on SQLite and on PostgreSQL.
//!
//! PostgreSQL is the server at `TEST_PG_URL`; each test has a database of its own, made from a
//! template that is migrated once. Without the variable the PostgreSQL half fails under `CI` or
//! `ZHIXING_REQUIRE_PG`, and says that it was skipped elsewhere.

mod replayed;
mod support;

/// The court in which the domain's own tests play the story: the decisions come from there.
#[path = "../../../domain/tests/it/court.rs"]
#[expect(dead_code, reason = "the domain's tests do more with it")]
mod court;
#[path = "../../../domain/tests/it/samples.rs"]
#[expect(dead_code, reason = "the domain's tests do more with them")]
mod samples;
#[path = "../../../domain/tests/it/staff.rs"]
mod staff;
#[path = "../../../domain/tests/it/window.rs"]
#[expect(dead_code, reason = "the domain's tests do more there")]
mod window;

mod archive;
mod beside;
mod chinese;
mod clock;
mod cover;
mod crash;
mod custody;
mod docket;
mod facade;
mod forge;
mod ledger;
mod lists;
mod numbers;
mod people;

mod projection;
mod projection_story;
mod query;
mod query_own;
mod query_spelled;
mod query_tasks;
mod queue;
mod rebuild;
mod rebuild_docket;
