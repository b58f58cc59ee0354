//! The shipped mode as one text, for tests that change a word of it.

use std::sync::{Arc, LazyLock};

use zhixing_domain::{
    ground::fault::Fault,
    ground::version::ModeFile,
    mode::{Mode, read, shipped},
};

/// A mode that is one file.
pub(crate) fn mode(text: &str) -> Result<Mode, Vec<Fault>> {
    let file = ModeFile { name: "mode.toml".to_owned(), text: text.to_owned() };
    Ok(Arc::unwrap_or_clone(read::read(&[file])?.mode))
}

/// The service centre's mode with its base, as one text; without its stories, which hold it to what it says.
pub(crate) static MODE: LazyLock<String> = LazyLock::new(|| text_of(|section| section != "story"));

/// The rows of some sections.
pub(crate) fn text_of(section: impl Fn(&str) -> bool) -> String {
    let own = shipped::modes().swap_remove(0);
    let known = read::read(&shipped::over_base(&own)).unwrap();
    let rows = known.rows.into_iter().filter(|row| section(row.section));
    rows.map(|row| row.text).collect::<Vec<_>>().join("\n\n") + "\n"
}
