//! 随附的模式：the texts in `modes/`, in the order in which they are laid. A new mode is a folder there and a row here.

use crate::ground::version::ModeFile;

/// The files of one layer: name from the folder of modes, and text.
type Texts = &'static [(&'static str, &'static str)];

macro_rules! texts {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../modes/", $name)))),*]
    };
}

/// What every mode that `extends` it begins with. Tasks that open in one command come in this order.
const BASE: Texts = texts![
    "base/nodes.toml",
    "base/deadlines.toml",
    "base/tasks-intake.toml",
    "base/tasks-papers.toml",
    "base/tasks-property.toml",
    "base/tasks-money.toml",
    "base/tasks-closing.toml",
    "base/tasks-raised.toml",
    "base/objection.toml",
    "base/visit.toml",
    "base/papers.toml",
    "base/messages.toml",
    "base/approvals.toml",
];

/// The modes, each with its own files.
const MODES: &[Texts] = &[texts![
    "guangdong-service-centre/mode.toml",
    "guangdong-service-centre/teams.toml",
    "guangdong-service-centre/posts.toml",
    "guangdong-service-centre/lanes.toml",
    "guangdong-service-centre/triage.toml",
    "guangdong-service-centre/tasks.toml",
]];

fn files(texts: Texts) -> Vec<ModeFile> {
    let file =
        |(name, text): &(&str, &str)| ModeFile { name: (*name).into(), text: (*text).into() };
    texts.iter().map(file).collect()
}

/// The base that this program ships.
pub fn base() -> Vec<ModeFile> {
    files(BASE)
}

/// The files of a mode with the shipped base that they are laid over.
pub fn over_base(own: &[ModeFile]) -> Vec<ModeFile> {
    base().into_iter().chain(own.iter().cloned()).collect()
}

/// Every shipped mode as its own files, without the base.
pub fn modes() -> Vec<Vec<ModeFile>> {
    MODES.iter().map(|texts| files(texts)).collect()
}
