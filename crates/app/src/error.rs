//! What can go wrong with a use case. Closed: a variant is added only if a program must tell it apart.

use zhixing_connectors::finding::Finding;
use zhixing_domain::{ground::act::Act, ground::refusal::Refusal};
use zhixing_store::StoreError;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The actor may see the thing but not do this.
    #[error("not allowed to {}", .0.code())]
    Forbidden(Act),
    /// Not there, or not for this actor: the two look the same.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// The form was opened before others changed the same thing.
    #[error("the form is stale")]
    Stale(Vec<Change>),
    /// The command's id was used for something else.
    #[error("command id was used for another request")]
    CommandReused,
    /// The same command was applied by another transaction while this one ran: its answer is there.
    #[error("command was applied at the same time")]
    Repeated,
    /// Too often, by this person; so many seconds later it goes on.
    #[error("too often, wait {0} s")]
    TooOften(u32),
    /// An original is opened for a purpose that is written down first.
    #[error("purpose needed")]
    PurposeNeeded,
    #[error("sign-in needed")]
    SignInNeeded,
    #[error("sign-in: {0:?}")]
    SignIn(SignInProblem),
    /// A stored file cannot be handed out.
    #[error("stored file: {0:?}")]
    File(FileProblem),
    /// Something this needs is not there now; trying again later helps.
    #[error("{0} unavailable: {1}")]
    Unavailable(&'static str, String),
    #[error("internal: {0}")]
    Internal(String),
}

/// An error as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub code: String,
    pub sentence: String,
}

/// What changed since a form was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: String,
    pub by: String,
    pub at: zhixing_law::instant::Instant,
}

/// Why a stored file cannot be handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// The docket names it, but its bytes are not there.
    Missing,
    /// Its bytes are not those that the docket names.
    Changed,
}

/// Why a sign-in failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInProblem {
    /// Account or password is wrong; which of the two is not said.
    Wrong,
    /// Locked after too many wrong passwords, until this time.
    Locked(zhixing_law::instant::Instant),
    /// The account has been stopped.
    Stopped,
    /// The password must be changed first.
    MustChange,
    /// The new password is too weak.
    Weak,
    /// The password has been given out, and waits for a second person.
    Awaiting(Box<Awaited>),
}

/// What a password waits for with which somebody tries to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    pub kind: zhixing_domain::court::access::AccessKind,
    pub by: String,
    pub at: zhixing_law::instant::Instant,
    /// The roles that can confirm it.
    pub who: String,
}

/// A file that cannot be taken in, for one reason.
pub(crate) fn refuse_file(code: &str, message: String) -> Error {
    Error::Refused(Refusal::File { code: code.to_owned(), message, problems: Vec::new() })
}

/// A file that cannot be used, with every reason and its place.
pub fn refused_file(findings: &[Finding]) -> Error {
    let code = findings.first().map_or("FILE", |finding| finding.code.as_str());
    Error::Refused(Refusal::File {
        code: code.to_owned(),
        message: findings.first().map(said).unwrap_or_default(),
        problems: findings.iter().map(said).collect(),
    })
}

/// Where, what and what to do; the code travels beside the sentence.
fn said(finding: &Finding) -> String {
    format!("{}：{}。{}", finding.place, finding.problem, finding.remedy)
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Error {
        if matches!(error, StoreError::Stale { what: "command" }) {
            Error::Repeated
        } else if error.is_out_of_room() {
            Error::Unavailable("disk", error.to_string())
        } else if matches!(error, StoreError::ClockBehind { .. }) {
            Error::Unavailable("clock", error.to_string())
        } else if error.is_retryable() {
            Error::Unavailable("database", error.to_string())
        } else {
            Error::Internal(error.to_string())
        }
    }
}

impl From<zhixing_law::error::LawError> for Error {
    fn from(error: zhixing_law::error::LawError) -> Error {
        Error::Refused(Refusal::Law(error))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::Internal(error.to_string())
    }
}
