//! Printing to standard output. A reader that has gone away is no error.

use std::io::Write as _;

/// Prints a text as it is.
pub(crate) fn text(text: &str) {
    let mut out = std::io::stdout().lock();
    // The other end of a pipe may be closed early, as `head` does.
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Prints a line.
pub(crate) fn line(line: impl std::fmt::Display) {
    text(&format!("{line}\n"));
}
