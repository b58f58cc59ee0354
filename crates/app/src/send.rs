//! 办理：the one use case of every command about one case.

use zhixing_domain::{
    command::Asked, ground::id::CaseId, ground::subject::Subject, matter::Matter,
};

use crate::{
    error::Error,
    settings::App,
    work::{Asks, Done, Meta},
};

impl App {
    /// Does a command, whichever it is.
    pub async fn send(
        &self,
        meta: &Meta,
        case: CaseId,
        command: &dyn Asked,
    ) -> Result<Done, Error> {
        let about = command.about();
        // A command about the whole matter is not made stale by what others do to its parts.
        let subject = (about != Subject::Matter).then_some(about);
        let assigns = |file: &Matter| command.assigns(file);
        let asks = Asks { candidates: &assigns, evidence: command.names_evidence() };
        self.in_case(meta, case, command.act(), subject, asks, |work| {
            work.decide(case, |file, ctx| command.run(file, ctx))
        })
        .await
    }
}
