//! The API as a browser meets it: the whole application on a database of its own, through the router.

mod commands;
mod court;
mod openapi;
mod permissions;
mod session;
