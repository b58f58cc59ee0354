//! The API as a browser meets it: the whole application on a database of its own, through the router.

mod access;
mod anchors;
mod approvals;
mod calc;
mod commands;
mod court;
mod crowd;
mod deadlines;
mod doing;
mod late;
mod levels;
mod lists;
mod materials;
mod matters;
mod modes;
mod money;
mod next;
mod notices;
mod openapi;
mod parties;
mod people;
mod permissions;
mod queue;
mod serve;
mod session;
mod twice;
