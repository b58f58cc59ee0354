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
    "base/lateness.toml",
    "base/panel.toml",
];

/// The modes, each with its own files; the first is that of a demo court that names none.
const MODES: &[Texts] = &[
    texts![
        "guangdong-service-centre/mode.toml",
        "guangdong-service-centre/teams.toml",
        "guangdong-service-centre/posts.toml",
        "guangdong-service-centre/lanes.toml",
        "guangdong-service-centre/triage.toml",
        "guangdong-service-centre/tasks.toml",
        "guangdong-service-centre/affairs.toml",
        "guangdong-service-centre/targets.toml",
        "guangdong-service-centre/stories.toml",
    ],
    texts![
        "guannan-854/mode.toml",
        "guannan-854/teams.toml",
        "guannan-854/posts.toml",
        "guannan-854/nodes.toml",
        "guannan-854/lanes.toml",
        "guannan-854/triage.toml",
        "guannan-854/tasks.toml",
        "guannan-854/affairs.toml",
        "guannan-854/targets.toml",
        "guannan-854/stories.toml",
    ],
    texts![
        "guiyang/mode.toml",
        "guiyang/teams.toml",
        "guiyang/posts.toml",
        "guiyang/lanes.toml",
        "guiyang/triage.toml",
        "guiyang/tasks.toml",
        "guiyang/affairs.toml",
        "guiyang/stories.toml",
    ],
    texts![
        "shijingshan-1-4/mode.toml",
        "shijingshan-1-4/teams.toml",
        "shijingshan-1-4/posts.toml",
        "shijingshan-1-4/lanes.toml",
        "shijingshan-1-4/triage.toml",
        "shijingshan-1-4/tasks.toml",
        "shijingshan-1-4/affairs.toml",
        "shijingshan-1-4/targets.toml",
        "shijingshan-1-4/stories.toml",
    ],
    texts![
        "jiangxi-intensive/mode.toml",
        "jiangxi-intensive/teams.toml",
        "jiangxi-intensive/posts.toml",
        "jiangxi-intensive/lanes.toml",
        "jiangxi-intensive/triage.toml",
        "jiangxi-intensive/tasks.toml",
        "jiangxi-intensive/affairs.toml",
        "jiangxi-intensive/stories.toml",
    ],
];

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
