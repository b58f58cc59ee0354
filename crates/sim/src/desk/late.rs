//! 每日例行；说明逾期原因：before what is late is ticked off or a case is closed, whoever answers for it says why.

use zhixing_app::{error::Error, queue};
use zhixing_domain::{
    command::Command as _,
    ground::field::Text,
    ground::id::{CaseId, TaskId},
    mode::HANDLER,
    work::lateness::{LateReason, explain::ExplainLateness, unexplained},
};
use zhixing_law::day::Day;

use super::{Desk, broken};

/// What people say, each for what happened to be so.
const SAID: [(LateReason, &str); 4] = [
    (LateReason::Load, "当日事项集中，顺延办理"),
    (LateReason::Respondent, "两次联系被执行人未果，改日再办"),
    (LateReason::Body, "协助单位尚未答复，已催"),
    (LateReason::Procedure, "前一事项未办完，完成后即办"),
];

/// Days from the explanation to the day on which it will be done.
const PLANNED: i64 = 5;

impl Desk {
    /// 每日例行 of a day.
    pub(crate) async fn day(&self, day: Day) -> Result<(), Error> {
        let done = queue::daily(&self.app, self.court(), day).await?;
        match done.failed.first() {
            Some(case) => Err(broken(format!("the day left out {case}"))),
            None => self.settle().await,
        }
    }

    /// Explains what is late of a task, or of a whole case: one by one, as one said may end another.
    pub async fn explain(&self, case: CaseId, task: Option<TaskId>) -> Result<(), Error> {
        for (why, reason) in SAID.into_iter().cycle() {
            let file = self.file(case).await?;
            let Some(late) = unexplained(&file.lateness, task).next() else { break };
            let meta = match &file.handler {
                Some(_) => self.by_handler(&file, ExplainLateness::NAME).await?,
                None if late.post == HANDLER => return Err(broken("late, and nobody's")),
                None => self.on_duty(&late.post, ExplainLateness::NAME).await?,
            };
            let said = ExplainLateness {
                lateness: late.id,
                why,
                reason: Text::try_new(reason)?,
                planned_on: self.today().plus_days(PLANNED)?,
            };
            self.app.send(&meta, case, &said).await?;
        }
        Ok(())
    }
}
