//! 现场证据 as it is sent: named by what the court has received of it, with when and where it was taken.

use zhixing_law::instant::Instant;

use super::{Account, Evidence, FieldOutcome, Place};
use crate::{
    ground::{
        field::{Note, Rows, Text, fields, parts},
        id::TaskId,
        refusal::{FieldProblem, Refusal},
    },
    matter::context::Context,
};

/// So many photographs and recordings go with one report.
pub const EVIDENCE_MAX: usize = 20;

fields! {
    /// 一件现场证据.
    Taken {
        name: Text<100> = "名称";
        file: Text<64> = "文件";
        sha256: Text<64> = "校验码";
        taken_at: Text<40> = "拍摄、录制时间";
        position: Note<60> = "位置";
        no_position: Note<100> = "未取得位置的原因";
    }
}

fields! {
    /// 一次外勤 as the tablet sends it.
    Sent {
        task: TaskId = "事项";
        outcome: FieldOutcome = "办理情况";
        result: Text<1000> = "办理结果";
        written_at: Text<40> = "填写时间";
        position: Note<60> = "位置";
        no_position: Note<100> = "未取得位置的原因";
        evidence: Rows<Taken, EVIDENCE_MAX> = "照片、录音";
    }
}

parts! { Sent }

impl Sent {
    /// What was done and seen, with each piece of evidence as the court has it. Fields are told under `at`.
    ///
    /// # Errors
    /// A time or a position is none, or the court has not received what is named.
    pub(super) fn account(&self, at: &str, ctx: &Context<'_>) -> Result<Account, Refusal> {
        let rows = self.evidence.as_slice().iter().enumerate();
        let evidence: Result<Vec<Evidence>, Refusal> = rows
            .map(|(place, taken)| taken.evidence(&format!("{at}evidence[{place}]."), ctx))
            .collect();
        Ok(Account {
            task: self.task,
            outcome: self.outcome,
            result: self.result.as_str().to_owned(),
            written_at: moment(&format!("{at}written_at"), self.written_at.as_str())?,
            place: place(at, self.position.as_str(), self.no_position.as_str())?,
            evidence: evidence?,
        })
    }
}

impl Taken {
    fn evidence(&self, at: &str, ctx: &Context<'_>) -> Result<Evidence, Refusal> {
        let file = self.file.as_str();
        let unknown = || Refusal::field(format!("{at}file"), FieldProblem::Unknown);
        let received = ctx.evidence.iter().find(|known| known.file == file).ok_or_else(unknown)?;
        if received.sha256 != self.sha256.as_str() {
            let expected = "收到的文件的校验码";
            let problem = FieldProblem::Invalid { expected };
            return Err(Refusal::field(format!("{at}sha256"), problem));
        }
        Ok(Evidence {
            kind: received.kind,
            name: self.name.as_str().to_owned(),
            file: received.file.clone(),
            sha256: received.sha256.clone(),
            size: received.size,
            taken_at: moment(&format!("{at}taken_at"), self.taken_at.as_str())?,
            place: place(at, self.position.as_str(), self.no_position.as_str())?,
        })
    }
}

fn moment(field: &str, text: &str) -> Result<Instant, Refusal> {
    let expected = "带时区的时刻";
    text.parse().map_err(|_| Refusal::field(field, FieldProblem::Invalid { expected }))
}

/// Where it was, or why that is not known: one of the two is said.
fn place(at: &str, position: &str, why: &str) -> Result<Place, Refusal> {
    let refuse = |field: &str, problem| Err(Refusal::field(format!("{at}{field}"), problem));
    match (position, why) {
        ("", "") => refuse("no_position", FieldProblem::Required),
        ("", why) => Ok(Place::Unknown(why.to_owned())),
        (position, _) => match position.parse() {
            Ok(position) => Ok(Place::At(position)),
            Err(_) => refuse("position", FieldProblem::Invalid { expected: "经纬度和误差" }),
        },
    }
}
