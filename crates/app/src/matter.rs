//! 开始一件事：the one use case of every matter that begins by itself.

use zhixing_domain::{
    begin::Beginning,
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Need, Refusal},
};
use zhixing_law::number::CaseNumber;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta, Started, Work},
};

impl App {
    /// Begins a matter, whichever it is, about the case whose number it names.
    pub async fn begin(&self, meta: &Meta, beginning: &dyn Beginning) -> Result<Done, Error> {
        let result = self.try_begin(meta, beginning).await;
        self.leave_attempt(meta, None, &result).await;
        result
    }

    async fn try_begin(&self, meta: &Meta, beginning: &dyn Beginning) -> Result<Done, Error> {
        let mut work = match self.start(meta).await? {
            Started::Fresh(work) => work,
            Started::Before(done) => return Ok(done),
        };
        work.allow_court(beginning.act())?;
        if work.organisation.court.name.is_empty() {
            return Err(Refusal::needs(Need::CourtDescribed).into());
        }
        let about = match beginning.about() {
            Some((field, number)) => {
                let case = case_of(&mut work, field, number).await?;
                Some(self.case(meta.at(), case).await?)
            }
            None => None,
        };
        let matter = CaseId(work.id());
        work.begin_case(matter).await?;
        work.load_scans().await?;
        work.decide(matter, |_, ctx| beginning.run(matter, about.as_deref(), ctx))?;
        work.commit().await
    }
}

/// The case of a number that somebody wrote down.
async fn case_of(work: &mut Work<'_>, field: &str, number: &str) -> Result<CaseId, Error> {
    let wrong = |problem| Refusal::field(field, problem);
    let expected = "案号，例如“（2026）粤1224执1号”";
    let number =
        CaseNumber::parse(number).map_err(|_| wrong(FieldProblem::Invalid { expected }))?;
    let court = work.meta.court.clone();
    let row = work.tx.find_case_by_number(&court, &number).await?;
    let expected = "本院已有的案号";
    let row = row.ok_or_else(|| wrong(FieldProblem::Invalid { expected }))?;
    Ok(row.case)
}
