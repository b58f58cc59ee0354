//! The binary as a process.

use std::process::Command;

/// What it printed and how it ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Starts a sub-command and waits for its end.
pub(crate) fn run(command: &str, words: &[&str]) -> Ended {
    let ended = Command::new(env!("CARGO_BIN_EXE_zhixing"))
        .arg(command)
        .args(words)
        .output()
        .expect("the binary of this package starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the binary prints UTF-8");
    Ended { code: ended.status.code(), out: text(ended.stdout), err: text(ended.stderr) }
}
