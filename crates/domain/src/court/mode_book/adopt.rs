//! 导入、启用模式：a version is kept once and never changed; a court changes its way of working from a day that has
//! not passed.

use zhixing_law::day::Day;

use super::{Adoption, InFlight, ModeBook, ModeImport};
use crate::{
    court::organisation::StaffEvent,
    ground::refusal::{FieldProblem, Refusal},
    ground::version::{ModeFile, ModeVersion},
    mode::Mode,
};

/// 导入一个版本: checked by whoever read `mode` from the files.
///
/// # Errors
/// The very version is there already, or its number is not above the last one of its key.
pub fn import(
    book: &ModeBook,
    mode: &Mode,
    files: &[ModeFile],
    digest: &str,
) -> Result<StaffEvent, Refusal> {
    let of = ModeVersion::new(&mode.key, mode.version);
    if let Some(known) = book.import(&of) {
        if known.digest == digest {
            return Err(Refusal::Duplicate { what: "模式版本", key: of.to_string() });
        }
        let problem = FieldProblem::Invalid {
            expected: "没有用过的版本号：内容改了，版本号也要改",
        };
        return Err(Refusal::field("version", problem));
    }
    if book.latest(&mode.key).is_some_and(|latest| mode.version < latest.version) {
        let problem = FieldProblem::Invalid { expected: "比已导入的版本大的版本号" };
        return Err(Refusal::field("version", problem));
    }
    Ok(StaffEvent::ModeImported(ModeImport {
        key: mode.key.clone(),
        version: mode.version,
        name: mode.name.clone(),
        digest: digest.to_owned(),
        files: files.to_vec(),
    }))
}

/// 启用一个版本 from a day. Whoever asks has found the version, and its `name`.
///
/// # Errors
/// The day has passed, or the court works so from that day already.
pub fn adopt(
    book: &ModeBook,
    of: &ModeVersion,
    name: &str,
    from: Day,
    in_flight: InFlight,
    today: Day,
) -> Result<StaffEvent, Refusal> {
    if from < today {
        let problem = FieldProblem::Invalid {
            expected: "今天或者以后的启用日：已经办过的事不能改按另一模式",
        };
        return Err(Refusal::field("from", problem));
    }
    let adoption = Adoption { key: of.key.clone(), version: of.version, from, in_flight };
    if works_so(book, &adoption) {
        return Err(Refusal::Duplicate { what: "办案模式", key: name.to_owned() });
    }
    Ok(StaffEvent::ModeAdopted(adoption))
}

/// Whether on the day the court works under that version already, with the same word about matters in flight.
fn works_so(book: &ModeBook, wanted: &Adoption) -> bool {
    book.in_force(wanted.from)
        .is_some_and(|known| known.of() == wanted.of() && known.in_flight == wanted.in_flight)
}
