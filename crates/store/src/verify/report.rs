//! What `verify` finds and counts.

use serde::Serialize;
use uuid::Uuid;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Entries are missing inside a stream.
    Gap,
    /// An entry does not follow the one before it.
    BrokenLink,
    /// A column of an entry is not what was hashed.
    Changed,
    /// An entry cannot be read at all.
    Unreadable,
    /// The docket of a stream does not end where the stream says.
    CutTail,
    /// The last hash of the docket is not the stream's.
    WrongHead,
    /// Entries of a stream that is not there.
    NoStream,
    /// A pinned head is not in the docket.
    NotAsPinned,
    /// An anchor does not follow from its heads and the anchor before.
    WrongAnchor,
    /// The anchor that was kept outside is not the one in the database.
    OtherAnchor,
    /// A file's bytes are not those of its name.
    WrongFile,
    /// The ledger does not add up.
    WrongLedger,
    /// An entry says that it was written down at a time at which it cannot have been: an anchor
    /// that was made after that time does not pin it, or one made before it does.
    WrongTime,
    /// A file that the docket names is not there.
    LostFile,
    /// The counter of case numbers does not stand where the docket's numbers end.
    WrongSerial,
    /// A credential is not the one that the docket says was set.
    WrongCredential,
    /// A table, index, trigger or function is not as the migrations make it.
    WrongSchema,
}

impl Fault {
    /// Its name on the administrator's console.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Gap => "缺流水",
            Self::BrokenLink => "前后不相接",
            Self::Changed => "内容被改动",
            Self::Unreadable => "读不懂",
            Self::CutTail => "末尾缺流水",
            Self::WrongHead => "末尾散列不符",
            Self::NoStream => "没有所属的流",
            Self::NotAsPinned => "与锚不符",
            Self::WrongAnchor => "锚算不出来",
            Self::OtherAnchor => "与库外的锚不符",
            Self::WrongFile => "文件不完整",
            Self::WrongLedger => "账目不平",
            Self::WrongTime => "记入时间不可能",
            Self::LostFile => "文件被删除",
            Self::WrongSerial => "案号计数不符",
            Self::WrongCredential => "登录凭据不符",
            Self::WrongSchema => "库结构被改动",
        }
    }
}

/// One thing found, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What is wrong.
    pub fault: Fault,
    /// Court.
    pub court_id: String,
    /// Stream, when it is about one.
    pub stream_id: Option<Uuid>,
    /// Number of the entry (or of the anchor), when it is about one.
    pub seq: Option<i64>,
    /// In Chinese, for the console.
    pub detail: String,
}

/// What `verify` saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Streams walked.
    pub streams: i64,
    /// Entries walked.
    pub entries: i64,
    /// Anchors checked.
    pub anchors: i64,
    /// Files checked.
    pub files: i64,
    /// How many things were found; the list holds the first [`MOST_LISTED`].
    pub found_count: i64,
    /// What was found.
    pub found: Vec<Found>,
    /// What is no fault and must be known: each time a person declared a clock right that stood
    /// behind the docket, in Chinese.
    pub notes: Vec<String>,
}

/// Length of the list in a report.
pub const MOST_LISTED: usize = 1_000;
/// Rows read at a time.
pub(super) const PAGE: i64 = 1_000;

impl Report {
    /// True when history is whole.
    pub fn is_clean(&self) -> bool {
        self.found_count == 0
    }

    pub(super) fn add(
        &mut self,
        fault: Fault,
        court_id: &str,
        place: (Option<Uuid>, Option<i64>),
        detail: String,
    ) {
        self.found_count += 1;
        if self.found.len() < MOST_LISTED {
            let (stream_id, seq) = place;
            let court_id = court_id.to_owned();
            self.found.push(Found { fault, court_id, stream_id, seq, detail });
        }
    }
}
