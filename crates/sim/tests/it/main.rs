//! The simulator's promises, on SQLite and, when `TEST_PG_URL` is set, on PostgreSQL.

mod demo;
mod story;
mod support;
