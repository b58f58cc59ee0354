//! 说明逾期原因：before what is late is ticked off or a case is closed, whoever answers for it says why.

use zhixing_app::error::Error;
use zhixing_domain::{
    command::Command as _,
    ground::field::Text,
    ground::id::{CaseId, TaskId},
    mode::HANDLER,
    work::lateness::{LateReason, explain::ExplainLateness, unexplained},
};

use super::{Desk, broken};

/// Days from the explanation to the day on which it will be done.
const PLANNED: i64 = 5;

impl Desk {
    /// Explains what is late of a task, or of a whole case.
    pub async fn explain(&self, case: CaseId, task: Option<TaskId>) -> Result<(), Error> {
        let file = self.file(case).await?;
        for late in unexplained(&file.lateness, task) {
            let meta = match &file.handler {
                Some(_) => self.by_handler(&file, ExplainLateness::NAME).await?,
                None if late.post == HANDLER => return Err(broken("late, and nobody's")),
                None => self.on_duty(&late.post, ExplainLateness::NAME).await?,
            };
            let said = ExplainLateness {
                lateness: late.id,
                why: LateReason::Load,
                reason: Text::try_new("当日事项集中，顺延办理")?,
                planned_on: self.today().plus_days(PLANNED)?,
            };
            self.app.send(&meta, case, &said).await?;
        }
        Ok(())
    }
}
