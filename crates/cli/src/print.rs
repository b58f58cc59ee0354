//! Printing to standard output. A reader that has gone away is no error; a full disk is.

use std::io::{ErrorKind, Write as _};

/// Prints a text as it is. What cannot be printed goes to standard error, and the process ends in failure: an anchor or
/// a first password that nobody has is worse than a command to be given again.
pub(crate) fn text(text: &str) {
    let mut out = std::io::stdout().lock();
    let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) else { return };
    // The other end of a pipe may be closed early, as `head` does.
    if error.kind() != ErrorKind::BrokenPipe {
        let mut err = std::io::stderr().lock();
        // Nowhere is left to say it.
        let _ = writeln!(err, "✗ 输出写不进去（{error}），内容如下：\n{text}");
        std::process::exit(1);
    }
}

/// Prints a line.
pub(crate) fn line(line: impl std::fmt::Display) {
    text(&format!("{line}\n"));
}

/// Says how far the folding of the docket has come: a line for each tenth of it, where there is enough to wait for.
pub(crate) fn folding() -> impl FnMut(i64, i64) + Send {
    const WORTH_SAYING: i64 = 10_000;
    let mut said = 0;
    move |done, of| {
        let tenth = done * 10 / of.max(1);
        if WORTH_SAYING <= of && said < tenth {
            said = tenth;
            line(format!("正在由办案流水重建各表：{done}/{of}卷"));
        }
    }
}
