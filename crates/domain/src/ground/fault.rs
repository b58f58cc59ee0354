//! 模式的毛病：what is wrong in the files of a mode, with file and line, as data. The sentence and the remedy are made
//! by the web room.

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file, as in [`super::version::ModeFile`].
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What stands there, for example `task receive_case`; empty for the file as a whole.
    pub place: String,
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Not TOML, or not of the shape that is expected; in the reader's own words.
    Syntax { message: String },
    /// A field that there is not.
    Field { name: String },
    /// A field that must be there and is not.
    Missing { name: String },
    /// A value of another type, or a condition that cannot be read.
    Type { message: String },
    /// A name of nothing: team, post, lane, node, event, fact, document kind, template.
    Unknown { what: &'static str, key: String },
    /// A condition that is not a yes or no.
    NotYesOrNo { message: String },
    /// The key is there already.
    Twice { key: String },
    /// A task that is neither of what holds nor of what happens, or of nobody.
    Unclear,
    /// A task of the handler's alone that a case may have before it has one.
    NoOwner,
    /// An approval without a step, or a step without a name, without anybody who signs it, or without its ground.
    ChainUnclear { step: usize },
    /// A step that names a role which never signs.
    NeverSigns { role: &'static str },
    /// A post is to do what its role may not.
    BeyondRole { act: &'static str, role: &'static str },
    /// An approval below what the law asks for.
    Weaker { needs: &'static str },
    /// A limit beyond what the law allows.
    Longer { rule: String },
    /// A limit that is to stop where the law that it rests on lets it run on, or that is to follow a law it does not name.
    RunsOn { rule: Option<String> },
    /// No triage table for a round.
    NoTriage { round: &'static str },
    /// No row of triage leads to the lane.
    Unreachable { key: String },
    /// A limit that says not what it rests on.
    NoBasis,
    /// The row is right whenever an earlier one is, so it is never asked.
    Shadowed { by: String },
    /// Rules that feed each other.
    Cycle { through: Vec<String> },
    /// The places of the teams do not stand in the parts that the mode says.
    OutOfProportion { places: Vec<u32> },
    /// A part of a story that cannot be read.
    StoryUnread { said: String },
    /// A story that does not come out; empty: nothing of the kind.
    StoryOtherwise { said: String, found: String },
    /// `extends` names what is not the base.
    Base { key: String },
}

impl FaultKind {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            FaultKind::Syntax { .. } => "mode_syntax",
            FaultKind::Field { .. } => "mode_field",
            FaultKind::Missing { .. } => "mode_missing",
            FaultKind::Type { .. } => "mode_type",
            FaultKind::Unknown { .. } => "mode_unknown_name",
            FaultKind::NotYesOrNo { .. } => "mode_not_yes_or_no",
            FaultKind::Twice { .. } => "mode_twice",
            FaultKind::Unclear => "mode_unclear",
            FaultKind::NoOwner => "mode_no_owner",
            FaultKind::ChainUnclear { .. } => "mode_chain_unclear",
            FaultKind::NeverSigns { .. } => "mode_never_signs",
            FaultKind::BeyondRole { .. } => "mode_beyond_role",
            FaultKind::Weaker { .. } => "mode_weaker",
            FaultKind::Longer { .. } => "mode_longer",
            FaultKind::RunsOn { .. } => "mode_runs_on",
            FaultKind::NoTriage { .. } => "mode_no_triage",
            FaultKind::Unreachable { .. } => "mode_unreachable",
            FaultKind::NoBasis => "mode_no_basis",
            FaultKind::Shadowed { .. } => "mode_shadowed",
            FaultKind::Cycle { .. } => "mode_cycle",
            FaultKind::OutOfProportion { .. } => "mode_out_of_proportion",
            FaultKind::StoryUnread { .. } => "mode_story_unread",
            FaultKind::StoryOtherwise { .. } => "mode_story_otherwise",
            FaultKind::Base { .. } => "mode_base",
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {} {:?}", self.file, self.line, self.place, self.kind)
    }
}
